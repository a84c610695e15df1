using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Checks a refactoring at the place that <c>$$</c> or <c>[|…|]</c> marks: the chosen action is offered and makes <see cref="FixedCode"/>, every action has a title, a key and an
/// effect, and the result compiles. Actions inside a submenu count like any other. Without <see cref="FixedCode"/> the test says that nothing is offered.
/// </summary>
public abstract class CodeRefactoringTest<TVerifier> : CodeActionTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    // Stands for the mark in the code; nothing reports it.
#pragma warning disable RS2008, RS1033
    private static readonly DiagnosticDescriptor TriggerSpan = new("Refactoring", "Code refactoring", "The refactoring is asked for here", "Refactoring", DiagnosticSeverity.Hidden, true);
#pragma warning restore RS2008, RS1033

    protected CodeRefactoringTest()
    {
        FixedState = NewState();
    }

    public string FixedCode
    {
        set => AddSource(FixedState, value);
    }

    public SolutionState FixedState { get; }

    protected abstract IEnumerable<CodeRefactoringProvider> GetCodeRefactoringProviders();

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [];

    protected override DiagnosticDescriptor GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => TriggerSpan;

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        RequireSources();
        var before = Prepare(TestState, MarkupMode.Allow, []);
        var triggers = before.Expected.Where(expected => expected.Id == TriggerSpan.Id).ToList();
        Verify.True(triggers.Count == 1, $"The test marks {triggers.Count} places with $$ or [|…|] instead of one.");
        before = before with { Expected = [.. before.Expected.Where(expected => expected.Id != TriggerSpan.Id)] };
        var after = Prepare(FixedState.CompletedFrom(TestState, [TriggerSpan.Id], MarkupMode.Ignore), MarkupMode.Ignore, []);
        var generators = InteropGeneratorsFor(before, after);
        await VerifyStateAsync("Diagnostics of the test state", before, TestBehaviors, generators, cancellationToken).ConfigureAwait(false);

        var solution = CreateSolution(before, generators);
        var files = await FilesAsync(solution, cancellationToken).ConfigureAwait(false);
        var offers = await OffersAsync(solution, triggers[0].Spans[0].Span, cancellationToken).ConfigureAwait(false);
        if (FixedState.SaysNothingAtAll)
        {
            Verify.True(offers.IsEmpty, $"The test has no fixed code, so nothing may be offered, but there are: {string.Join(", ", offers.Select(offer => offer.Title))}");
            return;
        }

        await VerifyOffersAsync(solution, offers, files, cancellationToken).ConfigureAwait(false);
        var chosen = CodeActionEquivalenceKey is { } key ? offers.FirstOrDefault(offer => offer.EquivalenceKey == key) : offers.ElementAtOrDefault(CodeActionIndex ?? 0);
        Verify.True(chosen is not null, $"The action is not offered. There are: {string.Join(", ", offers.Select(offer => $"'{offer.Title}' ({offer.EquivalenceKey})"))}");
        CodeActionVerifier?.Invoke(chosen!, Verify);
        var changed = await ApplyAsync(solution, chosen!, static (_, _) => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
        CompareFiles($"After '{chosen!.Title}'", after.Files, await FilesAsync(changed, cancellationToken).ConfigureAwait(false));
        await VerifyStateAsync("Diagnostics of the fixed state", after, TestBehaviors, generators, cancellationToken).ConfigureAwait(false);
    }

    private static async Task VerifyOffersAsync(Solution solution, ImmutableArray<CodeAction> offers, SortedDictionary<string, string> files, CancellationToken cancellationToken)
    {
        foreach (var offer in offers)
        {
            Verify.True(!string.IsNullOrWhiteSpace(offer.Title), "An action has no title.");
            Verify.True(!string.IsNullOrEmpty(offer.EquivalenceKey), $"The action '{offer.Title}' has no equivalence key.");
            Verify.True(offers.Count(other => other.EquivalenceKey == offer.EquivalenceKey) == 1, $"The equivalence key '{offer.EquivalenceKey}' is used by several actions.");
            var changed = await ApplyAsync(solution, offer, static (_, _) => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
            Verify.True(!files.SequenceEqual(await FilesAsync(changed, cancellationToken).ConfigureAwait(false)), $"'{offer.Title}' changes nothing.");
        }
    }

    private async Task<ImmutableArray<CodeAction>> OffersAsync(Solution solution, FileLinePositionSpan trigger, CancellationToken cancellationToken)
    {
        var document = solution.GetDocument(solution.GetDocumentIdsWithFilePath(trigger.Path)[0])!;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var offers = new List<CodeAction>();
        foreach (var provider in GetCodeRefactoringProviders())
        {
            var context = new CodeRefactoringContext(document, text.Lines.GetTextSpan(trigger.Span), offers.Add, cancellationToken);
            await provider.ComputeRefactoringsAsync(context).ConfigureAwait(false);
        }

        return [.. offers.SelectMany(CodeRefactorings.Leaves)];
    }
}

/// <summary>Reads submenus.</summary>
internal static class CodeRefactorings
{
    /// <summary>The actions at the ends of a menu.</summary>
    public static IEnumerable<CodeAction> Leaves(CodeAction action)
    {
        // The property is public in later versions of Roslyn only.
        var property = typeof(CodeAction).GetProperty("NestedCodeActions", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException("This Roslyn keeps nested actions elsewhere.");
        var nested = (ImmutableArray<CodeAction>)property.GetValue(action)!;
        return nested.IsDefaultOrEmpty ? [action] : nested.SelectMany(Leaves);
    }
}
