using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>A user who begins with README.md comes to every page of the documentation, and no link on the way leads nowhere.</summary>
public sealed partial class DocumentLinksTests
{
    [Fact]
    public void Every_page_is_reached_from_the_readme_by_links() => Assert.Empty(
        Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Select(static path => Path.GetFullPath(path)).Except(Reached().Keys));

    [Fact]
    public void Each_link_leads_to_a_file_and_to_a_heading_of_it()
    {
        var broken = new List<string>();
        foreach (var (page, text) in Reached())
        {
            foreach (var (target, heading) in LinksOf(page, text))
            {
                if (!Path.Exists(target))
                {
                    broken.Add($"{page}: {target}");
                }
                else if (heading.Length > 0 && target.EndsWith(".md", StringComparison.Ordinal) && !HeadingsOf(File.ReadAllText(target)).Contains(heading))
                {
                    broken.Add($"{page}: {target}#{heading}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("## The guide", "the-guide")]
    [InlineData("## `bool` has no stated size: 4 bytes?", "bool-has-no-stated-size-4-bytes")]
    public void A_heading_is_linked_as_GitHub_writes_it(string heading, string anchor) => Assert.Equal([anchor], HeadingsOf(heading + "\n"));

    /// <summary>Every Markdown file that links lead to, with its text.</summary>
    private static Dictionary<string, string> Reached()
    {
        var reached = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([Path.GetFullPath(Repository.PathOf("README.md"))]);
        while (open.TryDequeue(out var page))
        {
            if (!reached.ContainsKey(page))
            {
                reached.Add(page, File.ReadAllText(page).ReplaceLineEndings("\n"));
                foreach (var (target, _) in LinksOf(page, reached[page]).Where(static link => link.Target.EndsWith(".md", StringComparison.Ordinal) && File.Exists(link.Target)))
                {
                    open.Enqueue(target);
                }
            }
        }

        return reached;
    }

    /// <summary>The links of a page into the repository: the whole path, and what stands behind the <c>#</c>.</summary>
    private static IEnumerable<(string Target, string Heading)> LinksOf(string page, string text)
    {
        foreach (Match link in Link().Matches(Code().Replace(text, "")))
        {
            var parts = link.Groups["target"].Value.Split('#');
            if (!parts[0].Contains("://", StringComparison.Ordinal) && !parts[0].StartsWith("mailto:", StringComparison.Ordinal))
            {
                yield return (parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0])), parts.Length > 1 ? parts[1] : "");
            }
        }
    }

    private static HashSet<string> HeadingsOf(string text) =>
        [.. Heading().Matches(Code().Replace(text, "")).Select(static match => Anchor(match.Groups["text"].Value.Trim()))];

    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var character in heading.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character) || character is '-' or '_')
            {
                anchor.Append(character);
            }
            else if (character == ' ')
            {
                anchor.Append('-');
            }
        }

        return anchor.ToString();
    }

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
