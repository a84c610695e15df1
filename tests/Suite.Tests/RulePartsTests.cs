using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>Every rule has all its parts, each where its id says.</summary>
public sealed partial class RulePartsTests
{
    private static readonly string[] Headings =
    [
        "## What is wrong", "## What happens at run time", "## Bad", "## Good", "## Evidence", "## How to state it", "## Configure or suppress", "## Supersedes", "## Sources",
    ];

    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_says_what_the_rule_says(string id)
    {
        var rule = AllRules.Descriptors.Single(candidate => candidate.Id == id);
        var page = Repository.Read("docs", "rules", id + ".md");
        var severity = rule.IsEnabledByDefault
            ? rule.DefaultSeverity switch { DiagnosticSeverity.Info => "Suggestion", var other => other.ToString() }
            : "off";

        Assert.Equal($"# {id}: {rule.Title}", page[..page.IndexOf('\n', StringComparison.Ordinal)]);
        Assert.Contains($"\n| {rule.Category} | {severity} | {(HasFix(id) ? "yes" : "no")} |\n", page, StringComparison.Ordinal);
        Assert.Equal(Headings, Heading().Matches(page).Select(match => match.Value.TrimEnd()));
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_files_stand_where_the_id_says(string id)
    {
        var rule = AllRules.Descriptors.Single(candidate => candidate.Id == id);
        var family = rule.Category;

        Assert.Single(Directory.GetFiles(Repository.PathOf("src", "Analyzers", "Rules", family), id + "*.cs"));
        Assert.Equal(HasFix(id), Directory.Exists(Repository.PathOf("src", "CodeFixes", "Fixes", family)) && Directory.GetFiles(Repository.PathOf("src", "CodeFixes", "Fixes", family), id + "*.cs").Length > 0);
        string[] aspects = HasFix(id) ? ["DoesNotFix.cs", "Fixes.cs", "Reports.cs", "StaysQuiet.cs"] : ["Reports.cs", "StaysQuiet.cs"];
        Assert.Equal(aspects, aspects.Where(aspect => File.Exists(Repository.PathOf("tests", "Analyzers.Tests", family, id, aspect))));
        Assert.Contains($"\n{id} | {family} | ", Repository.Read("src", "Analyzers", "AnalyzerReleases.Unshipped.md") + Repository.Read("src", "Analyzers", "AnalyzerReleases.Shipped.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_is_without_a_rule()
    {
        var pages = Directory.GetFiles(Repository.PathOf("docs", "rules"), "FFI*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

        Assert.Equal(AllRules.Descriptors.Select(rule => rule.Id), pages);
    }

    [Fact]
    public void Titles_and_messages_are_sentences_that_name_something()
    {
        Assert.All(AllRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics), rule =>
        {
            Assert.Matches("^FFI[1-8][0-9]{3}$", rule.Id);
            Assert.DoesNotMatch(@"\.$", rule.Title.ToString(null));
            Assert.Contains("{0}", rule.MessageFormat.ToString(null), StringComparison.Ordinal);
            Assert.NotEmpty(rule.Description.ToString(null));
        });
    }

    [Fact]
    public void One_id_has_one_title_and_one_default()
    {
        Assert.All(
            AllRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).GroupBy(rule => rule.Id),
            group => Assert.Single(group.Select(rule => (rule.Title.ToString(null), rule.Category, rule.DefaultSeverity, rule.IsEnabledByDefault)).Distinct()));
    }

    [Fact]
    public void Fixes_are_exported_for_CSharp_under_their_own_name_unshared_and_fix_all()
    {
        Assert.NotEmpty(AllRules.Fixes);
        Assert.All(AllRules.Fixes, fix =>
        {
            var export = fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>();
            Assert.NotNull(export);
            Assert.Equal(fix.GetType().Name, export.Name);
            Assert.Equal([LanguageNames.CSharp], export.Languages);
            Assert.DoesNotContain(fix.GetType().GetCustomAttributes(), attribute => attribute.GetType().Name == "SharedAttribute");
            Assert.NotNull(fix.GetFixAllProvider());
            Assert.All(fix.FixableDiagnosticIds, id => Assert.Contains(AllRules.Descriptors, rule => rule.Id == id));
            Assert.StartsWith(fix.FixableDiagnosticIds[0], fix.GetType().Name, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Analyzers_keep_no_state()
    {
        Assert.NotEmpty(AllRules.Analyzers);
        Assert.All(AllRules.Analyzers, analyzer =>
        {
            Assert.NotNull(analyzer.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>());
            Assert.All(
                analyzer.GetType().GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic),
                field => Assert.True(
                    field.IsInitOnly || field.IsLiteral,
                    $"{analyzer.GetType().Name}.{field.Name} can change: analyzers are shared between compilations and threads."));
        });
    }

    private static bool HasFix(string id) => AllRules.Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    [GeneratedRegex(@"^## .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
