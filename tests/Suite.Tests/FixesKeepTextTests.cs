using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;
using Xunit.Abstractions;

namespace BoundaryLint.Suite.Tests;

/// <summary>Every fix, on the bad example of its rule's page with comments, regions and line ends of Windows in all places: none loses a comment, and the result compiles.</summary>
public sealed partial class FixesKeepTextTests(ITestOutputHelper output)
{
    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(rule => rule.Id).Where(id => AllRules.Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id)))];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_comment_beside_every_token_survives(string id)
    {
        var results = await FixedAsync(id, Commented(PageExamples.Example(id, "Bad")));

        var lost = new List<string>();
        foreach (var (title, before, after) in results)
        {
            var missing = Comment().Matches(before).Select(match => match.Value).Except(Comment().Matches(after).Select(match => match.Value)).ToList();
            if (missing.Count > 0)
            {
                lost.Add($"{title}: {string.Join(" ", missing)}");
                output.WriteLine($"{id} {title}: {string.Join(" ", missing)}\n{before}\n-----\n{after}");
            }
        }

        Assert.Empty(lost);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Regions_and_conditions_around_every_member_and_statement_survive(string id)
    {
        foreach (var (title, before, after) in await FixedAsync(id, Conditional(PageExamples.Example(id, "Bad"))))
        {
            foreach (var directive in (string[])["#if DEBUG_", "#endif", "#region ", "#endregion"])
            {
                Assert.True(Count(before, directive) <= Count(after, directive), $"{title} loses {directive}:\n{after}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Line_ends_of_Windows_stay_so(string id)
    {
        foreach (var (title, _, after) in await FixedAsync(id, PageExamples.Example(id, "Bad").ReplaceLineEndings("\r\n")))
        {
            Assert.True(!LoneLineFeed().IsMatch(after), $"{title} writes line feeds:\n{after.Replace("\r", "<CR>", StringComparison.Ordinal)}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Programs_on_one_line_are_fixed_one_by_one_and_all_at_once(string id)
    {
        var code = OnOneLine(PageExamples.Example(id, "Bad"));
        _ = await FixedAsync(id, code);
        var (solution, project) = Create(id, code);
        var reports = (await ReportsAsync(solution.GetProject(project)!, id)).ToImmutableArray();
        foreach (var fix in AllRules.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)))
        {
            var keys = new HashSet<string?>();
            foreach (var report in reports)
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(solution.GetDocument(report.Location.SourceTree)!, report, (action, _) => keys.Add(action.EquivalenceKey), CancellationToken.None));
            }

            foreach (var key in keys)
            {
                var context = new FixAllContext(solution.GetDocument(reports[0].Location.SourceTree)!, fix, FixAllScope.Document, key!, [id], new Reports(reports), CancellationToken.None);
                var all = await fix.GetFixAllProvider()!.GetFixAsync(context);
                var changed = (await all!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project)!;
                var broken = await ErrorsAsync(changed);
                Assert.True(broken.Count == 0, $"{key} breaks the program: {string.Join("; ", broken)}\n{await changed.Documents.First().GetTextAsync()}");
            }
        }
    }

    /// <summary>The program without line ends, and without the comments that need one.</summary>
    private static string OnOneLine(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code).GetRoot();
        return root.ReplaceTokens(
            root.DescendantTokens(),
            static (_, token) => token
                .WithLeadingTrivia(token.LeadingTrivia.Where(static trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
                .WithTrailingTrivia(token.TrailingTrivia.Any() ? SyntaxFactory.TriviaList(SyntaxFactory.Space) : default(SyntaxTriviaList))).ToFullString() + "\n";
    }

    /// <summary>A numbered comment before each token, where C# allows one.</summary>
    private static string Commented(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code).GetRoot();
        var number = 0;
        return root.ReplaceTokens(
            root.DescendantTokens().Where(static token => !token.IsKind(SyntaxKind.EndOfFileToken)
                && token.Parent is not InterpolatedStringTextSyntax
                && !token.Parent!.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().Any(text => text.SpanStart < token.SpanStart)),
            (_, token) => token.WithLeadingTrivia(token.LeadingTrivia.Add(SyntaxFactory.Comment($"/*{(++number).ToString(CultureInfo.InvariantCulture)}*/")))).ToFullString();
    }

    /// <summary>A region around each member, and a condition around each statement of a block.</summary>
    private static string Conditional(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code).GetRoot();
        var lines = code.Split('\n').ToList();
        var starts = new SortedDictionary<int, string>();
        foreach (var node in root.DescendantNodes().Where(static node => node is MemberDeclarationSyntax { Parent: TypeDeclarationSyntax } or StatementSyntax { Parent: BlockSyntax } and not BlockSyntax))
        {
            var span = node.GetLocation().GetLineSpan();
            starts[span.StartLinePosition.Line] = (starts.TryGetValue(span.StartLinePosition.Line, out var known) ? known : "") + (node is StatementSyntax ? "#if !DEBUG_\n" : "#region r\n");
            starts[span.EndLinePosition.Line + 1] = (node is StatementSyntax ? "#endif\n" : "#endregion\n") + (starts.TryGetValue(span.EndLinePosition.Line + 1, out known) ? known : "");
        }

        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append(starts.TryGetValue(i, out var directives) ? directives : "").Append(lines[i]).Append(i + 1 < lines.Count ? "\n" : "");
        }

        return text.ToString();
    }

    private static int Count(string text, string part) => text.Split('\n').Count(line => line.TrimStart().StartsWith(part, StringComparison.Ordinal));

    /// <summary>The text before and after each way of fixing each report on <paramref name="code"/>; the result has no new errors.</summary>
    private static async Task<List<(string Title, string Before, string After)>> FixedAsync(string id, string code)
    {
        var (solution, project) = Create(id, code);
        var errors = await ErrorsAsync(solution.GetProject(project)!);
        Assert.Empty(errors);
        var results = new List<(string, string, string)>();
        foreach (var report in await ReportsAsync(solution.GetProject(project)!, id))
        {
            foreach (var action in await ActionsAsync(solution, report, id))
            {
                var changed = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
                var after = string.Concat(await Task.WhenAll(changed.GetProject(project)!.Documents.Select(async document => (await document.GetTextAsync()).ToString())));
                var broken = await ErrorsAsync(changed.GetProject(project)!);
                Assert.True(broken.Count == 0, $"{action.Title} breaks the program: {string.Join("; ", broken)}\n{after}");
                results.Add((action.Title, code, after));
            }
        }

        return results;
    }

    private static (Solution Solution, ProjectId Project) Create(string id, string code)
    {
        var project = ProjectId.CreateNewId();
        var rule = AllRules.Descriptors.Single(candidate => candidate.Id == id);
        ImmutableArray<Type> generators = [typeof(Contracts.ContractAttributesGenerator), .. ReferenceAssemblies.InteropGenerators("LibraryImport")];
        var info = ProjectInfo.Create(
            project,
            VersionStamp.Default,
            "Fixed",
            "Fixed",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
                .WithSpecificDiagnosticOptions(rule.IsEnabledByDefault ? [] : [new(id, ReportDiagnostic.Warn)]),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse),
            metadataReferences: ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None).GetAwaiter().GetResult(),
            analyzerReferences: [new GeneratorReference(generators)]);
#pragma warning disable CA2000 // The workspace lives as long as its solution does and holds nothing that needs an end.
        var solution = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution.AddProject(info);
#pragma warning restore CA2000
        solution = solution.AddDocument(DocumentId.CreateNewId(project), "example.cs", SourceText.From(code, Encoding.UTF8), filePath: "/example.cs");
        if (PageExamples.Header(id, "Bad") is { } header)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), "kv.h", SourceText.From(header, Encoding.UTF8), filePath: AllRules.HeaderPath);
        }

        if (PageExamples.Baseline(id, "Bad") is { } baseline)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), "NativeApi.Shipped.txt", SourceText.From(baseline, Encoding.UTF8), filePath: AllRules.BaselinePath);
        }

        var config = "is_global = true\n" + string.Concat((PageExamples.Properties(id, "Bad") ?? []).Select(property => $"{property.Key} = {property.Value}\n"))
            + $"[{AllRules.HeaderPath}]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n";
        return (solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".globalconfig", SourceText.From(config), filePath: "/.globalconfig"), project);
    }

    private static async Task<List<Diagnostic>> ReportsAsync(Project project, string id)
    {
        var analyzers = AllRules.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id)).ToImmutableArray();
        var options = new CompilationWithAnalyzersOptions(project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = await (await project.GetCompilationAsync())!.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. found.Where(report => report.Id == id && report.Location.SourceTree?.FilePath == "/example.cs").OrderBy(report => report.Location.SourceSpan.Start)];
    }

    private static async Task<List<CodeAction>> ActionsAsync(Solution solution, Diagnostic report, string id)
    {
        var actions = new List<CodeAction>();
        foreach (var fix in AllRules.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(solution.GetDocument(report.Location.SourceTree)!, report, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    private static async Task<List<string>> ErrorsAsync(Project project) =>
        [.. (await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];

    private sealed class Reports(ImmutableArray<Diagnostic> reports) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(reports);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(reports);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    [GeneratedRegex(@"/\*\d+\*/")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<!\r)\n")]
    private static partial Regex LoneLineFeed();
}
