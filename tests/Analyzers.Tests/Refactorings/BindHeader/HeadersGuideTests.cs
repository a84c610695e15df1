using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Refactorings;

/// <summary>The upgrade preview of docs/guide/headers.md: the binding agrees with the first header, and the second shows what the page says.</summary>
public sealed class HeadersGuideTests
{
    [Fact]
    public async Task The_binding_agrees_with_the_first_version() => await Project(Examples("c")[0]).CheckedAsync();

    [Fact]
    public async Task The_second_version_shows_what_breaks()
    {
        var expected = Assert.Single(Examples("text")).TrimEnd('\n').Split('\n');

        Assert.Equal(expected, (await Project(Examples("c")[1]).FindAsync()).Select(diagnostic => diagnostic.ToString().Replace("/src/", "", StringComparison.Ordinal)));
    }

    private static BoundProject Project(string header) => BoundProject.Create(BindingInput.Of(header) with { Source = Assert.Single(Examples("csharp")) });

    private static List<string> Examples(string language)
    {
        // Not from the path of this file: a deterministic build replaces it.
        var root = typeof(HeadersGuideTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        var guide = File.ReadAllText(Path.Combine(root, "docs", "guide", "headers.md")).Replace("\r\n", "\n", StringComparison.Ordinal);
        return Regex.Matches(guide, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
    }
}
