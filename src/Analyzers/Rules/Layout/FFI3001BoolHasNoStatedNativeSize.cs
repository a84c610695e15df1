using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Layout;

/// <summary>
/// FFI3001: a <c>bool</c> crosses with the size that a default gives it. The runtime's default is the 4-byte Win32 <c>BOOL</c>; C, C++, Rust and Go have 1 byte.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI3001BoolHasNoStatedNativeSize : ImpliedSizeAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI3001",
        "`bool` has no stated native size",
        "{0} is `bool` {1}: {2}; {3}",
        RuleFamily.Layout,
        DiagnosticSeverity.Warning,
        description: "The runtime marshals `bool` as the 4-byte BOOL of Win32 unless told otherwise, and as 1 byte when runtime marshalling is disabled. "
            + "A native function that returns the 1-byte bool of C, C++, Rust or Go leaves the other three bytes undefined, so false arrives as true; in a struct every later field moves.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override ManagedShape Subject => ManagedShape.Boolean;

    // Without evidence the first one keeps what happens today, so that fixing in bulk changes no program's behaviour.
    // The runtime refuses VARIANT_BOOL outside Windows.
    private protected override string UnmanagedTypesOn(ProjectTargets targets) => targets.RunsOnlyOnWindows ? "Bool,U1,VariantBool" : "Bool,U1";

    private protected override string? UnmanagedTypeOf(int size, ProjectTargets targets) => size switch
    {
        1 => "U1",
        2 when targets.RunsOnlyOnWindows => "VariantBool",
        4 => "Bool",
        _ => null,
    };

    private protected override DiagnosticSeverity? SeverityOf(ImpliedSize value, InteropContext interop)
    {
        if (value.HeaderSize is { } size)
        {
            // What takes one byte of an argument finds the right one in its register, and what writes one byte finds zeros beside it.
            return size == 1 && value is { IsInHeader: false, IsDisabled: false } && (value.GoesToNativeByValue || value.IsWrittenByImport) ? Report.OneStepLower(Rule.DefaultSeverity) : Rule.DefaultSeverity;
        }

        if (value.IsDisabled)
        {
            // One byte is what bool means in C; only where BOOL is documented is it known to be wrong.
            return value.Libraries.Any(BooleanConventions.HasFourByteBooleans) ? Rule.DefaultSeverity : Report.OneStepLower(Rule.DefaultSeverity);
        }

        if (!value.Libraries.IsEmpty && value.Libraries.All(BooleanConventions.HasFourByteBooleans))
        {
            return null;
        }

        // One byte that is written into the runtime's four arrives all the same.
        if (value.IsWrittenByImport)
        {
            return Report.OneStepLower(Rule.DefaultSeverity);
        }

        // As many libraries have int for their truth values as have bool: only what is documented, or stated beside it, makes the default wrong.
        return value.Form == NativeForm.UnmanagedCallersOnly
            || value.Libraries.Any(library => BooleanConventions.HasOneByteBooleans(library) || StatedConventions.Of(interop).HasOneByteBooleans(library))
                ? Rule.DefaultSeverity
                : Report.OneStepLower(Rule.DefaultSeverity);
    }

    private protected override string Consequence(ImpliedSize value)
    {
        if (!value.IsDisabled)
        {
            return value.Form == NativeForm.UnmanagedCallersOnly
                ? "the runtime refuses to call it unless runtime marshalling is disabled"
                : "it crosses as the 4-byte BOOL of Win32, while `bool` in C, C++, Rust and Go has 1 byte";
        }

        var windows = value.Libraries.FirstOrDefault(BooleanConventions.HasFourByteBooleans);
        return windows is null
            ? "it crosses as 1 byte because runtime marshalling is disabled, which a 4-byte BOOL or int does not match"
            : $"it crosses as 1 byte because runtime marshalling is disabled, while a truth value of {windows} has 4 bytes";
    }

    private protected override string Remedy(ImpliedSize value)
    {
        if (value.CanCarryMarshalAs)
        {
            return "state [MarshalAs(UnmanagedType.U1)] if the native type has 1 byte, UnmanagedType.Bool if it is BOOL or int";
        }

        return value.IsDisabled && value.Libraries.Any(BooleanConventions.HasFourByteBooleans)
            ? "use `int`"
            : "use `byte` if the native type has 1 byte, `int` if it is BOOL or int";
    }
}
