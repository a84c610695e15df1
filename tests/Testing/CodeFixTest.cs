using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a test of a code action chooses and how strictly the result is judged.</summary>
public abstract class CodeActionTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    /// <summary>Which of the offered actions is applied; the first when neither this nor the key is given.</summary>
    public int? CodeActionIndex { get; set; }

    public string? CodeActionEquivalenceKey { get; set; }

    public Action<CodeAction, IVerifier>? CodeActionVerifier { get; set; }

    public CodeActionValidationMode CodeActionValidationMode { get; set; } = CodeActionValidationMode.SemanticStructure;

    /// <summary>Applies an action and parses the result anew, so that nothing rests on annotations or on a tree that its text does not have.</summary>
    private protected static async Task<Solution> ApplyAsync(Solution solution, CodeAction action, Func<Document, SourceText, Task> check, CancellationToken cancellationToken)
    {
        var operations = await action.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
        var changes = operations.OfType<ApplyChangesOperation>().ToList();
        Verify.True(changes.Count == 1, $"The action '{action.Title}' has {changes.Count} ApplyChangesOperation instead of one.");
        var changed = changes[0].ChangedSolution;
        var result = changed;
        foreach (var project in changed.GetChanges(solution).GetProjectChanges())
        {
            foreach (var id in project.GetChangedDocuments().Concat(project.GetAddedDocuments()))
            {
                var document = changed.GetDocument(id)!;
                var text = SourceText.From((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString(), Encoding.UTF8);
                await check(document, text).ConfigureAwait(false);
                result = result.WithDocumentText(id, text);
                if (document.FilePath is null)
                {
                    result = result.WithDocumentFilePath(id, PathOf(document));
                }
            }
        }

        return result;
    }

    private protected static async Task<SortedDictionary<string, string>> FilesAsync(Solution solution, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var project in solution.Projects)
        {
            var configs = project.AnalyzerConfigDocuments.Where(config => config.FilePath != SwitchOnPath);
            foreach (var document in project.Documents.Concat(project.AdditionalDocuments).Concat(configs))
            {
                files[PathOf(document)] = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
            }
        }

        return files;
    }

    private protected static string PathOf(TextDocument document) => document.FilePath ?? "/0/" + string.Join("/", document.Folders.Append(document.Name));
}

