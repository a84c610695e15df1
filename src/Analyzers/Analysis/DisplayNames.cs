using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>Names as messages show them: short, as a C# programmer writes them.</summary>
internal static class DisplayNames
{
#pragma warning disable RS0030 // Display strings are for messages only, and made only here.
    /// <summary>A type as it is written in code: <c>bool</c>, <c>Options</c>, <c>List&lt;int&gt;</c>.</summary>
    public static string OfType(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
#pragma warning restore RS0030

    /// <summary>A field or property with its type: <c>Options.Flags</c>.</summary>
    public static string OfMember(ISymbol member) =>
        member.ContainingType is { } type ? type.Name + "." + member.Name : member.Name;
}
