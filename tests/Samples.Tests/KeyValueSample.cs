using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Builds each library and each program of samples/KeyValue once and runs them in child processes.</summary>
public sealed class KeyValueSample
{
    private static readonly TimeSpan s_buildTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_runTimeout = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _builds = new();

    /// <summary>samples/KeyValue in the source tree.</summary>
    public static string Directory { get; } = Path.Combine(RepositoryRoot(), "samples", "KeyValue");

    private static string ArtifactsPath => Path.Combine(Directory, "bin", "tests");

    /// <summary>Skips the calling test when the language's compiler is missing.</summary>
    public static void RequireToolchain(string language)
    {
        switch (language)
        {
            case "rust":
                Toolchain.Require("cargo");
                break;
            case "go":
                Toolchain.Require("go");
                break;
            case "c" when OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("VCToolsInstallDir") is not null:
                Toolchain.Require("cl");
                break;
        }

        // Go's C interface needs a C compiler too, and Rust needs its linker.
        if (!OperatingSystem.IsWindows())
        {
            Toolchain.Require("cc");
        }
        else if (language != "rust" && Environment.GetEnvironmentVariable("VCToolsInstallDir") is null)
        {
            Toolchain.Require("gcc");
        }
    }

    internal async Task<ChildProcess> RunAsync(string program, string language, string scenario)
    {
        RequireToolchain(language);
        await OnceAsync(language, () => BuildNativeAsync(language));
        await OnceAsync(program, () => BuildProgramAsync(program));
        string assembly = Path.Combine(ArtifactsPath, "bin", program, "debug", program + ".dll");
        return await ChildProcess.RunAsync(Directory, s_runTimeout, "dotnet", assembly, "--library", language, "--scenario", scenario);
    }

    /// <summary>Builds and runs a program that has the Go library's path as its only argument.</summary>
    internal async Task<ChildProcess> RunWithGoLibraryAsync(string projectDirectory)
    {
        string library = await LibraryAsync("go");
        (await ChildProcess.RunAsync(projectDirectory, s_buildTimeout, "dotnet", "build", "--nologo", "-v:q", "-nodeReuse:false", "-o", "out")).Succeeded();
        return await ChildProcess.RunAsync(projectDirectory, s_runTimeout, "dotnet", Path.Combine("out", "Guide.dll"), library);
    }

    /// <summary>The path of the library of one language, built if need be.</summary>
    internal async Task<string> LibraryAsync(string language)
    {
        await OnceAsync(language, () => BuildNativeAsync(language));
        return Path.Combine(Directory, "bin", "native", language, OperatingSystem.IsMacOS() ? "libkv.dylib" : OperatingSystem.IsWindows() ? "kv.dll" : "libkv.so");
    }

    internal static async Task<string> RegenerateHeaderAsync(string target, string file)
    {
        string scratch = System.IO.Directory.CreateTempSubdirectory("boundarylint-header").FullName + Path.DirectorySeparatorChar;
        try
        {
            (await ChildProcess.RunAsync(
                Directory, s_buildTimeout, "dotnet", "msbuild", "Native.proj", "-nologo", "-v:m", "-nodeReuse:false", "-t:" + target,
                "-p:NativeDirectory=" + scratch, "-p:HeaderDirectory=" + scratch)).Succeeded();
            return await File.ReadAllTextAsync(Path.Combine(scratch, file));
        }
        finally
        {
            System.IO.Directory.Delete(scratch, recursive: true);
        }
    }

    internal static string RepositoryRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "BoundaryLint.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("BoundaryLint.sln is not above " + AppContext.BaseDirectory);
    }

    private static async Task BuildNativeAsync(string language)
    {
        string target = language switch { "rust" => "Rust", "go" => "Go", _ => "C" };
        (await ChildProcess.RunAsync(
            Directory, s_buildTimeout, "dotnet", "msbuild", "Native.proj", "-nologo", "-v:m", "-nodeReuse:false", "-t:" + target)).Succeeded();
    }

    private static async Task BuildProgramAsync(string program) =>
        (await ChildProcess.RunAsync(
            Directory, s_buildTimeout, "dotnet", "build", program, "--nologo", "-v:q", "-nodeReuse:false", "--artifacts-path", ArtifactsPath)).Succeeded();

    private Task OnceAsync(string name, Func<Task> build) => _builds.GetOrAdd(name, _ => new Lazy<Task>(build)).Value;
}

/// <summary>One collection, so that nothing rebuilds a library while another test has it loaded.</summary>
[CollectionDefinition(Name)]
public sealed class KeyValueCollection : ICollectionFixture<KeyValueSample>
{
    public const string Name = "samples/KeyValue";
}
