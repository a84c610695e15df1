using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5020: something is on the native boundary that the project's baseline does not have yet.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5020SymbolIsNotInBaseline : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5020",
        "Boundary symbol is not in the baseline",
        "`{0}` is on the native boundary and not in the baseline; add to {1}: {2}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "A baseline shows what a change does to the native boundary only where it has all of it. Without a baseline file the rule is silent.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnBaselineFinding((finding, place) =>
    {
        if (finding.Difference is not null)
        {
            return null;
        }

        var lines = finding.Missing.Select(static line => line.Text).ToList();
        return Report.Create(
            Rule,
            start.Interop.Compilation,
            place,
            null,
            BaselineEdits.Properties(lines, []),
            default,
            finding.Symbol.Name,
            BaselineComparison.Of(start.Interop).TargetFor(finding.Missing[0]),
            string.Join("; ", lines));
    });
}
