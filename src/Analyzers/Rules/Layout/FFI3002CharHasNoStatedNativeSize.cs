using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>
/// FFI3002: a <c>char</c> crosses with the size that a default gives it: one converted ANSI byte, or the two bytes of UTF-16 when runtime marshalling is disabled.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3002CharHasNoStatedNativeSize : ImpliedSizeAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3002",
        "`char` has no stated native size",
        "{0} is `char` {1}: {2}; {3}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "Without a CharSet the runtime converts a `char` to one byte of the ANSI code page, which is UTF-8 outside Windows, so that characters beyond ASCII are lost or cut; "
            + "with CharSet.Unicode, or with runtime marshalling disabled, the same `char` has two bytes.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override ManagedShape Subject => ManagedShape.Character;

    // Without evidence the first one keeps what happens today, so that fixing in bulk changes no program's behaviour.
    private protected override string UnmanagedTypesOn(ProjectTargets targets) => "U1,U2";

    private protected override string? UnmanagedTypeOf(int size, ProjectTargets targets) => size switch
    {
        1 => "U1",
        2 => "U2",
        _ => null,
    };

    private protected override DiagnosticSeverity? SeverityOf(ImpliedSize value, InteropContext interop)
    {
        if (value.HeaderSize is not null)
        {
            return Rule.DefaultSeverity;
        }

        if (!value.IsDisabled)
        {
            // The default is the one byte of C's char, which is what most libraries have; the text of Windows has two.
            // Where the text of a struct begins at its end, one character stands for the text that follows it.
            return value.Form == NativeForm.UnmanagedCallersOnly || (value.Libraries.Any(SystemLibraries.IsWindows) && !value.IsLastField) ? Rule.DefaultSeverity : Report.OneStepLower(Rule.DefaultSeverity);
        }

        // Two bytes are Windows' WCHAR; elsewhere C's char has one.
        return !value.Libraries.IsEmpty && value.Libraries.All(SystemLibraries.IsWindows) ? null : Report.OneStepLower(Rule.DefaultSeverity);
    }

    private protected override string Consequence(ImpliedSize value)
    {
        if (value.IsDisabled)
        {
            return "it crosses as 2 bytes of UTF-16 because runtime marshalling is disabled, while `char` in C and C++ has 1 byte";
        }

        return value.Form == NativeForm.UnmanagedCallersOnly
            ? "the runtime refuses to call it unless runtime marshalling is disabled"
            : "it crosses as one byte of the ANSI code page, which cannot hold every character and does not match `char16_t` or `wchar_t`";
    }

    private protected override string Remedy(ImpliedSize value) => value.CanCarryMarshalAs
        ? "state CharSet, or [MarshalAs(UnmanagedType.U1)] if the native type has 1 byte and UnmanagedType.U2 if it has 2"
        : "use `byte` if the native type has 1 byte, `ushort` if it has 2";
}
