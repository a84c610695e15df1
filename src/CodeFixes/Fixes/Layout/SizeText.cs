using System.Linq;
using BoundaryLint.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Layout;

/// <summary>Writes the expression that measures a type.</summary>
internal static class SizeText
{
    /// <summary>
    /// <c>Marshal.SizeOf&lt;T&gt;()</c> for the marshalled copy; for the bytes in memory <c>sizeof(T)</c> where it is allowed and <c>Unsafe.SizeOf&lt;T&gt;()</c> elsewhere.
    /// </summary>
    public static ExpressionSyntax Of(SemanticModel model, int position, TypeSyntax type, bool isMarshalled)
    {
        if (isMarshalled)
        {
            return SyntaxFactory.ParseExpression($"{MemberText.NameInScope(model, position, "System.Runtime.InteropServices", "Marshal")}.SizeOf<{type}>()");
        }

        return type is PredefinedTypeSyntax || IsUnsafe(model, position)
            ? SyntaxFactory.ParseExpression($"sizeof({type})")
            : SyntaxFactory.ParseExpression($"{MemberText.NameInScope(model, position, "System.Runtime.CompilerServices", "Unsafe")}.SizeOf<{type}>()");
    }

    private static bool IsUnsafe(SemanticModel model, int position)
    {
        var node = model.SyntaxTree.GetRoot().FindToken(position).Parent;
        return node is not null && node.AncestorsAndSelf().Any(static ancestor => ancestor is UnsafeStatementSyntax || Modifiers(ancestor).Any(SyntaxKind.UnsafeKeyword));
    }

    private static SyntaxTokenList Modifiers(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.Modifiers,
        LocalFunctionStatementSyntax local => local.Modifiers,
        _ => default,
    };
}
