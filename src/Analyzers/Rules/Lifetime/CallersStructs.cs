using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.Rules.Lifetime;

/// <summary>Addresses in structs that the caller has given by reference.</summary>
internal static class CallersStructs
{
    /// <summary>
    /// Whether an address is put into a field of a struct that the caller gave by reference, and the struct goes to a function while the address is in force: what is left in it afterwards nobody
    /// means to read, although it points nowhere.
    /// </summary>
    public static bool IsUsedAtOnce(SyntaxNode stored)
    {
        if (stored.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } } assignment
            || assignment.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { } method
            || assignment.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
        {
            return false;
        }

        var isGiven = false;
        foreach (var parameter in method.ParameterList.Parameters)
        {
            isGiven |= parameter.Identifier.ValueText == name && (parameter.Modifiers.Any(SyntaxKind.RefKeyword) || parameter.Modifiers.Any(SyntaxKind.OutKeyword));
        }

        if (!isGiven)
        {
            return false;
        }

        foreach (var node in block.DescendantNodes())
        {
            if (node is ArgumentSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var argument } } passed && argument == name && passed.RefKindKeyword.IsKind(SyntaxKind.RefKeyword)
                && passed.SpanStart > assignment.SpanStart)
            {
                return true;
            }
        }

        return false;
    }
}
