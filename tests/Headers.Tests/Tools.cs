using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Headers.Tests;

/// <summary>
/// The compilers and headers that the reader is compared with. What is missing skips the test with its name, and fails it where CI must have it.
/// </summary>
internal static class Tools
{
    /// <summary>The folder of this project in the source tree.</summary>
    public static string ProjectDirectory { get; } =
        typeof(Tools).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!;

    /// <summary>Where install-headers.sh unpacks the packages' headers.</summary>
    public static string Headers { get; } = Path.Combine(ProjectDirectory, "bin", "headers", "usr", "include");

    public static string MinGwHeaders { get; } = Path.Combine(ProjectDirectory, "bin", "headers", "usr", "share", "mingw-w64", "include");

    public static void Require(string program) => Require(IsOnPath(program), program + " is not on the PATH; tests/Headers.Tests/install-headers.sh installs it");

    public static void RequireHeader(string path) => Require(File.Exists(path), path + " is missing; tests/Headers.Tests/install-headers.sh gets it");

    public static void Require(bool condition, string otherwise)
    {
        if (!condition && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Assert.Fail(otherwise);
        }

        Skip.IfNot(condition, otherwise);
    }

    /// <summary>Runs a program and returns what it prints; it must succeed.</summary>
    public static async Task<string> RunAsync(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("did not start: " + program);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}{Environment.NewLine}{await error}");
        return await output;
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, OperatingSystem.IsWindows() ? program + ".exe" : program)));
}

/// <summary>A folder for the files of one test.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("boundarylint-headers").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
