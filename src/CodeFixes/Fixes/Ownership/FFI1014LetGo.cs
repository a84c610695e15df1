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
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Tells the SafeHandle to let go where the call has succeeded; of raw values, the release in the same block goes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1014LetGo))]
public sealed class FFI1014LetGo : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1014");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax given
            || given.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        if (!diagnostic.Properties.ContainsKey(FFI1014Properties.IsSafeHandle))
        {
            return diagnostic.AdditionalLocations.Count == 1
                && diagnostic.AdditionalLocations[0].SourceTree == root.SyntaxTree
                && root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is { Parent: ExpressionStatementSyntax release }
                && release.Parent == block
                && statement is ExpressionStatementSyntax
                ? ImmutableArray.Create(new DocumentEdit("Leave the release to native code", "FFI1014.Remove", editor => editor.RemoveNode(release, SyntaxRemoveOptions.KeepNoTrivia)))
                : ImmutableArray<DocumentEdit>.Empty;
        }

        if (given is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }) || SuccessBehind(statement, block, call, model, cancellationToken) is not { } success)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        return ImmutableArray.Create(new DocumentEdit($"Let '{given}' go when the call has succeeded", "FFI1014.LetGo", editor => editor.InsertAfter(
            success,
            SyntaxFactory.ExpressionStatement(SyntaxFactory.InvocationExpression(
                    SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, given.WithoutTrivia(), SyntaxFactory.IdentifierName("SetHandleAsInvalid"))))
                .WithAdditionalAnnotations(Formatter.Annotation))));
    }

    /// <summary>The statement behind which the call has succeeded; null where that is not plain.</summary>
    private static StatementSyntax? SuccessBehind(StatementSyntax statement, BlockSyntax block, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (statement)
        {
            case IfStatementSyntax { Else: null } test when IsFailure(test.Condition, call) && Leaves(test.Statement):
                return statement;
            case ExpressionStatementSyntax { Expression: var expression } when expression == call:
                return model.GetTypeInfo(call, cancellationToken).Type?.SpecialType == SpecialType.System_Void ? statement : null;
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } } when arguments[0].Expression == call:
                // The status goes to a method that throws.
                return statement;
            case LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } when variables[0].Initializer?.Value == call:
                var next = block.Statements.IndexOf(statement) + 1;
                return next < block.Statements.Count
                    && block.Statements[next] is IfStatementSyntax { Else: null } check
                    && check.Condition.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText == variables[0].Identifier.ValueText) is { } status
                    && IsFailure(check.Condition, status)
                    && Leaves(check.Statement)
                    ? check
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Whether the condition is that the status is not what success gives.</summary>
    private static bool IsFailure(ExpressionSyntax condition, ExpressionSyntax status) => condition switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression or (int)SyntaxKind.LessThanExpression, Left: var left } => left == status,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => operand == status,
        _ => false,
    };

    private static bool Leaves(StatementSyntax statement) => (statement is BlockSyntax block ? block.Statements.LastOrDefault() : statement) is ReturnStatementSyntax or ThrowStatementSyntax;
}
