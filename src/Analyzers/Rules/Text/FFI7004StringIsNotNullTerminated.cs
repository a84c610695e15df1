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

/// <summary>What FFI7004 tells its fix. The first additional location is the expression to change.</summary>
internal static class FFI7004Properties
{
    /// <summary>How to repair it: one of the constants below. Absent where other code depends on the length.</summary>
    public const string Cure = nameof(Cure);

    /// <summary>Encode the text with a null character behind it.</summary>
    public const string AppendNull = nameof(AppendNull);

    /// <summary>Pin a copy that is a string.</summary>
    public const string PinString = nameof(PinString);
}

/// <summary>FFI7004: native code looks for the end of a text that has none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI7004StringIsNotNullTerminated : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI7004",
        "String given to native code is not null-terminated",
        "Parameter `{0}` of `{1}` gets {2}, which no null character ends, and no length: native code reads on into whatever stands behind it; {3}",
        RuleFamily.Text,
        DiagnosticSeverity.Warning,
        description: "A C function that gets text without a length reads up to the null character. Spans, slices, character arrays and the result of Encoding.GetBytes have none.");

    private static readonly ImmutableHashSet<string> LengthWords = ImmutableHashSet.Create(
        "len", "length", "lengths", "size", "sizes", "count", "counts", "bytes", "nbytes", "num", "n", "cb", "cch", "sz", "chars", "end", "capacity", "strlen", "slen", "nlen", "max");

    // Integers behind a text that cannot be its length.
    private static readonly ImmutableHashSet<string> OtherMeanings = ImmutableHashSet.Create(
        "flags", "flag", "mode", "type", "kind", "index", "id", "handle", "options", "option", "level", "port", "timeout", "fd", "access", "format", "x", "y", "width", "height", "value", "data", "user", "hwnd", "parent");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                if (NativeInvocation.Of(interop, context.Operation) is not { } call)
                {
                    return;
                }

                FunctionContract? contract = null;
                foreach (var parameter in call.Function.Parameters)
                {
                    if (call.ArgumentFor(parameter) is { } argument
                        && CanPointToText(parameter)
                        && (contract ??= BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken))[parameter] is var facts
                        && FindIn(interop, parameter, facts, argument) is { } text
                        && !HasLength(interop, call, parameter, facts))
                    {
                        Send(context, interop, call, parameter, argument, text);
                    }
                }
            },
            NativeCalls.Kinds);
    }

    private static void Send(OperationAnalysisContext context, InteropContext interop, NativeInvocation call, NativeParameter parameter, IOperation argument, Unterminated text)
    {
        var report = Report.Create(
            Rule,
            interop.Compilation,
            argument.Syntax.GetLocation(),
            null,
            text.Cure is { } cure ? ImmutableDictionary<string, string?>.Empty.Add(FFI7004Properties.Cure, cure) : null,
            ImmutableArray.Create(text.Maker.Syntax.GetLocation()),
            parameter.Name,
            call.Function.DisplayName,
            text.Description,
            text.Advice);
        if (report is not null)
        {
            context.ReportDiagnostic(report);
        }
    }

    private static bool CanPointToText(NativeParameter parameter) =>
        parameter is { RefKind: RefKind.None, Direction: not DataDirection.Out }
        && parameter.Marshalling.Shape switch
        {
            ManagedShape.Pointer => parameter.Type is IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char or SpecialType.System_UInt16 or SpecialType.System_Void },
            ManagedShape.NativeInteger => true,
            // A marshaller of the project's own may pass the length on.
            ManagedShape.Array when parameter.Marshalling.Source == MarshallingSource.Custom => false,
            ManagedShape.Array => parameter.Marshalling.MarshalAsAttribute is not { } stated || !stated.IsNamed("SizeConst") && !stated.IsNamed("SizeParamIndex"),
            _ => false,
        };

    private static Unterminated? FindIn(InteropContext interop, NativeParameter parameter, ValueContract facts, IOperation argument)
    {
        if (EncodedText.Of(interop, argument) is { } text)
        {
            return text.IsTerminated ? null : OfEncoded(argument, text);
        }

        // The array of a span is pinned without a copy: what is behind it belongs to somebody else.
        if (Operations.Unconverted(argument) is not ILocalReferenceOperation { Local: { IsFixed: true } pointer } reference
            || LocalReferences.Around(reference).OnlyValueOf(pointer) is not { } pinned
            || SpanOf(interop, pinned) is not { } span)
        {
            return null;
        }

        var isText = span.Element == SpecialType.System_Char
            ? parameter.Type is IPointerTypeSymbol { PointedAtType.SpecialType: SpecialType.System_Char or SpecialType.System_UInt16 or SpecialType.System_Void } && span.IsReadOnly
            : facts.ZeroTerminated is { IsCertain: true, Value: true }
                || facts.Character is { IsCertain: true, Value: NativeCharacter.Byte } && facts.IsConst is { IsCertain: true, Value: true };
        return !isText || (span.Source is { } source && LooksAtEnd(source))
            ? null
            : new Unterminated(pinned, $"the pinned span `{pinned.Syntax}`", span.Element == SpecialType.System_Char ? "pin a copy: `ToString()` ends with one" : "copy it into a buffer that ends with one")
            {
                Cure = span.Element == SpecialType.System_Char && pinned is not IAddressOfOperation ? FFI7004Properties.PinString : null,
            };
    }

    private static Unterminated OfEncoded(IOperation argument, EncodedText text)
    {
        switch (text.Maker)
        {
            case IInvocationOperation { TargetMethod.Name: "AsSpan" }:
                return new Unterminated(text.Maker, $"`{text.Maker.Syntax}`", "pin a copy: `ToString()` ends with one") { Cure = FFI7004Properties.PinString };
            default:
                // Whoever asks the array for its length must not count the null character.
                var isCounted = Operations.Unconverted(argument) is ILocalReferenceOperation local && IsCounted(local);
                return new Unterminated(text.Maker, $"`{text.Maker.Syntax}`", "encode the text with \"\\0\" behind it, or let the marshaller do it with a `string` parameter")
                {
                    Cure = isCounted ? null : FFI7004Properties.AppendNull,
                };
        }
    }

    private static bool IsCounted(ILocalReferenceOperation local)
    {
        var references = LocalReferences.Around(local);
        if (local.Local.IsFixed)
        {
            return references.OnlyValueOf(local.Local) is { } pinned && pinned.DescendantsAndSelf().OfType<ILocalReferenceOperation>().FirstOrDefault() is { } inner && IsCounted(inner);
        }

        return references.To(local.Local).Any(static reference => reference.Parent is IPropertyReferenceOperation);
    }

    private static (SpecialType Element, bool IsReadOnly, IOperation? Source)? SpanOf(InteropContext interop, IOperation pinned)
    {
        var value = pinned;
        if (value is IAddressOfOperation { Reference: IInvocationOperation { TargetMethod: { Name: "GetReference", ContainingType.Name: "MemoryMarshal" }, Arguments: { Length: 1 } arguments } })
        {
            value = arguments[0].Value;
        }

        value = Operations.Unconverted(value);
        if (value?.Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } elements } type
            || elements[0].SpecialType is not (SpecialType.System_Char or SpecialType.System_Byte))
        {
            return null;
        }

        var isReadOnly = SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, interop.Types.ReadOnlySpanOfT);
        if (!isReadOnly && !SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, interop.Types.SpanOfT))
        {
            return null;
        }

        return value switch
        {
            IParameterReferenceOperation => (elements[0].SpecialType, isReadOnly, value),
            ILocalReferenceOperation reference => LocalReferences.Around(reference).OnlyValueOf(reference.Local) is { } only && IsSlice(only) ? (elements[0].SpecialType, isReadOnly, value) : null,
            _ => IsSlice(value) ? (elements[0].SpecialType, isReadOnly, null) : null,
        };
    }

    private static bool IsSlice(IOperation value) => Operations.Unconverted(value) switch
    {
        IInvocationOperation { TargetMethod: { Name: "Slice", ContainingType.Name: "Span" or "ReadOnlySpan" }, Arguments.Length: 2 } => true,
        { Syntax: ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } } =>
            arguments[0].Expression is RangeExpressionSyntax { RightOperand: not null },
        _ => false,
    };

    /// <summary>Whether the body looks at an element of the span, or for a null character: then it may know that there is one.</summary>
    private static bool LooksAtEnd(IOperation span)
    {
        foreach (var operation in Operations.RootOf(span).DescendantsAndSelf())
        {
            if (operation.ConstantValue is { HasValue: true, Value: '\0' or "\0" })
            {
                return true;
            }

            var receiver = operation switch
            {
                IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => instance,
                _ when operation.Syntax is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
                    && arguments[0].Expression is not RangeExpressionSyntax => operation.ChildOperations.FirstOrDefault(),
                _ => null,
            };
            if (receiver is not null && Operations.IsSameValue(receiver, span))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLength(InteropContext interop, NativeInvocation call, NativeParameter text, ValueContract facts)
    {
        if (facts.ZeroTerminated is { IsKnown: true } termination)
        {
            return !termination.Value;
        }

        if (facts.Count.IsKnown || facts.Bytes.IsKnown)
        {
            return true;
        }

        foreach (var parameter in call.Function.Parameters)
        {
            if (parameter.Index == text.Index)
            {
                continue;
            }

            var words = parameter.Symbol is null ? ImmutableArray<string>.Empty : NativeNames.Words(parameter.Name);
            if (words.Any(static word => LengthWords.Contains(word)))
            {
                return true;
            }

            var isNumber = parameter.Marshalling.Shape is ManagedShape.Number or ManagedShape.NativeInteger;
            if (isNumber && call.ArgumentFor(parameter) is { } argument && MentionsLength(argument))
            {
                return true;
            }

            // The end of the text may be given as a pointer too.
            if (parameter.Index == text.Index + 1
                && !words.Any(static word => OtherMeanings.Contains(word))
                && (isNumber && parameter.Type.SpecialType != SpecialType.System_IntPtr || SymbolEqualityComparer.Default.Equals(parameter.Type, text.Type) && parameter.Marshalling.Shape == ManagedShape.Pointer))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MentionsLength(IOperation argument)
    {
        foreach (var operation in argument.DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Property.Name: "Length" or "Count" } or IInvocationOperation { TargetMethod.Name: "GetByteCount" or "Count" })
            {
                return true;
            }

            if (operation is ILocalReferenceOperation reference
                && LocalReferences.Around(reference).OnlyValueOf(reference.Local) is { } value
                && value.DescendantsAndSelf().Any(static inner => inner is IPropertyReferenceOperation { Property.Name: "Length" or "Count" } or IInvocationOperation { TargetMethod.Name: "GetByteCount" }))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="Maker">The expression that makes or pins it.</param>
    /// <param name="Description">What it is.</param>
    /// <param name="Advice">What to do.</param>
    private sealed record Unterminated(IOperation Maker, string Description, string Advice)
    {
        public string? Cure { get; init; }
    }
}
