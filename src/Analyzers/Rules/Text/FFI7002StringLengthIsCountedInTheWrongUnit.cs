using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>What FFI7002 tells its fix.</summary>
internal static class FFI7002Properties
{
    /// <summary>How to count: one of the constants below. Absent where the encoding depends on the platform.</summary>
    public const string Count = nameof(Count);

    public const string Utf8Bytes = nameof(Utf8Bytes);

    public const string Utf16Bytes = nameof(Utf16Bytes);

    public const string Utf16Units = nameof(Utf16Units);
}

/// <summary>FFI7002: the length that goes with a text counts other units than native code reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI7002StringLengthIsCountedInTheWrongUnit : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI7002",
        "String length is counted in the wrong unit",
        "`{0}` gets {1} for {2}, but counts {3}: {4}",
        RuleFamily.Text,
        DiagnosticSeverity.Warning,
        description: "string.Length counts UTF-16 code units. Text outside ASCII has more bytes in UTF-8, so native code cuts it off, or reads past its end where it needs fewer.");

    // Parameters that count or point to characters, whatever the encoding.
    private static readonly ImmutableHashSet<string> OtherMeanings = ImmutableHashSet.Create(
        "pos", "position", "index", "offset", "cursor", "column", "col", "start", "chars", "char", "characters", "cch", "codepoints", "runes", "width", "height", "flags", "capacity");

    private static readonly ImmutableHashSet<string> LengthWords = ImmutableHashSet.Create("len", "length", "size", "count", "bytes", "nbytes", "num", "n", "cb", "sz", "strlen", "slen", "nlen");

    private enum Unit
    {
        Utf16Units,
        Utf8Bytes,
        Utf16Bytes,
    }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                if (NativeInvocation.Of(interop, context.Operation) is { } call)
                {
                    foreach (var length in call.Function.Parameters)
                    {
                        AnalyzeLength(context, interop, call, length);
                    }
                }
            },
            NativeCalls.Kinds);
        start.OnOperation(context => AnalyzeInitializer(context, interop), OperationKind.ObjectOrCollectionInitializer);
    }

    private static void AnalyzeLength(OperationAnalysisContext context, InteropContext interop, NativeInvocation call, NativeParameter length)
    {
        if (length is not { RefKind: RefKind.None, Marshalling.Shape: ManagedShape.Number or ManagedShape.NativeInteger or ManagedShape.Other or ManagedShape.Struct }
            || call.ArgumentFor(length) is not { } argument
            || CountOf(interop, argument) is not { } count)
        {
            return;
        }

        var contract = BoundaryContracts.Of(interop).For(call.Function, context.CancellationToken);
        foreach (var text in call.Function.Parameters)
        {
            if (text.Index == length.Index || call.ArgumentFor(text) is not { } value || TextOf(interop, text, value, contract[text]) is not { } given || !Operations.IsSameValue(given.Text, count.Text))
            {
                continue;
            }

            var facts = contract[text];
            var isBytes = facts.Bytes is { IsCertain: true } bytes && bytes.Value == length.Name;
            var isUnits = facts.Count is { IsCertain: true } units && units.Value == length.Name;
            if ((!isBytes && !isUnits && !IsLengthOf(text, length)) || Judge(interop, call.Function, given.Encoding, count.Unit, isBytes, isUnits) is not { } verdict || IsAscii(count.Text))
            {
                continue;
            }

            Send(context, interop, argument, call.Function.DisplayName, $"parameter `{text.Name}`", count, verdict);
            return;
        }
    }

    /// <summary><c>new GoString { p = Marshal.StringToCoTaskMemUTF8(s), n = s.Length }</c>.</summary>
    private static void AnalyzeInitializer(OperationAnalysisContext context, InteropContext interop)
    {
        var initializer = (IObjectOrCollectionInitializerOperation)context.Operation;
        if (initializer.Type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } type)
        {
            return;
        }

        var assignments = initializer.Initializers.OfType<ISimpleAssignmentOperation>().ToList();
        foreach (var assignment in assignments)
        {
            if (assignment.Target is not IMemberReferenceOperation { Member: var counted }
                || CountOf(interop, assignment.Value) is not { Unit: Unit.Utf16Units } count
                || IsAscii(count.Text)
                || NativeNames.Words(counted.Name).Any(static word => OtherMeanings.Contains(word)))
            {
                continue;
            }

            foreach (var other in assignments)
            {
                if (other.Target is IMemberReferenceOperation { Member: var pointer, Type: IPointerTypeSymbol or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } }
                    && EncodedText.Of(interop, other.Value) is { Encoding: "UTF8" } text
                    && Operations.IsSameValue(text.Text, count.Text))
                {
                    var verdict = new Verdict("UTF-16 code units", "UTF-8 text outside ASCII has more bytes; count them with `Encoding.UTF8.GetByteCount`", FFI7002Properties.Utf8Bytes);
                    Send(context, interop, assignment.Value, type.Name, $"`{pointer.Name}`", count, verdict);
                    return;
                }
            }
        }
    }

    private static void Send(OperationAnalysisContext context, InteropContext interop, IOperation argument, string name, string text, Counted count, Verdict verdict)
    {
        var report = Report.Create(
            Rule,
            interop.Compilation,
            count.Expression.Syntax.GetLocation(),
            verdict.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            verdict.Fix is { } fix ? ImmutableDictionary<string, string?>.Empty.Add(FFI7002Properties.Count, fix) : null,
            default,
            name,
            "`" + argument.Syntax + "`",
            text,
            verdict.Counts,
            verdict.Advice);
        if (report is not null)
        {
            context.ReportDiagnostic(report);
        }
    }

    private static Verdict? Judge(InteropContext interop, NativeFunction function, string encoding, Unit unit, bool isBytes, bool isUnits)
    {
        switch (encoding)
        {
            case "UTF8" when unit == Unit.Utf16Units:
                return new Verdict("UTF-16 code units", "UTF-8 text outside ASCII has more bytes; count them with `Encoding.UTF8.GetByteCount`", FFI7002Properties.Utf8Bytes);
            case "UTF8" when unit == Unit.Utf16Bytes:
                return new Verdict("the bytes of UTF-16", "the text crosses as UTF-8; count with `Encoding.UTF8.GetByteCount`", FFI7002Properties.Utf8Bytes);
            case "Ansi" or "Default" or "Auto" when unit == Unit.Utf16Units && !isUnits:
                var systems = DeclaredSystems.Of(interop, function.Symbol, function.Library);
                return new Verdict("UTF-16 code units", "the text crosses in the code page of the machine on Windows and as UTF-8 elsewhere, where characters have one to four bytes; state UTF-8 and count its bytes", null)
                {
                    IsCertain = systems.Any(static system => system != TargetOs.Windows),
                };
            case "Unicode" when unit == Unit.Utf16Units && isBytes:
                return new Verdict("UTF-16 code units", "native code reads that many bytes, half of the text; multiply by `sizeof(char)`", FFI7002Properties.Utf16Bytes);
            case "Unicode" when unit == Unit.Utf16Bytes && isUnits:
                return new Verdict("bytes", "native code reads that many UTF-16 units, twice the text; give it the length itself", FFI7002Properties.Utf16Units);
            case "Unicode" when unit == Unit.Utf8Bytes:
                return new Verdict("the bytes of UTF-8", "the text crosses as UTF-16", isBytes ? FFI7002Properties.Utf16Bytes : isUnits ? FFI7002Properties.Utf16Units : null);
            default:
                return null;
        }
    }

    /// <summary>The text that an argument is, and the encoding in which native code gets it.</summary>
    private static (IOperation Text, string Encoding)? TextOf(InteropContext interop, NativeParameter parameter, IOperation argument, ValueContract contract)
    {
        if (parameter.RefKind != RefKind.None)
        {
            return null;
        }

        if (parameter.Marshalling.Shape == ManagedShape.String)
        {
            var encoding = parameter.Marshalling.Encoding switch
            {
                TextEncoding.Utf8 => "UTF8",
                TextEncoding.Utf16 => "Unicode",
                TextEncoding.Ansi => contract.Encoding is { IsCertain: true, Value: TextEncoding.Utf8 } ? "UTF8" : "Ansi",
                TextEncoding.Auto => "Auto",
                _ => parameter.Symbol is { } symbol && HasUtf8Marshaller(symbol) ? "UTF8" : null,
            };
            return encoding is null || Operations.Unconverted(argument) is not { } text ? null : (text, encoding);
        }

        return EncodedText.Of(interop, argument) is { Encoding: { } known } encoded ? (encoded.Text, known) : null;
    }

    /// <summary>A custom marshaller whose name says UTF-8.</summary>
    private static bool HasUtf8Marshaller(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            foreach (var value in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static argument => argument.Value)))
            {
                if (value is { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } && type.Name.IndexOf("utf8", System.StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Without a contract the length stands behind its text, or is called so.</summary>
    private static bool IsLengthOf(NativeParameter text, NativeParameter length)
    {
        var words = NativeNames.Words(length.Name);
        return !words.Any(static word => OtherMeanings.Contains(word))
            && (length.Index == text.Index + 1 || length.Index == text.Index - 1 && words.Any(static word => LengthWords.Contains(word)) || words.Any(static word => LengthWords.Contains(word)));
    }

    /// <summary>What an expression counts: <c>s.Length</c>, <c>s.Length * 2</c>, <c>Encoding.UTF8.GetByteCount(s)</c>, each plus or minus a constant.</summary>
    private static Counted? CountOf(InteropContext interop, IOperation? expression)
    {
        expression = Operations.Unconverted(expression);
        switch (expression)
        {
            case IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr, Arguments: { Length: 1 } arguments }:
                return CountOf(interop, arguments[0].Value);
            case IObjectCreationOperation { Type: { Name: "CLong" or "CULong" }, Arguments: { Length: 1 } arguments }:
                return CountOf(interop, arguments[0].Value);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum when Operations.ConstantOf(sum.RightOperand) is not null:
                return CountOf(interop, sum.LeftOperand);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product:
                var (factor, other) = Operations.ConstantOf(product.LeftOperand) is { } left ? (left, product.RightOperand) : (Operations.ConstantOf(product.RightOperand) ?? 0, product.LeftOperand);
                return factor == 2 && CountOf(interop, other) is { Unit: Unit.Utf16Units } units ? units with { Expression = product, Unit = Unit.Utf16Bytes } : null;
            case IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text }:
                return new Counted(Operations.Unconverted(text)!, expression, Unit.Utf16Units);
            case IInvocationOperation { TargetMethod.Name: "GetByteCount", Arguments: { Length: 1 } arguments } call when EncodedText.IsEncodingMethod(interop, call):
                return EncodedText.EncodingOf(interop, call) switch
                {
                    "UTF8" => new Counted(Operations.Unconverted(arguments[0].Value)!, call, Unit.Utf8Bytes),
                    "Unicode" => new Counted(Operations.Unconverted(arguments[0].Value)!, call, Unit.Utf16Bytes),
                    _ => null,
                };
            case ILocalReferenceOperation reference:
                return LocalReferences.Around(reference).OnlyValueOf(reference.Local) is { } value && CountOf(interop, value) is { } counted ? counted with { Expression = reference } : null;
            default:
                return null;
        }
    }

    /// <summary>Text of which every character has one byte.</summary>
    private static bool IsAscii(IOperation text)
    {
        var constant = text is ILocalReferenceOperation reference && LocalReferences.Around(reference).OnlyValueOf(reference.Local) is { } value ? value.ConstantValue : text.ConstantValue;
        if (constant is not { HasValue: true, Value: string literal })
        {
            return false;
        }

        foreach (var character in literal)
        {
            if (character > 127)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="Text">The text.</param>
    /// <param name="Expression">The expression that counts.</param>
    /// <param name="Unit">What it counts.</param>
    private sealed record Counted(IOperation Text, IOperation Expression, Unit Unit);

    /// <param name="Counts">What the expression counts.</param>
    /// <param name="Advice">Why that is wrong, and what to write.</param>
    /// <param name="Fix">How the fix counts.</param>
    private sealed record Verdict(string Counts, string Advice, string? Fix)
    {
        public bool IsCertain { get; init; } = true;
    }
}
