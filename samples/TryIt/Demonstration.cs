namespace BoundaryLint.Samples;

/// <summary>A step that did not end as it must.</summary>
internal sealed class DemonstrationException(string message) : Exception(message);

/// <summary>
/// What BoundaryLint does for a program: packs it, builds samples/Notes with it, lets a strict build fail, applies the fixes, and builds and runs the
/// repaired program. Works on a copy, so that the repository stays as it is.
/// </summary>
/// <param name="repository">The repository's root.</param>
/// <param name="workFolder">Where the copy goes.</param>
/// <param name="builtConfiguration">The configuration whose assemblies are packed as they are, or null to build them.</param>
/// <param name="picture">The file that the README's picture is drawn to, or null.</param>
internal sealed class Demonstration(string repository, string workFolder, string? builtConfiguration, string? picture)
{
    private const int MostRounds = 5;

    private readonly string _notes = Path.Combine(workFolder, "Notes");
    private int _step;

    public void Run()
    {
        Pack();
        CopyNotes();
        var findings = Build();
        var defectiveRun = RunDefective();
        BuildStrictly(findings);
        var before = ReadSources();
        Fix(findings);
        ShowChanges(before);
        BuildRepaired();
        var repairedRun = RunRepaired();
        if (picture is not null)
        {
            Draw(picture, findings, before, defectiveRun, repairedRun);
        }

        Console.WriteLine();
        Console.WriteLine("Everything went as it should. The repaired program is in " + _notes);
    }

    private void Pack()
    {
        Begin("Pack BoundaryLint");
        var packages = Path.Combine(workFolder, "packages");
        DeleteFolder(packages);

        // NuGet would take the package of the same version that an earlier run left here.
        DeleteFolder(Path.Combine(workFolder, "packages-cache", "boundarylint"));
        string[] arguments = ["pack", "src/Package", "-o", packages, "-v", "quiet"];
        Must(Dotnet.Run(repository, builtConfiguration is null ? arguments : [.. arguments, "--no-build", "-c", builtConfiguration]), "the package is made");
        Say(Path.GetFileName(Directory.GetFiles(packages, "*.nupkg").Single()));
    }

