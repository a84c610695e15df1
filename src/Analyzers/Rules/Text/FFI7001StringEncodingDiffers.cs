using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BoundaryLint.Rules.Text;

/// <summary>What FFI7001 tells its fix.</summary>
internal static class FFI7001Properties
{
    /// <summary>The encodings to offer, the best first, separated by semicolons: <c>Utf8</c>, <c>Utf16</c>. Absent when no attribute can state the right one.</summary>
    public const string Encodings = "Encodings";

    /// <summary>
    /// "MarshalAs" when an attribute on each value decides, "CharSet" when the declaration does, "StringMarshalling" for a LibraryImport, "Value" when the declaration decides
    /// but the answer is known for these values only.
    /// </summary>
    public const string Cause = "Cause";
}

/// <summary>
/// ANSI means the code page of the machine on Windows and UTF-8 elsewhere, Auto means UTF-16 on Windows and UTF-8 elsewhere: one declaration, two encodings.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI7001StringEncodingDiffers : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI7001",
        "String encoding differs between platforms",
        "`{0}`: {1} {2}; {3}",
        RuleFamily.Text,
        DiagnosticSeverity.Warning,
        description: "CharSet.Ansi, which is also the default, and LPStr mean the machine's code page on Windows and UTF-8 elsewhere; CharSet.Auto and LPTStr mean UTF-16 on Windows "
            + "and UTF-8 elsewhere. Text outside ASCII arrives damaged on one of them.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnNativeFunction(context => AnalyzeFunction(context, interop));
        start.OnSymbol(context => AnalyzeStruct(context, interop), SymbolKind.NamedType);
        start.OnOperation(context => AnalyzeConversion(context, interop), OperationKind.Invocation);
    }

    /// <summary>Text that the program converts itself: the same encodings, the same two meanings.</summary>
    private static void AnalyzeConversion(OperationAnalysisContext context, InteropContext interop)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, interop.Types.Marshal)
            || EncodingOf(call.TargetMethod.Name) is not { } encoding
            || ReceiverOf(interop, call) is not var (function, parameter))
        {
            return;
        }

        var around = Surroundings.Of(interop, function.Symbol, function);
        var known = BoundaryContracts.Of(interop).For(function, context.CancellationToken)[parameter].Encoding;
        Verdict? verdict;
        if (known.IsCertain)
        {
            verdict = JudgeByEvidence(encoding, known, around);
        }
        else
        {
            // As with declarations: the code page may be what the library takes.
            verdict = around is { OnWindows: true, Elsewhere: true, IsWindowsLibrary: false, IsUnixLibrary: false }
                ? encoding == TextEncoding.Auto
                    ? new Verdict("as UTF-16 on Windows and as UTF-8 elsewhere", "Utf8;Utf16", DiagnosticSeverity.Info)
                    : new Verdict("in the code page of the machine on Windows and as UTF-8 elsewhere", "Utf8;Utf16", around.IsUtf8Elsewhere ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info)
                : null;
        }

        if (verdict is null)
        {
            return;
        }

        var converter = verdict.Fixes == "Utf16" ? "`Marshal.StringToCoTaskMemUni`" : "`Marshal.StringToCoTaskMemUTF8`";
        var report = Report.Create(
            Rule,
            interop.Compilation,
            call.Syntax.GetLocation(),
            verdict.Severity,
            null,
            default,
            function.DisplayName,
            $"`{parameter.Name}`",
            "crosses " + verdict.What + $" because of `Marshal.{call.TargetMethod.Name}`",
            verdict.Fixes == "Utf8;Utf16" ? converter + " gives UTF-8 everywhere, `Marshal.StringToCoTaskMemUni` UTF-16" : $"use {converter}, and `Marshal.FreeCoTaskMem` behind it");
        if (report is not null)
        {
            context.ReportDiagnostic(report);
        }
    }

    private static TextEncoding? EncodingOf(string method) => method switch
    {
        "StringToHGlobalAnsi" or "StringToCoTaskMemAnsi" => TextEncoding.Ansi,
        "StringToHGlobalAuto" or "StringToCoTaskMemAuto" => TextEncoding.Auto,
        _ => null,
    };

    /// <summary>The native function that gets a pointer, at once or through the local variable that holds it.</summary>
    private static (NativeFunction Function, NativeParameter Parameter)? ReceiverOf(InteropContext interop, IOperation pointer)
    {
        var user = Operations.UserOf(pointer);
        if (Receiver(interop, user) is { } direct)
        {
            return direct;
        }

        var local = user switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } symbol } } => symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var symbol } } => symbol,
            _ => null,
        };
        if (local is not null)
        {
            foreach (var reference in LocalReferences.Around(pointer).To(local))
            {
                if (Receiver(interop, Operations.UserOf(reference)) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static (NativeFunction Function, NativeParameter Parameter)? Receiver(InteropContext interop, IOperation? user) =>
        user is IArgumentOperation { Parent: { } call } argument
        && NativeCalls.FunctionOf(interop, call) is { } function
        && NativeCalls.ParameterOf(function, argument) is { RefKind: RefKind.None } parameter
            ? (function, parameter)
            : null;

    private static void AnalyzeFunction(NativeFunctionContext context, InteropContext interop)
    {
        var function = context.Function;
        if (function.Mode == MarshallingMode.Disabled || function.Form == NativeForm.UnmanagedCallersOnly)
        {
            return;
        }

        var (owner, isSure) = OwnerOf(interop, function);
        var surroundings = Surroundings.Of(interop, function.Symbol, owner);
        var contract = BoundaryContracts.Of(interop).For(function);
        var freed = MarshallerFreedStrings.In(interop, function);
        // A function of Windows that also takes structs with text needs the same encoding in them.
        var isFixable = function.Form != NativeForm.FunctionPointer
            && !(surroundings.IsWindowsLibrary
                && function.Parameters.Any(value => value.Marshalling is { Shape: ManagedShape.Struct or ManagedShape.LayoutClass, IsBlittable: false }));

        var byDeclaration = new List<Finding>();
        foreach (var value in function.Parameters.Insert(0, function.Return))
        {
            // FFI1001 rewrites these with the encoding stated.
            if (freed.Any(text => text.Value.Index == value.Index)
                || Judge(value.Marshalling, contract[value].Encoding, surroundings) is not { } verdict)
            {
                continue;
            }

            var isStated = value.Marshalling.MarshalAs is not null && value.Marshalling.Source == MarshallingSource.MarshalAs || IsElementStated(value.Marshalling);
            var found = new Finding(Show(value), context.LocationOf(value), verdict, CanBeUtf8(interop, value.Marshalling, function.Mode), value.Marshalling);
            if (isStated)
            {
                Send(found, "MarshalAs");
            }
            else
            {
                byDeclaration.Add(found);
            }
        }

        // One cause, one report for each answer: usually all of them have the same.
        var cause = function.Form == NativeForm.LibraryImport ? "StringMarshalling" : "CharSet";
        foreach (var group in byDeclaration.GroupBy(found => (found.Verdict.Severity, found.Verdict.Fixes, found.Verdict.IsOfValue)))
        {
            Send(group.First() with { Others = group.Skip(1).ToImmutableArray() }, group.Key.IsOfValue ? "Value" : cause);
        }

        void Send(Finding found, string cause) => context.Report(CreateReport(
            interop,
            found,
            function.Form == NativeForm.FunctionPointer ? "None" : cause,
            function.DisplayName,
            isSure ? found.Verdict.Severity : Report.OneStepLower(found.Verdict.Severity),
            isFixable));
    }

    /// <summary>Why the encoding is what it is, for the message.</summary>
    private static string Reason(string cause, EffectiveMarshalling marshalling) => (cause, marshalling.Element?.Source ?? marshalling.Source) switch
    {
        ("None", _) => "the default, which function pointers cannot change",
        ("MarshalAs", _) => "`MarshalAs`",
        ("StringMarshalling", _) => "`StringMarshalling`",
        (_, MarshallingSource.CharSet) => "`CharSet`",
        _ => "the default `CharSet`",
    };

    private static Diagnostic? CreateReport(InteropContext interop, Finding found, string cause, string name, DiagnosticSeverity severity, bool isFixable)
    {
        var all = found.Others.Insert(0, found);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(FFI7001Properties.Cause, cause);
        var isWide = all.All(one => one.Marshalling.MarshalAs != UnmanagedType.ByValTStr);
        var offers = found.Verdict.Fixes.Split(';').Where(encoding => isWide && (encoding == "Utf16" || all.All(one => one.CanBeUtf8))).ToList();
        if (offers.Count > 0 && isFixable)
        {
            properties = properties.Add(FFI7001Properties.Encodings, string.Join(";", offers));
        }

        return Report.Create(
            Rule,
            interop.Compilation,
            found.Location,
            severity,
            properties,
            found.Others.Select(other => other.Location).ToImmutableArray(),
            name,
            string.Join(", ", all.Select(one => "`" + one.Name + "`")),
            (all.Length == 1 ? "crosses " : "cross ") + found.Verdict.What + " because of " + Reason(cause, found.Marshalling),
            Advice(found, all, cause));
    }

    private static string Advice(Finding found, ImmutableArray<Finding> all, string cause)
    {
        if (all.Any(one => one.Marshalling.MarshalAs == UnmanagedType.ByValTStr))
        {
            return "declare the buffer as bytes and decode it";
        }

        if (cause == "None")
        {
            return "take a pointer and convert the text";
        }

        var utf8 = cause == "StringMarshalling" ? "`StringMarshalling.Utf8`" : "`LPUTF8Str`";
        var utf16 = cause switch { "StringMarshalling" => "`StringMarshalling.Utf16`", "CharSet" => "`CharSet.Unicode`", _ => "`LPWStr`" };
        return found.Verdict.Fixes switch
        {
            "Utf8" => "state " + utf8,
            "Utf16" => "state " + utf16,
            _ => $"state {utf8} or {utf16}, whichever the native side reads",
        };
    }

    private static string Show(NativeParameter value) => value.IsReturn ? "return" : value.Name;

    private static bool IsElementStated(EffectiveMarshalling marshalling) => marshalling.Element is { Source: MarshallingSource.MarshalAs };

    private static bool CanBeUtf8(InteropContext interop, EffectiveMarshalling marshalling, MarshallingMode mode) =>
        interop.Types.Find("System.Runtime.InteropServices.UnmanagedType")?.GetMembers("LPUTF8Str").IsEmpty == false
        && (marshalling.Shape != ManagedShape.Array || mode == MarshallingMode.Generated);

    /// <summary>The import whose library decides, and whether it does so surely: a delegate or struct goes with the import that reaches it.</summary>
    private static (NativeFunction Owner, bool IsSure) OwnerOf(InteropContext interop, NativeFunction function)
    {
        if (function.Form != NativeForm.Delegate)
        {
            return (function, function.Form != NativeForm.FunctionPointer);
        }

        var use = BoundaryTypes.Of(interop).UseOf((INamedTypeSymbol)function.Symbol);
        return use is null ? (function, false) : (use.Function, true);
    }

    private static void AnalyzeStruct(SymbolAnalysisContext context, InteropContext interop)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is not (TypeKind.Struct or TypeKind.Class) || !BoundaryTypes.Of(interop).MarshalledStructs.TryGetValue(type, out var uses))
        {
            return;
        }

        // The library that says most: one that is not a part of Windows.
        var owner = (uses.FirstOrDefault(use => !SystemLibraries.IsWindows(use.Function.Library)) ?? uses[0]).Function;
        var surroundings = Surroundings.Of(interop, owner.Symbol, owner);

        // What a struct of Windows holds is decided by the function, which comes in an A and a W form.
        if (surroundings.IsWindowsLibrary)
        {
            return;
        }

        var contracts = BoundaryContracts.Of(interop);
        var byDeclaration = new List<Finding>();
        foreach (var field in MarshallingReader.Of(interop).ShapeOf(type, MarshallingMode.Runtime).Fields)
        {
            var symbol = field.Field.AssociatedSymbol ?? field.Field;
            if (symbol.Locations.IsEmpty || Judge(field.Marshalling, contracts.For(field.Field).Encoding, surroundings) is not { } verdict)
            {
                continue;
            }

            var canBeUtf8 = CanBeUtf8(interop, field.Marshalling, MarshallingMode.Runtime);
            var found = new Finding(symbol.Name, symbol.Locations[0], verdict, canBeUtf8, field.Marshalling);
            if (field.Marshalling is { Source: MarshallingSource.MarshalAs, MarshalAs: not UnmanagedType.ByValTStr } || IsElementStated(field.Marshalling))
            {
                Send(found, "MarshalAs");
            }
            else
            {
                byDeclaration.Add(found);
            }
        }

        foreach (var group in byDeclaration.GroupBy(found => (found.Verdict.Severity, found.Verdict.Fixes, found.Verdict.IsOfValue)))
        {
            Send(group.First() with { Others = group.Skip(1).ToImmutableArray() }, group.Key.IsOfValue ? "Value" : "CharSet");
        }

        void Send(Finding found, string cause)
        {
            if (CreateReport(interop, found, cause, type.Name, found.Verdict.Severity, isFixable: true) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>Whether text in this encoding is right everywhere, by what is known of the native side.</summary>
    private static Verdict? Judge(EffectiveMarshalling marshalling, Fact<TextEncoding> known, Surroundings around)
    {
        var text = marshalling.Shape == ManagedShape.Array ? marshalling.Element : marshalling;
        if (text is not { Shape: ManagedShape.String or ManagedShape.StringBuilder }
            || text.Source == MarshallingSource.Custom
            || text.Encoding is not (TextEncoding.Ansi or TextEncoding.Auto or TextEncoding.Utf16 or TextEncoding.Utf8))
        {
            return null;
        }

        if (known.IsCertain)
        {
            return JudgeByEvidence(text.Encoding, known, around);
        }

        return text.Encoding switch
        {
            // Who states it knows that it means two encodings: a library may have its text as wchar_t on Windows and as char elsewhere.
            TextEncoding.Auto when around is { OnWindows: true, Elsewhere: true, IsWindowsLibrary: false } =>
                new Verdict("as UTF-16 on Windows and as UTF-8 elsewhere", "Utf8;Utf16", DiagnosticSeverity.Info),
            TextEncoding.Ansi when around.OnWindows => JudgeAnsi(text, around),
            TextEncoding.Utf16 when around.IsUnixLibrary => new Verdict("as UTF-16, and this library reads `char*`,", "Utf8", DiagnosticSeverity.Warning),
            _ => null,
        };
    }

    private static Verdict? JudgeAnsi(EffectiveMarshalling text, Surroundings around)
    {
        if (around.IsUnixLibrary)
        {
            return null;
        }

        if (around.IsWindowsLibrary)
        {
            // An author who writes ANSI for a Windows function means it; the default just happens.
            return text.Source == MarshallingSource.Implied && !around.IsAnsiFunction
                ? new Verdict("in the code page of the machine, which loses other characters,", "Utf16", DiagnosticSeverity.Info)
                : null;
        }

        // Names that are only ASCII, and libraries that take the code page on Windows, are as common as those that take UTF-8: only what is stated beside it makes it a defect. Who
        // states ANSI there may mean it: file names go to the C runtime, which takes the code page whatever the library does with its other text.
        return around.Elsewhere
            ? around.IsUtf8Elsewhere && text.Source != MarshallingSource.MarshalAs
                ? new Verdict("in the code page of the machine on Windows and as UTF-8 elsewhere, while other declarations of the library state UTF-8,", "Utf8;Utf16", DiagnosticSeverity.Warning)
                : new Verdict("in the code page of the machine on Windows and as UTF-8 elsewhere", "Utf8;Utf16", DiagnosticSeverity.Info)
            : new Verdict("in the code page of the machine, which loses other characters,", "Utf8;Utf16", DiagnosticSeverity.Info);
    }

    private static Verdict? JudgeByEvidence(TextEncoding encoding, Fact<TextEncoding> known, Surroundings around)
    {
        var isRight = (known.Value, encoding) switch
        {
            (TextEncoding.Utf8, TextEncoding.Utf8) => true,
            (TextEncoding.Utf8, TextEncoding.Ansi or TextEncoding.Auto) => !around.OnWindows,
            (TextEncoding.Utf16, TextEncoding.Utf16) => true,
            (TextEncoding.Utf16, TextEncoding.Auto) => !around.Elsewhere,
            (TextEncoding.Utf8 or TextEncoding.Utf16, _) => false,

            // ANSI or nothing definite: the author of the contract knows why.
            _ => true,
        };
        if (isRight)
        {
            return null;
        }

        var expected = known.Value == TextEncoding.Utf8 ? "UTF-8" : "UTF-16";
        var actual = encoding switch
        {
            TextEncoding.Ansi => around.Elsewhere ? "in the code page of the machine on Windows and as UTF-8 elsewhere" : "in the code page of the machine",
            TextEncoding.Auto => around.Elsewhere ? "as UTF-16 on Windows and as UTF-8 elsewhere" : "as UTF-16",
            TextEncoding.Utf8 => "as UTF-8",
            _ => "as UTF-16",
        };
        return new Verdict($"{actual}, and native code uses {expected} ({known.Source}),", known.Value == TextEncoding.Utf8 ? "Utf8" : "Utf16", DiagnosticSeverity.Warning)
        {
            IsOfValue = true,
        };
    }

    /// <param name="What">In which encoding the text crosses.</param>
    /// <param name="Fixes">The encodings that repair it, the best first.</param>
    /// <param name="Severity">Warning, or Info where text is only lost on machines with another code page.</param>
    private sealed record Verdict(string What, string Fixes, DiagnosticSeverity Severity)
    {
        /// <summary>Whether this is known for the value and need not hold for the declaration's other strings.</summary>
        public bool IsOfValue { get; init; }
    }

    private sealed record Finding(string Name, Location Location, Verdict Verdict, bool CanBeUtf8, EffectiveMarshalling Marshalling)
    {
        public ImmutableArray<Finding> Others { get; init; } = ImmutableArray<Finding>.Empty;
    }

    /// <summary>Where a declaration is used and which kind of library it belongs to.</summary>
    private readonly record struct Surroundings(bool OnWindows, bool Elsewhere, bool IsWindowsLibrary, bool IsUnixLibrary, bool IsAnsiFunction, bool IsUtf8Elsewhere)
    {
        public static Surroundings Of(InteropContext interop, ISymbol symbol, NativeFunction owner)
        {
            var systems = DeclaredSystems.Of(interop, symbol, owner.Library);
            var isWindows = SystemLibraries.IsWindows(owner.Library) || (SystemLibraries.IsCLibrary(owner.Library) && !SystemLibraries.IsUnix(owner.Library));
            return new Surroundings(
                systems.Contains(TargetOs.Windows),
                systems.Any(system => system != TargetOs.Windows),
                isWindows,
                SystemLibraries.IsUnix(owner.Library),
                IsAnsiName(owner),
                StatedConventions.Of(interop).HasUtf8(owner.Library));
        }

        private static bool IsAnsiName(NativeFunction function)
        {
            if (function.EntryPoint is not { Length: > 1 } name || SystemLibraries.IsCLibrary(function.Library))
            {
                return true;
            }

            // CreateFileA says it; CreateFileW with ANSI text is another rule's business.
            return AnsiFunctions.HaveNoOtherForm(name) || (name[name.Length - 1] is 'A' or 'W' && !char.IsUpper(name[name.Length - 2]));
        }
    }
}
