using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5002: the header's function has another number of parameters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5002ParameterCountDiffers : HeaderDifferenceAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5002",
        "Parameter count differs from the header",
        "`{0}` has {1}; in {2} it has {3}: {4}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "Arguments travel in fixed registers and stack slots. What the header declares beyond the C# parameters is read from registers that nobody has set; a callback loses arguments, and on 32-bit Windows the stack is corrupted.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override DifferenceKind Kind => DifferenceKind.ParameterCount;

    private protected override object[] ArgumentsOf(NativeFunction function, Difference difference) =>
        [function.DisplayName, difference.Managed, difference.Place, difference.Native, difference.Consequence];
}
