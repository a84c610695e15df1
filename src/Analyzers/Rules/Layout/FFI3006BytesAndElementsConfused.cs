using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Layout;

/// <summary>What FFI3006 tells its fix.</summary>
internal static class FFI3006Properties
{
    /// <summary>The element's type as the place of the diagnostic writes it, by which the number has to be multiplied; absent where it has been already and must not be.</summary>
    public const string Multiply = nameof(Multiply);
}

/// <summary>FFI3006: a number of elements where bytes are counted, or of bytes where elements are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3006BytesAndElementsConfused : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3006",
        "Byte count and element count are confused",
        "`{0}` counts {1}, and {2} counts {3}; {4}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "A length in elements where bytes are counted copies or allocates a part, and what is behind it keeps its old content. A length in bytes where elements are counted reads and writes behind the end.");

    // CA2018 of the SDK looks at Buffer.BlockCopy.
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> ByteCounters = new Dictionary<string, ImmutableHashSet<string>>
    {
        ["System.Buffer"] = ImmutableHashSet.Create("MemoryCopy"),
        ["System.Runtime.InteropServices.NativeMemory"] = ImmutableHashSet.Create("Copy", "Fill", "Clear", "Alloc", "AllocZeroed", "AlignedAlloc"),
        ["System.Runtime.CompilerServices.Unsafe"] = ImmutableHashSet.Create("CopyBlock", "CopyBlockUnaligned", "InitBlock", "InitBlockUnaligned"),
        ["System.Runtime.InteropServices.Marshal"] = ImmutableHashSet.Create("AllocHGlobal", "AllocCoTaskMem"),
    }.ToImmutableDictionary();

    private static readonly ImmutableHashSet<string> ByteParameters = ImmutableHashSet.Create(
        StringComparer.Ordinal, "destinationSizeInBytes", "sourceBytesToCopy", "byteCount", "cb");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(context => InspectCall(context, interop), OperationKind.Invocation);
        start.OnOperation(context => InspectCreation(context, interop), OperationKind.ObjectCreation);
    }

    private static void InspectCall(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        foreach (var counter in ByteCounters)
        {
            if (counter.Value.Contains(method.Name) && Same(method.ContainingType, interop.Types.Find(counter.Key)))
            {
                InspectByteCounter(context, interop, call);
                return;
            }
        }

        if (Same(method.ContainingType, interop.Types.Marshal))
        {
            if (method.Name == "Copy" && call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type is IArrayTypeSymbol) is { } array
                && call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "length") is { } length)
            {
                InspectElementCounter(context, interop, length.Value, ((IArrayTypeSymbol)array.Parameter!.Type).ElementType, "`Marshal.Copy`");
            }

            return;
        }

        if (Same(method.ContainingType, interop.Types.Find("System.Runtime.InteropServices.MemoryMarshal")) && method.Name is "CreateSpan" or "CreateReadOnlySpan" && method.TypeArguments.Length == 1)
        {
            if (call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "length") is { } length)
            {
                InspectElementCounter(context, interop, length.Value, method.TypeArguments[0], $"`MemoryMarshal.{method.Name}`");
            }

            return;
        }

        if (NativeCalls.FunctionOf(interop, call) is { } function)
        {
            InspectNativeCall(context, interop, call, function);
        }
    }

    /// <summary><c>new Span&lt;T&gt;(pointer, length)</c>.</summary>
    private static void InspectCreation(OperationAnalysisContext context, InteropContext interop)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation is { Type: INamedTypeSymbol { TypeArguments: { Length: 1 } elements } type, Arguments: { Length: 2 } arguments }
            && (Same(type.OriginalDefinition, interop.Types.SpanOfT) || Same(type.OriginalDefinition, interop.Types.ReadOnlySpanOfT))
            && arguments[0].Parameter?.Type is IPointerTypeSymbol)
        {
            InspectElementCounter(context, interop, arguments[1].Value, elements[0], $"`{DisplayNames.OfType(type)}`");
        }
    }

    private static void InspectByteCounter(OperationAnalysisContext context, InteropContext interop, IInvocationOperation call)
    {
        var isAllocation = call.TargetMethod.Name.IndexOf("Alloc", StringComparison.Ordinal) >= 0;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter
                || !ByteParameters.Contains(parameter.Name)
                || LengthOf(argument.Value) is not var (length, element, source)
                || !IsWide(element, interop))
            {
                continue;
            }

            // The length of something else may well be a number of bytes.
            if (isAllocation ? IsCopiedInto(call, source, element, interop) : call.Arguments.Any(other => other != argument && PointsTo(other.Value, element)))
            {
                Send(context, interop, length, element, isBytes: false, $"`{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}`", null);
            }
        }
    }

    private static void InspectElementCounter(OperationAnalysisContext context, InteropContext interop, IOperation value, ITypeSymbol element, string counter)
    {
        if (IsWide(element, interop) && IsInBytes(value, element, interop) is { } bytes)
        {
            Send(context, interop, bytes, element, isBytes: true, counter, null);
        }
    }

    /// <summary>Parameters of which the contract says what they count.</summary>
    private static void InspectNativeCall(OperationAnalysisContext context, InteropContext interop, IInvocationOperation call, NativeFunction function)
    {
        var contract = BoundaryContracts.Of(interop).For(function, context.CancellationToken);
        foreach (var buffer in function.Parameters)
        {
            var facts = contract[buffer];
            var fact = facts.Bytes.IsKnown ? facts.Bytes : facts.Count;
            if (!fact.IsKnown
                || CounterOf(function, fact.Value, interop, context) is not { } index
                || ArgumentOf(call, buffer.Index) is not { } given
                || ArgumentOf(call, index) is not { } counted
                || ElementOf(given.Value) is not { } element
                || !IsWide(element, interop))
            {
                continue;
            }

            var counter = $"{function.Parameters[index].Describe()} of `{function.DisplayName}`";
            if (facts.Bytes.IsKnown)
            {
                if (LengthOf(counted.Value) is var (length, counts, _) && Same(counts, element))
                {
                    Send(context, interop, length, element, isBytes: false, counter, fact.Evidence);
                }
            }
            else if (IsInBytes(counted.Value, element, interop) is { } bytes)
            {
                Send(context, interop, bytes, element, isBytes: true, counter, fact.Evidence);
            }
        }
    }

    /// <summary>The parameter that a contract names, by its name in C# or by its place in the declaration that the contract comes from.</summary>
    private static int? CounterOf(NativeFunction function, string name, InteropContext interop, OperationAnalysisContext context)
    {
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.Index;
            }
        }

        foreach (var declaration in NativeHeaders.Of(interop).DeclarationsOf(function, context.CancellationToken))
        {
            if (PlaceOf(declaration.Function, name, function) is { } place)
            {
                return place;
            }
        }

        return KnownCatalogue.Find(function.Library) is { } library && function.EntryPoint is not null && KnownCatalogue.FindDeclaration(library, function) is { } known ? PlaceOf(known, name, function) : null;
    }

    private static int? PlaceOf(CFunction declaration, string name, NativeFunction function)
    {
        for (var i = 0; i < declaration.Parameters.Length && declaration.Parameters.Length == function.Parameters.Length; i++)
        {
            if (declaration.Parameters[i].Name == name)
            {
                return i;
            }
        }

        return null;
    }

    private static IArgumentOperation? ArgumentOf(IInvocationOperation call, int index) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == index);

    /// <summary><c>array.Length</c>, also through a variable: the expression, the type of the elements that it counts, and whose length it is.</summary>
    private static (IOperation Expression, ITypeSymbol Element, IOperation? Source)? LengthOf(IOperation value)
    {
        var bare = Operations.Unconverted(value);
        var length = bare is ILocalReferenceOperation local ? Operations.Unconverted(OnlyValueOf(local)) : bare;
        return length is IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { Type: { } owner } instance } && ElementTypeOf(owner) is { } element
            ? (bare!, element, instance)
            : null;
    }

    /// <summary>The value of a variable that is assigned once.</summary>
    private static IOperation? OnlyValueOf(ILocalReferenceOperation reference)
    {
        IOperation? initial = null;
        foreach (var operation in Operations.RootOf(reference).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local):
                    initial = declarator.GetVariableInitializer()?.Value;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } when SymbolEqualityComparer.Default.Equals(target.Local, reference.Local):
                case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation counted } when SymbolEqualityComparer.Default.Equals(counted.Local, reference.Local):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation given } when SymbolEqualityComparer.Default.Equals(given.Local, reference.Local):
                    return null;
            }
        }

        return initial;
    }

    /// <summary>The product of a length and the size of the element, which is a number of bytes.</summary>
    private static IOperation? IsInBytes(IOperation value, ITypeSymbol element, InteropContext interop)
    {
        if (Operations.Unconverted(value) is not { } bare || (bare is ILocalReferenceOperation local ? Operations.Unconverted(OnlyValueOf(local)) : bare) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product)
        {
            return null;
        }

        return IsSize(product.LeftOperand, product.RightOperand) || IsSize(product.RightOperand, product.LeftOperand) ? bare : null;

        bool IsSize(IOperation size, IOperation count) =>
            SizeExpressions.Of(interop, Operations.Unconverted(size)) is { } measure
                ? Same(measure.Type, element)
                : Operations.Unconverted(size) is { ConstantValue: { HasValue: true, Value: int factor } }
                    && factor == SizeExpressions.InMemory(interop, element, DataModel.LinuxX64)
                    && LengthOf(count) is var (_, counted, _) && Same(counted, element);
    }

    /// <summary>Whether the memory that is allocated becomes that of the elements: a pointer to them, or the target of a copy of the array.</summary>
    private static bool IsCopiedInto(IOperation call, IOperation? source, ITypeSymbol element, InteropContext interop)
    {
        for (var user = call.Parent; user is IConversionOperation; user = user.Parent)
        {
            if (user.Type is IPointerTypeSymbol { PointedAtType: { } pointed } && Same(pointed, element))
            {
                return true;
            }
        }

        if (SymbolOf(source) is not { } array)
        {
            return false;
        }

        foreach (var operation in Operations.RootOf(call).Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "Copy" } copy } other
                && Same(copy.ContainingType, interop.Types.Marshal)
                && other.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(SymbolOf(argument.Value), array)))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? SymbolOf(IOperation? value) => value switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static bool PointsTo(IOperation value, ITypeSymbol element) =>
        Operations.Unconverted(value) is { } pointer
        && (pointer.Type is IPointerTypeSymbol { PointedAtType: { } pointed } ? Same(pointed, element) : value.Parent is IArgumentOperation { Parameter: { RefKind: not RefKind.None } } && pointer.Type is { } type && Same(type, element));

    /// <summary>What a buffer that is given to a native function consists of.</summary>
    private static ITypeSymbol? ElementOf(IOperation value) => Operations.Unconverted(value)?.Type switch
    {
        IPointerTypeSymbol { PointedAtType: { SpecialType: not SpecialType.System_Void } pointed } => pointed,
        { } type when ElementTypeOf(type) is { } element && type.SpecialType != SpecialType.System_String => element,
        _ => null,
    };

    private static ITypeSymbol? ElementTypeOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        { SpecialType: SpecialType.System_String } => ((INamedTypeSymbol)type).GetMembers("get_Chars").OfType<IMethodSymbol>().FirstOrDefault()?.ReturnType,
        INamedTypeSymbol { TypeArguments.Length: 1, Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "List" or "ImmutableArray", ContainingNamespace.Name: "System" or "Generic" or "Immutable" } generic =>
            generic.TypeArguments[0],
        _ => null,
    };

    /// <summary>Whether an element has more than one byte on every platform, so that the two counts differ.</summary>
    private static bool IsWide(ITypeSymbol element, InteropContext interop) =>
        element.TypeKind != TypeKind.TypeParameter && ProjectTargets.Of(interop).Models.All(model => SizeExpressions.InMemory(interop, element, model) > 1);

    private static void Send(OperationAnalysisContext context, InteropContext interop, IOperation value, ITypeSymbol element, bool isBytes, string counter, Evidence? evidence)
    {
        var name = DisplayNames.OfType(element);
        var elements = $"elements of {SizeExpressions.InMemory(interop, element, ProjectTargets.Of(interop).Models[0])} bytes";
        if (Report.Create(
            Rule,
            interop.Compilation,
            value.Syntax.GetLocation(),
            evidence == Evidence.Inferred ? Report.OneStepLower(Rule.DefaultSeverity) : null,
            isBytes ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI3006Properties.Multiply, name),
            default,
            value.Syntax.ToString(),
            isBytes ? "bytes" : elements,
            counter,
            isBytes ? elements : "bytes",
            isBytes ? "leave the size of the element out" : $"multiply by `sizeof({name})`") is { } diagnostic)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static bool Same(ITypeSymbol type, ITypeSymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other);
}
