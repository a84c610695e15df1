using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>What a child process printed and how it ended.</summary>
internal sealed record ChildProcess(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end. The timeout only guards against a hang, which fails the test.</summary>
    public static Task<ChildProcess> RunAsync(string directory, TimeSpan timeout, string file, params string[] arguments) =>
        RunAsync(directory, timeout, new Dictionary<string, string>(), file, arguments);

    /// <summary>The same with variables of its environment.</summary>
    public static async Task<ChildProcess> RunAsync(string directory, TimeSpan timeout, IReadOnlyDictionary<string, string> variables, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };

        // A build inside of "dotnet test" must not inherit the outer build's idea of where MSBuild is.
        foreach (string name in new List<string>(start.Environment.Keys))
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            {
                start.Environment.Remove(name);
            }
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (KeyValuePair<string, string> variable in variables)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        string command = file + " " + string.Join(' ', arguments);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("did not start: " + command);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var guard = new CancellationTokenSource(timeout);
        try
        {
            await process.WaitForExitAsync(guard.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"still running after {timeout}: {command}{Environment.NewLine}{await output}{await error}");
        }

        return new ChildProcess(command, process.ExitCode, await output, await error);
    }

    /// <summary>The value behind "name: " in the output.</summary>
    public string this[string name]
    {
        get
        {
            using var reader = new StringReader(Output);
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith(name + ": ", StringComparison.Ordinal))
                {
                    return line[(name.Length + 2)..];
                }
            }

            Assert.Fail($"no line '{name}: …' from{Environment.NewLine}{this}");
            return string.Empty;
        }
    }

    public ChildProcess Succeeded()
    {
        Assert.True(ExitCode == 0, ToString());
        return this;
    }

    /// <summary>The process did not end by itself: a signal on Unix, a system exception code on Windows.</summary>
    public ChildProcess Crashed()
    {
        const int abort = 128 + 6;
        const int segmentationFault = 128 + 11;
        Assert.True(OperatingSystem.IsWindows() ? ExitCode < 0 : ExitCode is abort or segmentationFault, ToString());
        return this;
    }

    public override string ToString() => $"{Command}{Environment.NewLine}exit code {ExitCode}{Environment.NewLine}{Output}{Error}";
}
