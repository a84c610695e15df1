using System;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3005 tells its fix.</summary>
internal static class FFI3005Properties
{
    /// <summary>Present where <c>Marshal.SizeOf</c> is meant; otherwise <c>sizeof</c> is.</summary>
    public const string MeansMarshalled = nameof(MeansMarshalled);
}

/// <summary>FFI3005: the size of a struct in managed memory is used for its marshalled copy, or the other way round, and the two differ.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3005SizesOfTwoForms : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3005",
        "`sizeof` and `Marshal.SizeOf` differ for this type",
        "{0} is {1} for `{2}`, while {3} and has {4}; use `{5}`",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "`sizeof` measures the bytes in managed memory, `Marshal.SizeOf` the copy that the marshaller makes. Where a `bool`, a `char` or an embedded text is among the fields they differ, and memory is allocated too small or walked with the wrong stride.");

    private static readonly ImmutableHashSet<string> Allocations = ImmutableHashSet.Create(StringComparer.Ordinal, "AllocHGlobal", "AllocCoTaskMem", "Alloc", "AllocZeroed");

    private static readonly ImmutableHashSet<string> Copies = ImmutableHashSet.Create(
        StringComparer.Ordinal, "MemoryCopy", "Copy", "CopyBlock", "CopyBlockUnaligned", "InitBlock", "InitBlockUnaligned", "Clear", "Fill");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => Inspect(context, interop), OperationKind.SizeOf, OperationKind.Invocation);
    }

    private static void Inspect(OperationAnalysisContext context, InteropContext interop)
    {
        if (SizeExpressions.Of(interop, context.Operation) is not { Type: { TypeKind: TypeKind.Struct } type } measure)
        {
            return;
        }

        foreach (var model in ProjectTargets.Of(interop).Models)
        {
            if (SizeExpressions.Marshalled(interop, type, model) is not { } copied)
            {
                continue;
            }

            var own = SizeExpressions.InMemory(interop, type, model);
            if (own == copied || (own is null && !EmbedsText(type, copied, model, interop)))
            {
                continue;
            }

            if (Meant(context.Operation, type, interop, followLocals: true) is { } use
                && use.IsMarshalled != measure.IsMarshalled
                && (!use.IsAllocation || own is null || (use.IsMarshalled ? copied > own : own > copied)))
            {
                var (used, right) = measure.IsMarshalled ? (copied, own) : (own, (int?)copied);
                Report(context, interop, measure, use, used, right);
            }

            return;
        }
    }

    private static void Report(OperationAnalysisContext context, InteropContext interop, SizeExpression measure, Use use, int? used, int? right)
    {
        var name = DisplayNames.OfType(measure.Type);
        if (Analysis.Report.Create(
            Rule,
            interop.Compilation,
            context.Operation.Syntax.GetLocation(),
            null,
            use.IsMarshalled ? ImmutableDictionary<string, string?>.Empty.Add(FFI3005Properties.MeansMarshalled, "") : null,
            default,
            $"`{context.Operation.Syntax}`",
            used is { } size ? $"{size}" : "the size of references",
            name,
            use.Reason,
            right is { } other ? $"{other} bytes" : "references in place of text",
            use.IsMarshalled ? $"Marshal.SizeOf<{name}>()" : $"sizeof({name})") is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether a reference stands in memory for something that the copy embeds, so that the sizes differ though the size in memory is not known.</summary>
    private static bool EmbedsText(ITypeSymbol type, int copied, DataModel model, InteropContext interop) =>
        type is INamedTypeSymbol named
        && MarshallingReader.Of(interop).DifferenceOf(named, model) is { IsReference: true } difference
        && difference.Copied.NativeType is { Kind: NativeTypeKind.InlineArray } embedded
        && embedded.SizeOn(model) > model.PointerSize
        && copied > model.PointerSize;

    /// <summary>What a measured size is used for.</summary>
    /// <param name="IsMarshalled">Whether it is for the marshalled copy.</param>
    /// <param name="Reason">How that is seen.</param>
    /// <param name="IsAllocation">Whether only too little does harm.</param>
    private sealed record Use(bool IsMarshalled, string Reason, bool IsAllocation = false);

    private static Use? Meant(IOperation size, ITypeSymbol type, InteropContext interop, bool followLocals)
    {
        var isWhole = true;
        for (var parent = size.Parent; parent is not null; size = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConversionOperation { Type: IPointerTypeSymbol { PointedAtType: { } pointed } } when Same(pointed, type):
                    return new Use(false, "the address becomes a pointer to the bytes in memory");
                case IConversionOperation or IParenthesizedOperation:
                    continue;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply or BinaryOperatorKind.Add or BinaryOperatorKind.Subtract }:
                    isWhole = false;
                    continue;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: { } member } } when isWhole && Same(member.ContainingType, type):
                    return Crossing(type, interop) is { } crosses ? new Use(crosses.IsMarshalled, $"`{DisplayNames.OfMember(member)}` tells native code the size of what it gets, which is {crosses.What},") : null;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } declarator } when followLocals:
                    return OfLocal(declarator, local, type, interop);
                case IArgumentOperation { Parent: IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr } creation }:
                    parent = creation;
                    isWhole = false;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Add", ContainingType.SpecialType: SpecialType.System_IntPtr } } add }:
                    parent = add;
                    isWhole = false;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation call } argument:
                    return OfArgument(call, argument, type, interop);
                case IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } }:
                    return OfMemory(size, type, interop);
                default:
                    return parent.Syntax is StackAllocArrayCreationExpressionSyntax ? OfMemory(size, type, interop) : null;
            }
        }

        return null;
    }

    private static Use? OfLocal(IOperation declarator, ILocalSymbol local, ITypeSymbol type, InteropContext interop)
    {
        Use? common = null;
        foreach (var operation in Operations.RootOf(declarator).Descendants())
        {
            if (operation is ILocalReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && Meant(reference, type, interop, followLocals: false) is { } use)
            {
                if (common is not null && common.IsMarshalled != use.IsMarshalled)
                {
                    return null;
                }

                common = common is { IsAllocation: false } ? common : use;
            }
        }

        return common;
    }

    private static Use? OfArgument(IInvocationOperation call, IArgumentOperation argument, ITypeSymbol type, InteropContext interop)
    {
        var method = call.TargetMethod;
        var owner = method.ContainingType;
        if (SymbolEqualityComparer.Default.Equals(owner, interop.Types.Marshal) && method.Name is "PtrToStructure" or "StructureToPtr")
        {
            return StructureCopies.CopiedType(interop, call) is { } copied && Same(copied, type) ? new Use(true, $"`Marshal.{method.Name}` goes over marshalled copies") : null;
        }

        var isFramework = SymbolEqualityComparer.Default.Equals(owner, interop.Types.Marshal)
            || SymbolEqualityComparer.Default.Equals(owner, interop.Types.NativeMemory)
            || SymbolEqualityComparer.Default.Equals(owner, interop.Types.Find("System.Buffer"))
            || SymbolEqualityComparer.Default.Equals(owner, interop.Types.Find("System.Runtime.CompilerServices.Unsafe"));
        if (isFramework && Allocations.Contains(method.Name))
        {
            return OfMemory(argument, type, interop);
        }

        if (isFramework && Copies.Contains(method.Name))
        {
            foreach (var other in call.Arguments)
            {
                if (Operations.Unconverted(other.Value)?.Type is IPointerTypeSymbol { PointedAtType: { } pointed } && Same(pointed, type))
                {
                    return new Use(false, $"`{owner.Name}.{method.Name}` goes over the bytes in memory");
                }
            }

            return null;
        }

        return NativeCalls.FunctionOf(interop, call) is { } function ? OfNativeCall(function, NativeCalls.ParameterOf(function, argument), type) : null;
    }

    /// <summary>A size that a native function gets beside a value of the type.</summary>
    private static Use? OfNativeCall(NativeFunction function, NativeParameter? size, ITypeSymbol type)
    {
        Use? found = null;
        foreach (var parameter in function.Parameters)
        {
            var seen = parameter == size ? null : parameter.Type switch
            {
                IPointerTypeSymbol { PointedAtType: { } pointed } when Same(pointed, type) => new Use(false, $"{parameter.Describe()} of `{function.DisplayName}` points to the bytes in memory"),
                IArrayTypeSymbol { ElementType: { } element } when Same(element, type) => Copy(parameter),
                { } whole when Same(whole, type) && parameter.RefKind != RefKind.None => Copy(parameter),
                _ => null,
            };
            if (seen is not null && found is not null && seen.IsMarshalled != found.IsMarshalled)
            {
                return null;
            }

            found ??= seen;
        }

        return found;

        Use? Copy(NativeParameter parameter) => function.Mode switch
        {
            MarshallingMode.Runtime => new Use(true, $"{parameter.Describe()} of `{function.DisplayName}` is a marshalled copy"),
            MarshallingMode.Disabled => new Use(false, $"{parameter.Describe()} of `{function.DisplayName}` is the bytes in memory"),
            _ => null,
        };
    }

    /// <summary>What memory that is allocated in a body is used for there.</summary>
    private static Use? OfMemory(IOperation place, ITypeSymbol type, InteropContext interop)
    {
        Use? found = null;
        foreach (var operation in Operations.RootOf(place).Descendants())
        {
            Use? seen = null;
            switch (operation)
            {
                case IConversionOperation { IsImplicit: false, Type: IPointerTypeSymbol { PointedAtType: { } pointed } } when Same(pointed, type):
                    seen = new Use(false, "the memory is used through a pointer to it", IsAllocation: true);
                    break;
                case IInvocationOperation { TargetMethod: { Name: "PtrToStructure" or "StructureToPtr" } method } copy when StructureCopies.CopiedType(interop, copy) is { } copied && Same(copied, type):
                    seen = new Use(true, $"`Marshal.{method.Name}` puts a marshalled copy into the memory", IsAllocation: true);
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Copy" } method } copy when SymbolEqualityComparer.Default.Equals(method.ContainingType, interop.Types.Marshal):
                    seen = copy.Arguments.Any(argument => argument.Parameter?.Type is IArrayTypeSymbol { ElementType: { } element } && Same(element, type))
                        ? new Use(false, "`Marshal.Copy` copies the bytes in memory", IsAllocation: true)
                        : null;
                    break;
            }

            if (seen is not null && found is not null && seen.IsMarshalled != found.IsMarshalled)
            {
                return null;
            }

            found ??= seen;
        }

        return found;
    }

    /// <summary>In which form a type crosses, where it crosses in one only.</summary>
    private static (bool IsMarshalled, string What)? Crossing(ITypeSymbol type, InteropContext interop)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        var boundary = BoundaryTypes.Of(interop);
        return (boundary.MarshalledStructs.ContainsKey(named), boundary.RawStructs.ContainsKey(named)) switch
        {
            (true, false) => (true, "a marshalled copy"),
            (false, true) => (false, "the bytes in memory"),
            _ => null,
        };
    }

    private static bool Same(ITypeSymbol type, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(type, other);
}
