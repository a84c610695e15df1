using System;
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Analysis;

/// <summary>
/// What the user configured: <c>boundarylint.FFInnnn.option = value</c> for one rule or <c>boundarylint.option = value</c> for all in
/// <c>.editorconfig</c>, and MSBuild properties that the package makes visible to the compiler.
/// </summary>
internal sealed class RuleOptions(AnalyzerConfigOptionsProvider provider)
{
    // Rules ask for the same few options at every declaration.
    private readonly ConcurrentDictionary<(string Rule, string Option), (string OfRule, string OfAll)> _keys = new();

    /// <summary>An MSBuild property, trimmed, or the empty string.</summary>
    public string BuildProperty(string name) =>
        provider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value.Trim() : "";

    /// <summary>
    /// An MSBuild property that is a list. In the generated editorconfig file a semicolon starts a comment, so only the first entry of a plain list
    /// would arrive; the package passes lists on with commas under the name <c>BoundaryLint</c> + <paramref name="name"/>.
    /// </summary>
    public string[] BuildPropertyList(string name)
    {
        var list = BuildProperty("BoundaryLint" + name);
        return (list.Length > 0 ? list : BuildProperty(name)).Split([';', ','], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Whether an MSBuild property is set to true.</summary>
    public bool BuildPropertyIsTrue(string name) => string.Equals(BuildProperty(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A rule's boolean option for one file.</summary>
    public bool IsOn(SyntaxTree tree, string rule, string option, bool byDefault = false) =>
        TryGet(tree, rule, option, out var value) && bool.TryParse(value, out var on) ? on : byDefault;

    /// <summary>A rule's option as text for one file, or null.</summary>
    public string? Text(SyntaxTree tree, string rule, string option) => TryGet(tree, rule, option, out var value) ? value : null;

    private bool TryGet(SyntaxTree tree, string rule, string option, out string value)
    {
        var options = provider.GetOptions(tree);
        var (ofRule, ofAll) = _keys.GetOrAdd((rule, option), static key => ($"boundarylint.{key.Rule}.{key.Option}", "boundarylint." + key.Option));
        if (options.TryGetValue(ofRule, out var found) || options.TryGetValue(ofAll, out found))
        {
            value = found.Trim();
            return true;
        }

        value = "";
        return false;
    }
}
