using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace BoundaryLint.Package.Tests;

/// <summary>Where this test run was built from.</summary>
internal static class Repository
{
    public static readonly string Root = Metadata("RepositoryRoot");
    public static readonly string Configuration = Metadata("Configuration");

    /// <summary>The folder of restored packages, which consumers use besides the package under test.</summary>
    public static readonly string PackageFolder = Metadata("PackageFolder");

    /// <summary>The JSON schema of the error log.</summary>
    public static readonly string SarifSchema = Path.Combine(PackageFolder, "sarif.sdk", "5.8.0", "Schemata", "sarif-2.1.0.json");

    /// <summary>The compiler on the oldest supported Roslyn.</summary>
    public static readonly string FloorCompilerFolder = Path.Combine(Root, "tests", "Package.Tests.Compiler", "bin", Configuration, "net10.0");

    /// <summary>The language server that an editor is given.</summary>
    public static readonly string LanguageServer = Path.Combine(Root, "tests", "Package.Tests.LanguageServer", "bin", Configuration, "net10.0", "languageserver.dll");

    public static readonly string FloorCompiler = OperatingSystem.IsWindows() ? "floorcsc.exe" : "floorcsc";

    /// <summary>
    /// Compares <paramref name="actual"/> with a file of the repository. With the environment variable BOUNDARYLINT_UPDATE=1 it writes the file
    /// instead, for a change that is meant.
    /// </summary>
    public static void AssertCommitted(string path, string actual)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("BOUNDARYLINT_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var committed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(
            committed == actual,
            $"{path} is out of date. BOUNDARYLINT_UPDATE=1 dotnet test tests/Package.Tests rewrites it. It should be:\n{actual}");
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
