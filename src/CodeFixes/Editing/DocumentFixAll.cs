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

/// <summary>
/// Fix All with one editor per document: every edit of a document is applied to the same tree, so that edits which touch each other are not lost, as they are with the
/// batch fixer (dotnet/roslyn#2872).
/// </summary>
internal sealed class DocumentFixAll(DocumentFix fix) : FixAllInDocuments
{
    protected override async Task<Solution> FixAsync(FixAllContext context, ImmutableArray<(Document Place, ImmutableArray<Diagnostic> Diagnostics)> work)
    {
        var solution = context.Solution;
        foreach (var (original, diagnostics) in work)
        {
            // The edits of earlier documents show, so that two parts of a partial type do not get members of the same name.
            var document = solution.GetDocument(original.Id)!;
            if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            {
                continue;
            }

            var edits = new List<DocumentEdit>();
            foreach (var diagnostic in diagnostics)
            {
                var offered = await fix.EditsForAsync(document, root, diagnostic, context.CancellationToken).ConfigureAwait(false);
                if (offered.FirstOrDefault(edit => edit.EquivalenceKey == context.CodeActionEquivalenceKey) is { } chosen)
                {
                    edits.Add(chosen);
                }
            }

            var changed = document.WithSyntaxRoot(await ChangedAsync(document, root, edits, context.CancellationToken).ConfigureAwait(false));
            solution = (await DocumentFix.WithImportsAsync(changed, context.CancellationToken).ConfigureAwait(false)).Project.Solution;
        }

        return solution;
    }

    /// <summary>The tree after all edits.</summary>
    private static async Task<SyntaxNode> ChangedAsync(Document document, SyntaxNode root, List<DocumentEdit> edits, CancellationToken cancellationToken)
    {
        var changed = await TryAsync(document, edits, cancellationToken).ConfigureAwait(false);
        if (changed is not null)
        {
            return changed;
        }

        // An edit has taken away the place of another one: that one waits for the next run, when its diagnostic stands somewhere else.
        var possible = new List<DocumentEdit>();
        foreach (var edit in edits)
        {
            possible.Add(edit);
            if (await TryAsync(document, possible, cancellationToken).ConfigureAwait(false) is { } more)
            {
                changed = more;
            }
            else
            {
                possible.RemoveAt(possible.Count - 1);
            }
        }

        return changed ?? root;
    }

    private static async Task<SyntaxNode?> TryAsync(Document document, List<DocumentEdit> edits, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var node in edits.SelectMany(static edit => edit.Tracked))
        {
            editor.TrackNode(node);
        }

        try
        {
            foreach (var edit in edits)
            {
                await edit.Apply(editor, cancellationToken).ConfigureAwait(false);
            }

            return editor.GetChangedRoot();
        }
        catch (InvalidOperationException)
        {
            // The editor does not find a node that an earlier edit removed, and has no other way of saying so.
            return null;
        }
    }
}
