using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Multiplies a number of elements by the size of one, or leaves that factor out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3006CountRightUnit))]
public sealed class FFI3006CountRightUnit : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3006");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax count
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        if (diagnostic.Properties.TryGetValue(FFI3006Properties.Multiply, out var element) && element is not null)
        {
            var size = SizeText.Of(model, count.SpanStart, SyntaxFactory.ParseTypeName(element), isMarshalled: false);
            return ImmutableArray.Create(new DocumentEdit($"Multiply by '{size}'", "FFI3006.Multiply", editor => editor.ReplaceNode(count, Product(count, size))));
        }

        // Of a variable the other uses may want the bytes.
        return count is BinaryExpressionSyntax product && Elements(product, model, cancellationToken) is { } elements
            ? ImmutableArray.Create(new DocumentEdit("Count in elements", "FFI3006.Elements", editor => editor.ReplaceNode(product, (current, _) => elements.WithTriviaFrom(current))))
            : ImmutableArray<DocumentEdit>.Empty;
    }

    private static ExpressionSyntax Product(ExpressionSyntax count, ExpressionSyntax size)
    {
        var product = SyntaxFactory.BinaryExpression(
            SyntaxKind.MultiplyExpression,
            count.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.AsteriskToken).WithTrailingTrivia(SyntaxFactory.Space),
            size);
        return (count.Parent is ArgumentSyntax or ParenthesizedExpressionSyntax ? (ExpressionSyntax)product : SyntaxFactory.ParenthesizedExpression(product)).WithTriviaFrom(count);
    }

    private static ExpressionSyntax? Elements(BinaryExpressionSyntax product, SemanticModel model, CancellationToken cancellationToken) =>
        IsSize(product.Left) ? product.Right : IsSize(product.Right) ? product.Left
        : model.GetConstantValue(product.Left, cancellationToken).HasValue ? product.Right
        : model.GetConstantValue(product.Right, cancellationToken).HasValue ? product.Left : null;

    private static bool IsSize(ExpressionSyntax expression) => expression switch
    {
        SizeOfExpressionSyntax => true,
        ParenthesizedExpressionSyntax parenthesized => IsSize(parenthesized.Expression),
        CastExpressionSyntax cast => IsSize(cast.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SizeOf" } } => true,
        _ => false,
    };
}
