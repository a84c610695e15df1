using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Analysis;
using BoundaryLint.Contracts;
using BoundaryLint.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Rules.Ownership;

/// <summary>What the fix needs to know.</summary>
internal static class FFI1002Properties
{
    /// <summary>The method that is right: a declaration id, or type and method of the framework such as <c>Marshal.FreeHGlobal</c>; absent when not known.</summary>
    public const string Release = nameof(Release);
}

/// <summary>What one family of functions made is released by a function of another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FFI1002MemoryReleasedByWrongDeallocator : InteropAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptor.Create(
        "FFI1002",
        "Memory is released by the wrong deallocator",
        "The {0}{1} is released with `{2}`; release it with `{3}`",
        RuleFamily.Ownership,
        DiagnosticSeverity.Warning,
        description: "Each allocator keeps its own books. A block that another one gets to free corrupts its heap or ends the process, often much later.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    protected override void Register(InteropStart start)
    {
        var interop = start.Interop;
        start.OnOperationBlock(context => Check(context, interop));
    }

    private static void Check(OperationBlockAnalysisContext context, InteropContext interop)
    {
        HashSet<SyntaxNode>? reported = null;
        foreach (var fact in FlowAnalysis.Of(interop).FactsOf(context))
        {
            if (fact is not { At: { } at, Release: { } release })
            {
                continue;
            }

            var (origin, where) = fact.Kind switch
            {
                FactKind.ReleasedWrongly => (fact.Origin, ""),
                FactKind.FieldReleased when fact.Symbol is IFieldSymbol field => (WronglyReleased(field, release, context, interop), $", which `{field.Name}` holds,"),
                _ => (null, ""),
            };
            if (origin?.Family is not { } family)
            {
                continue;
            }

            reported ??= [];
            if (reported.Add(at.Syntax)
                && Report.Create(
                    Rule,
                    interop.Compilation,
                    at.Syntax.GetLocation(),
                    origin.Evidence > Evidence.Inferred && release.Evidence > Evidence.Inferred ? null : Report.OneStepLower(Rule.DefaultSeverity),
                    PropertiesOf(origin, interop),
                    ImmutableArray.Create(origin.Operation!.Syntax.GetLocation()),
                    ResourceWords.Describe(origin),
                    where,
                    release.DisplayName,
                    family.Release) is { } diagnostic)
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    /// <summary>The resource that some member stores in the field, where all of them store what <paramref name="release"/> is wrong for.</summary>
    private static Origin? WronglyReleased(IFieldSymbol field, Release release, OperationBlockAnalysisContext context, InteropContext interop)
    {
        if (field.DeclaredAccessibility != Accessibility.Private)
        {
            return null;
        }

        var stores = FlowAnalysis.Of(interop).FactsOf(field.ContainingType, context.CancellationToken)
            .Where(fact => fact.Kind == FactKind.StoredInField && SymbolEqualityComparer.Default.Equals(fact.Symbol?.OriginalDefinition, field.OriginalDefinition))
            .ToList();
        return stores.Count > 0
            && stores.All(store => store.Origin.Family is { } family && FlowCalls.IsWrong(family, release))
            && FieldUses.Of(interop).AreAllStores(field, stores.Select(static store => store.Origin.Operation!.Syntax).ToImmutableArray(), context.CancellationToken)
            ? stores[0].Origin
            : null;
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(Origin origin, InteropContext interop)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (ReleaseMethods.ImportOf(interop, origin) is { } import)
        {
            return properties.Add(FFI1002Properties.Release, DocumentationCommentId.CreateDeclarationId(import));
        }

        return origin.Family!.Release.IndexOf('.') > 0 ? properties.Add(FFI1002Properties.Release, origin.Family.Release) : properties;
    }
}
