using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>What README.md says of the rules and the commands is true.</summary>
public sealed partial class ReadmeTests
{
    private const string TableStart = "<!-- The rules, written from the code: BOUNDARYLINT_UPDATE=1 dotnet test tests/Suite.Tests -->\n";
    private const string TableEnd = "<!-- End of the rules -->";

    private static readonly string Root =
        typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string File = Path.Combine(Root, "README.md");

    [Fact]
    public void The_rule_table_is_what_the_rules_say()
    {
        var readme = Read();
        var start = readme.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        var end = readme.IndexOf(TableEnd, StringComparison.Ordinal);
        Assert.True(start >= TableStart.Length && end >= start, "README.md has no rule table between its markers.");
        var table = RuleTable();
        if (Environment.GetEnvironmentVariable("BOUNDARYLINT_UPDATE") == "1")
        {
            readme = readme[..start] + table + readme[end..];
            System.IO.File.WriteAllText(File, readme);
            end = start + table.Length;
        }

        Assert.True(
            readme[start..end] == table,
            $"The rule table in README.md is out of date. BOUNDARYLINT_UPDATE=1 dotnet test tests/Suite.Tests rewrites it. It should be:\n{table}");
    }

    [Theory]
    [InlineData("## Try it", "dotnet run --project samples/TryIt")]
    [InlineData("## Test it", "dotnet test BoundaryLint.sln")]
    public void The_first_block_under_a_heading_is_one_command(string heading, string command)
    {
        var readme = Read();
        var section = readme.IndexOf("\n" + heading + "\n", StringComparison.Ordinal);
        Assert.True(section >= 0, $"README.md has no heading '{heading}'.");
        var block = FencedBlock().Match(readme, section);

        Assert.Equal(command + "\n", block.Groups["content"].Value);
    }

    [Fact]
    public void Each_link_into_the_repository_leads_somewhere()
    {
        var links = Link().Matches(Read()).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal) && target[0] != '#').ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Root, link.Split('#')[0])), $"README.md links to {link}."));
    }

    private static string Read() => System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");

    private static string RuleTable()
    {
        var fixable = CodeFixes();
        var table = new StringBuilder().Append("\n| rule | reports | family | by default | fix |\n|---|---|---|---|---|\n");
        foreach (var rule in Rules())
        {
            table.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {rule.Title} | {rule.Category} | {Severity(rule)} | {(fixable.Contains(rule.Id) ? "yes" : "")} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Severity(DiagnosticDescriptor rule) => !rule.IsEnabledByDefault ? "off" : rule.DefaultSeverity switch
    {
        DiagnosticSeverity.Info => "suggestion",
        DiagnosticSeverity.Hidden => "hidden",
        var severity => severity.ToString().ToLowerInvariant(),
    };

    /// <summary>A rule with several descriptors is known by the strongest.</summary>
    private static IEnumerable<DiagnosticDescriptor> Rules() =>
        Instances<DiagnosticAnalyzer>("BoundaryLint.Analyzers")
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .GroupBy(rule => rule.Id)
            .OrderBy(rules => rules.Key, StringComparer.Ordinal)
            .Select(rules => rules.MaxBy(rule => (rule.IsEnabledByDefault, rule.DefaultSeverity))!);

    private static HashSet<string> CodeFixes() =>
        Instances<CodeFixProvider>("BoundaryLint.CodeFixes").SelectMany(provider => provider.FixableDiagnosticIds).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<T> Instances<T>(string assembly)
        where T : class =>
        Assembly.Load(assembly).GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T))).Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!);

    [GeneratedRegex(@"^```[^\n]*\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
