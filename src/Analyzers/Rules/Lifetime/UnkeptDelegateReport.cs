using System.Collections.Immutable;
using BoundaryLint.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Reports a delegate that nothing keeps, one step lower when the compiler's cache does for the time being.</summary>
internal static class UnkeptDelegateReport
{
    public static void ReportDiagnostic(
        this OperationAnalysisContext context,
        DiagnosticDescriptor rule,
        InteropContext interop,
        Location location,
        DelegateOrigin origin,
        ImmutableDictionary<string, string?> properties,
        params object?[] arguments)
    {
        var diagnostic = Report.Create(
            rule,
            interop.Compilation,
            location,
            origin.Root == DelegateRoot.CompilerCache ? Report.OneStepLower(rule.DefaultSeverity) : null,
            properties,
            origin.Creation is { } creation ? ImmutableArray.Create(creation.Syntax.GetLocation()) : ImmutableArray<Location>.Empty,
            arguments);
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
