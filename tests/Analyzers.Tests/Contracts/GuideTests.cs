using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

/// <summary>The examples of docs/guide/contracts.md mean what the guide says.</summary>
public sealed class GuideTests
{
    [Fact]
    public void The_C_examples_are_understood_completely()
    {
        var examples = Examples("c");

        Assert.Equal(2, examples.Count);
        Assert.All(examples, example => Assert.Empty(CHeader.Parse(new HeaderInput(HeaderFile.Lex("kv.h", example)), DataModel.LinuxX64).Problems));
    }

    [Fact]
    public void The_attributes_and_the_header_of_the_guide_say_the_same()
    {
        var attributed = Assert.Single(Examples("csharp"));
        var declared = ContractSource.OfFile(attributed);
        var header = ContractSource.OfFile(Regex.Replace(attributed, @"\[(?!DllImport)[^\]]*\]\s*|, Blocking, LastError", match => match.Value[0] == '[' && match.Value.StartsWith("[Cdecl]", StringComparison.Ordinal) ? match.Value : ""),
            new HeaderText("kv.h", Examples("c")[0], "kv"));

        foreach (var name in new[] { "kv_open", "kv_close", "kv_name", "kv_subscribe", "kv_wait" })
        {
            Assert.Equal(Describe(declared.For(name)), Describe(header.For(name)));
        }

        Assert.Equal("store kv_close Declared", declared.Pair("kv_open"));
        Assert.Equal("store kv_close Header", header.Pair("kv_open"));
    }

    [Fact]
    public void The_header_for_somebody_elses_library_makes_a_pair()
    {
        var source = ContractSource.Of(
            """
            [DllImport("thing")] public static extern nint thing_new();
            [DllImport("thing")] public static extern void thing_free(nint thing);
            """,
            new HeaderText("thing.h", Examples("c")[1], "thing"));

        Assert.Equal("return thing_free Header", source.Pair("thing_new"));
    }

    private static string Describe(FunctionContract contract)
    {
        var values = contract.Parameters.Insert(0, contract.Return).Select(value => $"{value.Ownership.Value?.Kind} {value.Ownership.Value?.Name} {value.Retention.Value?.Until}");
        return $"{contract.Status.Value} {contract.Blocking.Value} {contract.LastError.Value} {contract.ErrorText.Value} " + string.Join("|", values);
    }

    private static List<string> Examples(string language)
    {
        // Not from the path of this file: a deterministic build replaces it.
        var root = typeof(GuideTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        var guide = Path.Combine(root, "docs", "guide", "contracts.md");
        return Regex.Matches(File.ReadAllText(guide), $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
    }
}
