using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Package.Tests;

/// <summary>
/// Packs once, then restores and builds all <see cref="Consumers"/> from a local feed in one go; the tests look at what came out.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime
{
    /// <summary>No other version of the package can be taken for this one, wherever it may be cached.</summary>
    private const string Version = "0.0.0-under-test";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("boundarylint-package-");
    private Dotnet.Result _build;

    public string Nupkg => Path.Combine(_folder.FullName, "feed", $"BoundaryLint.{Version}.nupkg");

    public async Task InitializeAsync()
    {
        var feed = _folder.CreateSubdirectory("feed").FullName;
        (await Dotnet.RunAsync(
            Repository.Root, "pack", "src/Package", "--no-build", "-c", Repository.Configuration, "-o", feed, "-p:PackageVersion=" + Version)).MustSucceed();
        WriteShared();
        foreach (var consumer in Consumers.All)
        {
            consumer.Write(FolderOf(consumer), Version);
        }

        NewerAnalyzer.Write(Path.Combine(FolderOf(Consumers.FloorWithNewerAnalyzer), Consumers.NewerAnalyzer));
        await RunAsync("restore", "Consumers.slnx");
        _build = await Dotnet.RunAsync(_folder.FullName, "build", "Consumers.slnx", "--no-restore", "-v", "minimal");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The folder of a built consumer.</summary>
    internal string FolderOf(Consumer consumer) => Path.Combine(_folder.FullName, consumer.Name);

    /// <summary>Warnings and errors that the build printed for the consumer, in order of appearance.</summary>
    internal List<PrintedDiagnostic> Printed(Consumer consumer) =>
        PrintedDiagnostic.In(WithoutSummary(_build.Output)).Where(diagnostic => Path.GetFileName(diagnostic.Project) == consumer.Name + ".csproj").ToList();

    /// <summary>What the build printed for the consumer about the rule that it breaks, and no other.</summary>
    internal List<PrintedDiagnostic> PrintedOfRule(Consumer consumer) => Printed(consumer).Where(diagnostic => diagnostic.Id == Consumers.Rule).ToList();

    /// <summary>All diagnostics with our ids, also suggestions, which a build does not print: from the compiler's error log.</summary>
    internal List<LoggedDiagnostic> Logged(Consumer consumer, string framework = "net10.0") =>
        LoggedDiagnostic.In(Path.Combine(FolderOf(consumer), framework + ".sarif")).Where(diagnostic => diagnostic.Id.StartsWith("FFI", StringComparison.Ordinal)).ToList();

    /// <summary>Whether the consumer's build made an assembly.</summary>
    internal bool Built(Consumer consumer, string framework = "net10.0") =>
        File.Exists(Path.Combine(FolderOf(consumer), "bin", "Debug", framework, consumer.Name + ".dll"));

    /// <summary>A second copy of a consumer, restored, for a test that changes it.</summary>
    internal async Task<string> CopyAsync(Consumer consumer, string name)
    {
        var folder = Path.Combine(_folder.FullName, name);
        consumer.Write(folder, Version);
        (await Dotnet.RunAsync(folder, "restore")).MustSucceed();
        return folder;
    }

    // The summary repeats every diagnostic.
    private static string WithoutSummary(string output) => output.LastIndexOf("\nBuild ", StringComparison.Ordinal) is >= 0 and var summary ? output[..summary] : output;

    private async Task RunAsync(params string[] arguments) => (await Dotnet.RunAsync(_folder.FullName, arguments)).MustSucceed();

    // The only source is the feed; everything else comes from the packages that restoring this test project brought.
    private void WriteShared()
    {
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <packageSourceMapping><clear /><packageSource key="feed"><package pattern="*" /></packageSource></packageSourceMapping>
              <fallbackPackageFolders><clear /><add key="restored" value="{Repository.PackageFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        // What is under test is one package; the SDK's own analyzers would only take time. One consumer turns them on.
        Write("Directory.Build.props", "<Project><PropertyGroup><EnableNETAnalyzers>false</EnableNETAnalyzers></PropertyGroup></Project>");
        Write("Directory.Packages.props", "<Project />");
        Write("Directory.Build.targets", """
            <Project>
              <PropertyGroup>
                <ErrorLog>$(MSBuildProjectDirectory)/$(TargetFramework).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);
        Write(".editorconfig", "root = true\n");
        Write("Consumers.slnx", $"""
            <Solution>
            {string.Concat(Consumers.All.Select(consumer => $"  <Project Path=\"{consumer.Name}/{consumer.Name}.csproj\" />\n"))}</Solution>
            """);

        void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
    }
}

[CollectionDefinition(Name)]
public sealed class PackedPackageTests : ICollectionFixture<PackedPackage>
{
    public const string Name = "The packed package";
}