    private void CopyNotes()
    {
        DeleteFolder(_notes);
        Directory.CreateDirectory(_notes);
        var samples = Path.Combine(repository, "samples");
        foreach (var file in Directory.GetFiles(samples))
        {
            File.Copy(file, Path.Combine(workFolder, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var file in Directory.GetFiles(Path.Combine(samples, "Notes")))
        {
            File.Copy(file, Path.Combine(_notes, Path.GetFileName(file)));
        }

        // The copy stands elsewhere than the original, and so does its feed.
        var config = Path.Combine(_notes, "nuget.config");
        File.WriteAllText(config, File.ReadAllText(config).Replace("../../artifacts/", "../", StringComparison.Ordinal));
    }

    private List<Finding> Build()
    {
        Begin("Build samples/Notes", "dotnet build");
        var build = Must(Dotnet.Run(_notes, "build", "-v", "quiet"), "the build succeeds");
        var findings = Finding.In(build.Lines);
        foreach (var finding in findings)
        {
            Say($"{finding.File}({finding.Line},{finding.Column}): {finding.Severity} {finding.Id}: {finding.Message}");
        }

        Say("");
        Say($"{findings.Count} warnings");
        Expect(findings.Count(finding => finding.Id.StartsWith("FFI", StringComparison.Ordinal)) >= 12, "at least a dozen defects are found");
        Expect(findings.All(finding => finding.Id.StartsWith("FFI", StringComparison.Ordinal)), "nothing else is wrong with it");
        return findings;
    }

    /// <summary>Shown, not judged: what a defect does at run time differs between platforms. That is what is wrong with it.</summary>
    private List<string> RunDefective()
    {
        Begin("Run it as it is", "dotnet run --no-build");
        var run = Dotnet.Run(_notes, "run", "--no-build");
        List<string> lines = [.. run.Lines, $"exit code {run.ExitCode}"];
        Say(lines);
        return lines;
    }

    private void BuildStrictly(List<Finding> findings)
    {
        Begin("A strict build refuses it", "dotnet build -warnaserror");
        var build = Dotnet.Run(_notes, "build", "--no-restore", "--no-incremental", "-warnaserror", "-v", "quiet");
        var errors = Finding.In(build.Lines);
        Expect(build.ExitCode != 0, "the strict build fails");
        Expect(errors.Count == findings.Count && errors.All(error => error.Severity == "error"), "each warning is an error there");
        Say($"{errors.Count} errors, exit code {build.ExitCode}");
    }

    /// <summary>
    /// The handle first, because its type is in the declarations that the other fixes rewrite; then everything else. One fix can uncover or move what another rule
    /// reports, so this goes on until nothing changes.
    /// </summary>
    private void Fix(List<Finding> findings)
    {
        const string handles = "FFI1006";
        Begin("Apply the fixes");
        Format([handles]);
        var others = findings.Select(finding => finding.Id).Where(id => id != handles).Distinct().Order(StringComparer.Ordinal).ToArray();
        for (var round = 1; Format(others); round++)
        {
            Expect(round < MostRounds, "the fixes come to an end");
        }
    }

    /// <summary>Returns whether a source changed.</summary>
    private bool Format(string[] ids)
    {
        string[] format = ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. ids];
        Say("$ dotnet " + string.Join(' ', format));
        var before = ReadSources();
        Must(Dotnet.Run(_notes, format), "dotnet format succeeds");
        var changed = ReadSources()
            .Where(source => !before.TryGetValue(source.Key, out var text) || !text.SequenceEqual(source.Value))
            .Select(source => source.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        Say(changed.Count == 0 ? "  nothing left to change" : "  changed " + string.Join(", ", changed));
        return changed.Count > 0;
    }

    private void ShowChanges(Dictionary<string, string[]> before)
    {
        Begin("What changed");
        foreach (var (file, text) in ReadSources().OrderBy(source => source.Key, StringComparer.Ordinal))
        {
            var changes = DiffLine.Between(before.GetValueOrDefault(file, []), text).Where(line => line.IsChange).ToList();
            if (changes.Count > 0)
            {
                Say($"{file}: {changes.Count(line => line.Kind == '+')} lines added, {changes.Count(line => line.Kind == '-')} removed");
                Say(changes.Select(line => $"  {line.Kind} {line.Text}"));
            }
        }
    }

    private void BuildRepaired()
    {
        Begin("The strict build of the repaired program", "dotnet build -warnaserror");
        Must(Dotnet.Run(_notes, "build", "--no-restore", "--no-incremental", "-warnaserror", "-v", "quiet"), "the repaired program builds without a warning");
        Say("0 warnings");
    }

    private List<string> RunRepaired()
    {
        Begin("Run the repaired program", "dotnet run --no-build");
        var run = Must(Dotnet.Run(_notes, "run", "--no-build"), "the repaired program runs to its end");
        Say(run.Lines);
        foreach (var line in (string[])["1  Grüße aus Köln: write a postcard", "2  日本語の本: read chapter 3", "3 notes were written.", "Not added: UNIQUE constraint failed: notes.title"])
        {
            Expect(run.Lines.Contains(line), $"it prints '{line}'");
        }

        return run.Lines;
    }

    /// <summary>The README's picture: the text that SQLite owns and the marshaller frees.</summary>
    private void Draw(string file, List<Finding> findings, Dictionary<string, string[]> before, List<string> defectiveRun, List<string> repairedRun)
    {
        const int shownLines = 3;
        var finding = findings.First(finding => finding.Id == "FFI1001" && before[finding.File][finding.Line - 1].Contains("sqlite3_errmsg", StringComparison.Ordinal));
        Picture.Write(file, finding, before[finding.File], ReadSources()[finding.File], defectiveRun.TakeLast(shownLines), repairedRun.TakeLast(shownLines - 1));
    }

    private Dictionary<string, string[]> ReadSources() =>
        Directory.GetFiles(_notes, "*.cs").ToDictionary(file => Path.GetFileName(file), File.ReadAllLines, StringComparer.Ordinal);

    private void Begin(string title, string? command = null)
    {
        Console.WriteLine();
        Console.WriteLine($"== {++_step}. {title}");
        if (command is not null)
        {
            Console.WriteLine("   $ " + command);
        }
    }

    private static void Say(string line) => Console.WriteLine(line.Length == 0 ? "" : "   " + line);

    private static void Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Say(line);
        }
    }

    private static void Expect(bool condition, string expectation)
    {
        if (!condition)
        {
            throw new DemonstrationException($"'{expectation}' is not so");
        }
    }

    private static Dotnet.Result Must(Dotnet.Result result, string expectation)
    {
        if (result.ExitCode != 0)
        {
            throw new DemonstrationException($"'{expectation}' is not so; the exit code is {result.ExitCode}:{Environment.NewLine}{result.Output}");
        }

        return result;
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
