using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BoundaryLint.Corpus.Tests;

/// <summary>
/// <c>dotnet run --project tests/Corpus.Tests -- FOLDER… [FFInnnn…] [--windows] [--targets=RID,RID] [--header=LIBRARY:FILE]… [--include=FOLDER]… [--defines=NAME,NAME]</c> analyses
/// folders of C# source, such as public repositories that were brought onto the machine, and prints each finding with its line. The headers are native headers of the project, the folders
/// hold what they include. References that are missing are no obstacle: what cannot be bound is not judged.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var rules = arguments.Where(argument => argument.StartsWith("FFI", StringComparison.Ordinal)).ToHashSet();
        var folders = arguments.Where(argument => !rules.Contains(argument) && !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (folders.Count == 0)
        {
            Console.Error.WriteLine("dotnet run --project tests/Corpus.Tests -- FOLDER... [FFInnnn...] [--windows] [--targets=RID,RID] [--header=LIBRARY:FILE]... [--include=FOLDER]... [--defines=NAME,NAME]");
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
            var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal)
                .Select(path => (Path: path, Text: File.ReadAllText(path)))
                .Append((Path: "implicit.cs", Text: "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;"));
            var found = (await CorpusAnalysis.RunAsync(CorpusAnalysis.Compile("Folder", files), project))
                .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden && (rules.Count == 0 || rules.Contains(diagnostic.Id)))
                .OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                .ToList();
            Print(folder, found);
        }

        return 0;
    }

    private static IEnumerable<string> ValuesOf(string[] arguments, string option) =>
        arguments.Where(argument => argument.StartsWith(option, StringComparison.Ordinal)).Select(argument => argument[option.Length..]);

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
