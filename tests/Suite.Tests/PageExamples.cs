using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>The examples of the rules' pages compile, and the rules say of them what the pages say.</summary>
public sealed partial class PageExamples
{
    private const string ExamplePath = "/example.cs";

    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_is_reported_on_the_marked_lines(string id)
    {
        var (example, header, baseline) = (Example(id, "Bad"), Header(id, "Bad"), Baseline(id, "Bad"));
        var marked = Marked(baseline ?? "", AllRules.BaselinePath).Concat(Marked(example, ExamplePath)).Concat(Marked(header ?? "", AllRules.HeaderPath));

        var reported = (await RunAsync(example, header, id, Properties(id, "Bad"), baseline)).Where(diagnostic => diagnostic.Id == id)
            .Select(diagnostic => diagnostic.Location.GetLineSpan())
            .Select(place => (place.Path, place.StartLinePosition.Line + 1)).Distinct();

        Assert.NotEmpty(marked);
        Assert.Equal(marked, reported.Order());

        IEnumerable<(string Path, int Line)> Marked(string text, string path) => text.Split('\n')
            .Select((line, index) => (line, index))
            .Where(item => item.line.TrimEnd().EndsWith((path == AllRules.BaselinePath ? "# " : "// ") + id, StringComparison.Ordinal))
            .Select(item => (path, item.index + 1));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_example_is_clean_under_all_rules(string id) =>
        Assert.Empty(AllRules.Lines((await RunAsync(Example(id, "Good"), Header(id, "Good"), properties: Properties(id, "Good"), baseline: Baseline(id, "Good"))).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)));

    /// <summary>The one C# block under a heading of a page.</summary>
    internal static string Example(string id, string heading) => Assert.Single(CSharpBlock().Matches(Section(id, heading))).Groups["code"].Value;

    /// <summary>The C block under a heading of a page, the header that the example is compared with; null where there is none.</summary>
    internal static string? Header(string id, string heading) => CBlock().Matches(Section(id, heading)) switch
    {
        [] => null,
        var blocks => Assert.Single(blocks).Groups["code"].Value,
    };

    /// <summary>The text block under a heading of a page, the baseline of the example; null where there is none.</summary>
    internal static string? Baseline(string id, string heading) => TextBlock().Match(Section(id, heading)) is { Success: true } block ? block.Groups["code"].Value : null;

    /// <summary>What the one XML block under a heading says of the project, as the package's targets pass it on; null where there is none.</summary>
    internal static Dictionary<string, string>? Properties(string id, string heading)
    {
        if (XmlBlock().Match(Section(id, heading)) is not { Success: true } block)
        {
            return null;
        }

        var project = XElement.Parse("<Project>" + block.Groups["code"].Value + "</Project>");
        var assets = project.Descendants().Attributes("Include").Select(include => include.Value.Split('/')).Where(parts => parts is ["runtimes", _, "native", _]);
        return new()
        {
            ["build_property.BoundaryLintRuntimeIdentifiers"] = project.Descendants("RuntimeIdentifiers").Single().Value.Replace(';', ','),
            ["build_property.BoundaryLintNativeAssets"] = string.Join(',', assets.Select(parts => parts[1] + "|" + parts[3])),
        };
    }

    private static string Section(string id, string heading)
    {
        var page = Repository.Read("docs", "rules", id + ".md");
        var start = page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{id}.md has no heading '{heading}'.");
        var end = page.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return page[start..end];
    }

    /// <summary>The compilation with a rule turned on that is off by default.</summary>
    internal static CSharpCompilation WithRule(CSharpCompilation compilation, string? id) => AllRules.Descriptors.FirstOrDefault(rule => rule.Id == id) is { IsEnabledByDefault: false } off
        ? compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(off.Id, ReportDiagnostic.Warn)]))
        : compilation;

    /// <summary>Runs all rules that are on by default, and <paramref name="id"/> even when it is off.</summary>
    private static async Task<IEnumerable<Diagnostic>> RunAsync(string example, string? header, string? id = null, Dictionary<string, string>? properties = null, string? baseline = null)
    {
        var compilation = WithRule(await AllRules.CompileAsync([(ExamplePath, example)]), id);
        Assert.Empty(AllRules.Lines(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return await AllRules.RunAsync(compilation, header: header, properties: properties, baseline: baseline);
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^```text\n(?<code>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TextBlock();

    [GeneratedRegex(@"^```xml\n(?<code>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex XmlBlock();

    [GeneratedRegex(@"^```c\n(?<code>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CBlock();
}
