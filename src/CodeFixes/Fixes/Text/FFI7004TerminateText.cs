using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Text;

/// <summary>Gives native code a copy that ends with a null character.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI7004TerminateText))]
public sealed class FFI7004TerminateText : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI7004");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var edit = diagnostic.Properties.TryGetValue(FFI7004Properties.Cure, out var cure)
            && diagnostic.AdditionalLocations.Count > 0
            && diagnostic.AdditionalLocations[0].SourceTree == root.SyntaxTree
            && root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax maker
                ? cure == FFI7004Properties.PinString ? PinString(maker) : AppendNull(maker)
                : null;
        return Task.FromResult(edit is null ? ImmutableArray<DocumentEdit>.Empty : ImmutableArray.Create(edit));
    }

    private static DocumentEdit? PinString(ExpressionSyntax span) => span is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax)
        ? null
        : new DocumentEdit(
            "Pin a copy that ends with a null character",
            "FFI7004:PinString",
            editor => editor.ReplaceNode(span, (current, _) => current.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } // Two reports on one text.
                ? current
                : SyntaxFactory.InvocationExpression(
                        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, ((ExpressionSyntax)current).WithoutTrivia(), SyntaxFactory.IdentifierName("ToString")))
                    .WithTriviaFrom(current)));

    /// <summary><c>GetBytes(text)</c> and <c>text.ToCharArray()</c>.</summary>
    private static DocumentEdit? AppendNull(ExpressionSyntax maker)
    {
        var text = maker is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments, Expression: var callee }
            ? arguments.Count == 1 ? arguments[0].Expression : (callee as MemberAccessExpressionSyntax)?.Expression
            : null;
        return text is null
            ? null
            : new DocumentEdit("Add a null character", "FFI7004:AppendNull", editor => editor.ReplaceNode(text, (current, _) => WithNull((ExpressionSyntax)current)));
    }

    private static ExpressionSyntax WithNull(ExpressionSyntax text)
    {
        // Two reports on one text.
        var around = text.Parent is ParenthesizedExpressionSyntax outer ? outer.Parent : text.Parent;
        if (around is BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.ValueText: "\0" } })
        {
            return text;
        }

        var left = text.WithoutTrivia();
        if (left is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax
            or InterpolatedStringExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax or ThisExpressionSyntax)
            && !left.IsKind(SyntaxKind.AddExpression))
        {
            left = SyntaxFactory.ParenthesizedExpression(left);
        }

        ExpressionSyntax sum = SyntaxFactory.BinaryExpression(
            SyntaxKind.AddExpression,
            left.WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.PlusToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("\"\\0\"", "\0")));
        return (text.Parent is MemberAccessExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(sum) : sum).WithTriviaFrom(text);
    }
}
