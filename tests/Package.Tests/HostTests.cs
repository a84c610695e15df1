using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NJsonSchema;
using Xunit;

namespace BoundaryLint.Package.Tests;

/// <summary>The package in the ways in which projects are built: several of them together, again and again, with a log that other tools read.</summary>
[Collection(PackedPackageTests.Name)]
public sealed class HostTests(PackedPackage package)
{
    [Fact]
    public void Each_project_of_a_solution_reports_its_own_findings()
    {
        Assert.Equal([("Native.cs", Consumers.DefectLine)], Places(Consumers.Bindings));
        Assert.Equal([("Own.cs", Consumers.DefectLine)], Places(Consumers.Application));
        Assert.True(package.Built(Consumers.Application));

        IEnumerable<(string, int)> Places(Consumer consumer) => package.PrintedOfRule(consumer).Select(warning => (warning.File, warning.Line));
    }

    [Fact]
    public async Task The_error_log_is_valid_Sarif()
    {
        var schema = await JsonSchema.FromJsonAsync(File.ReadAllText(Repository.SarifSchema));
        var log = File.ReadAllText(Path.Combine(package.FolderOf(Consumers.Imports), "net10.0.sarif"));

        Assert.Contains(Consumers.Rule, log, StringComparison.Ordinal);
        Assert.Empty(schema.Validate(log));

        // The schema does tell.
        Assert.NotEmpty(schema.Validate(log.Replace("\"ruleId\"", "\"rule\"", StringComparison.Ordinal)));
    }

    /// <summary>What build caches and remote execution rest on: the same input gives the same assembly and the same results, and nothing but the build's own output is written.</summary>
    [Fact]
    public async Task Two_builds_of_the_same_input_are_the_same()
    {
        var folder = await package.CopyAsync(Consumers.Latest, "Twice");
        var sources = Snapshot(folder, isOutput: false);

        var first = await BuildAsync();
        var second = await BuildAsync();

        Assert.Contains(first, output => output.Key.EndsWith("Latest.dll", StringComparison.Ordinal));
        Assert.Contains(first, output => output.Key.EndsWith("net10.0.sarif", StringComparison.Ordinal));
        Assert.Equal(first, second);
        Assert.Equal(sources, Snapshot(folder, isOutput: false));

        async Task<SortedDictionary<string, string>> BuildAsync()
        {
            (await Dotnet.RunAsync(folder, "build", "--no-restore", "--no-incremental", "-v", "quiet")).MustSucceed();
            return Snapshot(folder, isOutput: true);
        }
    }

    /// <summary>What a build writes (the assembly, its symbols, the results in the error log) by name, or everything else.</summary>
    private static SortedDictionary<string, string> Snapshot(string folder, bool isOutput)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var isIntermediate = name.StartsWith("obj/", StringComparison.Ordinal);
            if (!isIntermediate && isOutput == (name.StartsWith("bin/", StringComparison.Ordinal) || name.EndsWith(".sarif", StringComparison.Ordinal)))
            {
                files.Add(name, name.EndsWith(".sarif", StringComparison.Ordinal) ? ResultsOf(file) : Convert.ToBase64String(File.ReadAllBytes(file)));
            }
        }

        return files;
    }

    // Behind each rule the compiler writes how long it took, which no two builds have in common.
    private static string ResultsOf(string log)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(log));
        return document.RootElement.GetProperty("runs")[0].GetProperty("results").GetRawText();
    }
}
