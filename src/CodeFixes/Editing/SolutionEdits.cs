using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>
/// Edits of nodes in many documents, applied together: each function gets its node with the edits inside it already made. Returning null removes the node.
/// </summary>
internal sealed class SolutionEdits
{
    private readonly Dictionary<DocumentId, Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode?>>> _edits = new();
    private readonly Dictionary<DocumentId, SortedSet<string>> _usings = new();

    public IEnumerable<DocumentId> Documents => _edits.Keys.Union(_usings.Keys);

    public bool Has(Document document, SyntaxNode node) => _edits.TryGetValue(document.Id, out var edits) && edits.ContainsKey(node);

    /// <summary>Sets the edit of a node; a later one replaces an earlier one.</summary>
    public void Set(Document document, SyntaxNode node, Func<SyntaxNode, SyntaxNode?> edit)
    {
        if (!_edits.TryGetValue(document.Id, out var edits))
        {
            _edits.Add(document.Id, edits = new());
        }

        edits[node] = edit;
    }

    /// <summary>Takes back the edit of a node.</summary>
    public void Unset(Document document, SyntaxNode node)
    {
        if (_edits.TryGetValue(document.Id, out var edits))
        {
            edits.Remove(node);
        }
    }

    public void AddUsing(Document document, string @namespace)
    {
        if (!_usings.TryGetValue(document.Id, out var usings))
        {
            _usings.Add(document.Id, usings = new(StringComparer.Ordinal));
        }

        usings.Add(@namespace);
    }

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellationToken)
    {
        foreach (var id in Documents.ToList())
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            if (_edits.TryGetValue(id, out var edits) && edits.Count > 0)
            {
                root = new Rewriter(edits).Visit(root!);
            }

            if (_usings.TryGetValue(id, out var usings))
            {
                root = usings.Aggregate((CompilationUnitSyntax)root!, UsingDirectives.Add);
            }

            solution = solution.WithDocumentSyntaxRoot(id, root!);

            // The same file in the project's other target frameworks.
            foreach (var linked in document.GetLinkedDocumentIds())
            {
                solution = solution.WithDocumentText(linked, root!.GetText());
            }
        }

        return solution;
    }

    private sealed class Rewriter(Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode?>> edits) : CSharpSyntaxRewriter(visitIntoStructuredTrivia: false)
    {
        public override SyntaxNode? Visit(SyntaxNode? node)
        {
            var visited = base.Visit(node);
            return node is not null && visited is not null && edits.TryGetValue(node, out var edit) ? edit(visited) : visited;
        }

        public override SyntaxNode? VisitBlock(BlockSyntax node)
        {
            var block = (BlockSyntax)base.VisitBlock(node)!;
            if (!block.Statements.Any(Spliced.Is))
            {
                return block;
            }

            var statements = new List<StatementSyntax>();
            foreach (var statement in block.Statements)
            {
                if (Spliced.Is(statement))
                {
                    statements.AddRange(((BlockSyntax)statement).Statements);
                }
                else
                {
                    statements.Add(statement);
                }
            }

            return block.WithStatements(SyntaxFactory.List(statements));
        }
    }
}

/// <summary>A block that stands for its statements: they take its place in the block around it.</summary>
internal static class Spliced
{
    private static readonly SyntaxAnnotation Mark = new("BoundaryLint.Spliced");

    public static BlockSyntax Of(IEnumerable<StatementSyntax> statements) => SyntaxFactory.Block(statements).WithAdditionalAnnotations(Mark);

    public static bool Is(StatementSyntax statement) => statement is BlockSyntax && statement.HasAnnotation(Mark);
}

/// <summary>Adds using directives in the order that the file keeps.</summary>
internal static class UsingDirectives
{
    public static CompilationUnitSyntax Add(CompilationUnitSyntax root, string @namespace)
    {
        var end = SyntaxFactory.EndOfLine(MemberText.NewLineOf(root));
        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(@namespace).WithLeadingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(end);

        // Files that import inside their namespace go on doing so.
        if (root.Usings.Count == 0 && root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(scope => scope.Usings.Count > 0) is { } home)
        {
            return root.ReplaceNode(home, home.WithUsings(Insert(home.Usings, directive)));
        }

        if (root.Usings.Count > 0)
        {
            return root.WithUsings(Insert(root.Usings, directive));
        }

        // The blank line belongs to what follows, so that a further directive goes before it.
        var first = root.GetFirstToken(includeZeroWidth: true);
        return root.ReplaceToken(first, first.WithLeadingTrivia(end))
            .WithUsings(SyntaxFactory.SingletonList(directive.WithLeadingTrivia(first.LeadingTrivia)));
    }

    private static SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings, UsingDirectiveSyntax directive)
    {
        var index = 0;
        while (index < usings.Count && ComesBefore(usings[index], directive.Name.ToString()))
        {
            index++;
        }

        if (index > 0)
        {
            return usings.Insert(index, directive.WithLeadingTrivia(Indentation(usings[0])));
        }

        // The first directive carries the file's header.
        var leading = usings[0].GetLeadingTrivia();
        return usings.Replace(usings[0], usings[0].WithLeadingTrivia(Indentation(usings[0]))).Insert(0, directive.WithLeadingTrivia(leading));
    }

    private static SyntaxTriviaList Indentation(UsingDirectiveSyntax directive) =>
        directive.GetLeadingTrivia().LastOrDefault() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(last) : default;

    private static bool ComesBefore(UsingDirectiveSyntax present, string name)
    {
        if (present.Alias is not null || !present.StaticKeyword.IsKind(SyntaxKind.None))
        {
            return false;
        }

        var other = present.Name.ToString();
        var (system, otherSystem) = (IsSystem(name), IsSystem(other));
        return system == otherSystem ? string.CompareOrdinal(other, name) < 0 : otherSystem;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
