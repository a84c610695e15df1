using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>The edits of one run of a <see cref="MultiDocumentFix"/>: of one diagnostic, or of all of them under Fix All.</summary>
internal sealed class EditRun(Solution solution)
{
    private readonly SolutionEditor _editor = new(solution);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    /// <summary>The solution before any edit: what symbols are looked up in.</summary>
    public Solution Original { get; } = solution;

    /// <summary>True the first time that a run comes with <paramref name="key"/>: what several diagnostics share is written once.</summary>
    public bool IsFirst(string key) => _done.Add(key);

    public Task<DocumentEditor> EditorOfAsync(DocumentId document, CancellationToken cancellationToken) => _editor.GetDocumentEditorAsync(document, cancellationToken);

    public Solution Finish() => _editor.GetChangedSolution();
}

/// <summary>One way to repair one diagnostic by editing several documents.</summary>
/// <param name="Title">What the light bulb says: the change, not the problem.</param>
/// <param name="EquivalenceKey">The same for every diagnostic that is repaired in the same way.</param>
/// <param name="Apply">Makes the edits, on nodes of <see cref="EditRun.Original"/>.</param>
internal sealed record MultiDocumentEdit(string Title, string EquivalenceKey, Func<EditRun, CancellationToken, Task> Apply);

/// <summary>
/// The base of fixes whose edits are small and independent of each other but reach beyond the document of the diagnostic: into a declaration, or into a type that gets a new member.
/// All edits of a run go to one editor per document. Where one edit changes what the next one finds, use <see cref="SolutionFix"/>.
/// </summary>
public abstract class MultiDocumentFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => new AllEdits(this);

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var edit in await EditsForAsync(context.Document, root, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                var solution = context.Document.Project.Solution;
                context.RegisterCodeFix(
                    new TextKeepingAction(
                        edit.Title,
                        edit.EquivalenceKey,
                        solution,
                        async cancellationToken =>
                        {
                            var edits = new EditRun(solution);
                            await edit.Apply(edits, cancellationToken).ConfigureAwait(false);
                            return edits.Finish();
                        }),
                    diagnostic);
            }
        }
    }

    /// <summary>The edits that repair <paramref name="diagnostic"/>, the safest first; none when any repair would be a guess.</summary>
    internal abstract Task<ImmutableArray<MultiDocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken);

    private sealed class AllEdits(MultiDocumentFix fix) : FixAllInDocuments
    {
        protected override async Task<Solution> FixAsync(FixAllContext context, ImmutableArray<(Document Place, ImmutableArray<Diagnostic> Diagnostics)> work)
        {
            var cancellationToken = context.CancellationToken;
            var edits = new EditRun(context.Solution);
            foreach (var (document, diagnostics) in work)
            {
                if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
                {
                    continue;
                }

                foreach (var diagnostic in diagnostics)
                {
                    var offered = await fix.EditsForAsync(document, root, diagnostic, cancellationToken).ConfigureAwait(false);
                    if (offered.FirstOrDefault(edit => edit.EquivalenceKey == context.CodeActionEquivalenceKey) is { } chosen)
                    {
                        await chosen.Apply(edits, cancellationToken).ConfigureAwait(false);
                    }
                }
            }

            return edits.Finish();
        }
    }
}
