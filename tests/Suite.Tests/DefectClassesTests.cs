using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>
/// Defects of kinds that public histories are full of, each as a small program of its own with its repair, and what other analyzers publish as their cases. All rules run; those named for a
/// program report the defect, and none of them the repair. A program without a defect is one that other analyzers are known to report wrongly: no rule warns.
/// </summary>
public sealed partial class DefectClassesTests
{
    private const string Start = """
        using System; using System.Text; using System.Threading; using System.Threading.Tasks; using System.Collections.Generic; using System.Runtime.InteropServices;
        using System.Runtime.CompilerServices; using System.ComponentModel; using System.Diagnostics; using System.IO; using Microsoft.Win32.SafeHandles;

        """;

    public static TheoryData<string, string> Programs()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Repository.PathOf("tests", "Suite.Tests", "DefectClasses"), "*.txt").Order(StringComparer.Ordinal))
        {
            foreach (var program in Read(file))
            {
                data.Add(Path.GetFileNameWithoutExtension(file), program.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_defect_is_reported_and_the_repair_is_not(string file, string name)
    {
        var program = Read(Repository.PathOf("tests", "Suite.Tests", "DefectClasses", file + ".txt")).Single(candidate => candidate.Name == name);
        if (program.Defective is { } defective)
        {
            var reported = (await RunAsync(program, defective)).Select(diagnostic => diagnostic.Id).ToHashSet();
            Assert.Superset(program.Rules.ToHashSet(), reported);
        }

        if (program.Repaired is { } repaired)
        {
            Assert.Empty(AllRules.Lines((await RunAsync(program, repaired)).Where(diagnostic =>
                program.Defective is null ? diagnostic.Severity >= DiagnosticSeverity.Warning : program.Rules.Contains(diagnostic.Id))));
        }
    }

    [Fact]
    public void Each_class_has_at_least_eight_programs() =>
        Assert.All(Programs().GroupBy(static row => (string)row[0]), static programs => Assert.True(programs.Count() >= 8, programs.Key));

    private static async Task<IEnumerable<Diagnostic>> RunAsync(Program program, string code)
    {
        var compilation = await AllRules.CompileAsync([("/program.cs", Start + code)]);
        return (await AllRules.RunAsync(compilation, header: program.Header, properties: program.Properties)).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Info);
    }

    private static IEnumerable<Program> Read(string file)
    {
        foreach (var block in File.ReadAllText(file).Split("=== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = block.IndexOf('\n', StringComparison.Ordinal);
            var head = block[..end].Split('|').Select(static part => part.Trim()).ToArray();
            var parts = Part().Matches(block[end..]).ToDictionary(static part => part.Groups["kind"].Value, static part => part.Groups["text"].Value);
            yield return new Program(
                head[0],
                PropertiesOf(head[1]),
                [.. head[2].Split(' ').Where(static word => word.StartsWith("FFI", StringComparison.Ordinal))],
                parts.GetValueOrDefault("header"),
                parts.GetValueOrDefault("bad"),
                parts.GetValueOrDefault("good"));
        }
    }

    /// <summary>What MSBuild says of a project for Windows, for the .NET Framework, or for named runtimes.</summary>
    private static Dictionary<string, string> PropertiesOf(string project)
    {
        var isFramework = project == "fw";
        var properties = new Dictionary<string, string>
        {
            ["build_property.TargetFramework"] = isFramework ? "net472" : project == "win" ? "net8.0-windows" : "net8.0",
            ["build_property.TargetFrameworkIdentifier"] = isFramework ? ".NETFramework" : ".NETCoreApp",
            ["build_property.TargetFrameworkVersion"] = isFramework ? "v4.7.2" : "v8.0",
        };
        if (project == "win")
        {
            properties["build_property.TargetPlatformIdentifier"] = "windows";
        }
        else if (project.StartsWith("rid=", StringComparison.Ordinal))
        {
            properties["build_property.BoundaryLintRuntimeIdentifiers"] = project["rid=".Length..].Replace(';', ',');
        }

        return properties;
    }

    [GeneratedRegex(@"^#(?<kind>header|bad|good)[^\n]*\n(?<text>.*?)(?=^#(?:header|bad|good)|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Part();

    /// <param name="Name">What it is, and of which analyzer's kind.</param>
    /// <param name="Properties">The project.</param>
    /// <param name="Rules">The rules that report it.</param>
    /// <param name="Header">The C header of the project.</param>
    /// <param name="Defective">The program with the defect.</param>
    /// <param name="Repaired">The program without.</param>
    private sealed record Program(string Name, Dictionary<string, string> Properties, string[] Rules, string? Header, string? Defective, string? Repaired);
}
