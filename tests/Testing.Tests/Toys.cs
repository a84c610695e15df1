using System;
using System.Collections.Generic;
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

/// <summary>Reports every class whose name starts with "Bad". The analyzers derived from it are each wrong in one way.</summary>
public abstract class ToyAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new("TOY1", "Bad name", "The class {0} is bad", "Toys", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
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

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReportsOneCharacterLess : ToyAnalyzer
{
    protected override void Found(SymbolAnalysisContext context)
    {
        var location = context.Symbol.Locations[0];
        var shorter = TextSpan.FromBounds(location.SourceSpan.Start, location.SourceSpan.End - 1);
        context.ReportDiagnostic(Diagnostic.Create(Rule, Location.Create(location.SourceTree!, shorter), context.Symbol.Name));
    }
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReportsNothing : ToyAnalyzer
{
    protected override void Found(SymbolAnalysisContext context)
    {
    }
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReportsTwice : ToyAnalyzer
{
    protected override void Found(SymbolAnalysisContext context)
    {
        base.Found(context);
        base.Found(context);
    }
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Throws : ToyAnalyzer
{
    protected override void Found(SymbolAnalysisContext context) => throw new InvalidOperationException("toy failure");
}

/// <summary>Reports only what it has not seen before: right in a first analysis and wrong in the next.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Remembers : ToyAnalyzer
{
    private readonly HashSet<string> _seen = [];

    protected override void Found(SymbolAnalysisContext context)
    {
        lock (_seen)
        {
            if (_seen.Add(context.Symbol.Name))
            {
                base.Found(context);
            }
        }
    }
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReportsInGeneratedCode : ToyAnalyzer
{
    protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;
}

/// <summary>Reports as an error, at the name and with the whole declaration as a second location.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReportsErrors : ToyAnalyzer
{
    protected override void Found(SymbolAnalysisContext context)
    {
        var location = context.Symbol.Locations[0];
        var others = new[] { Location.Create(location.SourceTree!, TextSpan.FromBounds(0, location.SourceSpan.Start - 1)) };
        context.ReportDiagnostic(Diagnostic.Create(Rule, location, DiagnosticSeverity.Error, others, null, context.Symbol.Name));
    }
}

/// <summary>Reports once for the project what a build property and the metadata of an additional file say.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadsOptions : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        "TOY2",
        "Options",
        "{0} {1} {2}",
        "Toys",
        DiagnosticSeverity.Warning,
        true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(compilation =>
        {
            var options = compilation.Options;
            var file = options.AdditionalFiles.Single();
            options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.Toy", out var property);
            options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.Kind", out var kind);
            compilation.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, property, kind, file.GetText(compilation.CancellationToken)));
        });
    }
}

/// <summary>Off unless it is switched on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OffByDefault : ToyAnalyzer
{
    private static readonly DiagnosticDescriptor Off = new("TOY3", "Off", "Off", "Toys", DiagnosticSeverity.Info, false);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Off];

    protected override void Found(SymbolAnalysisContext context) => context.ReportDiagnostic(Diagnostic.Create(Off, context.Symbol.Locations[0]));
}

/// <summary>Suppresses the warning about an unused field in classes whose names start with "Bad".</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuppressesUnusedField : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Suppression = new("TOYS1", "CS0169", "The field is for native code");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Suppression];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics.Where(diagnostic => diagnostic.Id == "CS0169"))
        {
            context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(Suppression, diagnostic));
        }
    }
}

