using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Contract;

/// <summary>Writes the entry point that the method's name and its neighbours show.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FFI5014BindToEvidentName))]
public sealed class FFI5014BindToEvidentName : DocumentFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("FFI5014");

    internal override async Task<ImmutableArray<DocumentEdit>> EditsForAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FFI5014Properties.EntryPoint, out var name)
            || name is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var title = $"Bind to '{name}'";
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node is ExpressionSyntax written)
        {
            return ImmutableArray.Create(new DocumentEdit(title, "FFI5014", editor => editor.ReplaceNode(written, Name(written, name).WithTriviaFrom(written))));
        }

        if (ImportAttributeOf(node, model, cancellationToken) is not { ArgumentList: { } list })
        {
            return ImmutableArray<DocumentEdit>.Empty;
        }

        var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals("EntryPoint"), null, Literal(name)).NormalizeWhitespace().WithLeadingTrivia(SyntaxFactory.Space);
        return ImmutableArray.Create(new DocumentEdit(title, "FFI5014", editor => editor.ReplaceNode(list, list.WithArguments(list.Arguments.Insert(1, argument)))));
    }

    // A name that follows a method's own keeps following it.
    private static ExpressionSyntax Name(ExpressionSyntax written, string name) =>
        written is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }
        && written.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && method.Identifier.ValueText == name
            ? SyntaxFactory.ParseExpression($"nameof({method.Identifier.Text})")
            : Literal(name);

    private static LiteralExpressionSyntax Literal(string name) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));

    private static AttributeSyntax? ImportAttributeOf(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        var lists = node switch
        {
            MethodDeclarationSyntax method => method.AttributeLists,
            LocalFunctionStatementSyntax local => local.AttributeLists,
            _ => default,
        };
        return lists.SelectMany(list => list.Attributes).FirstOrDefault(attribute =>
            attribute.ArgumentList is { Arguments.Count: > 0 } arguments
            && arguments.Arguments[0].NameEquals is null
            && model.GetTypeInfo(attribute, cancellationToken).Type is { Name: "DllImportAttribute" or "LibraryImportAttribute" });
    }
}
