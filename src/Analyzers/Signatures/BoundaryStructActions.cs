using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Signatures;

/// <summary>What a rule about native data is given: one struct or class with layout as native code sees it, and the means to report on it.</summary>
internal readonly struct BoundaryStructContext
{
    private readonly Action<Diagnostic> _report;

    public BoundaryStructContext(
        StructShape shape,
        bool isRaw,
        ImmutableArray<BoundaryUse> uses,
        bool isCopiedByMarshal,
        InteropContext interop,
        Action<Diagnostic> report,
        CancellationToken cancellationToken)
    {
        Shape = shape;
        IsRaw = isRaw;
        Uses = uses;
        IsCopiedByMarshal = isCopiedByMarshal;
        Interop = interop;
        CancellationToken = cancellationToken;
        _report = report;
    }

    public INamedTypeSymbol Type => Shape.Type;

    /// <summary>The fields, marshalled or as they lie in memory according to <see cref="IsRaw"/>.</summary>
    public StructShape Shape { get; }

    /// <summary>Whether native code sees the managed bytes themselves and not a marshalled copy.</summary>
    public bool IsRaw { get; }

    /// <summary>The signatures that reach the type, one of each library; for a type that only <c>Marshal</c> copies, those that see its raw bytes, if any.</summary>
    public ImmutableArray<BoundaryUse> Uses { get; }

    /// <summary>Whether the type crosses through methods of <c>Marshal</c> such as <c>PtrToStructure</c>, and no signature passes a copy of it.</summary>
    public bool IsCopiedByMarshal { get; }

    public InteropContext Interop { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Reports what <see cref="Analysis.Report.Create"/> made; null (a foreign location) is nothing to report.</summary>
    public void Report(Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            _report(diagnostic);
        }
    }

    /// <summary>Why the type crosses, for messages: <c>reached from parameter `options` of `kv_open`</c>.</summary>
    public string WhyItCrosses()
    {
        // Which method it is would depend on the order in which the calls are analyzed.
        if (IsCopiedByMarshal)
        {
            return "copied by a method of `Marshal`";
        }

        if (Uses.IsEmpty)
        {
            return "part of a native signature";
        }

        var use = Uses[0];
        var through = "";
        foreach (var field in use.Path)
        {
            through += (through.Length == 0 ? " through `" : " → `") + DisplayNames.OfMember(field.AssociatedSymbol ?? field) + "`";
        }

        return $"reached from {use.Parameter.Describe()} of `{use.Function.DisplayName}`{through}";
    }
}

