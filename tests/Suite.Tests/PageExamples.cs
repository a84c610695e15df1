using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>The examples of the rules' pages compile, and the rules say of them what the pages say.</summary>
public sealed partial class PageExamples
{
    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_is_reported_on_the_marked_lines(string id)
    {
        var example = Example(id, "Bad");
        var marked = example.Split('\n').Select((line, index) => (line, index)).Where(item => item.line.TrimEnd().EndsWith("// " + id, StringComparison.Ordinal)).Select(item => item.index + 1);

        var reported = (await RunAsync(example)).Where(diagnostic => diagnostic.Id == id).Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1).Distinct();

        Assert.NotEmpty(marked);
        Assert.Equal(marked, reported.Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_example_is_clean_under_all_rules(string id) =>
        Assert.Empty(AllRules.Lines((await RunAsync(Example(id, "Good"))).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)));

    /// <summary>The one C# block under a heading of a page.</summary>
    internal static string Example(string id, string heading)
    {
        var page = Repository.Read("docs", "rules", id + ".md");
        var start = page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{id}.md has no heading '{heading}'.");
        var end = page.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return Assert.Single(Block().Matches(page[start..end])).Groups["code"].Value;
    }

    private static async Task<IEnumerable<Diagnostic>> RunAsync(string example)
    {
        var compilation = await AllRules.CompileAsync([("/example.cs", example)]);
        Assert.Empty(AllRules.Lines(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return await AllRules.RunAsync(compilation);
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
