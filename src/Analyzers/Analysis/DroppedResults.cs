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

    /// <summary>Whether each call that is to be seen drops the result, or puts it where nobody looks at it: into a local that is never read.</summary>
    public static bool AreUnread(IMethodSymbol method, Compilation compilation)
    {
        var places = Mentions.In(compilation).Of(method).ToList();
        return places.Count > 0 && places.All(static place => IsDroppedAt(place) || IsInUnreadLocal(place));
    }

    private static bool IsInUnreadLocal(SyntaxNode mention)
    {
        var called = Mentions.ExpressionAt(mention);
        if (called.Parent is not InvocationExpressionSyntax call || call.Expression != called)
        {
            return false;
        }

        var local = call.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } declared } => declared.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var assigned }, Parent: ExpressionStatementSyntax } => assigned,
            _ => null,
        };
        if (local is null || call.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { } member
            || !member.DescendantNodes().Any(node => node is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } declared && declared.Identifier.ValueText == local))
        {
            return false;
        }

        return member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local)
            .All(static name => name.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } assignment && assignment.Left == name);
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
