using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5011: a parameter promises something else than the header demands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5011PromiseDiffers : HeaderDifferenceAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5011",
        "Nullability or constness disagrees with the header",
        "{0} `{1}` is {2}; {3} has {4}: {5}",
        RuleFamily.Contract,
        DiagnosticSeverity.Info,
        description: "The bytes agree and the promises do not: who may write through a pointer, whether it may be null, and what attributes state against the header.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override DifferenceKind Kind => DifferenceKind.Promise;

    private protected override object[] ArgumentsOf(NativeFunction function, Difference difference) =>
        [PlaceOf(difference.Value), function.DisplayName, difference.Managed, difference.Place, difference.Native, difference.Consequence];

    private static string PlaceOf(NativeParameter? value) => value switch
    {
        null => "Function",
        { IsReturn: true } => "The result of",
        _ => $"Parameter `{value.Name}` of",
    };
}
