using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace BoundaryLint.Package.Tests;

/// <summary>Runs the dotnet command as a user would, undisturbed by the test runner's environment.</summary>
internal static class Dotnet
{
    // Set by the running MSBuild for itself, and by .ci/run for the tests of this repository.
    private static readonly string[] InheritedVariables =
    [
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH", "VSTestLogger", "VSTestResultsDirectory",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The dotnet command that runs the tests.</summary>
    public static string Host { get; } = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    public static async Task<Result> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Host, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Clean(start);

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = new StringBuilder();
        try
        {
            await Task.WhenAll(CollectAsync(process.StandardOutput), CollectAsync(process.StandardError));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end:\n{output}");
        }

        return new Result(process.ExitCode, output.ToString());

        async Task CollectAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                lock (output)
                {
                    output.Append(line).Append('\n');
                }
            }
        }
    }

    /// <summary>Keeps the test runner's environment away from a process that runs dotnet.</summary>
    public static void Clean(ProcessStartInfo start)
    {
        foreach (var inherited in InheritedVariables)
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
    }

    internal readonly record struct Result(int ExitCode, string Output)
    {
        public Result MustSucceed() => ExitCode == 0 ? this : throw new InvalidOperationException(Output);
    }
}
