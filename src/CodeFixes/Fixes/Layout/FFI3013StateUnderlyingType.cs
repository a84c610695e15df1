using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>States the underlying type that the enum has today.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI3013StateUnderlyingType))]
public sealed class FFI3013StateUnderlyingType : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI3013");

    internal override Task<ImmutableArray<DocumentEdit>> EditsForAsync(Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<EnumDeclarationSyntax>() is { BaseList: null } declaration
            ? ImmutableArray.Create(new DocumentEdit("State the underlying type 'int'", "FFI3013.Int", editor => editor.ReplaceNode(declaration, (current, _) => State((EnumDeclarationSyntax)current))))
            : ImmutableArray<DocumentEdit>.Empty);

    private static EnumDeclarationSyntax State(EnumDeclarationSyntax declaration)
    {
        var type = SyntaxFactory.SimpleBaseType(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.IntKeyword)));
        var bases = SyntaxFactory.BaseList(
            SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList<BaseTypeSyntax>(type)).WithTrailingTrivia(declaration.Identifier.TrailingTrivia);
        return declaration.WithIdentifier(declaration.Identifier.WithTrailingTrivia(SyntaxFactory.Space)).WithBaseList(bases);
    }
}
