using System;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BoundaryLint.CodeFixes.Editing;

/// <summary>Attributes by the name that is written, for edits of their syntax.</summary>
internal static class AttributeNames
{
    /// <summary>The written name without qualification and without the suffix <c>Attribute</c>.</summary>
    public static string Of(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        const string Suffix = "Attribute";
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }
}
