using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>What FFI7003 tells its fix.</summary>
internal static class FFI7003Properties
{
    /// <summary>The methods of <c>Marshal</c> that decode rightly, the best first, separated by semicolons. Absent when none does.</summary>
    public const string Decoders = nameof(Decoders);
}

/// <summary>FFI7003: text from native code is read in another encoding than native code wrote it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI7003NativeStringIsDecodedWithTheWrongEncoding : InteropAnalyzer
{
    private const string Utf8 = "PtrToStringUTF8";
    private const string Utf16 = "PtrToStringUni";
    private const string Ansi = "PtrToStringAnsi";

    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI7003",
        "Native string is decoded with the wrong encoding",
        "`{0}` reads {1} {2}, {3}; {4}",
        RuleFamily.Text,
        DiagnosticSeverity.Warning,
        description: "PtrToStringAnsi reads the code page of the machine on Windows and UTF-8 elsewhere, PtrToStringAuto UTF-16 on Windows and UTF-8 elsewhere. "
            + "Text in another encoding arrives damaged, or is read past its end.");

    // Texts that are digits and dots in every encoding.
    private static readonly ImmutableHashSet<string> AsciiWords = ImmutableHashSet.Create("version", "revision", "hexdigest", "uuid", "guid");

    private enum Decoder
    {
        Ansi,
        Auto,
        Utf16,
        Utf8,
    }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperation(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.Marshal)
                    || call.Arguments.Length is 0 or > 2
                    || DecoderOf(call.TargetMethod.Name) is not { } decoder)
                {
                    return;
                }

                var pointer = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;
                Analyze(context, interop, pointer, decoder, call.TargetMethod.Name, canReplace: true, hasLength: call.Arguments.Length == 2);
            },
            OperationKind.Invocation);
        start.OnOperation(
            context =>
            {
                if (context.Operation is IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 1 or 3 } arguments, Constructor.Parameters: { } parameters }
                    && parameters[0].Type is IPointerTypeSymbol { PointedAtType.SpecialType: var unit and (SpecialType.System_SByte or SpecialType.System_Char) })
                {
                    var isNarrow = unit == SpecialType.System_SByte;
                    Analyze(context, interop, arguments[0].Value, isNarrow ? Decoder.Ansi : Decoder.Utf16, isNarrow ? "new string(sbyte*)" : "new string(char*)", canReplace: false, arguments.Length == 3);
                }
            },
            OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationAnalysisContext context, InteropContext interop, IOperation? pointer, Decoder decoder, string name, bool canReplace, bool hasLength)
    {
        if (NativeString.Of(interop, pointer) is not { } text || Judge(interop, text, decoder, context.Operation.Syntax.SyntaxTree, context.CancellationToken) is not { } verdict)
        {
            return;
        }

        // A length counts bytes here and UTF-16 units there.
        var decoders = canReplace
            ? verdict.Decoders.Where(right => (!hasLength || right != Utf16 && decoder != Decoder.Utf16) && Exists(interop, right, hasLength ? 2 : 1)).ToImmutableArray()
            : ImmutableArray<string>.Empty;
        var advice = verdict.Decoders.IsEmpty ? verdict.Advice : "use " + string.Join(" or ", verdict.Decoders.Select(static right => $"`Marshal.{right}`")) + verdict.Advice;
        var report = Report.Create(
            Rule,
            interop.Compilation,
            context.Operation is IInvocationOperation ? PlaceOf(context.Operation) : context.Operation.Syntax.GetLocation(),
            verdict.IsCertain ? null : Report.OneStepLower(Rule.DefaultSeverity),
            decoders.IsEmpty ? null : ImmutableDictionary<string, string?>.Empty.Add(FFI7003Properties.Decoders, string.Join(";", decoders)),
            default,
            name,
            text.Description,
            verdict.How,
            verdict.Reason,
            advice);
        if (report is not null)
        {
            context.ReportDiagnostic(report);
        }
    }

    private static Location PlaceOf(IOperation call) => call.Syntax is InvocationExpressionSyntax { Expression: var callee }
        ? (callee as MemberAccessExpressionSyntax)?.Name.GetLocation() ?? callee.GetLocation()
        : call.Syntax.GetLocation();

    private static Decoder? DecoderOf(string method) => method switch
    {
        Ansi => Decoder.Ansi,
        "PtrToStringAuto" => Decoder.Auto,
        Utf16 => Decoder.Utf16,
        Utf8 => Decoder.Utf8,
        _ => null,
    };

    private static Verdict? Judge(InteropContext interop, NativeString text, Decoder decoder, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var systems = DeclaredSystems.Of(interop, text.Symbol, text.Function?.Library);
        if (SystemLibraries.IsUnix(text.Function?.Library))
        {
            // There is none of these on Windows.
            systems = systems.Remove(TargetOs.Windows);
        }

        var around = new Surroundings(systems.Contains(TargetOs.Windows), systems.Any(static system => system != TargetOs.Windows));
        if (text.Contract.Encoding is { IsCertain: true } stated)
        {
            return JudgeEncoding(decoder, stated, around);
        }

        if (text.Contract.Character is { IsKnown: true } unit && JudgeUnit(decoder, unit, around) is { } byUnit)
        {
            return byUnit;
        }

        var library = text.Function?.Library;
        if (SystemLibraries.IsWindows(library))
        {
            return SuffixOf(text.Function!.EntryPoint) is { } suffix && (text.IsBuffer || text.Description.StartsWith("the result", System.StringComparison.Ordinal))
                ? JudgeEncoding(decoder, suffix, around)
                : null;
        }

        if (library is null || SystemLibraries.IsAny(library))
        {
            return null;
        }

        if (LibraryEncodings.Of(interop).For(library) is { IsKnown: true } habit)
        {
            return JudgeEncoding(decoder, habit, around);
        }

        // Elsewhere both are UTF-8.
        if (!around.OnWindows)
        {
            return null;
        }

        if (decoder == Decoder.Auto && around.Elsewhere)
        {
            return new Verdict(How(decoder, around), "and one library hardly changes its encoding with the system", ImmutableArray.Create(Utf8, Utf16), true) { Advice = ", whichever the native side writes" };
        }

        // Whoever reads both kinds beside each other has taken the one for the other, or knows why. In another file it says nothing about this library.
        var own = TextHabits.Of(interop).Utf8Decoder;
        if (decoder != Decoder.Ansi
            || (own is null ? !around.Elsewhere : !tree.GetText(cancellationToken).ToString().Contains(own))
            || NativeNames.Words(text.Function?.EntryPoint ?? "").Any(static word => AsciiWords.Contains(word)))
        {
            return null;
        }

        return new Verdict(
            How(decoder, around),
            own is null ? "and one library hardly changes its encoding with the system" : $"and this file reads other texts as UTF-8 (inferred from `{own}`)",
            ImmutableArray.Create(Utf8),
            false)
        {
            Advice = " if the library writes UTF-8",
        };
    }

    private static Verdict? JudgeEncoding(Decoder decoder, Fact<TextEncoding> known, Surroundings around)
    {
        var isRight = (known.Value, decoder) switch
        {
            (TextEncoding.Utf8, Decoder.Utf8) or (TextEncoding.Utf16, Decoder.Utf16) or (TextEncoding.Ansi, Decoder.Ansi) => true,
            (TextEncoding.Utf8, Decoder.Ansi or Decoder.Auto) => !around.OnWindows,
            (TextEncoding.Utf16, Decoder.Auto) => !around.Elsewhere,
            (TextEncoding.Utf8, Decoder.Utf16) or (TextEncoding.Utf16, Decoder.Ansi or Decoder.Utf8) or (TextEncoding.Ansi, Decoder.Utf16) => false,
            (TextEncoding.Ansi, Decoder.Utf8 or Decoder.Auto) => !around.OnWindows,
            _ => true,
        };
        if (isRight)
        {
            return null;
        }

        var (right, encoding) = known.Value switch
        {
            TextEncoding.Utf8 => (Utf8, "UTF-8"),
            TextEncoding.Utf16 => (Utf16, "UTF-16"),
            _ => (Ansi, "the ANSI code page"),
        };
        return new Verdict(How(decoder, around), $"and native code writes {encoding} ({known.Source})", ImmutableArray.Create(right), known.IsCertain);
    }

    private static Verdict? JudgeUnit(Decoder decoder, Fact<NativeCharacter> unit, Surroundings around)
    {
        var how = How(decoder, around);
        switch (unit.Value)
        {
            case NativeCharacter.Byte when decoder == Decoder.Utf16 || (decoder == Decoder.Auto && around.OnWindows):
                return new Verdict(how, $"and native code writes `char`, one byte each ({unit.Source})", ImmutableArray.Create(Utf8, Ansi), true) { Advice = ", whichever the native side writes" };
            case NativeCharacter.Utf16 when decoder is Decoder.Ansi or Decoder.Utf8 || (decoder == Decoder.Auto && around.Elsewhere):
                return new Verdict(how, $"and native code writes `char16_t` ({unit.Source})", ImmutableArray.Create(Utf16), true);
            case NativeCharacter.Wide when around.Elsewhere:
                return new Verdict(how, $"and native code writes `wchar_t`, which has four bytes outside Windows ({unit.Source})", ImmutableArray<string>.Empty, true) { Advice = "decode UTF-32 there" };
            case NativeCharacter.Wide when decoder is Decoder.Ansi or Decoder.Utf8:
                return new Verdict(how, $"and native code writes `wchar_t` ({unit.Source})", ImmutableArray.Create(Utf16), true);
            default:
                return null;
        }
    }

    /// <summary>The encoding that the name of a Windows function ends with.</summary>
    private static Fact<TextEncoding>? SuffixOf(string? name) =>
        name is { Length: > 2 } && name[name.Length - 1] is 'A' or 'W' && !char.IsUpper(name[name.Length - 2])
            ? new Fact<TextEncoding>(name[name.Length - 1] == 'W' ? TextEncoding.Utf16 : TextEncoding.Ansi, Evidence.Known, $"known from the name {name}")
            : null;

    private static string How(Decoder decoder, Surroundings around) => decoder switch
    {
        Decoder.Ansi => around.Elsewhere ? "in the code page of the machine on Windows and as UTF-8 elsewhere" : "in the code page of the machine",
        Decoder.Auto => around.Elsewhere ? "as UTF-16 on Windows and as UTF-8 elsewhere" : "as UTF-16",
        Decoder.Utf16 => "as UTF-16",
        _ => "as UTF-8",
    };

    private static bool Exists(InteropContext interop, string decoder, int parameters) =>
        interop.Types.Marshal?.GetMembers(decoder).Any(member => member is IMethodSymbol method && method.Parameters.Length == parameters) == true;

    private readonly record struct Surroundings(bool OnWindows, bool Elsewhere);

    /// <param name="How">In which encoding it is read.</param>
    /// <param name="Reason">In which one native code writes.</param>
    /// <param name="Decoders">The methods that read it rightly.</param>
    /// <param name="IsCertain">Whether that is more than a guess.</param>
    private sealed record Verdict(string How, string Reason, ImmutableArray<string> Decoders, bool IsCertain)
    {
        public string Advice { get; init; } = "";
    }
}
