using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Text;

/// <summary>Counts what native code reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI7002CountRightUnits))]
public sealed class FFI7002CountRightUnits : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI7002");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // A variable that holds the length may be used for other things too.
        if (!diagnostic.Properties.TryGetValue(FFI7002Properties.Count, out var count)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax counted
            || counted is IdentifierNameSyntax
            || TextOf(counted) is not { } text)
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        text = text.WithoutTrivia();
        var (title, replacement) = count switch
        {
            FFI7002Properties.Utf8Bytes => ("Count the bytes of UTF-8", InUtf8(text)),
            FFI7002Properties.Utf16Bytes => ("Count the bytes of UTF-16", Product(Length(text))),
            _ => ("Count the UTF-16 code units", Length(text)),
        };
        return Task.FromResult(ImmutableArray.Create(new DocumentEdit(title, "FFI7002:" + count, editor => editor.ReplaceNode(counted, replacement.WithTriviaFrom(counted)))));
    }

    /// <summary>The text of <c>text.Length</c>, <c>text.Length * 2</c> and <c>Encoding.UTF8.GetByteCount(text)</c>.</summary>
    private static ExpressionSyntax? TextOf(ExpressionSyntax counted) => counted switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length", Expression: var text } => text,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression,
        BinaryExpressionSyntax product => TextOf(product.Left) ?? TextOf(product.Right),
        ParenthesizedExpressionSyntax inner => TextOf(inner.Expression),
        _ => null,
    };

    private static ExpressionSyntax InUtf8(ExpressionSyntax text) => SyntaxFactory.InvocationExpression(
        SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseName("global::System.Text.Encoding").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
                SyntaxFactory.IdentifierName("UTF8")),
            SyntaxFactory.IdentifierName("GetByteCount")),
        SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(text))));

    private static ExpressionSyntax Length(ExpressionSyntax text) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, text, SyntaxFactory.IdentifierName("Length"));

    // A cast in front binds stronger than the product.
    private static ExpressionSyntax Product(ExpressionSyntax length) => SyntaxFactory.ParenthesizedExpression(SyntaxFactory.BinaryExpression(
            SyntaxKind.MultiplyExpression,
            length.WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.AsteriskToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SizeOfExpression(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.CharKeyword)))))
        .WithAdditionalAnnotations(Simplifier.Annotation);
}
