using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Checks what analyzers report on a solution. Beyond comparing the diagnostics it always checks that the code compiles (or fails only as
/// stated), that no analyzer throws, that a second analysis at the same time by the same analyzer instances says the same, and that
/// diagnostics go away in generated code and under <c>#pragma warning disable</c> (see <see cref="TestBehaviors"/>).
/// </summary>
public abstract class AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    /// <summary>The config file that switches on what is off by default; no file of the test.</summary>
    private protected const string SwitchOnPath = "/SwitchOn.globalconfig";

    private const string AnalyzerException = "AD0001";

    protected AnalyzerTest()
    {
        TestState = NewState();
    }

    public abstract string Language { get; }

    public string TestCode
    {
        set => AddSource(TestState, value);
    }

    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    public SolutionState TestState { get; }

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.Net.Net80;

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    public MarkupOptions MarkupOptions { get; set; }

    public TestBehaviors TestBehaviors { get; set; }

    public List<string> DisabledDiagnostics { get; } = [];

    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    /// <summary>
    /// Whether the generators of <c>[LibraryImport]</c> and <c>[GeneratedComInterface]</c> run where the code uses these attributes. Not in
    /// the real package, which leaves them to <see cref="GetSourceGenerators"/>.
    /// </summary>
    public bool RunInteropGenerators { get; set; } = true;

    protected static TVerifier Verify { get; } = new();

    protected virtual string DefaultFilePathPrefix => "/0/Test";

    protected virtual string DefaultTestProjectName => "TestProject";

    protected virtual string DefaultFilePath => DefaultFilePathPrefix + 0 + "." + DefaultFileExt;

    protected abstract string DefaultFileExt { get; }

    public virtual Task RunAsync(CancellationToken cancellationToken = default) => RunImplAsync(cancellationToken);

    protected virtual async Task RunImplAsync(CancellationToken cancellationToken)
    {
        RequireSources();
        var state = Prepare(TestState, MarkupMode.Allow, []);
        await VerifyStateAsync("Diagnostics of the test state", state, TestBehaviors, InteropGeneratorsFor(state), cancellationToken).ConfigureAwait(false);
    }

    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    protected virtual IEnumerable<Type> GetSourceGenerators() => [];

    /// <summary>What <c>[|…|]</c> stands for.</summary>
    protected virtual DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers)
    {
        var descriptors = analyzers.Length == 0 ? [] : analyzers[0].SupportedDiagnostics;
        return descriptors.Length == 1 || (descriptors.Length > 1 && MarkupOptions.HasFlag(MarkupOptions.UseFirstDescriptor)) ? descriptors[0] : null;
    }

    protected abstract CompilationOptions CreateCompilationOptions();

    protected abstract ParseOptions CreateParseOptions();

    protected virtual bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) => compilerDiagnostics switch
    {
        CompilerDiagnostics.None => false,
        CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
        CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
        CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
        _ => true,
    };

    private protected abstract GeneratorDriver CreateGeneratorDriver(IEnumerable<ISourceGenerator> generators, Project project);

    private protected SolutionState NewState() => new(DefaultTestProjectName, DefaultFilePathPrefix, DefaultFileExt);

    private protected static void AddSource(SolutionState state, string? source)
    {
        if (source is not null)
        {
            state.Sources.Add(source);
        }
    }

    private protected void RequireSources() =>
        Verify.True(TestState.AllProjects.Any(project => project.Sources.Count > 0), "TestState.Sources is empty: the test has no code.");

    private protected PreparedState Prepare(SolutionState state, MarkupMode defaultMarkup, ICollection<string> fixableIds) => PreparedState.Create(
        state,
        DefaultFilePath,
        GetDefaultDiagnostic([.. GetDiagnosticAnalyzers()]),
        state.MarkupHandling ?? defaultMarkup,
        fixableIds);

    /// <summary>The generators cost more than a small test, so each runs only for code that names its attributes.</summary>
    private protected ImmutableArray<Type> InteropGeneratorsFor(params PreparedState[] states)
    {
        var texts = states.SelectMany(state => state.Files).Select(file => file.Text.ToString()).ToList();
        var marks = ReferenceAssemblies.InteropGeneratorMarks.Where(mark => texts.Any(text => text.Contains(mark, StringComparison.Ordinal)));
        return RunInteropGenerators ? [.. marks.SelectMany(mark => ReferenceAssemblies.InteropGenerators(mark))] : [];
    }

    private protected Solution CreateSolution(PreparedState state, ImmutableArray<Type> interopGenerators)
    {
        var ids = state.Projects.ToDictionary(project => project.State.Name, project => ProjectId.CreateNewId(project.State.Name), StringComparer.Ordinal);
        var configured = state.Projects.SelectMany(project => project.AnalyzerConfigFiles).Select(file => file.Text.ToString()).ToList();

        // The workspace lives as long as its solution does and holds nothing that needs an end.
#pragma warning disable CA2000
        var solution = new AdhocWorkspace(MefHostServices.DefaultHost).CurrentSolution;
#pragma warning restore CA2000
        foreach (var project in state.Projects)
        {
            solution = solution.AddProject(CreateProject(project, ids, configured, interopGenerators));
        }

        foreach (var id in ids.Values)
        {
            foreach (var transform in SolutionTransforms)
            {
                solution = transform(solution, id);
            }
        }

        return solution;
    }

    private protected async Task VerifyStateAsync(
        string heading,
        PreparedState state,
        TestBehaviors behaviors,
        ImmutableArray<Type> interopGenerators,
        CancellationToken cancellationToken)
    {
        var analyzers = GetDiagnosticAnalyzers().ToImmutableArray();
        var solution = CreateSolution(state, interopGenerators);

        // The same instances analyse the same code twice at the same time, as the compiler server does with two projects.
        var both = await Task.WhenAll(
            Task.Run(() => GetDiagnosticsAsync(solution, analyzers, state.Expected, cancellationToken), cancellationToken),
            Task.Run(() => GetDiagnosticsAsync(solution, analyzers, state.Expected, cancellationToken), cancellationToken)).ConfigureAwait(false);
        var ofGenerators = await GetGeneratorDiagnosticsAsync(solution, cancellationToken).ConfigureAwait(false);
        CheckDiagnostics(heading, both[0].AddRange(ofGenerators), state.Expected, state);
        var first = string.Join("\n  ", both[0].Select(DiagnosticMatcher.Describe));
        var second = string.Join("\n  ", both[1].Select(DiagnosticMatcher.Describe));
        Verify.True(first == second, $"{heading}: two analyses of the same code differ.\nfirst:\n  {first}\nsecond:\n  {second}");

        if (!behaviors.HasFlag(TestBehaviors.SkipGeneratedSourcesCheck))
        {
            await VerifyGeneratedSourcesAsync(state, solution, cancellationToken).ConfigureAwait(false);
        }

        var inSource = state.Expected.Where(expected => IsOfAnalyzerInSource(expected, analyzers, state)).ToList();
        if (inSource.Count > 0 && !behaviors.HasFlag(TestBehaviors.SkipGeneratedCodeCheck))
        {
            await VerifyExclusionAsync(
                heading + " in <auto-generated> code (TestBehaviors.SkipGeneratedCodeCheck leaves this out)",
                state,
                solution,
                "// <auto-generated/>\n",
                expected => !inSource.Contains(expected),
                cancellationToken).ConfigureAwait(false);
        }

        var unsuppressible = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(descriptor => descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable))
            .Select(descriptor => descriptor.Id)
            .ToImmutableHashSet();
        var suppressible = inSource.Where(expected => !unsuppressible.Contains(expected.Id)).ToList();
        if (suppressible.Count > 0 && !behaviors.HasFlag(TestBehaviors.SkipSuppressionCheck))
        {
            await VerifyExclusionAsync(
                heading + " under #pragma warning disable (TestBehaviors.SkipSuppressionCheck leaves this out)",
                state,
                solution,
                $"#pragma warning disable {string.Join(", ", suppressible.Select(expected => expected.Id).Distinct())}\n",
                expected => !suppressible.Contains(expected),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Every diagnostic that counts, of all projects, in a fixed order.</summary>
    private protected async Task<ImmutableArray<Diagnostic>> GetDiagnosticsAsync(
        Solution solution,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        ImmutableArray<DiagnosticResult> expected,
        CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var id in solution.ProjectIds)
        {
            all.AddRange(await GetDiagnosticsAsync(solution.GetProject(id)!, analyzers, expected, cancellationToken).ConfigureAwait(false));
        }

        return [.. all
            .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.End)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparer.Ordinal)];
    }

    private protected void CheckDiagnostics(string heading, ImmutableArray<Diagnostic> actual, ImmutableArray<DiagnosticResult> expected, PreparedState state)
    {
        if (!expected.Any(diagnostic => diagnostic.Id == AnalyzerException)
            && actual.FirstOrDefault(diagnostic => diagnostic.Id == AnalyzerException) is { } exception)
        {
            Verify.Fail($"{heading}: an analyzer threw.\n{exception.GetMessage(CultureInfo.InvariantCulture)}\n{exception.Descriptor.Description}");
        }

        if (DiagnosticMatcher.Explain(heading, actual, WithFormats(expected), state.Files) is { } explanation)
        {
            Verify.Fail(explanation);
        }
    }

    private protected static bool IsOfCompiler(Diagnostic diagnostic) =>
        diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);

    private static bool IsOfAnalyzer(string id, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        analyzers.Any(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id));

    private static bool IsOfAnalyzerInSource(DiagnosticResult expected, ImmutableArray<DiagnosticAnalyzer> analyzers, PreparedState state) =>
        IsOfAnalyzer(expected.Id, analyzers)
        && expected.IsSuppressed is null
        && expected.HasLocation
        && state.Projects.Any(project => project.Sources.Any(source => source.Path == expected.Spans[0].Span.Path));

    private async Task<ImmutableArray<Diagnostic>> GetDiagnosticsAsync(
        Project project,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        ImmutableArray<DiagnosticResult> expected,
        CancellationToken cancellationToken)
    {
        // A clone has symbols of its own, so that no analysis rests on what another one has bound.
        var compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!.Clone();
        var diagnostics = compilation.GetDiagnostics(cancellationToken);
        if (!analyzers.IsEmpty)
        {
            var options = new CompilationWithAnalyzersOptions(
                project.AnalyzerOptions,
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true);
            diagnostics = await compilation.WithAnalyzers(analyzers, options).GetAllDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        }

        var suppressedIds = expected.Where(diagnostic => diagnostic.IsSuppressed is not null).Select(diagnostic => diagnostic.Id).ToImmutableHashSet();
        return [.. diagnostics
            .Where(diagnostic => !IsOfCompiler(diagnostic) || IsCompilerDiagnosticIncluded(diagnostic, CompilerDiagnostics))
            .Where(diagnostic => !diagnostic.IsSuppressed || suppressedIds.Contains(diagnostic.Id))];
    }

    // A workspace keeps the generated sources and drops what the generators report, so they are run once more for that.
    private async Task<ImmutableArray<Diagnostic>> GetGeneratorDiagnosticsAsync(Solution solution, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var id in solution.ProjectIds)
        {
            all.AddRange(await GetGeneratorDiagnosticsAsync(solution.GetProject(id)!, cancellationToken).ConfigureAwait(false));
        }

        return [.. all.Where(diagnostic => IsCompilerDiagnosticIncluded(diagnostic, CompilerDiagnostics))];
    }

    private async Task<ImmutableArray<Diagnostic>> GetGeneratorDiagnosticsAsync(Project project, CancellationToken cancellationToken)
    {
        var generators = project.AnalyzerReferences.SelectMany(reference => reference.GetGenerators(project.Language)).ToList();
        if (generators.Count == 0)
        {
            return [];
        }

        var compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
        foreach (var document in await project.GetSourceGeneratedDocumentsAsync(cancellationToken).ConfigureAwait(false))
        {
            compilation = compilation.RemoveSyntaxTrees((await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false))!);
        }

        var run = CreateGeneratorDriver(generators, project).RunGenerators(compilation, cancellationToken).GetRunResult();
        foreach (var result in run.Results)
        {
            Verify.True(result.Exception is null, $"The generator {result.Generator.GetGeneratorType()} threw.\n{result.Exception}");
        }

        return run.Diagnostics;
    }

    private async Task VerifyGeneratedSourcesAsync(PreparedState state, Solution solution, CancellationToken cancellationToken)
    {
        foreach (var project in state.Projects.Where(project => project.State.GeneratedSources.Count > 0))
        {
            var documents = await solution.Projects.Single(candidate => candidate.Name == project.State.Name)
                .GetSourceGeneratedDocumentsAsync(cancellationToken).ConfigureAwait(false);
            var actual = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var document in documents)
            {
                actual.Add(document.FilePath!.Replace('\\', '/'), (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString());
            }

            CompareFiles("Generated sources", project.State.GeneratedSources, actual);
        }
    }

    private protected static void CompareFiles(string heading, IEnumerable<(string Path, SourceText Text)> expected, IReadOnlyDictionary<string, string> actual)
    {
        var expectedFiles = expected.ToDictionary(file => file.Path, file => file.Text.ToString(), StringComparer.Ordinal);
        foreach (var (path, text) in expectedFiles)
        {
            Verify.True(actual.ContainsKey(path), $"{heading}: the file {path} is missing. There are: {string.Join(", ", actual.Keys)}");
            Verify.True(actual[path] == text, $"{heading}: {path} differs.\n{(actual[path] == text ? string.Empty : Diff.Describe(text, actual[path]))}");
        }

        foreach (var (path, text) in actual)
        {
            Verify.True(expectedFiles.ContainsKey(path), $"{heading}: the file {path} is not expected:\n{text}");
        }
    }

    // Only what the analyzers report is compared: the compiler has its own rules for generated code.
    private async Task VerifyExclusionAsync(
        string heading,
        PreparedState state,
        Solution solution,
        string prefix,
        Func<DiagnosticResult, bool> remains,
        CancellationToken cancellationToken)
    {
        var analyzers = GetDiagnosticAnalyzers().ToImmutableArray();
        var excluded = state with
        {
            Projects = [.. state.Projects.Select(project => project with
            {
                Sources = [.. project.Sources.Select(source => (source.Path, source.Text.Replace(new TextSpan(0, 0), prefix)))],
            })],
            Expected = [.. state.Expected.Where(expected => IsOfAnalyzer(expected.Id, analyzers) && remains(expected)).Select(expected => OneLineDown(expected, state))],
        };
        foreach (var (path, text) in excluded.Projects.SelectMany(project => project.Sources))
        {
            solution = solution.WithDocumentText(solution.GetDocumentIdsWithFilePath(path), text);
        }

        var diagnostics = await GetDiagnosticsAsync(solution, analyzers, excluded.Expected, cancellationToken).ConfigureAwait(false);
        CheckDiagnostics(
            heading,
            [.. diagnostics.Where(diagnostic => diagnostic.Id == AnalyzerException || IsOfAnalyzer(diagnostic.Id, analyzers))],
            excluded.Expected,
            excluded);
    }

    private static DiagnosticResult OneLineDown(DiagnosticResult expected, PreparedState state)
    {
        var paths = state.Projects.SelectMany(project => project.Sources).Select(source => source.Path).ToHashSet(StringComparer.Ordinal);
        return expected.WithSpans([.. expected.Spans.Select(location => paths.Contains(location.Span.Path)
            ? location with { Span = new FileLinePositionSpan(location.Span.Path, Down(location.Span.StartLinePosition), Down(location.Span.EndLinePosition)) }
            : location)]);

        static LinePosition Down(LinePosition position) => new(position.Line + 1, position.Character);
    }

    // WithArguments on a result that was made from an id alone means the arguments of that descriptor's message.
    private ImmutableArray<DiagnosticResult> WithFormats(ImmutableArray<DiagnosticResult> expected)
    {
        var descriptors = GetDiagnosticAnalyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics).ToLookup(descriptor => descriptor.Id);
        return [.. expected.Select(diagnostic => diagnostic.MessageArguments is not null && diagnostic.MessageFormat is null
            ? diagnostic.WithMessageFormat((descriptors[diagnostic.Id].FirstOrDefault()
                ?? throw new InvalidOperationException($"WithArguments on {diagnostic.Id}: no analyzer of the test has such a descriptor.")).MessageFormat)
            : diagnostic)];
    }

    private ProjectInfo CreateProject(PreparedProject project, Dictionary<string, ProjectId> ids, List<string> configured, ImmutableArray<Type> interopGenerators)
    {
        var state = project.State;
        var id = ids[state.Name];
        var framework = state.ReferenceAssemblies ?? ReferenceAssemblies;
        var references = framework.ResolveAsync(Language, CancellationToken.None).GetAwaiter().GetResult();
        var generators = GetSourceGenerators().ToImmutableArray();
        if (framework.HasInteropGenerators)
        {
            generators = generators.AddRange(interopGenerators);
        }

        var compilationOptions = CreateCompilationOptions().WithOutputKind(state.OutputKind ?? OutputKind.DynamicallyLinkedLibrary);
        var disabled = DisabledDiagnostics.Select(diagnostic => KeyValuePair.Create(diagnostic, ReportDiagnostic.Suppress));
        var configFiles = SwitchOn(configured) is { } config
            ? project.AnalyzerConfigFiles.Add((SwitchOnPath, SourceText.From(config, Encoding.UTF8)))
            : project.AnalyzerConfigFiles;
        var parseOptions = CreateParseOptions();
        return ProjectInfo.Create(
                id,
                VersionStamp.Default,
                state.Name,
                state.AssemblyName,
                Language,
                compilationOptions: compilationOptions.WithSpecificDiagnosticOptions(compilationOptions.SpecificDiagnosticOptions.SetItems(disabled)),
                parseOptions: state.DocumentationMode is { } mode ? parseOptions.WithDocumentationMode(mode) : parseOptions,
                documents: project.Sources.Select(file => Document(id, file)),
                projectReferences: state.AdditionalProjectReferences.Select(name => new ProjectReference(
                    ids.TryGetValue(name, out var target)
                        ? target
                        : throw new InvalidOperationException($"{state.Name} refers to the project {name}, which the test does not have."))),
                metadataReferences: references.AddRange(state.AdditionalReferences),
                analyzerReferences: generators.IsEmpty ? [] : [new GeneratorReference(generators)],
                additionalDocuments: project.AdditionalFiles.Select(file => Document(id, file)))
            .WithAnalyzerConfigDocuments(configFiles.Select(file => Document(id, file)));
    }

    // A rule that is off by default is switched on, unless a config file of the test speaks about it. It is done by a config file because
    // Roslyn 4.5 does not run such a rule for an entry in the compilation's options.
    private string? SwitchOn(List<string> configured)
    {
        var lines = GetDiagnosticAnalyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(descriptor => !descriptor.IsEnabledByDefault
                && !configured.Any(file => file.Contains($"dotnet_diagnostic.{descriptor.Id}.severity", StringComparison.OrdinalIgnoreCase)))
            .Select(descriptor => $"dotnet_diagnostic.{descriptor.Id}.severity = " + descriptor.DefaultSeverity switch
            {
                DiagnosticSeverity.Error => "error",
                DiagnosticSeverity.Warning => "warning",
                DiagnosticSeverity.Info => "suggestion",
                _ => "silent",
            })
            .ToList();
        return lines.Count == 0 ? null : "is_global = true\n" + string.Join("\n", lines.Distinct());
    }

    private static DocumentInfo Document(ProjectId project, (string Path, SourceText Text) file) => DocumentInfo.Create(
        DocumentId.CreateNewId(project, file.Path),
        file.Path[(file.Path.LastIndexOf('/') + 1)..],
        loader: TextLoader.From(TextAndVersion.Create(file.Text, VersionStamp.Default, file.Path)),
        filePath: file.Path);
}
