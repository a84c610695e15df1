using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Makes members from text, in the style of the file that they go into.</summary>
internal static class MemberText
{
    /// <summary>Parses one member. It is indented when the change is cleaned up.</summary>
    public static MemberDeclarationSyntax Parse(SyntaxNode root, string text) =>
        SyntaxFactory.ParseMemberDeclaration(text.Replace("\n", NewLineOf(root)))!.WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>Separates a new member from <paramref name="next"/>, before which it is inserted, and from what stands before both.</summary>
    public static MemberDeclarationSyntax WithBlankLineBefore(SyntaxNode root, MemberDeclarationSyntax member, SyntaxNode next)
    {
        var end = SyntaxFactory.EndOfLine(NewLineOf(root));
        return next.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia)
            ? member.WithLeadingTrivia(end).WithTrailingTrivia(end)
            : member.WithTrailingTrivia(end, end);
    }

    /// <summary>How a framework type is written at a place: alone where its namespace is imported, otherwise with it.</summary>
    public static string NameInScope(SemanticModel model, int position, string @namespace, string name)
    {
        // Generic types of the same name do not get in the way of one without type arguments.
        var found = model.LookupNamespacesAndTypes(position, name: name).RemoveAll(static symbol => symbol is INamedTypeSymbol { Arity: > 0 });
        return found.Length == 1 && found[0].ContainingNamespace is { } of && of.ToDisplayString() == @namespace ? name : $"{@namespace}.{name}";
    }

    /// <summary>The line end that the file uses.</summary>
    public static string NewLineOf(SyntaxNode root)
    {
        var end = root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return end == default || end.ToFullString().Length == 0 ? "\n" : end.ToFullString();
    }
}