/// <summary>Calls a rule once for every struct or class with layout that native code sees, and once more when it sees it both copied and raw.</summary>
internal static class BoundaryStructActions
{
    /// <summary>
    /// Registers <paramref name="action"/> for the types of this compilation that are reached by native signatures (members, local functions, delegates, function pointers) and
    /// by the methods of <c>Marshal</c> that copy structures.
    /// </summary>
    public static void OnBoundaryStruct(this InteropStart start, Action<BoundaryStructContext> action)
    {
        var interop = start.Interop;
        var functions = NativeFunctions.Of(interop);
        var marshalling = MarshallingReader.Of(interop);
        var seenCopies = new ConcurrentDictionary<INamedTypeSymbol, byte>(SymbolEqualityComparer.Default);
        var seenRaw = new ConcurrentDictionary<INamedTypeSymbol, byte>(SymbolEqualityComparer.Default);

        start.OnSymbol(
            context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                var boundary = BoundaryTypes.Of(interop);
                if (boundary.MarshalledStructs.TryGetValue(type, out var uses))
                {
                    Invoke(type, false, uses, false, context.ReportDiagnostic, context.CancellationToken);
                }

                if (boundary.RawStructs.TryGetValue(type, out var rawUses))
                {
                    Invoke(type, true, rawUses, false, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            SymbolKind.NamedType);

        start.OnOperation(
            context =>
            {
                var symbol = ((ILocalFunctionOperation)context.Operation).Symbol;
                if ((symbol.IsExtern || symbol.IsStatic) && functions.FromMethod(symbol) is { } function)
                {
                    InvokeReached(function, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            OperationKind.LocalFunction);

        start.OnOperation(
            context =>
            {
                var invocation = (IInvocationOperation)context.Operation;
                if (DelegateConversions.CrossingType(interop, invocation) is { } crossing)
                {
                    if (!BoundaryTypes.Of(interop).IsBoundaryDelegate(crossing) && functions.FromDelegate(crossing.OriginalDefinition) is { } function)
                    {
                        InvokeReached(function, context.ReportDiagnostic, context.CancellationToken);
                    }
                }
                else if (StructureCopies.CopiedType(interop, invocation) is { } copied)
                {
                    var boundary = BoundaryTypes.Of(interop);
                    foreach (var type in boundary.CopiedWith(copied))
                    {
                        if (!boundary.MarshalledStructs.ContainsKey(type) && seenCopies.TryAdd(type, 0))
                        {
                            var uses = boundary.RawStructs.TryGetValue(type, out var raw) ? raw : ImmutableArray<BoundaryUse>.Empty;
                            Invoke(type, false, uses, true, context.ReportDiagnostic, context.CancellationToken);
                        }
                    }
                }
            },
            OperationKind.Invocation);

        start.OnSyntax(
            context =>
            {
                var node = (FunctionPointerTypeSyntax)context.Node;
                if (node.CallingConvention?.ManagedOrUnmanagedKeyword.IsKind(SyntaxKind.UnmanagedKeyword) == true
                    && context.SemanticModel.GetTypeInfo(node, context.CancellationToken).Type is IFunctionPointerTypeSymbol type
                    && functions.FromFunctionPointer(type) is { } function)
                {
                    InvokeReached(function, context.ReportDiagnostic, context.CancellationToken);
                }
            },
            SyntaxKind.FunctionPointerType);

        void InvokeReached(NativeFunction function, Action<Diagnostic> report, CancellationToken cancellationToken)
        {
            var boundary = BoundaryTypes.Of(interop);
            foreach (var (type, use) in boundary.ReachedFrom(function))
            {
                if (!(use.ByPointer ? boundary.RawStructs : boundary.MarshalledStructs).ContainsKey(type)
                    && (use.ByPointer ? seenRaw : seenCopies).TryAdd(type, 0))
                {
                    Invoke(type, use.ByPointer, ImmutableArray.Create(use), false, report, cancellationToken);
                }
            }
        }

        void Invoke(
            INamedTypeSymbol type, bool isRaw, ImmutableArray<BoundaryUse> uses, bool isCopiedByMarshal, Action<Diagnostic> report, CancellationToken cancellationToken)
        {
            var shape = marshalling.ShapeOf(type, isRaw ? MarshallingMode.Disabled : MarshallingMode.Runtime);
            action(new BoundaryStructContext(shape, isRaw, uses, isCopiedByMarshal, interop, report, cancellationToken));
        }
    }
}

/// <summary>The calls of <c>Marshal</c> that copy or measure a structure as its marshalled form.</summary>
internal static class StructureCopies
{
    /// <summary>The type whose marshalled form <paramref name="invocation"/> uses, or null for any other call.</summary>
    public static INamedTypeSymbol? CopiedType(InteropContext interop, IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.Name is not ("PtrToStructure" or "StructureToPtr" or "DestroyStructure" or "SizeOf" or "OffsetOf")
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal))
        {
            return null;
        }

        if (method.TypeArguments.Length == 1)
        {
            return method.TypeArguments[0] as INamedTypeSymbol;
        }

        foreach (var argument in invocation.Arguments)
        {
            if (argument.Value is ITypeOfOperation typeOf)
            {
                return typeOf.TypeOperand as INamedTypeSymbol;
            }

            if (argument.Parameter?.Type.SpecialType == SpecialType.System_Object && argument.Value is IConversionOperation { IsImplicit: true } boxing)
            {
                return boxing.Operand.Type as INamedTypeSymbol;
            }
        }

        return null;
    }
}
