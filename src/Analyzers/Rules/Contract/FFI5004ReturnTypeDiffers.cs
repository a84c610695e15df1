using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5004: the result crosses in another way than the header declares it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5004ReturnTypeDiffers : HeaderDifferenceAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5004",
        "Return type differs from the header",
        "The result of `{0}` is {1}; in {2} it is {3}: {4}{5}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "The caller reads more of the register than the callee has set, or another register, or loses what it should look at.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override DifferenceKind Kind => DifferenceKind.ReturnType;

    private protected override object[] ArgumentsOf(NativeFunction function, Difference difference) =>
        [function.DisplayName, difference.Managed, difference.Place, difference.Native, difference.Consequence, Remedy(difference)];
}
