using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Makes expressions from text.</summary>
internal static class ExpressionText
{
    /// <summary>Parses an expression in which types are written with <c>global::</c>; they become as short as the place allows when the change is cleaned up.</summary>
    public static ExpressionSyntax Parse(string text)
    {
        var expression = SyntaxFactory.ParseExpression(text);
        return expression.ReplaceNodes(expression.DescendantNodesAndSelf().Where(IsQualified), (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    private static bool IsQualified(SyntaxNode node) =>
        node is QualifiedNameSyntax { Parent: not QualifiedNameSyntax }
        || (node is MemberAccessExpressionSyntax { Parent: not QualifiedNameSyntax } access && access.DescendantNodes().Any(inner => inner is AliasQualifiedNameSyntax));
}
