using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>One way to repair one diagnostic by editing its document.</summary>
/// <param name="Title">What the light bulb says: the change, not the problem.</param>
/// <param name="EquivalenceKey">The same for every diagnostic that is repaired in the same way: Fix All applies exactly this variant.</param>
/// <param name="Apply">Edits the document. Nodes are those of the document that the editor was made for; use the editor's lambdas so that edits compose.</param>
internal sealed record DocumentEdit(string Title, string EquivalenceKey, Func<DocumentEditor, CancellationToken, Task> Apply)
{
    public DocumentEdit(string title, string equivalenceKey, Action<DocumentEditor> apply)
        : this(title, equivalenceKey, (editor, _) =>
        {
            apply(editor);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Nodes that <see cref="Apply"/> looks for in the changed tree, where the edit of another diagnostic may have moved or removed them.</summary>
    public IEnumerable<SyntaxNode> Tracked { get; init; } = Enumerable.Empty<SyntaxNode>();
}

/// <summary>
/// The base of fixes whose edits stay in the document of the diagnostic. A fix only says which edits it offers; light bulb and Fix All in every scope follow from it.
/// </summary>
public abstract class DocumentFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => new DocumentFixAll(this);

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var edit in await EditsForAsync(document, root, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    new TextKeepingAction(edit.Title, edit.EquivalenceKey, document.Project.Solution, async cancellationToken => (await ApplyAsync(document, edit, cancellationToken).ConfigureAwait(false)).Project.Solution),
                    diagnostic);
            }
        }
    }

    /// <summary>
    /// The edits that repair <paramref name="diagnostic"/>, the safest first; none when any repair would be a guess. Everything that can
    /// prevent an edit is checked here, so that a light bulb never does nothing.
    /// </summary>
    internal abstract Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken);

    private static async Task<Document> ApplyAsync(Document document, DocumentEdit edit, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var node in edit.Tracked)
        {
            editor.TrackNode(node);
        }

        await edit.Apply(editor, cancellationToken).ConfigureAwait(false);
        return await WithImportsAsync(editor.GetChangedDocument(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Imports the namespaces of the fully qualified names that an edit annotated with <see cref="Simplifier.AddImportsAnnotation"/>; <see cref="Simplifier.Annotation"/>
    /// beside it then shortens them.
    /// </summary>
    internal static async Task<Document> WithImportsAsync(Document document, CancellationToken cancellationToken)
    {
        var changed = await ImportAdder.AddImportsAsync(document, Simplifier.AddImportsAnnotation, options: null, cancellationToken).ConfigureAwait(false);
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } before
            || await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } after)
        {
            return changed;
        }

        // Older versions of Roslyn end an added directive with CR LF whatever the file uses.
        var newLine = MemberText.NewLineOf(before);
        var foreign = after.DescendantNodes(node => node is not MemberDeclarationSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .SelectMany(directive => directive.GetTrailingTrivia())
            .Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia) && trivia.ToFullString() != newLine)
            .ToList();
        return foreign.Count == 0
            ? changed
            : changed.WithSyntaxRoot(after.ReplaceTrivia(foreign, (_, _) => SyntaxFactory.EndOfLine(newLine)));
    }
}
