using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Lifetime;

/// <summary>Moves <c>GC.KeepAlive</c> behind the native call: into a finally block where that call's result is returned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI2004MoveKeepAlive))]
public sealed class FFI2004MoveKeepAlive : DocumentFix
{
    private const string Key = nameof(FFI2004MoveKeepAlive);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI2004");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(FFI2004Properties.Move)
            || diagnostic.AdditionalLocations.Count == 0
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } keep
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan).AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(statement => statement.Parent == block) is not { } target)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        return Task.FromResult(target switch
        {
            ExpressionStatementSyntax or LocalDeclarationStatementSyntax => One("Move it behind the native call", Behind(block, keep, target)),
            ReturnStatementSyntax { Expression: not null } => One("Move it into a finally block", InFinally(block, keep, target, MemberText.NewLineOf(root))),
            _ when Jumps(target) => ImmutableArray<DocumentEdit>.Empty,
            _ => One("Move it behind the native call", Behind(block, keep, target)),
        });

        ImmutableArray<DocumentEdit> One(string title, BlockSyntax replacement) => ImmutableArray.Create(
            new DocumentEdit(title, Key, editor => editor.ReplaceNode(block, replacement)));
    }

    /// <summary>A statement that can leave the block would leave it without the call.</summary>
    private static bool Jumps(StatementSyntax statement) =>
        statement.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is ReturnStatementSyntax or ThrowStatementSyntax or GotoStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or YieldStatementSyntax);

    private static BlockSyntax Behind(BlockSyntax block, StatementSyntax keep, StatementSyntax target)
    {
        var tracked = block.TrackNodes(keep, target);
        tracked = tracked.RemoveNode(tracked.GetCurrentNode(keep)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        return tracked.InsertNodesAfter(tracked.GetCurrentNode(target)!, [keep]);
    }

    private static BlockSyntax InFinally(BlockSyntax block, StatementSyntax keep, StatementSyntax target, string end)
    {
        var newLine = SyntaxFactory.ElasticEndOfLine(end);
        var attempt = SyntaxFactory.TryStatement(Block(target.WithoutLeadingTrivia()), default, SyntaxFactory.FinallyClause(Block(keep.WithLeadingTrivia(keep.GetLeadingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))))))
            .WithLeadingTrivia(target.GetLeadingTrivia())
            .WithTrailingTrivia(newLine)
            .WithAdditionalAnnotations(Formatter.Annotation);
        var tracked = block.TrackNodes(keep, target);
        tracked = tracked.RemoveNode(tracked.GetCurrentNode(keep)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        return tracked.ReplaceNode(tracked.GetCurrentNode(target)!, attempt);

        BlockSyntax Block(StatementSyntax statement) => SyntaxFactory.Block(
            SyntaxFactory.Token(SyntaxFactory.TriviaList(newLine), SyntaxKind.OpenBraceToken, SyntaxFactory.TriviaList(newLine)),
            SyntaxFactory.SingletonList(statement),
            SyntaxFactory.Token(SyntaxFactory.TriviaList(), SyntaxKind.CloseBraceToken, SyntaxFactory.TriviaList(newLine)));
    }
}
