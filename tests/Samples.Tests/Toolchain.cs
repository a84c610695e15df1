using System;
using System.IO;
using System.Linq;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>The compilers that the native parts need. A missing one skips the test with its name, and fails it where CI must have it.</summary>
internal static class Toolchain
{
    private const string Hint = "; samples/KeyValue/README.md says how to install it";

    public static void Require(string program) => Require(IsOnPath(program), program + " is not on the PATH" + Hint);

    public static void Require(bool condition, string otherwise)
    {
        if (!condition && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Assert.Fail(otherwise);
        }

        Skip.IfNot(condition, otherwise);
    }

    private static bool IsOnPath(string program)
    {
        string file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.Any(directory => File.Exists(Path.Combine(directory, file)));
    }
}
