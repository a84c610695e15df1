using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Takes the releases out, and what is left without content.</summary>
internal sealed class ReleaseRemoval(ImmutableHashSet<StatementSyntax> removed) : CSharpSyntaxRewriter
{
    public List<StatementSyntax> Statements(IEnumerable<StatementSyntax> statements)
    {
        var result = new List<StatementSyntax>();
        var comments = SyntaxTriviaList.Empty;
        foreach (var statement in statements)
        {
            if (removed.Contains(statement))
            {
                // A comment before a release speaks of what comes behind it, too, as often as not: it stays.
                comments = comments.AddRange(CommentsOf(statement));
                continue;
            }

            foreach (var kept in Kept(statement))
            {
                result.Add(comments.Count == 0 ? kept : kept.WithLeadingTrivia(comments.AddRange(kept.GetLeadingTrivia())));
                comments = SyntaxTriviaList.Empty;
            }
        }

        return result;
    }

    public override SyntaxNode? VisitBlock(BlockSyntax node) => node.WithStatements(SyntaxFactory.List(Statements(node.Statements)));

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node) => node.WithStatements(SyntaxFactory.List(Statements(node.Statements)));

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node) =>
        removed.Contains(node) ? SyntaxFactory.Block().WithTriviaFrom(node) : base.VisitExpressionStatement(node);

    private IEnumerable<StatementSyntax> Kept(StatementSyntax statement)
    {
        var hadRelease = statement.DescendantNodes().Any(node => node is StatementSyntax inner && removed.Contains(inner));
        if (!hadRelease || Visit(statement) is not StatementSyntax kept)
        {
            return new[] { statement };
        }

        switch (kept)
        {
            case IfStatementSyntax { Else: null, Statement: BlockSyntax { Statements.Count: 0 } } test when IsPure(test.Condition):
                return Enumerable.Empty<StatementSyntax>();
            case TryStatementSyntax attempt:
                return KeptOf((TryStatementSyntax)statement, attempt);
            default:
                return new[] { kept };
        }
    }

    private static IEnumerable<StatementSyntax> KeptOf(TryStatementSyntax before, TryStatementSyntax attempt)
    {
        if (attempt.Finally is { Block.Statements.Count: 0 } && before.Finally!.Block.Statements.Count > 0)
        {
            attempt = attempt.WithFinally(null);
        }

        // A handler that only released and threw on.
        if (attempt.Catches.Count > 0
            && attempt.Catches.Last() is { Filter: null, Block.Statements: { Count: 1 } handler }
            && handler[0] is ThrowStatementSyntax { Expression: null }
            && before.Catches.Last().Block.Statements.Count > 1)
        {
            attempt = attempt.WithCatches(attempt.Catches.RemoveAt(attempt.Catches.Count - 1));
        }

        if (attempt.Catches.Count > 0 || attempt.Finally is not null)
        {
            return new[] { attempt };
        }

        var inner = attempt.Block.Statements;
        if (inner.Count == 0)
        {
            return Enumerable.Empty<StatementSyntax>();
        }

        // A declaration that comes out of its block may meet another of its name: then the braces stay.
        return inner.Any(statement => ResourceScope.DeclaredBy(statement).Any())
            ? new StatementSyntax[] { attempt.Block.WithTriviaFrom(attempt).WithAdditionalAnnotations(Formatter.Annotation) }
            : inner.Select((statement, index) => (index == 0 ? WithLead(statement, attempt) : statement).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>The first statement stands where the try statement stood.</summary>
    private static StatementSyntax WithLead(StatementSyntax statement, TryStatementSyntax attempt) =>
        statement.WithLeadingTrivia(statement.GetLeadingTrivia().Any(IsComment) ? attempt.GetLeadingTrivia().AddRange(statement.GetLeadingTrivia()) : attempt.GetLeadingTrivia());

    private static bool IsPure(ExpressionSyntax condition) =>
        condition.DescendantNodesAndSelf().All(node => node is not (InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or ObjectCreationExpressionSyntax
            or PostfixUnaryExpressionSyntax or DeclarationExpressionSyntax or IsPatternExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }));

    private static IEnumerable<SyntaxTrivia> CommentsOf(StatementSyntax statement) =>
        statement.GetLeadingTrivia().Any(IsComment) ? statement.GetLeadingTrivia() : Enumerable.Empty<SyntaxTrivia>();

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
}
