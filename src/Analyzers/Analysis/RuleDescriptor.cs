using Microsoft.CodeAnalysis;

namespace BoundaryLint.Analysis;

/// <summary>The families that rules are sorted into; the family is also the folder and the editorconfig category.</summary>
internal static class RuleFamily
{
    public const string Ownership = "Ownership";
    public const string Lifetime = "Lifetime";
    public const string Layout = "Layout";
    public const string Errors = "Errors";
    public const string Contract = "Contract";
    public const string Callbacks = "Callbacks";
    public const string Text = "Text";
    public const string Declarations = "Declarations";
}

/// <summary>The one place where descriptors are made, so that help links and tags cannot differ between rules.</summary>
internal static class RuleDescriptor
{
    private const string HelpLinkBase = "https://github.com/BoundaryLint/BoundaryLint/blob/main/docs/rules/";

    /// <param name="id">FFI and four digits, as in the catalogue.</param>
    /// <param name="title">The defect as a short sentence without a full stop.</param>
    /// <param name="messageFormat">What is wrong here, why, and what to do; names the native function and the parameter or field.</param>
    /// <param name="category">One of <see cref="RuleFamily"/>.</param>
    /// <param name="defaultSeverity">The severity with declared, header or known evidence.</param>
    /// <param name="isEnabledByDefault">False for the rules that the catalogue marks "off".</param>
    /// <param name="description">What happens at run time.</param>
    /// <param name="customTags">Tags of <see cref="WellKnownDiagnosticTags"/>, for rules that report at the end of a compilation.</param>
#pragma warning disable RS0030 // The banned constructor is banned in favour of this method.
    public static DiagnosticDescriptor Create(
        string id,
        string title,
        string messageFormat,
        string category,
        DiagnosticSeverity defaultSeverity,
        bool isEnabledByDefault = true,
        string description = "",
        params string[] customTags) =>
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault, description, HelpLinkBase + id + ".md", customTags);
#pragma warning restore RS0030
}
