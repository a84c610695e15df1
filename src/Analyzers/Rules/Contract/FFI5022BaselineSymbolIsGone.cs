using System.Collections.Immutable;
using BoundaryLint.Analysis;
using BoundaryLint.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Contract;

/// <summary>FFI5022: a line of the baseline stands for nothing. Reported in the baseline.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI5022BaselineSymbolIsGone : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI5022",
        "Baseline symbol no longer exists",
        "{0} {1}",
        RuleFamily.Contract,
        DiagnosticSeverity.Warning,
        description: "What was built against the old boundary still needs what the baseline names. A line that cannot be read protects nothing.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        if (!Baselines.Exist(interop))
        {
            return;
        }

        start.OnAdditionalFile(context =>
        {
            if (!BaselineNames.IsBaseline(context.AdditionalFile.Path))
            {
                return;
            }

            foreach (var problem in Baselines.Of(interop).Problems)
            {
                if (ReferenceEquals(problem.File, context.AdditionalFile))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Rule, problem.Place, "This line", problem.Message));
                }
            }

            foreach (var line in BaselineComparison.Of(interop).GoneFrom(context.AdditionalFile))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule, line.Place, BaselineEdits.Properties([], [line.Line.Text]), $"`{line.Line.Name}`{Of(line.Line)}", "is in the baseline and no longer on the native boundary" + Consequence(line.Line.Kind)));
            }
        });
    }

    private static string Of(BaselineLine line) => line.Library.Length > 0 ? $" of the library `{line.Library}`" : "";

    private static string Consequence(BaselineKind kind) => kind switch
    {
        BaselineKind.Export => "; native code that calls it does not find it: a binary break, for which semantic versioning asks for a new major version",
        BaselineKind.Import => "; bring it back, or accept that it is gone",
        BaselineKind.Value or BaselineKind.Status => "; native code may still return or expect it: bring it back, or accept the break, for which semantic versioning asks for a new major version",
        _ => "; bring it back, or accept that it is gone, for which semantic versioning asks for a new major version where others use it",
    };
}
