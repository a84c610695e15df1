using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>The checked-in headers are what the generators make of the sources today.</summary>
[Collection(KeyValueCollection.Name)]
public sealed class KeyValueHeaderTests
{
    [SkippableFact]
    public async Task Rust_header_is_what_cbindgen_writes()
    {
        await RequireVersionAsync("cbindgen", "--version", "cbindgen 0.24.3");

        Assert.Equal(CheckedIn("kv_rust.h"), Normalize(await KeyValueSample.RegenerateHeaderAsync("RustHeader", "kv_rust.h")));
    }

    [SkippableFact]
    public async Task Go_header_is_what_cgo_writes()
    {
        KeyValueSample.RequireToolchain("go");
        await RequireVersionAsync("go", "version", "go1.19");

        Assert.Equal(CheckedIn("kv_go.h"), Normalize(await KeyValueSample.RegenerateHeaderAsync("GoHeader", "kv_go.h")));
    }

    [Fact]
    public void All_three_headers_declare_the_same_functions()
    {
        string[] functions = Functions("kv_c.h");

        Assert.Contains("kv_open", functions);
        Assert.Equal(functions, Functions("kv_rust.h"));
        Assert.Equal(functions, Functions("kv_go.h"));
    }

    [Theory]
    [InlineData("kv_rust.h")]
    [InlineData("kv_go.h")]
    public void Generated_headers_state_the_contract_of_the_written_one(string file)
    {
        // Go calls are never fast in the sense of the contract: each one enters Go's scheduler.
        string[] expected = Contract("kv_c.h").Select(line => file == "kv_go.h" ? line.Replace("fast, ", string.Empty) : line).ToArray();

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Contract(file));
    }

    private static async Task RequireVersionAsync(string program, string argument, string version)
    {
        Toolchain.Require(program);
        string found = (await ChildProcess.RunAsync(KeyValueSample.Directory, TimeSpan.FromMinutes(1), program, argument)).Succeeded().Output.Trim();
        Toolchain.Require(found.Contains(version, StringComparison.Ordinal), $"the checked-in header was written by {version}, and this is {found}");
    }

    private static string[] Functions(string file) =>
        new SortedSet<string>(
            Regex.Matches(CheckedIn(file), @"^\S.*?\b(kv_\w+)\s*\([^)]*\);|^\S.*?\b(kv_\w+)\((?=[^)]*$)", RegexOptions.Multiline)
                .Where(match => !match.Value.StartsWith("typedef", StringComparison.Ordinal))
                .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value),
            StringComparer.Ordinal).ToArray();

    private static string[] Contract(string file) =>
        Regex.Matches(CheckedIn(file), @"@boundary [^\r\n]*?(?=\s*(\*/)?$)", RegexOptions.Multiline).Select(match => match.Value).ToArray();

    private static string CheckedIn(string file) => Normalize(File.ReadAllText(Path.Combine(KeyValueSample.Directory, "include", file)));

    private static string Normalize(string text) => text.Replace("\r\n", "\n");
}
