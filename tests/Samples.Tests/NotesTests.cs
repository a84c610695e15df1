using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>The README's command does what the README says: it runs once, and each test looks at what it printed or left.</summary>
public sealed class NotesTests(TryIt tryIt) : IClassFixture<TryIt>
{
    [Fact]
    public void The_command_succeeds()
    {
        tryIt.Run.Succeeded();

        Assert.Contains("Everything went as it should.", tryIt.Run.Output);
    }

    /// <summary>One line for each finding, in the order of files and lines; the rules' tests are the place for the messages.</summary>
    [Fact]
    public void Each_defect_is_reported_at_its_place()
    {
        string expected = Path.Combine(KeyValueSample.RepositoryRoot(), "tests", "Samples.Tests", "NotesFindings.txt");
        List<string> findings = tryIt.Step("Build samples/Notes").Where(line => line.Contains(": warning ", StringComparison.Ordinal)).Select(WithoutMessage).ToList();
        if (Environment.GetEnvironmentVariable("BOUNDARYLINT_UPDATE") == "1")
        {
            File.WriteAllText(expected, string.Concat(findings.Select(finding => finding + "\n")));
        }

        Assert.Equal(File.ReadAllLines(expected), findings);
    }

    [Fact]
    public void The_strict_build_fails_and_succeeds_after_the_fixes()
    {
        int warnings = tryIt.Step("Build samples/Notes").Count(line => line.Contains(": warning FFI", StringComparison.Ordinal));

        Assert.Contains($"{warnings} errors, exit code 1", tryIt.Step("A strict build refuses it"));
        Assert.Contains("0 warnings", tryIt.Step("The strict build of the repaired program"));
    }

    [SkippableFact]
    public void The_first_error_message_of_the_defective_program_ends_the_process()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "other allocators may notice later or never that memory which is not theirs was freed");
        string[] run = tryIt.Step("Run it as it is");

        Assert.Contains("3 notes were written.", run);
        Assert.DoesNotContain(run, line => line.StartsWith("Not added", StringComparison.Ordinal));
        Assert.DoesNotContain("exit code 0", run);
    }

    [Fact]
    public void The_repaired_program_keeps_every_letter_and_tells_the_error()
    {
        string[] run = tryIt.Step("Run the repaired program");

        Assert.Contains("1  Grüße aus Köln: write a postcard", run);
        Assert.Contains("2  日本語の本: read chapter 3", run);
        Assert.Contains("Not added: UNIQUE constraint failed: notes.title", run);
    }

    private static string WithoutMessage(string line)
    {
        int id = line.IndexOf(": warning ", StringComparison.Ordinal) + ": warning ".Length;
        return line[..line.IndexOf(':', id)].Replace(": warning ", ": ", StringComparison.Ordinal);
    }
}

/// <summary>One run of samples/TryIt on the package as this build made it.</summary>
public sealed class TryIt : IAsyncLifetime
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(15);

    internal ChildProcess Run { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string root = KeyValueSample.RepositoryRoot();
        Run = await ChildProcess.RunAsync(
            root, s_timeout, "dotnet", Path.Combine(AppContext.BaseDirectory, "TryIt.dll"),
            "--work", Path.Combine(root, "artifacts", "try-tests"), "--built", Metadata("Configuration"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What a step printed, without the indentation.</summary>
    internal string[] Step(string title)
    {
        string[] lines = Run.Output.ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => line.StartsWith("== ", StringComparison.Ordinal) && line.EndsWith(". " + title, StringComparison.Ordinal));
        Assert.True(start >= 0, $"no step '{title}' in{Environment.NewLine}{Run}");
        return lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("== ", StringComparison.Ordinal)).Select(line => line.StartsWith("   ", StringComparison.Ordinal) ? line[3..] : line).ToArray();
    }

    private static string Metadata(string key) =>
        typeof(TryIt).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
