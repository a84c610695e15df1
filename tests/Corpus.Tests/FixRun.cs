using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Suite.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Corpus.Tests;

/// <summary>What Fix All of one fix did to one project.</summary>
/// <param name="Rule">The rule that reported.</param>
/// <param name="Fix">The fix.</param>
/// <param name="Project">Where.</param>
/// <param name="Found">What the rule reported.</param>
/// <param name="Offered">To how many of these it was applied; the others it refuses.</param>
/// <param name="Left">What the rule reports afterwards.</param>
internal sealed record FixResult(string Rule, string Fix, string Project, int Found, int Offered, int Left)
{
    /// <summary>Errors that were not there before.</summary>
    public ImmutableArray<string> NewErrors { get; init; } = [];

    /// <summary>Reports for which the same way is offered again after it was applied: a second run would change the code again.</summary>
    public ImmutableArray<string> NotFinished { get; init; } = [];

    public string? Thrown { get; init; }

    public bool IsFailure => Thrown is not null || NewErrors.Length > 0 || NotFinished.Length > 0;
}

/// <summary>Applies every fix to a whole project, as a user does: Fix All with the first way of the first report that has one, then with the first way of what is left.</summary>
internal sealed class FixRun : IDisposable
{
    private const int MaximumWays = 8;

    private readonly AdhocWorkspace _workspace = new();
    private readonly Project _project;

    public FixRun(string name, IEnumerable<(string Path, string Text)> files, bool isWindowsOnly)
    {
        var project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: CorpusAnalysis.CompilationOptions,
            parseOptions: CorpusAnalysis.ParseOptions,
            metadataReferences: CorpusAnalysis.References(name)));
        var number = 0;
        foreach (var (path, text) in files)
        {
            project = project.AddDocument($"{number++}-{System.IO.Path.GetFileName(path)}", SourceText.From(text), filePath: path).Project;
        }

        _project = project.AddAnalyzerConfigDocument(".globalconfig", SourceText.From(CorpusAnalysis.GlobalConfig(isWindowsOnly)), filePath: "/.globalconfig").Project;
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Runs the fixes of <paramref name="rules"/>, or of all rules, that have something to do.</summary>
    public async Task<IReadOnlyList<FixResult>> RunAsync(IReadOnlySet<string>? rules = null, CancellationToken cancellationToken = default)
    {
        var results = new List<FixResult>();
        var found = await ReportsAsync(_project, AllRules.Analyzers, cancellationToken);
        var errors = await ErrorsAsync(_project, cancellationToken);
        foreach (var fix in AllRules.Fixes.OrderBy(fix => fix.GetType().Name, StringComparer.Ordinal))
        {
            foreach (var rule in fix.FixableDiagnosticIds.Where(id => rules is null || rules.Contains(id)).Order(StringComparer.Ordinal))
            {
                var reports = found.Where(report => report.Id == rule).ToImmutableArray();
                if (reports.Length > 0)
                {
                    results.Add(await TryAsync(fix, rule, reports, errors, cancellationToken));
                }
            }
        }

        return results;
    }

    private async Task<FixResult> TryAsync(CodeFixProvider fix, string rule, ImmutableArray<Diagnostic> reports, Dictionary<string, int> errors, CancellationToken cancellationToken)
    {
        var result = new FixResult(rule, fix.GetType().Name, _project.Name, reports.Length, 0, reports.Length);
        try
        {
            var analyzers = AllRules.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == rule)).ToImmutableArray();
            var (project, left, done) = (_project, reports, new HashSet<string>(StringComparer.Ordinal));

            // One way after the other: reports of one rule may need different ones, and each is a run of its own for the user, too.
            while (done.Count < MaximumWays)
            {
                var offers = await OffersAsync(project, fix, left, cancellationToken);
                if (offers.FirstOrDefault(offer => offer.Keys is [{ } first, ..] && !done.Contains(first)) is not { Report: { } report, Keys: [{ } key, ..] })
                {
                    break;
                }

                done.Add(key);
                result = result with { Offered = result.Offered + offers.Count(offer => offer.Keys.Contains(key)) };
                project = await FixAllAsync(project, fix, report, key, left, cancellationToken);
                left = [.. (await ReportsAsync(project, analyzers, cancellationToken)).Where(other => other.Id == rule)];
                var again = (await OffersAsync(project, fix, left, cancellationToken)).Where(offer => offer.Keys.Contains(key)).Select(offer => $"{Show(offer.Report)} {offer.Report.GetMessage(null)}");
                result = result with { Left = left.Length, NotFinished = [.. result.NotFinished, .. again] };
            }

            if (done.Count > 0)
            {
                result = result with { NewErrors = [.. (await ErrorsAsync(project, cancellationToken)).Where(error => !errors.TryGetValue(error.Key, out var before) || before < error.Value).Select(error => error.Key)] };
            }

            return result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return result with { Thrown = exception.ToString() };
        }
    }

    private static string Show(Diagnostic diagnostic) => $"{diagnostic.Id} {diagnostic.Location.GetLineSpan()}";

    private static async Task<Project> FixAllAsync(Project project, CodeFixProvider fix, Diagnostic first, string key, ImmutableArray<Diagnostic> reports, CancellationToken cancellationToken)
    {
        var context = new FixAllContext(project.GetDocument(first.Location.SourceTree)!, fix, FixAllScope.Project, key, [first.Id], new Reports(reports), cancellationToken);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context) ?? throw new InvalidOperationException("Fix All gives no action for " + key);
        var operations = await action.GetOperationsAsync(cancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
    }

    private static async Task<List<(Diagnostic Report, ImmutableArray<string?> Keys)>> OffersAsync(
        Project project, CodeFixProvider fix, ImmutableArray<Diagnostic> reports, CancellationToken cancellationToken)
    {
        var offers = new List<(Diagnostic, ImmutableArray<string?>)>();
        foreach (var report in reports)
        {
            var keys = ImmutableArray.CreateBuilder<string?>();
            if (project.GetDocument(report.Location.SourceTree) is { } document)
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => keys.Add(action.EquivalenceKey), cancellationToken));
            }

            offers.Add((report, keys.ToImmutable()));
        }

        return offers;
    }

    private static async Task<ImmutableArray<Diagnostic>> ReportsAsync(Project project, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellationToken)
    {
        var run = new CompilationWithAnalyzers(
            (await project.GetCompilationAsync(cancellationToken))!,
            analyzers,
            new CompilationWithAnalyzersOptions(project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        return [.. (await run.GetAnalyzerDiagnosticsAsync(cancellationToken))
            .Where(report => report.Location.IsInSource && !report.IsSuppressed)
            .OrderBy(report => report.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(report => report.Location.SourceSpan.Start)
            .ThenBy(report => report.Id, StringComparer.Ordinal)];
    }

    /// <summary>Errors by what they say, with their number: lines move.</summary>
    private static async Task<Dictionary<string, int>> ErrorsAsync(Project project, CancellationToken cancellationToken) =>
        (await project.GetCompilationAsync(cancellationToken))!.GetDiagnostics(cancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .GroupBy(diagnostic => $"{diagnostic.Id} {System.IO.Path.GetFileName(diagnostic.Location.GetLineSpan().Path)} {diagnostic.GetMessage(null)}")
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private sealed class Reports(ImmutableArray<Diagnostic> reports) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(reports);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return reports.Where(report => report.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
