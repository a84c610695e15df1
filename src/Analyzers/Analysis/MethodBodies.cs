using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>Bodies of methods that a rule follows calls into, as far as they are in the file at hand.</summary>
internal static class MethodBodies
{
    /// <summary>The body of a method or accessor that is declared in the file of <paramref name="model"/>.</summary>
    public static IOperation? Of(IMethodSymbol method, SemanticModel? model, CancellationToken cancellationToken)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (model is null || method.IsAbstract || method.IsExtern || method.Locations.IsEmpty || method.Locations[0].SourceTree != model.SyntaxTree)
        {
            return null;
        }

        var node = model.SyntaxTree.GetRoot(cancellationToken).FindNode(method.Locations[0].SourceSpan);
        SyntaxNode? body = node.FirstAncestorOrSelf<SyntaxNode>(candidate => candidate is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax) switch
        {
            // A constructor's initializers and base call run too; they are not followed.
            ConstructorDeclarationSyntax => null,
            BaseMethodDeclarationSyntax declaration => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
            IndexerDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
            _ => null,
        };
        return body is null ? null : model.GetOperation(body, cancellationToken);
    }
}
