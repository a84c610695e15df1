using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>One way to repair one diagnostic by changes anywhere in the solution.</summary>
/// <param name="Title">What the light bulb says: the change, not the problem.</param>
/// <param name="EquivalenceKey">The same for every diagnostic that is repaired in the same way.</param>
/// <param name="Apply">Makes the changed solution. It changes syntax roots and never texts, so that annotations survive it.</param>
internal sealed record SolutionEdit(string Title, string EquivalenceKey, Func<CancellationToken, Task<Solution>> Apply);

/// <summary>
/// The base of fixes that change several documents. The node that carries the diagnostic is all that ties an edit to its place: Fix All follows it through
/// the changes of the edits before.
/// </summary>
public abstract class SolutionFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => new SolutionFixAll(this);

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var edit in await EditsForAsync(document, PlaceOf(root, diagnostic), diagnostic.Properties, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(new TextKeepingAction(edit.Title, edit.EquivalenceKey, document.Project.Solution, edit.Apply), diagnostic);
            }
        }
    }

    /// <summary>
    /// The edits that repair the diagnostic on <paramref name="declaration"/>, the safest first; none when any repair would be a guess, or when an earlier edit has
    /// already repaired it. Everything that can prevent an edit is checked here.
    /// </summary>
    internal abstract Task<ImmutableArray<SolutionEdit>> EditsForAsync(
        Document document, SyntaxNode declaration, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken);

    /// <summary>The node that an edit is tied to: the smallest declaration around the diagnostic, unless a fix has to tell several of a declaration apart.</summary>
    internal virtual SyntaxNode PlaceOf(SyntaxNode root, Diagnostic diagnostic) => DeclarationOf(root, diagnostic);

    /// <summary>The smallest declaration around the diagnostic.</summary>
    internal static SyntaxNode DeclarationOf(SyntaxNode root, Diagnostic diagnostic)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return node.FirstAncestorOrSelf<SyntaxNode>(candidate =>
            candidate is MemberDeclarationSyntax or LocalFunctionStatementSyntax or LocalDeclarationStatementSyntax or AccessorDeclarationSyntax) ?? node;
    }
}

/// <summary>
/// Fix All for <see cref="SolutionFix"/>: one diagnostic after the other, each on the solution that the edit before it made. Batching would merge edits that know
/// nothing of each other.
/// </summary>
internal sealed class SolutionFixAll(SolutionFix fix) : FixAllInDocuments
{
    protected override async Task<Solution> FixAsync(FixAllContext context, ImmutableArray<(Document Place, ImmutableArray<Diagnostic> Diagnostics)> work)
    {
        var solution = context.Solution;
        var places = new List<(DocumentId Document, SyntaxAnnotation Mark, Diagnostic Diagnostic)>();
        foreach (var (document, diagnostics) in work)
        {
            if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            {
                continue;
            }

            var marks = new Dictionary<SyntaxNode, List<SyntaxAnnotation>>();
            foreach (var diagnostic in diagnostics)
            {
                var mark = new SyntaxAnnotation();
                var node = fix.PlaceOf(root, diagnostic);
                if (!marks.TryGetValue(node, out var ofNode))
                {
                    marks.Add(node, ofNode = []);
                }

                ofNode.Add(mark);
                places.Add((document.Id, mark, diagnostic));
            }

            solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(marks.Keys, (original, rewritten) => rewritten.WithAdditionalAnnotations(marks[original])));
        }

        foreach (var (id, mark, diagnostic) in places)
        {
            if (solution.GetDocument(id) is { } document
                && await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
                && root.GetAnnotatedNodes(mark).FirstOrDefault() is { } declaration)
            {
                var edits = await fix.EditsForAsync(document, declaration, diagnostic.Properties, context.CancellationToken).ConfigureAwait(false);
                if (edits.FirstOrDefault(edit => edit.EquivalenceKey == context.CodeActionEquivalenceKey) is { } chosen)
                {
                    solution = await chosen.Apply(context.CancellationToken).ConfigureAwait(false);
                }
            }
        }

        return solution;
    }
}
