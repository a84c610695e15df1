using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5021: something on the native boundary is not what the project's baseline says of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5021ShippedBoundaryChanged : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5021",
        "Shipped boundary changed",
        "`{0}` is not what line {1} of {2} says: {3}; this is {4}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "What was built against the old boundary calls the new one with the old sizes, values and promises. Nothing checks them when the library is loaded.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start) => start.OnBaselineFinding((finding, place) => finding.Difference is not { } difference
        ? null
        : Report.Create(
            Rule,
            start.Interop.Compilation,
            place,
            null,
            BaselineEdits.Properties(finding.Missing.Select(static line => line.Text), finding.Stated.Select(static line => line.Line.Text)),
            finding.Stated.Select(static line => line.Place).ToImmutableArray(),
            finding.Symbol.Name,
            finding.Stated[0].Number,
            finding.Stated[0].FileName,
            difference.Description,
            difference.Consequence));
}
