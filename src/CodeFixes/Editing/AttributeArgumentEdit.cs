using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Named arguments of one attribute.</summary>
internal static class AttributeArgumentEdit
{
    /// <summary>Sets <paramref name="name"/>, in place where it is written and behind the other arguments where it is not.</summary>
    public static AttributeSyntax With(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        if (Find(attribute, name) is { } present)
        {
            return attribute.ReplaceNode(present.Expression, value.WithTriviaFrom(present.Expression));
        }

        var added = SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(name), null, value).WithAdditionalAnnotations(Formatter.Annotation);
        return attribute.AddArgumentListArguments(added);
    }

    /// <summary>Takes <paramref name="name"/> away.</summary>
    public static AttributeSyntax Without(AttributeSyntax attribute, string name) => Find(attribute, name) is { } present
        ? attribute.WithArgumentList(attribute.ArgumentList!.WithArguments(attribute.ArgumentList.Arguments.Remove(present)))
        : attribute;

    private static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
}
