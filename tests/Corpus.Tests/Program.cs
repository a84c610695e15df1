using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Corpus.Tests;

/// <summary>
/// <c>dotnet run --project tests/Corpus.Tests -- FOLDER… [FFInnnn…] [--windows] [--targets=RID,RID] [--header=LIBRARY:FILE]… [--include=FOLDER]… [--defines=NAME,NAME]</c> analyses
/// folders of C# source, such as public repositories that were brought onto the machine, and prints each finding with its line. Where a folder holds several project files, each is compiled by
/// itself. The headers are native headers of the project, the folders
/// hold what they include. References that are missing are no obstacle: what cannot be bound is not judged.
/// With <c>fixes</c> in front every fix is applied by Fix All instead, to the folders or, without any, to the whole corpus, and what it did is printed.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var rules = arguments.Where(argument => argument.StartsWith("FFI", StringComparison.Ordinal)).ToHashSet();
        var fixes = arguments is ["fixes", ..];
        var folders = arguments.Skip(fixes ? 1 : 0).Where(argument => !rules.Contains(argument) && !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (fixes)
        {
            return await FixAsync(folders, rules.Count == 0 ? null : rules, arguments.Contains("--windows"));
        }

        if (folders.Count == 0)
        {
            Console.Error.WriteLine("dotnet run --project tests/Corpus.Tests -- [fixes] FOLDER... [FFInnnn...] [--windows] [--targets=RID,RID] [--header=LIBRARY:FILE]... [--include=FOLDER]... [--defines=NAME,NAME]");
            return 2;
        }

        var project = new CorpusProject(
            arguments.Contains("--windows"),
            ValuesOf(arguments, "--targets=").FirstOrDefault() ?? "",
            [.. ValuesOf(arguments, "--header=").Select(static header => (header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..]))],
            [.. ValuesOf(arguments, "--include=")],
            ValuesOf(arguments, "--defines=").FirstOrDefault() ?? "");
        foreach (var folder in folders)
        {
            var found = new List<Diagnostic>();
            foreach (var (compilation, stated) in SourceFolder.CompilationsOf(folder, project))
            {
                found.AddRange((await CorpusAnalysis.RunAsync(compilation, stated))
                    .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden && (rules.Count == 0 || rules.Contains(diagnostic.Id))));
            }

            found = [.. found.OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
            Print(folder, found);
        }

        return 0;
    }

    private static IEnumerable<string> ValuesOf(string[] arguments, string option) =>
        arguments.Where(argument => argument.StartsWith(option, StringComparison.Ordinal)).Select(argument => argument[option.Length..]);

    private static async Task<int> FixAsync(List<string> folders, HashSet<string>? rules, bool isWindowsOnly)
    {
        var results = new List<FixResult>();
        var runs = folders.Count > 0
            ? folders.Select(folder => (Name: Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)), Files: SourceFolder.FilesOf(folder), IsWindowsOnly: isWindowsOnly))
            : CorpusEntry.All.Select(entry => (entry.Name, Files: DecompiledSource.Of(entry).AsEnumerable(), entry.IsWindowsOnly));
        foreach (var (name, files, isForWindows) in runs)
        {
            using var run = new FixRun(name, files, isForWindows);
            foreach (var result in await run.RunAsync(rules))
            {
                results.Add(result);
                Console.WriteLine($"{(result.IsFailure ? "FAILED " : "")}{result.Rule} {result.Fix} {result.Project}: found {result.Found}, offered {result.Offered}, left {result.Left}");
                foreach (var line in result.NewErrors.Concat(result.NotFinished).Append(result.Thrown).OfType<string>().Take(10))
                {
                    Console.WriteLine("    " + line);
                }
            }
        }

        Console.WriteLine("| rule | fix | projects | found | offered | left | failures |");
        foreach (var fix in results.GroupBy(result => (result.Rule, result.Fix)).OrderBy(group => group.Key.Rule, StringComparer.Ordinal))
        {
            Console.WriteLine($"| {fix.Key.Rule} | {fix.Key.Fix} | {fix.Count()} | {fix.Sum(result => result.Found)} | {fix.Sum(result => result.Offered)} | {fix.Sum(result => result.Left)} | {fix.Count(result => result.IsFailure)} |");
        }

        return results.Any(result => result.IsFailure) ? 1 : 0;
    }

    private static void Print(string folder, List<Diagnostic> found)
    {
        Console.WriteLine($"{folder}: {found.Count} findings");
        foreach (var rule in found.GroupBy(diagnostic => (diagnostic.Id, diagnostic.Severity)))
        {
            Console.WriteLine($"  {rule.Key.Id} {rule.Key.Severity} {rule.Count()}");
        }

        foreach (var diagnostic in found)
        {
            var place = diagnostic.Location.GetLineSpan();
            Console.WriteLine($"{diagnostic.Id} {diagnostic.Severity} {(place.Path is { Length: > 0 } path ? Path.GetRelativePath(folder, path) : "")}:{place.StartLinePosition.Line + 1} {diagnostic.GetMessage(null)}");
            Console.WriteLine("    > " + diagnostic.Location.SourceTree?.GetText().Lines[place.StartLinePosition.Line].ToString().Trim());
        }
    }
}
