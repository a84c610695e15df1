using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Builds samples/Proof once, runs its parts in child processes, and asks the rules about its sources once.</summary>
public sealed class ProofSample
{
    private static readonly TimeSpan s_buildTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_runTimeout = TimeSpan.FromMinutes(2);

    private readonly Lazy<Task> _build = new(BuildAsync);
    private readonly Lazy<Task<string>> _sanitizer = new(BuildSanitizedAsync);
    private readonly Lazy<Task<List<Diagnostic>>> _findings = new(FindAsync);

    private static string SampleDirectory { get; } = Path.Combine(KeyValueSample.RepositoryRoot(), "samples", "Proof");

    private static string Assembly { get; } = Path.Combine(ArtifactsPath, "bin", "Proof", "debug", "Proof.dll");

    private static string ArtifactsPath => Path.Combine(SampleDirectory, "bin", "tests");

    /// <summary>What the compiler warns of and the rules report in the whole program, with its header.</summary>
    internal Task<List<Diagnostic>> Findings => _findings.Value;

    /// <summary>The rules that have a pair of parts.</summary>
    internal static IEnumerable<string> RulesWithParts(string side) =>
        Directory.GetFiles(Path.Combine(SampleDirectory, side), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>Whether the rule is written.</summary>
    internal static bool IsThere(string rule) =>
        System.Reflection.Assembly.Load("BoundaryLint.Analyzers").GetTypes().Any(type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && type.Name.StartsWith(rule, StringComparison.Ordinal));

    internal async Task<ChildProcess> RunAsync(string rule, string side)
    {
        KeyValueSample.RequireToolchain("c");
        await _build.Value;
        return await ChildProcess.RunAsync(SampleDirectory, s_runTimeout, "dotnet", Assembly, rule.ToLowerInvariant(), side);
    }

    /// <summary>The same with the library that AddressSanitizer watches. The runtime handles its own segmentation faults; the sanitizer must leave them to it.</summary>
    internal async Task<ChildProcess> RunSanitizedAsync(string rule, string side)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the sanitizer's library is loaded before the runtime as Linux does it");
        KeyValueSample.RequireToolchain("c");
        await _build.Value;
        var variables = new Dictionary<string, string>
        {
            ["PROOF_NATIVE"] = "sanitized",
            ["LD_PRELOAD"] = await _sanitizer.Value,
            ["ASAN_OPTIONS"] = "handle_segv=0:use_sigaltstack=0:detect_leaks=1",
        };
        return await ChildProcess.RunAsync(SampleDirectory, s_runTimeout, variables, "dotnet", Assembly, rule.ToLowerInvariant(), side);
    }

    /// <summary>Builds the watched library; the answer is the sanitizer's own.</summary>
    private static async Task<string> BuildSanitizedAsync()
    {
        (await ChildProcess.RunAsync(SampleDirectory, s_buildTimeout, "dotnet", "msbuild", "Native.proj", "-t:Sanitized", "-nologo", "-v:m", "-nodeReuse:false")).Succeeded();
        ChildProcess place = (await ChildProcess.RunAsync(SampleDirectory, s_buildTimeout, "cc", "-print-file-name=libasan.so")).Succeeded();
        return place.Output.Trim();
    }

    private static async Task BuildAsync()
    {
        (await ChildProcess.RunAsync(SampleDirectory, s_buildTimeout, "dotnet", "msbuild", "Native.proj", "-nologo", "-v:m", "-nodeReuse:false")).Succeeded();
        (await ChildProcess.RunAsync(
            SampleDirectory, s_buildTimeout, "dotnet", "build", "Proof.csproj", "--nologo", "-v:q", "-nodeReuse:false", "-warnaserror", "--artifacts-path", ArtifactsPath)).Succeeded();
    }

    private static Task<List<Diagnostic>> FindAsync()
    {
        string header = Path.Combine(SampleDirectory, "native", "proof.h");
        BoundProject project = BoundProject.Create(new BindingInput((header, File.ReadAllText(header)))
        {
            Library = "proof",
            Framework = ReferenceAssemblies.Net.Net100,
            Output = OutputKind.ConsoleApplication,
            Others = [.. Sources().Select(file => (file, File.ReadAllText(file)))],
        });
        return project.FindAsync();
    }

    private static IEnumerable<string> Sources() =>
        new[] { ".", "Defective", "Repaired" }
            .SelectMany(folder => Directory.GetFiles(Path.GetFullPath(Path.Combine(SampleDirectory, folder)), "*.cs"))
            .Order(StringComparer.Ordinal);

    /// <summary>The numbers of the lines that end with a comment which names the rule.</summary>
    internal static int[] MarkedLines(string rule) =>
        File.ReadLines(Path.Combine(SampleDirectory, "Defective", rule + ".cs"))
            .Select((line, index) => (line, number: index + 1))
            .Where(pair => pair.line.EndsWith("// " + rule, StringComparison.Ordinal))
            .Select(pair => pair.number)
            .ToArray();
}

/// <summary>One collection, so that the program is built once.</summary>
[CollectionDefinition(Name)]
public sealed class ProofCollection : ICollectionFixture<ProofSample>
{
    public const string Name = "samples/Proof";
}
