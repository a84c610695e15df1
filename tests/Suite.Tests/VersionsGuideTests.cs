using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using BoundaryLint.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>What docs/guide/versions.md shows is what the rules and their fixes do.</summary>
public sealed partial class VersionsGuideTests
{
    private const string Unshipped = "/NativeApi.Unshipped.txt";

    [Fact]
    public async Task A_baseline_that_is_started_is_the_one_shown()
    {
        var found = await RunAsync(Blocks("csharp")[0], "");

        Assert.Equal(Blocks("text")[0], Applied(found, new() { [AllRules.BaselinePath] = SourceText.From("") })[AllRules.BaselinePath].ToString());
        Assert.Empty(await RunAsync(Blocks("csharp")[0], Blocks("text")[0]));
    }

    [Fact]
    public async Task A_change_is_reported_as_shown()
    {
        var found = await RunAsync(Blocks("csharp")[1], Blocks("text")[0]);

        Assert.Equal(Blocks("text")[1].TrimEnd().Split('\n'), found.Select(diagnostic => diagnostic.ToString().TrimStart('/')));
    }

    [Fact]
    public async Task An_accepted_change_is_written_as_shown()
    {
        var found = await RunAsync(Blocks("csharp")[1], Blocks("text")[0]);
        var before = new Dictionary<string, SourceText> { [AllRules.BaselinePath] = SourceText.From(Blocks("text")[0]), [Unshipped] = SourceText.From("") };

        Assert.Equal(Blocks("text")[2], Assert.Single(Applied(found, before)).Value.ToString());
    }

    private static IReadOnlyDictionary<string, SourceText> Applied(IEnumerable<Diagnostic> found, Dictionary<string, SourceText> files)
    {
        var edits = found.Select(diagnostic => BaselineEdits.Of(diagnostic)!.Value).ToList();
        return BaselineEdits.Apply(files, edits.SelectMany(edit => edit.Added), edits.SelectMany(edit => edit.Taken));
    }

    private static async Task<IReadOnlyList<Diagnostic>> RunAsync(string code, string baseline)
    {
        var found = await AllRules.RunAsync(await AllRules.CompileAsync([("/NativeMethods.cs", code)]), baseline: baseline);
        return [.. found.Where(diagnostic => diagnostic.Id is "FFI5020" or "FFI5021" or "FFI5022")];
    }

    private static List<string> Blocks(string language) =>
        [.. Block().Matches(Repository.Read("docs", "guide", "versions.md")).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
