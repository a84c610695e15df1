using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Fix All with one editor per document: every edit of a document is applied to the same tree, so that edits which touch each other are not lost, as they are with the
/// batch fixer (dotnet/roslyn#2872).
/// </summary>
internal sealed class DocumentFixAll(DocumentFix fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await FixAllDiagnostics.ByDocumentAsync(context).ConfigureAwait(false);
        return diagnostics.IsEmpty
            ? null
            : CodeAction.Create(
                FixAllDiagnostics.TitleOf(context.Scope),
                cancellationToken => FixAsync(context.WithCancellationToken(cancellationToken), diagnostics),
                context.CodeActionEquivalenceKey);
    }

    private async Task<Solution> FixAsync(FixAllContext context, ImmutableArray<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> work)
    {
        var solution = context.Solution;
        foreach (var (original, diagnostics) in work)
        {
            // The edits of earlier documents show, so that two parts of a partial type do not get members of the same name.
            var document = solution.GetDocument(original.Id)!;
            var editor = await DocumentEditor.CreateAsync(document, context.CancellationToken).ConfigureAwait(false);
            foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Length))
            {
                var edits = await fix.EditsForAsync(document, editor.OriginalRoot, diagnostic, context.CancellationToken).ConfigureAwait(false);
                if (edits.FirstOrDefault(edit => edit.EquivalenceKey == context.CodeActionEquivalenceKey) is { } chosen)
                {
                    await chosen.Apply(editor, context.CancellationToken).ConfigureAwait(false);
                }
            }

            var changed = solution.WithDocumentSyntaxRoot(document.Id, editor.GetChangedRoot()).GetDocument(document.Id)!;
            solution = (await DocumentFix.WithImportsAsync(changed, context.CancellationToken).ConfigureAwait(false)).Project.Solution;
        }

        return solution;
    }
}
