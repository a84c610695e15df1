using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>The C# that the guide shows compiles and is clean under all rules, and each of its pages can be reached from the README.</summary>
public sealed partial class GuideExamples
{
    // These have tests of their own: they show raw declarations, and parts of projects.
    private static readonly string[] TestedElsewhere = ["contracts.md", "go.md", "testing.md"];

    public static TheoryData<string> Pages() => [.. AllPages()];

    public static TheoryData<string> PagesWithFiles() => [.. AllPages().Except(TestedElsewhere)];

    [Theory]
    [MemberData(nameof(PagesWithFiles))]
    public async Task Complete_files_compile_and_are_clean(string page)
    {
        foreach (Match block in CSharpFile().Matches(Repository.Read("docs", "guide", page)))
        {
            var compilation = await AllRules.CompileAsync([("/example.cs", block.Groups["code"].Value)]);

            Assert.Empty(AllRules.Lines(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
            Assert.Empty(AllRules.Lines((await AllRules.RunAsync(compilation)).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_is_linked_from_the_readme(string page) => Assert.Contains($"(docs/guide/{page})", Repository.Read("README.md"), StringComparison.Ordinal);

    /// <summary>Every rule that a page names exists.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Rules_that_a_page_names_exist(string page) =>
        Assert.Empty(RuleId().Matches(Repository.Read("docs", "guide", page)).Select(match => match.Value).Except(AllRules.Descriptors.Select(rule => rule.Id)));

    /// <summary>Links from one page to another, and to a heading in it, lead somewhere.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        foreach (Match link in Link().Matches(Repository.Read("docs", "guide", page)))
        {
            var file = Repository.PathOf("docs", "guide", link.Groups["file"].Value);
            Assert.True(File.Exists(file), $"{page} links to {link.Groups["file"].Value}.");
            if (link.Groups["heading"] is { Success: true, Value: var heading })
            {
                var headings = File.ReadLines(file).Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-'));
                Assert.Contains(heading, headings);
            }
        }
    }

    private static IEnumerable<string> AllPages() =>
        Directory.GetFiles(Repository.PathOf("docs", "guide"), "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^```csharp\n(?<code>using .*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpFile();

    [GeneratedRegex(@"\bFFI\d{4}\b")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"\]\((?<file>[\w./-]+\.md)(#(?<heading>[\w-]+))?\)")]
    private static partial Regex Link();
}
