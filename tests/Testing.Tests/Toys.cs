using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Tests;

/// <summary>Reports every class whose name starts with "Bad"; the base of the analyzers that are wrong on purpose.</summary>
public abstract class ToyAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new("TOY1", "Bad name", "The class {0} is bad", "Toys", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbol.Symbol.Name.StartsWith("Bad", StringComparison.Ordinal))
                {
                    Found(symbol);
                }
            },
            SymbolKind.NamedType);
    }

    protected virtual void Found(SymbolAnalysisContext context) =>
        context.ReportDiagnostic(Diagnostic.Create(Rule, context.Symbol.Locations[0], context.Symbol.Name));
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BadNames : ToyAnalyzer;

/// <summary>Renames the class; the base of the fixes that are wrong on purpose.</summary>
public abstract class ToyFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [ToyAnalyzer.Rule.Id];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var span = context.Span;
        context.RegisterCodeFix(CodeAction.Create("Rename", token => ChangeAsync(document, span, token), EquivalenceKey), context.Diagnostics);
        return Task.CompletedTask;
    }

    protected virtual string? EquivalenceKey => "Rename";

    protected virtual string NewName(string name) => "Good" + name["Bad".Length..];

    protected virtual async Task<Document> ChangeAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        return document.WithText(text.Replace(span, NewName(text.ToString(span))));
    }
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class Renames : ToyFix;
