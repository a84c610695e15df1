using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Text;

/// <summary>Throws in the statement before when the text has a null character inside.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI7007RefuseEmbeddedNull))]
public sealed class FFI7007RefuseEmbeddedNull : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI7007");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // What has to be evaluated again is no variable, and a variable that the same statement sets has no value yet.
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax text
            || text.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || statement is not (ExpressionStatementSyntax or ReturnStatementSyntax or LocalDeclarationStatementSyntax or IfStatementSyntax)
            || text.Ancestors().TakeWhile(node => node != statement).Any(node => node is AnonymousFunctionExpressionSyntax)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(text, cancellationToken).Symbol is not { Kind: SymbolKind.Parameter or SymbolKind.Local } symbol
            || symbol is ILocalSymbol local && local.DeclaringSyntaxReferences.Any(reference => statement.Span.Contains(reference.Span)))
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var exception = MemberText.NameInScope(model, text.SpanStart, "System", "ArgumentException");
        var name = text.Identifier.Text;
        var end = MemberText.NewLineOf(root);
        var guard = $"if ({name}?.IndexOf('\\0') >= 0){end}{{{end}throw new {exception}(\"The text contains a null character.\", nameof({name}));{end}}}";
        return ImmutableArray.Create(new DocumentEdit("Throw when there is a null character inside", "FFI7007", editor =>
        {
            var before = SyntaxFactory.ParseStatement(guard)
                .WithLeadingTrivia(statement.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.EndOfLine(end), SyntaxFactory.EndOfLine(end))
                .WithAdditionalAnnotations(Formatter.Annotation);
            editor.InsertBefore(statement, before);
            editor.ReplaceNode(statement, (current, _) => current.WithLeadingTrivia(current.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
        }));
    }
}
