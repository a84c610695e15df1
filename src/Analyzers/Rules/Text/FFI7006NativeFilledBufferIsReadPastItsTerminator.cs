using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>What FFI7006 tells its fix.</summary>
internal static class FFI7006Properties
{
    /// <summary>How the buffer is cut: one of the constants below. Absent for buffers that are no variables.</summary>
    public const string Kind = nameof(Kind);

    public const string CharArray = nameof(CharArray);

    public const string ByteArray = nameof(ByteArray);

    public const string CharSpan = nameof(CharSpan);

    public const string ByteSpan = nameof(ByteSpan);
}

/// <summary>FFI7006: the whole of a buffer becomes a string, although the text that native code wrote ends before.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI7006NativeFilledBufferIsReadPastItsTerminator : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI7006",
        "Native-filled buffer is read past its terminator",
        "`{0}` reads all of `{1}`, which {2}: the text ends at the null character, and what stands behind it becomes a part of the string; cut it there",
        RuleFamily.Text,
        DiagnosticSeverity.Warning,
        description: "A buffer is as long as the longest text. Read as a whole it gives a string with null characters, or with what the buffer held before, which equals no other string.");

    // What a program does with a string of which it knows that there is more in it.
    private static readonly ImmutableHashSet<string> Cutting = ImmutableHashSet.Create(
        "TrimEnd", "Trim", "Split", "Replace", "IndexOf", "Substring", "Remove", "AsSpan", "TakeWhile", "LastIndexOf", "Contains", "IndexOfAny");

    private static readonly ImmutableHashSet<string> SizeWords = ImmutableHashSet.Create("len", "length", "size", "count", "max", "capacity", "cch", "cb", "chars", "n", "sz", "bufsize", "buflen");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                if (context.Operation is IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 1 } arguments })
                {
                    Analyze(context, interop, arguments[0].Value, "new string");
                }
            },
            OperationKind.ObjectCreation);
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                switch (call.TargetMethod.Name)
                {
                    case "GetString" when EncodedText.IsEncodingMethod(interop, call) && IsWhole(call):
                        Analyze(context, interop, call.Arguments[0].Value, "GetString");
                        break;
                    case "ToString" when call.Arguments.IsEmpty && call.Instance is { } instance && IsSpan(interop, instance.Type):
                        Analyze(context, interop, instance, "ToString");
                        break;
                }
            },
            OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, InteropContext interop, IOperation given, string reader)
    {
        var buffer = Operations.Unconverted(given);

        // An array that becomes a span on the way is still read as a whole.
        if (buffer is IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType.Name: "MemoryExtensions" }, Arguments: { Length: 1 } whole })
        {
            buffer = Operations.Unconverted(whole[0].Value);
        }

        if (buffer is null || IsCut(context.Operation) || Filled(interop, buffer, context) is not { } filled)
        {
            return;
        }

        var kind = buffer is ILocalReferenceOperation && given.Syntax is IdentifierNameSyntax
            ? buffer.Type is IArrayTypeSymbol array
                ? array.ElementType.SpecialType == SpecialType.System_Char ? FFI7006Properties.CharArray : FFI7006Properties.ByteArray
                : reader == "GetString" ? FFI7006Properties.ByteSpan : FFI7006Properties.CharSpan
            : null;
        var report = Report.Create(
            Rule,
            interop.Compilation,
            context.Operation.Syntax.GetLocation(),
            filled.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            kind is null ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI7006Properties.Kind, kind),
            default,
            reader,
            buffer.Syntax.ToString(),
            filled.How);
        if (report is not null)
        {
            context.ReportDiagnostic(report);
        }
    }

    /// <summary><c>GetString(buffer)</c>, <c>GetString(buffer, 0, buffer.Length)</c>, or with the constant that the buffer was made with.</summary>
    private static bool IsWhole(IInvocationOperation call)
    {
        if (call.Arguments.Length == 1)
        {
            return true;
        }

        return call.Arguments.Length == 3
            && Operations.ConstantOf(call.Arguments[1].Value) == 0
            && (Operations.Unconverted(call.Arguments[2].Value) is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } && Operations.IsSameValue(instance, call.Arguments[0].Value)
                || (Operations.ConstantOf(call.Arguments[2].Value) is { } count && SizeOf(Operations.Unconverted(call.Arguments[0].Value)) == count));
    }

    /// <summary>Whether the string is looked at again for its end.</summary>
    private static bool IsCut(IOperation decoded)
    {
        return Operations.WithConversions(decoded).Parent switch
        {
            IInvocationOperation call => Cutting.Contains(call.TargetMethod.Name),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } => Cutting.Contains(call.TargetMethod.Name),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } } } => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => LocalReferences.Around(decoded).To(local).Any(IsCutLater),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => LocalReferences.Around(decoded).To(local).Any(IsCutLater),
            _ => false,
        };
    }

    private static bool IsCutLater(ILocalReferenceOperation use) =>
        use.Parent is IInvocationOperation call && Cutting.Contains(call.TargetMethod.Name)
        || use.Parent is IArgumentOperation { Parent: IInvocationOperation extension } && Cutting.Contains(extension.TargetMethod.Name)
        || use.Parent is IPropertyReferenceOperation { Property.Name: "Length" or "this[]" }
        || use.Syntax.Parent is ElementAccessExpressionSyntax;

    private static FilledBuffer? Filled(InteropContext interop, IOperation buffer, OperationAnalysisContext context)
    {
        switch (buffer)
        {
            case ILocalReferenceOperation { Local: var local } reference:
                return SizeOf(reference) is { } size ? FilledLocal(interop, reference, local, size, context) : null;

            // An array inside a struct comes back in its full length.
            case IFieldReferenceOperation { Field: var field, Instance: { } } when field.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char or SpecialType.System_Byte } array
                && BoundaryTypes.Of(interop).MarshalledStructs.TryGetValue(field.ContainingType, out var uses):
                return MarshallingReader.Of(interop).ShapeOf(field.ContainingType, MarshallingMode.Runtime).Fields.FirstOrDefault(shape => SymbolEqualityComparer.Default.Equals(shape.Field, field)) is
                    { Marshalling.NativeType: { Kind: NativeTypeKind.InlineArray, Count: > 1 } inline }
                    ? new FilledBuffer(
                        $"native code fills through `{uses[0].Function.DisplayName}` and which has {inline.Count} elements",
                        array.ElementType.SpecialType == SpecialType.System_Char && uses.Any(IsHandedOut))
                    : null;
            default:
                return null;
        }
    }

    private static bool IsHandedOut(BoundaryUse use) => use.Function.Return.Type is INamedTypeSymbol || use.Function.Parameters.Any(static parameter => parameter.Direction != DataDirection.In);

    private static FilledBuffer? FilledLocal(InteropContext interop, ILocalReferenceOperation buffer, ILocalSymbol local, long size, OperationAnalysisContext context)
    {
        var references = LocalReferences.Around(buffer);
        FilledBuffer? found = null;
        foreach (var use in references.To(local))
        {
            // A program that looks for the end in the buffer itself reads all of it only where there is none.
            if (IsSearched(use))
            {
                return null;
            }

            if (use.Syntax.SpanStart >= buffer.Syntax.SpanStart)
            {
                continue;
            }

            if (FillingCall(interop, references, use) is not var (call, parameter))
            {
                continue;
            }

            var facts = BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken)[parameter];
            if (facts.Direction is { IsCertain: true, Value: DataDirection.In } || facts.IsConst is { IsCertain: true, Value: true } || facts.ZeroTerminated is { IsKnown: true, Value: false })
            {
                return null;
            }

            var isText = facts.ZeroTerminated is { IsCertain: true, Value: true } || facts.Encoding.IsCertain || facts.Character.IsCertain;
            var isWide = local.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char } or INamedTypeSymbol { TypeArguments: { Length: 1 } } && ElementOf(local.Type) == SpecialType.System_Char;
            
            // A rented array is hardly ever as long as the text, whatever native code is told.
            var isCertain = (size == 0 || HasSize(call, parameter, local, size)) && (isText || isWide);
            if (facts.Character.IsKnown || isText || isWide || parameter.Type is not IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Void })
            {
                found = new FilledBuffer($"`{call.Function.DisplayName}` fills{(size > 0 ? $" and which has {size} elements" : " and which came from the pool in any size")}", isCertain);
            }
        }

        return found;
    }

    private static bool IsSearched(ILocalReferenceOperation use)
    {
        var user = Operations.WithConversions(use).Parent;

        // buffer.AsSpan().IndexOf('\0') is a search of the buffer too.
        if (user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType.Name: "MemoryExtensions" } } span })
        {
            user = Operations.WithConversions(span).Parent;
        }

        return user switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => Cutting.Contains(call.TargetMethod.Name) || call.TargetMethod.Name.StartsWith("Find", System.StringComparison.Ordinal),
            IInvocationOperation call => Cutting.Contains(call.TargetMethod.Name),
            _ => false,
        };
    }

    /// <summary>The native call that is given the buffer by this mention of it: itself, its address, or the variable of a <c>fixed</c> statement.</summary>
    private static (NativeInvocation Call, NativeParameter Parameter)? FillingCall(InteropContext interop, LocalReferences references, ILocalReferenceOperation use)
    {
        IOperation value = use;

        // &buffer[0], ref buffer[0], ref MemoryMarshal.GetReference(buffer)
        if (value.Parent is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true })
        {
            value = value.Parent;
        }
        else if (value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "GetReference", ContainingType.Name: "MemoryMarshal" } } reference })
        {
            value = reference;
        }

        if (NativeInvocation.Taking(interop, value) is { } direct)
        {
            return direct;
        }

        // fixed (char* p = buffer)
        for (var parent = value.Parent; parent is IAddressOfOperation or IConversionOperation or { Kind: OperationKind.None } or IVariableInitializerOperation; parent = parent.Parent)
        {
            if (parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { Type: IPointerTypeSymbol } pointer } })
            {
                foreach (var mention in references.To(pointer))
                {
                    if (NativeInvocation.Taking(interop, mention) is { } call)
                    {
                        return call;
                    }
                }

                return null;
            }
        }

        return null;
    }

    /// <summary>Whether the call is told how much the buffer holds, so that the text may be shorter.</summary>
    private static bool HasSize(NativeInvocation call, NativeParameter buffer, ILocalSymbol local, long size)
    {
        foreach (var parameter in call.Function.Parameters)
        {
            if (parameter.Index == buffer.Index || call.ArgumentFor(parameter) is not { } argument)
            {
                continue;
            }

            var value = Operations.Unconverted(argument);
            if (value is IPropertyReferenceOperation { Property.Name: "Length", Instance: ILocalReferenceOperation { Local: var counted } } && SymbolEqualityComparer.Default.Equals(counted, local))
            {
                return true;
            }

            if (parameter.Symbol is not null
                && (parameter.Index == buffer.Index + 1 || NativeNames.Words(parameter.Name).Any(static word => SizeWords.Contains(word)))
                && (Operations.ConstantOf(value) == size || (value is ILocalReferenceOperation reference && Operations.ConstantOf(LocalReferences.Around(reference).OnlyValueOf(reference.Local)) == size)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of elements of a buffer that was made for any text; 0 for a rented one, null for one that was made for this text.</summary>
    private static long? SizeOf(IOperation? buffer)
    {
        if (buffer is not ILocalReferenceOperation reference || ElementOf(reference.Local.Type) is not (SpecialType.System_Char or SpecialType.System_Byte))
        {
            return null;
        }

        var made = LocalReferences.Around(reference).OnlyValueOf(reference.Local);
        switch (Operations.Unconverted(made))
        {
            case IArrayCreationOperation { Initializer: null, DimensionSizes: { Length: 1 } sizes }:
                return Operations.ConstantOf(sizes[0]);
            case IInvocationOperation { TargetMethod: { Name: "Rent", ContainingType.Name: "ArrayPool" } }:
                return 0;
            case { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } } } allocation
                when ranks[0].Sizes.Count == 1 && allocation.SemanticModel?.GetConstantValue(ranks[0].Sizes[0]) is { HasValue: true, Value: int size }:
                return size;
            default:
                return null;
        }
    }

    private static SpecialType ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: var element } => element,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: { Length: 1 } arguments } => arguments[0].SpecialType,
        _ => SpecialType.None,
    };

    private static bool IsSpan(InteropContext interop, ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition, TypeArguments: { Length: 1 } arguments }
        && arguments[0].SpecialType == SpecialType.System_Char
        && (SymbolEqualityComparer.Default.Equals(definition, interop.Types.SpanOfT) || SymbolEqualityComparer.Default.Equals(definition, interop.Types.ReadOnlySpanOfT));

    /// <param name="How">By what it is filled.</param>
    /// <param name="IsCertain">Whether the text can surely be shorter.</param>
    private sealed record FilledBuffer(string How, bool IsCertain);
}
