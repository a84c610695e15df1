using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Suite.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Corpus.Tests;

/// <summary>
/// All analyzers, and the fixes of what they report, on code with random damage: no exception, no run over the budget. <c>BOUNDARYLINT_MUTATIONS</c> is the number of runs, 5,000
/// unless given; the seed is fixed, and the run's number in a message makes it again.
/// </summary>
public sealed partial class MutationTests
{
    private const int Seed = 20_261_122;

    // Files that are compiled at once. That they clash is one more kind of damage.
    private const int Together = 10;

    // Far above what any run takes: what needs longer hangs.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);

    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("BOUNDARYLINT_MUTATIONS") ?? "5000", CultureInfo.InvariantCulture);

    private static readonly ILookup<string, CodeFixProvider> FixesOf =
        AllRules.Fixes.SelectMany(fix => fix.FixableDiagnosticIds, (fix, id) => (fix, id)).ToLookup(pair => pair.id, pair => pair.fix);

    [Fact]
    public async Task Damaged_code_is_survived()
    {
        var sources = Sources();
        Assert.True(sources.Count > 100, $"only {sources.Count} sources");
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Damaged",
            "Damaged",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: await ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None)));
        var (findings, actions) = (0, 0);
        for (var first = 0; first < Runs; first += Together)
        {
            var damaged = Enumerable.Range(first, Math.Min(Together, Runs - first)).Select(run => Damage(sources, run)).ToList();
            var batch = damaged.Aggregate(project, (with, file) => with.AddDocument(file.Name, SourceText.From(file.Text), filePath: "/" + file.Name).Project);
            using var budget = new CancellationTokenSource(Budget);
            try
            {
                var found = await AnalyzeAsync((await batch.GetCompilationAsync(budget.Token))!, budget.Token);
                findings += found.Length;
                Assert.Empty(found.Where(diagnostic => diagnostic.Id == "AD0001").Select(diagnostic => diagnostic.GetMessage(null)));
                foreach (var file in found.Where(diagnostic => diagnostic.Location.IsInSource).GroupBy(diagnostic => diagnostic.Location.SourceTree!.FilePath))
                {
                    actions += await FixAsync(batch.Documents.Single(document => document.FilePath == file.Key), [.. file], new Random(first), budget.Token);
                }
            }
            catch (Exception exception)
            {
                Assert.Fail($"one of the runs {first} to {first + damaged.Count - 1}: {exception}\n{string.Join("\n// ----\n", damaged.Select(file => file.Text))}");
            }
        }

        // Damage that leaves nothing to find would test nothing.
        Assert.True(findings > Runs / 4, $"{findings} findings in {Runs} runs");
        Assert.True(actions > Runs / 20, $"{actions} fixes in {Runs} runs");
    }

    private static (string Name, string Text) Damage(List<(string Name, string Text)> sources, int run)
    {
        var random = new Random(unchecked(Seed + run));
        return ($"damaged{run}.cs", Mutation.Apply(sources[random.Next(sources.Count)].Text, random));
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, CancellationToken cancellationToken) =>
        await new CompilationWithAnalyzers(
            compilation,
            AllRules.Analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(cancellationToken);

    /// <summary>Applies every fix that is offered for one of the findings.</summary>
    private static async Task<int> FixAsync(Document document, ImmutableArray<Diagnostic> found, Random random, CancellationToken cancellationToken)
    {
        var fixable = found.Where(diagnostic => FixesOf.Contains(diagnostic.Id) && diagnostic.Location.IsInSource).ToList();
        if (fixable.Count == 0)
        {
            return 0;
        }

        var chosen = fixable[random.Next(fixable.Count)];
        var actions = new List<CodeAction>();
        foreach (var fix in FixesOf[chosen.Id])
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, chosen, (action, _) => actions.Add(action), cancellationToken));
        }

        foreach (var action in actions)
        {
            await action.GetOperationsAsync(cancellationToken);
        }

        return actions.Count;
    }

    /// <summary>The examples of the rules' pages, the samples, and short files of the corpus.</summary>
    private static List<(string Name, string Text)> Sources()
    {
        var pages = Directory.GetFiles(Repository.PathOf("docs", "rules"), "*.md")
            .SelectMany(path => CSharpBlock().Matches(File.ReadAllText(path).ReplaceLineEndings("\n")).Select(match => (Path.GetFileName(path), match.Groups["code"].Value)));
        var samples = Directory.GetFiles(Repository.PathOf("samples"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)));
        var corpus = CorpusEntry.All.Where(entry => entry.Name is "Mono.Posix.NETStandard" or "System.IO.Pipes").SelectMany(entry => DecompiledSource.Of(entry))
            .Where(file => file.Text.Length < 8000 && file.Text.Contains("Import", StringComparison.Ordinal))
            .Select(file => (file.Path, file.Text));
        return [.. pages.Concat(samples).Concat(corpus).OrderBy(source => source.Item1, StringComparer.Ordinal).ThenBy(source => source.Item2, StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
