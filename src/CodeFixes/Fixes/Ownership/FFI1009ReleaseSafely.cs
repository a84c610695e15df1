using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Returns the result of the release, turns what it throws into false, and removes a finalizer that only repeats what the base class does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1009ReleaseSafely))]
public sealed class FFI1009ReleaseSafely : DocumentFix
{
    private const string ReturnKey = "FFI1009.ReturnResult";
    private const string CatchKey = "FFI1009.Catch";
    private const string RemoveKey = "FFI1009.RemoveFinalizer";

    private static readonly ImmutableHashSet<string> Repetitions = ImmutableHashSet.Create("Dispose", "Close", "ReleaseHandle");

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1009");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        diagnostic.Properties.TryGetValue(FFI1009Properties.Problem, out var problem);
        var edit = problem switch
        {
            FFI1009Properties.Finalizer => Remove(node),
            FFI1009Properties.Throws => Catch(root, node),
            FFI1009Properties.Ignores when await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model => Return(node, diagnostic, model, cancellationToken),
            _ => null,
        };
        return edit is null ? ImmutableArray<DocumentEdit>.Empty : ImmutableArray.Create(edit);
    }

    /// <summary>The last two statements <c>Close(handle); return true;</c> become one.</summary>
    private static DocumentEdit? Return(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } statement } call
            || block.Statements.IndexOf(statement) is var index && index != block.Statements.Count - 2
            || block.Statements[index + 1] is not ReturnStatementSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } } old
            || ConditionOf(call, diagnostic, model, cancellationToken) is not { } condition)
        {
            return null;
        }

        var between = statement.GetTrailingTrivia().AddRange(old.GetLeadingTrivia());
        var leading = statement.GetLeadingTrivia();
        if (between.Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            // A remark about the call moves above it; one before the return stays above the return.
            leading = leading.AddRange(statement.GetTrailingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))).AddRange(old.GetLeadingTrivia());
        }

        var replacement = old.WithExpression(condition.WithAdditionalAnnotations(Simplifier.Annotation)).WithLeadingTrivia(leading);
        var statements = block.Statements.RemoveAt(index + 1).RemoveAt(index).Add(replacement);
        return new DocumentEdit("Return the result of the release", ReturnKey, editor => editor.ReplaceNode(block, (current, _) => ((BlockSyntax)current).WithStatements(statements)));
    }

    private static ExpressionSyntax? ConditionOf(InvocationExpressionSyntax call, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        if (diagnostic.Properties.TryGetValue(FFI1009Properties.Success, out var comparison))
        {
            return SyntaxFactory.ParseExpression(call.WithoutTrivia() + comparison);
        }

        return diagnostic.Properties.TryGetValue(FFI1009Properties.SuccessMember, out var member)
            && model.GetOperation(call, cancellationToken) is IInvocationOperation { TargetMethod.ReturnType: var type }
            ? SyntaxFactory.ParseExpression($"{call.WithoutTrivia()} == {type.ToMinimalDisplayString(model, call.SpanStart)}.{member}")
            : null;
    }

    private static DocumentEdit? Catch(SyntaxNode root, SyntaxNode node)
    {
        var newLine = SyntaxFactory.ElasticEndOfLine(MemberText.NewLineOf(root));
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return null;
        }

        var statements = method.Body?.Statements
            ?? (method.ExpressionBody is { } arrow
                ? SyntaxFactory.SingletonList<StatementSyntax>(SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), arrow.Expression.WithoutTrivia(), SyntaxFactory.Token(SyntaxKind.SemicolonToken)).WithTrailingTrivia(newLine))
                : default);
        if (statements.Count == 0)
        {
            return null;
        }

        var exception = SyntaxFactory.ParseTypeName("global::System.Exception").WithAdditionalAnnotations(Simplifier.Annotation);
        var failure = SyntaxFactory.ReturnStatement(SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression)).WithTrailingTrivia(newLine);
        var attempt = SyntaxFactory.TryStatement(
            Block(statements),
            SyntaxFactory.SingletonList(SyntaxFactory.CatchClause(SyntaxFactory.CatchDeclaration(exception), null, Block(SyntaxFactory.SingletonList<StatementSyntax>(failure)))),
            null);
        var body = Block(SyntaxFactory.SingletonList<StatementSyntax>(attempt.WithTrailingTrivia(newLine)))
            .WithAdditionalAnnotations(Formatter.Annotation);
        return new DocumentEdit(
            "Catch what it throws and return false",
            CatchKey,
            editor => editor.ReplaceNode(method, (current, _) =>
            {
                var declaration = (MethodDeclarationSyntax)current;
                var place = declaration.Body is { } block ? body.WithOpenBraceToken(body.OpenBraceToken.WithLeadingTrivia(SyntaxFactory.ElasticMarker)).WithTrailingTrivia(block.GetTrailingTrivia())
                    : body.WithTrailingTrivia(declaration.GetTrailingTrivia());
                return declaration.WithBody(place).WithExpressionBody(null).WithSemicolonToken(default);
            }));

        BlockSyntax Block(SyntaxList<StatementSyntax> content) => SyntaxFactory.Block(
            SyntaxFactory.Token(SyntaxFactory.TriviaList(newLine), SyntaxKind.OpenBraceToken, SyntaxFactory.TriviaList(newLine)),
            content,
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken));
    }

    /// <summary>Only a finalizer that does what the base class's finalizer does anyway: a release of something else has to move first.</summary>
    private static DocumentEdit? Remove(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<DestructorDeclarationSyntax>() is not { } finalizer)
        {
            return null;
        }

        var expressions = finalizer.ExpressionBody is { } arrow
            ? new[] { arrow.Expression }
            : finalizer.Body?.Statements.Select(statement => (statement as ExpressionStatementSyntax)?.Expression).ToArray();
        return expressions?.All(IsRepetition) == true
            ? new DocumentEdit("Remove the finalizer", RemoveKey, editor => editor.RemoveNode(finalizer, SyntaxRemoveOptions.KeepUnbalancedDirectives))
            : null;
    }

    private static bool IsRepetition(ExpressionSyntax? expression) =>
        expression is InvocationExpressionSyntax { Expression: var callee }
        && callee switch
        {
            IdentifierNameSyntax name => Repetitions.Contains(name.Identifier.ValueText),
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } member => Repetitions.Contains(member.Name.Identifier.ValueText),
            _ => false,
        };
}
