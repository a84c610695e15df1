using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>Makes diagnostics that every host accepts.</summary>
internal static class Report
{
    /// <summary>
    /// Creates a diagnostic at <paramref name="location"/>, or returns null when that location is not in the compilation's source:
    /// Roslyn throws on a location in another compilation (dotnet/sdk#44120), so foreign additional locations are dropped too.
    /// </summary>
    /// <param name="rule">The rule that reports.</param>
    /// <param name="compilation">The compilation that is being analysed.</param>
    /// <param name="location">The smallest span that shows the defect.</param>
    /// <param name="severity">The severity for the evidence at hand, or null for the rule's default.</param>
    /// <param name="properties">Facts for the code fix, under names declared beside the rule.</param>
    /// <param name="additionalLocations">Other places that explain the defect.</param>
    /// <param name="arguments">The message's arguments.</param>
    public static Diagnostic? Create(
        DiagnosticDescriptor rule,
        Compilation compilation,
        Location location,
        DiagnosticSeverity? severity,
        ImmutableDictionary<string, string?>? properties,
        ImmutableArray<Location> additionalLocations,
        params object?[] arguments)
    {
        if (!IsIn(compilation, location))
        {
            return null;
        }

        var others = additionalLocations.IsDefaultOrEmpty ? [] : additionalLocations.Where(other => IsIn(compilation, other));
        if ((severity ?? rule.DefaultSeverity) == DiagnosticSeverity.Warning && rule.Category != RuleFamily.Contract && UncalledCode.Of(compilation).Contains(location))
        {
            // It does harm from the day on which somebody calls it. What contradicts a header or another declaration is no less wrong until then.
            severity = OneStepLower(DiagnosticSeverity.Warning);
        }

        return severity is { } effective && effective != rule.DefaultSeverity
            ? Diagnostic.Create(rule, location, effective, others, properties, arguments)
            : Diagnostic.Create(rule, location, others, properties, arguments);
    }

    /// <summary>A diagnostic about the project as a whole, which has no place in the source.</summary>
    public static Diagnostic OfProject(DiagnosticDescriptor rule, params object?[] arguments) => Diagnostic.Create(rule, Location.None, arguments);

    /// <summary>One step below <paramref name="severity"/>: what a rule reports when its evidence is only inferred.</summary>
    public static DiagnosticSeverity OneStepLower(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => DiagnosticSeverity.Warning,
        DiagnosticSeverity.Warning => DiagnosticSeverity.Info,
        _ => DiagnosticSeverity.Hidden,
    };

    private static bool IsIn(Compilation compilation, Location location) =>
        location.IsInSource ? compilation.ContainsSyntaxTree(location.SourceTree!) : location.Kind == LocationKind.ExternalFile;
}