/// <summary>Renames the class. The fixes derived from it are each wrong in one way.</summary>
public abstract class ToyFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [ToyAnalyzer.Rule.Id];

    protected virtual string? EquivalenceKey => "Rename";

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Register(context, "Rename", EquivalenceKey, ChangeAsync);
        return Task.CompletedTask;
    }

    protected static void Register(CodeFixContext context, string title, string? key, Func<Document, TextSpan, CancellationToken, Task<Document>> change)
    {
        var document = context.Document;
        var span = context.Span;
        context.RegisterCodeFix(CodeAction.Create(title, token => change(document, span, token), key), context.Diagnostics);
    }

    protected static async Task<Document> RenameAsync(Document document, TextSpan span, Func<string, string> newName, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        return document.WithText(text.Replace(span, newName(text.ToString(span))));
    }

    protected static string Good(string name) => "Good" + name["Bad".Length..];

    protected virtual Task<Document> ChangeAsync(Document document, TextSpan span, CancellationToken cancellationToken) =>
        RenameAsync(document, span, NewName, cancellationToken);

    protected virtual string NewName(string name) => Good(name);
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class Renames : ToyFix;

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RenamesOff : ToyFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TOY3"];
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RenamesToKeyword : ToyFix
{
    protected override string NewName(string name) => "class";
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class HasNoFixAll : ToyFix
{
    public override FixAllProvider? GetFixAllProvider() => null;
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class NeverEnds : ToyFix
{
    protected override string NewName(string name) => "Bad" + name;
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ChangesNothing : ToyFix
{
    protected override string NewName(string name) => name;
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class HasNoKey : ToyFix
{
    protected override string? EquivalenceKey => null;
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class OffersTwoWithOneKey : ToyFix
{
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Register(context, "Rename", "Rename", ChangeAsync);
        Register(context, "Rename otherwise", "Rename", (document, span, token) => RenameAsync(document, span, name => "Fine" + name[3..], token));
        return Task.CompletedTask;
    }
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class OffersTwo : ToyFix
{
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Register(context, "Rename", "Good", ChangeAsync);
        Register(context, "Rename otherwise", "Fine", (document, span, token) => RenameAsync(document, span, name => "Fine" + name[3..], token));
        return Task.CompletedTask;
    }
}

/// <summary>The second action, which no test chooses, has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class OffersAnEmptySecond : ToyFix
{
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Register(context, "Rename", "Good", ChangeAsync);
        Register(context, "Rename otherwise", "Empty", (document, _, _) => Task.FromResult(document));
        return Task.CompletedTask;
    }
}

/// <summary>Makes one identifier of two words, which no parser would.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MakesAnImpossibleTree : ToyFix
{
    protected override async Task<Document> ChangeAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken))!;
        var declaration = root.FindToken(span.Start).Parent!.FirstAncestorOrSelf<ClassDeclarationSyntax>()!;
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, declaration.WithIdentifier(SyntaxFactory.Identifier("Good<T> "))));
    }
}

/// <summary>Moves the class to a file of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MovesToNewFile : ToyFix
{
    protected override async Task<Document> ChangeAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        var good = Good(text.ToString(span));
        var emptied = document.Project.RemoveDocument(document.Id).AddDocument("Rest.cs", "class Rest { }");
        return emptied.Project.AddDocument(good + ".cs", text.Replace(span, good));
    }
}

/// <summary>Fix All renames otherwise than the fix.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class FixesAllOtherwise : ToyFix
{
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var text = await document.GetTextAsync(context.CancellationToken);
        return document.WithText(text.WithChanges(diagnostics.Select(diagnostic => new TextChange(diagnostic.Location.SourceSpan, "Other"))));
    });
}

/// <summary>Fix All fixes the first diagnostic only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class FixesOneOfAll : ToyFix
{
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var span = diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan).Min();
        return await RenameAsync(document, span, Good, context.CancellationToken);
    });
}

/// <summary>Fix All in a document, and nothing wider.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class FixesAllInDocumentOnly : ToyFix
{
    public override FixAllProvider GetFixAllProvider() => new DocumentOnly();

    private sealed class DocumentOnly : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document];

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext);
    }
}

/// <summary>Adds the member that the class <c>UsesGenerated</c> calls.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ToyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterPostInitializationOutput(output => output.AddSource("Made.g.cs", "static class Made { public static int Value => 1; }"));
}

[Generator(LanguageNames.CSharp)]
public sealed class ThrowingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.CompilationProvider, (_, _) => throw new InvalidOperationException("toy generator failure"));
}
