using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Analysis;

/// <summary>Knows the methods whose results nobody looks at, so that it does no harm when these are wrong.</summary>
internal static class DroppedResults
{
    /// <summary>Whether only the project sees a method, and each of its calls drops the result; false for one that nobody calls.</summary>
    public static bool Are(IMethodSymbol method, Compilation compilation)
    {
        if (!Visibility.IsHidden(compilation, method))
        {
            return false;
        }

        var places = Mentions.In(compilation).Of(method).ToList();
        return places.Count > 0 && places.All(IsDroppedAt);
    }

    private static bool IsDroppedAt(SyntaxNode mention)
    {
        var called = Mentions.ExpressionAt(mention);
        return called.Parent is InvocationExpressionSyntax { Parent: var user } call && call.Expression == called && user switch
        {
            ExpressionStatementSyntax => true,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } => true,
            ForStatementSyntax loop => loop.Condition != call,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } => true,
            ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } => true,
            ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax or DestructorDeclarationSyntax } => true,
            _ => false,
        };
    }
}
