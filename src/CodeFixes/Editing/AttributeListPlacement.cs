using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Puts an attribute list where a person would: on a line of its own above a declaration, unless the declaration's attributes stand on its own line.</summary>
internal static class AttributeListPlacement
{
    public static SyntaxList<AttributeListSyntax> ListsOf(SyntaxNode declaration) => declaration switch
    {
        MemberDeclarationSyntax member => member.AttributeLists,
        ParameterSyntax parameter => parameter.AttributeLists,
        StatementSyntax statement => statement.AttributeLists,
        _ => default,
    };

    /// <summary>Adds <paramref name="list"/> behind the attribute lists that <paramref name="declaration"/> has. Comments and indentation stay where they are.</summary>
    public static SyntaxNode Add(SyntaxNode declaration, AttributeListSyntax list)
    {
        var lists = ListsOf(declaration);
        if (declaration is ParameterSyntax)
        {
            return InLine(declaration, lists, list);
        }

        if (lists.Count == 0)
        {
            return OnFirstLine(declaration, list);
        }

        var last = lists[lists.Count - 1];
        var endsLine = last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        if (!endsLine)
        {
            return InLine(declaration, lists, list);
        }

        var newLine = last.GetTrailingTrivia().First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return WithLists(declaration, lists.Add(list.WithLeadingTrivia(Indentation(last.GetLeadingTrivia())).WithTrailingTrivia(newLine)));
    }

    /// <summary>Takes one attribute away, with its list when it is the only one. Comments and indentation stay.</summary>
    public static SyntaxNode Remove(SyntaxNode declaration, AttributeSyntax attribute)
    {
        if (attribute.Parent is not AttributeListSyntax { Attributes.Count: 1 } list)
        {
            return declaration.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!;
        }

        var leading = declaration.GetLeadingTrivia();
        var isFirst = ListsOf(declaration).IndexOf(list) == 0;
        var without = declaration.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
        return isFirst ? without.WithLeadingTrivia(leading) : without;
    }

    // In front of the first token behind the lists there are, which keeps its leading trivia only when it is the first of the declaration.
    private static SyntaxNode InLine(SyntaxNode declaration, SyntaxList<AttributeListSyntax> lists, AttributeListSyntax list)
    {
        if (lists.Count > 0)
        {
            var last = lists[lists.Count - 1];
            var spaced = last.GetTrailingTrivia().Any() ? lists : lists.Replace(last, last.WithTrailingTrivia(SyntaxFactory.Space));
            return WithLists(declaration, spaced.Add(list.WithTrailingTrivia(SyntaxFactory.Space)));
        }

        var leading = declaration.GetLeadingTrivia();
        return WithLists(declaration.WithLeadingTrivia(), lists.Add(list.WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.Space)));
    }

    private static SyntaxNode OnFirstLine(SyntaxNode declaration, AttributeListSyntax list)
    {
        var leading = declaration.GetLeadingTrivia();
        var newLine = declaration.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (newLine == default)
        {
            newLine = SyntaxFactory.ElasticLineFeed;
        }

        return WithLists(
            declaration.WithLeadingTrivia(Indentation(leading)),
            SyntaxFactory.SingletonList(list.WithLeadingTrivia(leading).WithTrailingTrivia(newLine)));
    }

    private static SyntaxTriviaList Indentation(SyntaxTriviaList leading) =>
        leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(leading[leading.Count - 1]) : default;

    private static SyntaxNode WithLists(SyntaxNode declaration, SyntaxList<AttributeListSyntax> lists) => declaration switch
    {
        ParameterSyntax parameter => parameter.WithAttributeLists(lists),
        MemberDeclarationSyntax member => member.WithAttributeLists(lists),
        LocalFunctionStatementSyntax local => local.WithAttributeLists(lists),
        _ => declaration,
    };
}
