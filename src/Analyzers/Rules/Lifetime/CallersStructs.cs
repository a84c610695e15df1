using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Addresses in structs that the caller has given by reference, or that a pointer leads to.</summary>
internal static class CallersStructs
{
    /// <summary>
    /// Whether an address is put into a field of a struct that the caller gave by reference, and the struct goes to a function while the address is in force: what is left in it afterwards nobody
    /// means to read, although it points nowhere.
    /// </summary>
    public static bool IsUsedAtOnce(SyntaxNode stored) =>
        StoreAround(stored) is { Left: MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } } store
        && IsByReference(store, name)
        && IsGiven(store, name, SyntaxKind.RefKeyword);

    /// <summary>Whether an address is put into a field of a struct that a pointer leads to, and the pointer goes to a function while the address is in force, or the field gets another value later.</summary>
    public static bool IsUsedAtOnceBehindPointer(SyntaxNode stored) =>
        StoreAround(stored) is { Left: MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.PointerMemberAccessExpression } left } store
        && (IsGiven(store, left.Expression.ToString(), SyntaxKind.None) || IsAssignedLater(store, left.ToString()));

    private static AssignmentExpressionSyntax? StoreAround(SyntaxNode stored) => stored.FirstAncestorOrSelf<AssignmentExpressionSyntax>();

    private static bool IsByReference(AssignmentExpressionSyntax store, string name)
    {
        foreach (var parameter in store.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.ParameterList.Parameters ?? default)
        {
            if (parameter.Identifier.ValueText == name && (parameter.Modifiers.Any(SyntaxKind.RefKeyword) || parameter.Modifiers.Any(SyntaxKind.OutKeyword)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGiven(AssignmentExpressionSyntax store, string place, SyntaxKind keyword)
    {
        foreach (var node in store.FirstAncestorOrSelf<BlockSyntax>()?.DescendantNodes() ?? [])
        {
            if (node is ArgumentSyntax { Expression: var argument } passed && argument.ToString() == place && passed.RefKindKeyword.IsKind(keyword) && passed.SpanStart > store.SpanStart)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAssignedLater(AssignmentExpressionSyntax store, string place)
    {
        foreach (var node in store.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes() ?? [])
        {
            if (node is AssignmentExpressionSyntax { Left: var left } later && later.SpanStart > store.SpanStart && left.ToString() == place)
            {
                return true;
            }
        }

        return false;
    }
}
