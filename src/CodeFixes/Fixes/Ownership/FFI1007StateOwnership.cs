using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Ownership;

/// <summary>Turns the argument round that says whether the handle object owns what it wraps.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI1007StateOwnership))]
public sealed class FFI1007StateOwnership : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI1007");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(FFI1007Properties.IsFlag)
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not LiteralExpressionSyntax literal
            || literal.Kind() is not (SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression))
        {
            return Task.FromResult(ImmutableArray<DocumentEdit>.Empty);
        }

        var owns = literal.IsKind(SyntaxKind.FalseLiteralExpression);
        return Task.FromResult(ImmutableArray.Create(new DocumentEdit(
            owns ? "Let the object own the handle" : "Let the owner keep the handle",
            owns ? "FFI1007.Own" : "FFI1007.Borrow",
            editor => editor.ReplaceNode(
                literal,
                (current, _) => SyntaxFactory.LiteralExpression(owns ? SyntaxKind.TrueLiteralExpression : SyntaxKind.FalseLiteralExpression).WithTriviaFrom(current)))));
    }
}
