using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Suite.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Corpus.Tests;

/// <summary>
/// All analyzers, and the fixes and refactorings at what they report, on code, C headers and baselines with random damage: no exception, no run over the budget.
/// <c>BOUNDARYLINT_MUTATIONS</c> is the number of runs, 5,000 unless given; nightly it is 100,000. <c>BOUNDARYLINT_MUTATION_SEED</c> makes others than the usual ones. The seed and the run's
/// number in a message make it again.
/// </summary>
public sealed partial class MutationTests
{
    // Files that are compiled at once. That they clash is one more kind of damage.
    private const int Together = 10;

    // What is shown of one run of the tests; a fault in a common place would fill the log.
    private const int Shown = 10;

    // Far above what any run takes: what needs longer hangs.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);

    private static readonly int Runs = Number("BOUNDARYLINT_MUTATIONS", 5000);

    private static readonly int Seed = Number("BOUNDARYLINT_MUTATION_SEED", 20_261_122);

    private static readonly ILookup<string, CodeFixProvider> FixesOf =
        AllRules.Fixes.SelectMany(fix => fix.FixableDiagnosticIds, (fix, id) => (fix, id)).ToLookup(pair => pair.id, pair => pair.fix);

    private static readonly ImmutableArray<CodeRefactoringProvider> Refactorings =
    [
        .. typeof(DocumentFix).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeRefactoringProvider).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (CodeRefactoringProvider)Activator.CreateInstance(type)!),
    ];

    [Fact]
    public async Task Damaged_code_is_survived()
    {
        var sources = Sources();
        Assert.True(sources.Count > 100, $"only {sources.Count} sources");
        Assert.True(sources.Count(source => source.Header is not null) > 20);
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Damaged",
            "Damaged",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
                .WithSpecificDiagnosticOptions(AllRules.Descriptors.Where(rule => !rule.IsEnabledByDefault).Select(rule => new KeyValuePair<string, ReportDiagnostic>(rule.Id, ReportDiagnostic.Warn))),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: await ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, CancellationToken.None)));

        // The attributes of contracts, which the package generates.
        foreach (var generated in (await AllRules.CompileAsync([])).SyntaxTrees)
        {
            project = project.AddDocument(Path.GetFileName(generated.FilePath), await generated.GetTextAsync(), filePath: "/generated/" + Path.GetFileName(generated.FilePath)).Project;
        }

        var (findings, actions, compared, failures) = (0, 0, 0, new List<string>());
        for (var first = 0; first < Runs && failures.Count < Shown; first += Together)
        {
            var damaged = Enumerable.Range(first, Math.Min(Together, Runs - first)).Select(run => Damage(sources, run)).ToList();
            var random = new Random(unchecked(Seed + first));
            using var budget = new CancellationTokenSource(Budget);
            try
            {
                var batch = Batch(project, damaged);
                var found = await AnalyzeAsync(batch, budget.Token);
                findings += found.Length;
                compared += found.Count(diagnostic => diagnostic.Id.StartsWith("FFI50", StringComparison.Ordinal));
                Assert.Empty(found.Where(diagnostic => diagnostic.Id == "AD0001").Select(diagnostic => diagnostic.GetMessage(null)));
                foreach (var file in found.Where(diagnostic => diagnostic.Location.IsInSource).GroupBy(diagnostic => diagnostic.Location.SourceTree!.FilePath))
                {
                    actions += await FixAsync(batch.Documents.Single(document => document.FilePath == file.Key), [.. file], random, budget.Token);
                }
            }
            catch (Exception exception)
            {
                failures.Add($"seed {Seed}, one of the runs {first} to {first + damaged.Count - 1}: {exception}\n{string.Join("\n// ----\n", damaged.SelectMany(file => new[] { file.Text, file.Header, file.Baseline }).OfType<string>())}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));

        // Damage that leaves nothing to find would test nothing.
        Assert.True(findings > Runs / 4, $"{findings} findings in {Runs} runs");
        Assert.True(actions > Runs / 20, $"{actions} fixes in {Runs} runs");
        Assert.True(compared > Runs / 100, $"{compared} comparisons in {Runs} runs");
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private static Source Damage(List<Source> sources, int run)
    {
        var random = new Random(unchecked(Seed + run));
        var source = sources[random.Next(sources.Count)];
        return source with
        {
            Name = $"damaged{run}",
            Text = Mutation.Apply(source.Text, random),
            Header = OftenDamaged(source.Header),
            Baseline = OftenDamaged(source.Baseline),
        };

        // What is compared with whole files only would be silent after the first fault in both.
        string? OftenDamaged(string? text) => text is null || random.Next(2) == 0 ? text : Mutation.ApplyToWords(text, random);
    }

    /// <summary>The project with the files, and with their headers and baselines as the package hands them over.</summary>
    private static Project Batch(Project project, List<Source> files)
    {
        var config = new StringBuilder("is_global = true\nbuild_property.TargetFramework = net8.0\n");
        foreach (var file in files)
        {
            var name = file.Name + ".cs";
            project = project.AddDocument(name, SourceText.From(file.Text), filePath: "/" + name).Project;
            if (file.Header is { } header)
            {
                var path = $"/native/{file.Name}.h";
                project = project.AddAdditionalDocument(file.Name + ".h", SourceText.From(header), filePath: path).Project;
                config.Append(CultureInfo.InvariantCulture, $"[{path}]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n");
            }
        }

        // A project has one; that of which file is as good as any.
        if (files.Select(static file => file.Baseline).FirstOrDefault(static baseline => baseline is not null) is { } given)
        {
            project = project.AddAdditionalDocument(Path.GetFileName(AllRules.BaselinePath), SourceText.From(given), filePath: AllRules.BaselinePath).Project;
        }

        return project.AddAnalyzerConfigDocument(".globalconfig", SourceText.From(config.ToString()), filePath: "/.globalconfig").Project;
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project, CancellationToken cancellationToken) =>
        await new CompilationWithAnalyzers(
            (await project.GetCompilationAsync(cancellationToken))!,
            AllRules.Analyzers,
            new CompilationWithAnalyzersOptions(project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(cancellationToken);

    /// <summary>Applies every fix that is offered for one of the findings, and every refactoring that is offered there.</summary>
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

        foreach (var refactoring in Refactorings)
        {
            await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(document, chosen.Location.SourceSpan, actions.Add, cancellationToken));
        }

        // Those that only hold others cannot be applied; they grow the list while it is gone through.
        for (var index = 0; index < actions.Count; index++)
        {
            if (actions[index].NestedActions is { IsEmpty: false } nested)
            {
                actions.AddRange(nested);
            }
            else
            {
                await actions[index].GetOperationsAsync(cancellationToken);
            }
        }

        return actions.Count;
    }

    /// <summary>The examples of the rules' pages, the samples, and short files of the corpus.</summary>
    private static List<Source> Sources()
    {
        var pages = Directory.GetFiles(Repository.PathOf("docs", "rules"), "*.md").SelectMany(path => SourcesOf(Path.GetFileName(path), File.ReadAllText(path).ReplaceLineEndings("\n")));
        var headers = Directory.GetFiles(Repository.PathOf("samples"), "*.h", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var samples = Directory.GetFiles(Repository.PathOf("samples"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select((path, index) => new Source(Path.GetFileName(path), File.ReadAllText(path), headers[index % headers.Count], null));
        var corpus = CorpusEntry.All.Where(entry => entry.Name is "Mono.Posix.NETStandard" or "System.IO.Pipes").SelectMany(entry => DecompiledSource.Of(entry))
            .Where(file => file.Text.Length < 8000 && file.Text.Contains("Import", StringComparison.Ordinal))
            .Select(file => new Source(file.Path, file.Text, null, null));
        return [.. pages.Concat(samples).Concat(corpus).OrderBy(source => source.Name, StringComparer.Ordinal).ThenBy(source => source.Text, StringComparer.Ordinal)];
    }

    // Each heading has one example, with one header and one baseline at most.
    private static IEnumerable<Source> SourcesOf(string name, string page)
    {
        foreach (var section in page.Split("\n## "))
        {
            foreach (var code in BlocksOf("csharp"))
            {
                yield return new Source(name, code, BlocksOf("c").FirstOrDefault(), BlocksOf("text").FirstOrDefault());
            }

            IEnumerable<string> BlocksOf(string language) => Block().Matches(section).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);
        }
    }

    [GeneratedRegex(@"^```(?<language>[a-z]+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    /// <summary>What is damaged: code, the header of its library and its baseline, where it has them.</summary>
    private sealed record Source(string Name, string Text, string? Header, string? Baseline);
}