/// <summary>
/// Checks a code fix: the diagnostics before it, the fix applied one diagnostic after the other, Fix All in document, project and solution, the
/// diagnostics after it. Each step must compile, no offered action may be empty or without an equivalence key, and on the fixed code nothing
/// may be left to apply. Without <see cref="FixedCode"/> (or with the text of the input) the test says that no action is offered.
/// </summary>
public abstract class CodeFixTest<TVerifier> : CodeActionTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    // Fixes that never come to an end are stopped here when the test states no number.
    private const int MaximalIterations = 100;

    protected CodeFixTest()
    {
        FixedState = NewState();
        BatchFixedState = NewState();
    }

    public string FixedCode
    {
        set => AddSource(FixedState, value);
    }

    public string BatchFixedCode
    {
        set => AddSource(BatchFixedState, value);
    }

    public SolutionState FixedState { get; }

    /// <summary>The result of Fix All where it differs from that of fixing one by one.</summary>
    public SolutionState BatchFixedState { get; }

    /// <summary>
    /// How often a fix is applied until nothing is left: exactly n, or for -n at most n times. By default once for every fixable diagnostic
    /// that the fixed state no longer has.
    /// </summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>
    /// How often Fix All is applied until nothing is left: exactly n, or for -n at most n times. By default at most once for every
    /// diagnostic id and document, project or solution.
    /// </summary>
    public int? NumberOfFixAllIterations { get; set; }

    public int? NumberOfFixAllInDocumentIterations { get; set; }

    public int? NumberOfFixAllInProjectIterations { get; set; }

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    /// <summary>Chooses the diagnostic to fix; by default the first that has a fix.</summary>
    public Func<ImmutableArray<Diagnostic>, Diagnostic?>? DiagnosticSelector { get; set; }

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    private protected abstract bool HaveSameStructure(SyntaxNode left, SyntaxNode right);

    private protected abstract SyntaxNode Parse(SourceText text, ParseOptions options);

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        RequireSources();
        var providers = GetCodeFixProviders().ToImmutableArray();
        var fixableIds = providers.SelectMany(provider => provider.FixableDiagnosticIds).ToImmutableHashSet();

        var before = Prepare(TestState, MarkupMode.Allow, fixableIds);
        var testMarkup = TestState.MarkupHandling ?? MarkupMode.Allow;
        var fixedState = FixedState.CompletedFrom(TestState, fixableIds, testMarkup);
        var after = Prepare(fixedState, testMarkup, fixableIds);
        var changes = !after.HasSameFilesAs(before);
        after = changes ? after : before;
        var hasBatch = !BatchFixedState.SaysNothingAtAll;
        var afterAll = hasBatch ? Prepare(BatchFixedState.CompletedFrom(fixedState, fixableIds, testMarkup), testMarkup, fixableIds) : after;
        var interopGenerators = InteropGeneratorsFor(before, after, afterAll);

        await VerifyStateAsync("Diagnostics of the test state", before, TestBehaviors, interopGenerators, cancellationToken).ConfigureAwait(false);
        var fixing = new Fixing(this, providers, [.. before.Expected, .. after.Expected, .. afterAll.Expected]);
        var solution = CreateSolution(before, interopGenerators);
        if (!changes && !hasBatch)
        {
            await fixing.VerifyNothingIsOfferedAsync(solution, cancellationToken).ConfigureAwait(false);
            return;
        }

        // A fixed state is a state like any other, but its exclusions were checked before the fix.
        const TestBehaviors withoutExclusions = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        await VerifyStateAsync("Diagnostics of the fixed state", after, TestBehaviors | withoutExclusions, interopGenerators, cancellationToken)
            .ConfigureAwait(false);
        if (hasBatch)
        {
            await VerifyStateAsync("Diagnostics of the batch fixed state", afterAll, TestBehaviors | withoutExclusions, interopGenerators, cancellationToken)
                .ConfigureAwait(false);
        }

        var fixable = before.Expected.Count(expected => fixableIds.Contains(expected.Id));
        var remaining = after.Expected.Count(expected => fixableIds.Contains(expected.Id));
        await fixing.OneByOneAsync(solution, after, NumberOfIncrementalIterations ?? Math.Max(fixable - remaining, 1), cancellationToken)
            .ConfigureAwait(false);

        foreach (var (scope, iterations, skip) in new[]
        {
            (FixAllScope.Document, NumberOfFixAllInDocumentIterations ?? NumberOfFixAllIterations, CodeFixTestBehaviors.SkipFixAllInDocumentCheck),
            (FixAllScope.Project, NumberOfFixAllInProjectIterations ?? NumberOfFixAllIterations, CodeFixTestBehaviors.SkipFixAllInProjectCheck),
            (FixAllScope.Solution, NumberOfFixAllIterations, CodeFixTestBehaviors.SkipFixAllInSolutionCheck),
        })
        {
            if ((CodeFixTestBehaviors & (skip | CodeFixTestBehaviors.SkipFixAllCheck | CodeFixTestBehaviors.FixOne)) == 0)
            {
                await fixing.AllAsync(solution, afterAll, scope, iterations, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed record Offer(CodeFixProvider Provider, TextDocument Document, Diagnostic Diagnostic, CodeAction Action);

    /// <summary>Applies the fixes of one test.</summary>
    private sealed class Fixing(CodeFixTest<TVerifier> test, ImmutableArray<CodeFixProvider> providers, ImmutableArray<DiagnosticResult> stated)
    {
        private readonly ImmutableHashSet<string> _statedIds = [.. stated.Select(expected => expected.Id)];

        // Fixing one by one and every scope of Fix All pass through the same texts, which are analysed once.
        private readonly Dictionary<string, (Solution Solution, ImmutableArray<Diagnostic> Diagnostics)> _analysed = [];

        public async Task VerifyNothingIsOfferedAsync(Solution solution, CancellationToken cancellationToken)
        {
            (solution, var diagnostics) = await AnalyseAsync(solution, "the test state", cancellationToken).ConfigureAwait(false);
            foreach (var diagnostic in diagnostics)
            {
                foreach (var offer in Choose(await OffersAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false)))
                {
                    var changed = await ApplyAsync(solution, offer.Action, cancellationToken).ConfigureAwait(false);
                    var text = string.Join("\n", (await FilesAsync(changed, cancellationToken).ConfigureAwait(false)).Select(file => file.Key + ":\n" + file.Value));
                    Verify.Fail(
                        $"The test has no fixed code, so no action may be offered, but '{offer.Action.Title}' is offered for "
                        + $"{DiagnosticMatcher.Describe(diagnostic)}. It makes:\n{text}");
                }
            }
        }

        public async Task OneByOneAsync(Solution solution, PreparedState expected, int iterations, CancellationToken cancellationToken)
        {
            var onlyOne = test.CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne);
            var limit = onlyOne ? 1 : Math.Abs(iterations);
            var done = 0;
            while (true)
            {
                (solution, var diagnostics) = await AnalyseAsync(solution, $"the code after fix {done}", cancellationToken).ConfigureAwait(false);
                if (done == 0)
                {
                    await VerifyOffersAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false);
                }

                if ((onlyOne && done == 1)
                    || await NextAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false) is not { } offer)
                {
                    break;
                }

                if (done == limit)
                {
                    await CompareAsync($"After {done} fixes", solution, expected, cancellationToken).ConfigureAwait(false);
                    Verify.Fail(
                        $"After {done} fixes the action '{offer.Action.Title}' is still offered for {DiagnosticMatcher.Describe(offer.Diagnostic)}. "
                        + "If that is right, state NumberOfIncrementalIterations.");
                }

                solution = await ApplyCheckedAsync(solution, offer, $"'{offer.Action.Title}'", cancellationToken).ConfigureAwait(false);
                done++;
            }

            await CompareAsync("Fixed one by one", solution, expected, cancellationToken).ConfigureAwait(false);
            if (!onlyOne)
            {
                CheckIterations("fixes", iterations, done);
            }
        }

        public async Task AllAsync(Solution solution, PreparedState expected, FixAllScope scope, int? iterations, CancellationToken cancellationToken)
        {
            var done = 0;
            var bound = iterations;
            while (true)
            {
                (solution, var diagnostics) = await AnalyseAsync(solution, $"the code after {done} times Fix All in {scope}", cancellationToken)
                    .ConfigureAwait(false);
                bound ??= -DefaultFixAllIterations(solution, diagnostics, scope);
                if (await NextAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false) is not { } offer)
                {
                    break;
                }

                if (done == Math.Abs(bound.Value))
                {
                    await CompareAsync($"After {done} times Fix All in {scope}", solution, expected, cancellationToken).ConfigureAwait(false);
                    Verify.Fail(
                        $"After {done} times Fix All in {scope} the action '{offer.Action.Title}' is still offered for "
                        + $"{DiagnosticMatcher.Describe(offer.Diagnostic)}. If that is right, state NumberOfFixAllIterations.");
                }

                var fixAll = offer.Provider.GetFixAllProvider();
                Verify.True(
                    fixAll is not null,
                    $"{offer.Provider.GetType().Name}.GetFixAllProvider returns null: dotnet format would change nothing. (CodeFixTestBehaviors.SkipFixAllCheck leaves this out.)");
                Verify.True(fixAll!.GetSupportedFixAllScopes().Contains(scope), $"{fixAll.GetType().Name} does not support {scope}.");
                var ids = new[] { offer.Diagnostic.Id };
                var found = new Diagnostics(diagnostics);

                // Of a file that is no source a host offers Fix All in the project and in the solution.
                var context = offer.Document is Document source
                    ? new FixAllContext(source, offer.Provider, scope, offer.Action.EquivalenceKey, ids, found, cancellationToken)
                    : new FixAllContext(
                        offer.Document.Project, offer.Provider, scope == FixAllScope.Document ? FixAllScope.Project : scope, offer.Action.EquivalenceKey, ids, found, cancellationToken);
                var action = await fixAll.GetFixAsync(context).ConfigureAwait(false);
                Verify.True(action is not null, $"Fix All in {scope} gives no action for the equivalence key '{offer.Action.EquivalenceKey}'.");
                solution = await ApplyCheckedAsync(solution, offer with { Action = action! }, $"Fix All in {scope}", cancellationToken).ConfigureAwait(false);
                done++;
            }

            await CompareAsync($"Fix All in {scope}", solution, expected, cancellationToken).ConfigureAwait(false);
            CheckIterations($"times Fix All in {scope}", bound.Value, done);
        }

        private static void CheckIterations(string what, int expected, int actual)
        {
            if (expected >= 0)
            {
                Verify.True(expected == actual, $"The test expects {expected} {what}, but {actual} were applied.");
            }
            else
            {
                Verify.True(actual <= -expected, $"The test expects at most {-expected} {what}, but {actual} were applied.");
            }
        }

        private int DefaultFixAllIterations(Solution solution, ImmutableArray<Diagnostic> diagnostics, FixAllScope scope)
        {
            var fixable = diagnostics
                .Where(diagnostic => providers.Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
                .Select(diagnostic => (diagnostic.Id, Document: DocumentOf(diagnostic, solution)))
                .Where(pair => pair.Document is not null)
                .Select(pair => (pair.Id, Unit: scope switch
                {
                    FixAllScope.Document => (object)pair.Document!.Id,
                    FixAllScope.Project => pair.Document!.Project.Id,
                    _ => solution.Id,
                }));
            return Math.Min(fixable.Distinct().Count(), MaximalIterations);
        }

        /// <summary>The diagnostics of a solution, and a solution of the same text that they belong to.</summary>
        private async Task<(Solution Solution, ImmutableArray<Diagnostic> Diagnostics)> AnalyseAsync(
            Solution solution,
            string what,
            CancellationToken cancellationToken)
        {
            var files = await FilesAsync(solution, cancellationToken).ConfigureAwait(false);
            var key = string.Join('\0', files.Select(file => file.Key + '\0' + file.Value));
            if (_analysed.TryGetValue(key, out var known))
            {
                return known;
            }

            var all = await test.GetDiagnosticsAsync(solution, [.. test.GetDiagnosticAnalyzers()], stated, cancellationToken).ConfigureAwait(false);
            var unstated = all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                && !_statedIds.Contains(diagnostic.Id)
                && !providers.Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id))).ToList();
            if (unstated.Count > 0)
            {
                Verify.Fail(DiagnosticMatcher.Explain(
                    $"Errors in {what}",
                    [.. unstated],
                    [],
                    files.Select(file => (file.Key, SourceText.From(file.Value)))));
            }

            var result = (solution, all.Where(diagnostic => !diagnostic.IsSuppressed).ToImmutableArray());
            _analysed.Add(key, result);
            return result;
        }

        // Every action that a user can see in the test state has a title, a key and an effect.
        private async Task VerifyOffersAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
        {
            foreach (var diagnostic in diagnostics)
            {
                var offers = await OffersAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false);
                foreach (var offer in offers)
                {
                    Verify.True(!string.IsNullOrWhiteSpace(offer.Action.Title), $"An action for {diagnostic.Id} has no title.");
                    Verify.True(!string.IsNullOrEmpty(offer.Action.EquivalenceKey), $"The action '{offer.Action.Title}' for {diagnostic.Id} has no equivalence key.");
                }

                foreach (var twins in offers.GroupBy(offer => (offer.Provider, offer.Action.EquivalenceKey)).Where(group => group.Count() > 1))
                {
                    Verify.Fail($"For {DiagnosticMatcher.Describe(diagnostic)} the equivalence key '{twins.Key.EquivalenceKey}' is used by the actions "
                        + string.Join(", ", twins.Select(offer => $"'{offer.Action.Title}'")));
                }

                foreach (var offer in offers)
                {
                    await RequireChangeAsync(
                        solution,
                        await ApplyAsync(solution, offer.Action, cancellationToken).ConfigureAwait(false),
                        $"'{offer.Action.Title}'",
                        offer.Diagnostic,
                        cancellationToken).ConfigureAwait(false);
                }
            }
        }

        private async Task<Offer?> NextAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
        {
            if (test.DiagnosticSelector is { } selector)
            {
                var candidates = diagnostics.Where(diagnostic => providers.Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)));
                diagnostics = selector([.. candidates]) is { } selected ? [selected] : [];
            }

            foreach (var diagnostic in diagnostics)
            {
                foreach (var offer in Choose(await OffersAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false)))
                {
                    test.CodeActionVerifier?.Invoke(offer.Action, Verify);
                    return offer;
                }
            }

            return null;
        }

        private IEnumerable<Offer> Choose(ImmutableArray<Offer> offers)
        {
            if (test.CodeActionEquivalenceKey is { } key)
            {
                return offers.Where(offer => offer.Action.EquivalenceKey == key).Take(1);
            }

            return offers.Skip(test.CodeActionIndex ?? 0).Take(1);
        }

        private async Task<ImmutableArray<Offer>> OffersAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellationToken)
        {
            if (DocumentOf(diagnostic, solution) is not { } document || document is SourceGeneratedDocument)
            {
                return [];
            }

            var offers = ImmutableArray.CreateBuilder<Offer>();
            foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                var context = new CodeFixContext(document, diagnostic, (action, _) => offers.Add(new Offer(provider, document, diagnostic, action)), cancellationToken);
                await provider.RegisterCodeFixesAsync(context).ConfigureAwait(false);
            }

            return offers.ToImmutable();
        }

        private async Task<Solution> ApplyCheckedAsync(Solution solution, Offer offer, string what, CancellationToken cancellationToken)
        {
            var changed = await ApplyAsync(solution, offer.Action, cancellationToken).ConfigureAwait(false);
            await RequireChangeAsync(solution, changed, what, offer.Diagnostic, cancellationToken).ConfigureAwait(false);
            return changed;
        }

        private static async Task RequireChangeAsync(Solution before, Solution after, string what, Diagnostic diagnostic, CancellationToken cancellationToken)
        {
            var left = await FilesAsync(before, cancellationToken).ConfigureAwait(false);
            var right = await FilesAsync(after, cancellationToken).ConfigureAwait(false);
            Verify.True(!left.SequenceEqual(right), $"{what} changes nothing for {DiagnosticMatcher.Describe(diagnostic)}.");
        }

        private Task<Solution> ApplyAsync(Solution solution, CodeAction action, CancellationToken cancellationToken) =>
            CodeActionTest<TVerifier>.ApplyAsync(solution, action, (document, text) => CheckStructureAsync(action, document, text, cancellationToken), cancellationToken);

        private async Task CheckStructureAsync(CodeAction action, Document document, SourceText text, CancellationToken cancellationToken)
        {
            if (test.CodeActionValidationMode == CodeActionValidationMode.None
                || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            {
                return;
            }

            var parsed = test.Parse(text, document.Project.ParseOptions!);

            var same = test.CodeActionValidationMode == CodeActionValidationMode.Full ? root.IsEquivalentTo(parsed) : test.HaveSameStructure(root, parsed);
            Verify.True(
                same,
                $"The action '{action.Title}' makes a syntax tree of {PathOf(document)} that differs from a parse of its text:\n{text}\n"
                + $"{(same ? string.Empty : FirstDifference(root, parsed))}");
        }

        private static string FirstDifferentToken(SyntaxNode root, SyntaxNode parsed)
        {
            var (made, read) = (root.DescendantTokens().ToList(), parsed.DescendantTokens().ToList());
            for (var i = 0; i < Math.Min(made.Count, read.Count); i++)
            {
                if (made[i].RawKind != read[i].RawKind || made[i].Text != read[i].Text || made[i].IsMissing != read[i].IsMissing)
                {
                    return $"Token {i} is '{made[i].Text}' (kind {made[i].RawKind}) in the tree and '{read[i].Text}' (kind {read[i].RawKind}) in the text.";
                }
            }

            return $"The tree has {made.Count} tokens, the text {read.Count}, or their nodes nest in another way.";
        }

        private static string FirstDifference(SyntaxNode root, SyntaxNode parsed)
        {
            var difference = root.DescendantNodes().Zip(parsed.DescendantNodes())
                .FirstOrDefault(pair => pair.First.RawKind != pair.Second.RawKind);
            return difference == default
                ? FirstDifferentToken(root, parsed)
                : $"The first difference is {difference.First.GetType().Name} '{difference.First}', parsed as {difference.Second.GetType().Name} '{difference.Second}'.";
        }

        private static async Task CompareAsync(string heading, Solution solution, PreparedState expected, CancellationToken cancellationToken) =>
            CompareFiles(heading, expected.Files, await FilesAsync(solution, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The source or the additional file in which a diagnostic stands.</summary>
    private static TextDocument? DocumentOf(Diagnostic diagnostic, Solution solution) => diagnostic.Location.Kind == LocationKind.ExternalFile
        ? solution.Projects.SelectMany(project => project.AdditionalDocuments).FirstOrDefault(file => file.FilePath == diagnostic.Location.GetLineSpan().Path)
        : solution.GetDocument(diagnostic.Location.SourceTree);

    private sealed class Diagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => ProjectOf(diagnostic, project.Solution) == project.Id));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false);
            return diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());

        private static ProjectId? ProjectOf(Diagnostic diagnostic, Solution solution) => DocumentOf(diagnostic, solution)?.Project.Id;
    }
}
