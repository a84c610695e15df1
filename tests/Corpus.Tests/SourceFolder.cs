using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BoundaryLint.Corpus.Tests;

/// <summary>
/// A folder of source. Where it holds several project files, each of them is a compilation of its own, which refers to the others as its file says, because what an assembly says of itself
/// (its import resolver, whether the runtime marshals for it) is not said of its neighbours.
/// </summary>
internal static class SourceFolder
{
    /// <summary>The compilations of a folder, each with what its project says of itself.</summary>
    public static IEnumerable<(CSharpCompilation Compilation, CorpusProject Project)> CompilationsOf(string folder, CorpusProject defaults)
    {
        var projects = Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories).Select(Path.GetFullPath).Order(StringComparer.Ordinal).ToList();
        if (projects.Count < 2)
        {
            var whole = CorpusAnalysis.Compile("Folder", FilesOf(folder));
            yield return projects.Count == 0 ? (whole, defaults) : (AsStatedBy(projects[0], whole), StatedBy(projects[0], defaults));
            yield break;
        }

        // Two project files in one folder are the same source for two purposes: the first one stands for both.
        var places = projects.GroupBy(project => Path.GetDirectoryName(project)! + Path.DirectorySeparatorChar, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var files = FilesOf(folder).ToLookup(file => PlaceOf(Path.GetFullPath(file.Path), places.Keys), StringComparer.Ordinal);
        var made = new Dictionary<string, CSharpCompilation?>(StringComparer.Ordinal);
        foreach (var (place, project) in places.OrderBy(entry => entry.Value, StringComparer.Ordinal))
        {
            if (files.Contains(place))
            {
                yield return (Make(project), StatedBy(project, defaults));
            }
        }

        if (files.Contains(""))
        {
            yield return (CorpusAnalysis.Compile("Rest", files[""]), defaults);
        }

        CSharpCompilation Make(string project)
        {
            if (made.TryGetValue(project, out var known) && known is not null)
            {
                return known;
            }

            // A project that refers to itself over others does not get that reference.
            made[project] = null;
            var place = Path.GetDirectoryName(project)! + Path.DirectorySeparatorChar;
            var references = ReferencesOf(project)
                .Select(reference => places.GetValueOrDefault(Path.GetDirectoryName(reference)! + Path.DirectorySeparatorChar))
                .OfType<string>()
                .Where(reference => !(made.TryGetValue(reference, out var other) && other is null))
                .Distinct(StringComparer.Ordinal)
                .Select(Make)
                .ToList();
            var all = references.Concat(references.SelectMany(reference => reference.References.OfType<CompilationReference>().Select(nested => (CSharpCompilation)nested.Compilation)))
                .Distinct()
                .Select(reference => reference.ToMetadataReference());
            var compilation = AsStatedBy(project, CorpusAnalysis.Compile(Path.GetFileNameWithoutExtension(project), files[place].Append(ImplicitUsings)).AddReferences(all));
            made[project] = compilation;
            return compilation;
        }
    }

    /// <summary>The files of a folder, with the usings that a project gets by itself.</summary>
    public static IEnumerable<(string Path, string Text)> FilesOf(string folder) => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal)
        .Select(path => (Path: path, Text: File.ReadAllText(path)))
        .Append(ImplicitUsings);

    private static (string Path, string Text) ImplicitUsings { get; } = (
        "implicit.cs",
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;");

    /// <summary>The innermost folder with a project file around <paramref name="file"/>.</summary>
    private static string PlaceOf(string file, IEnumerable<string> places) =>
        places.Where(place => file.StartsWith(place, StringComparison.Ordinal)).OrderByDescending(static place => place.Length).FirstOrDefault() ?? "";

    private static IEnumerable<string> ReferencesOf(string project) => ElementsOf(project, "ProjectReference")
        .Select(element => (string?)element.Attribute("Include"))
        .OfType<string>()
        .Select(path => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, path.Replace('\\', Path.DirectorySeparatorChar))));

    /// <summary>A program where the project file says that it makes one.</summary>
    private static CSharpCompilation AsStatedBy(string project, CSharpCompilation compilation) =>
        ElementsOf(project, "OutputType").Select(static element => element.Value.Trim()).ToList() is { Count: > 0 } kinds
            && kinds.All(static kind => kind.Equals("Exe", StringComparison.OrdinalIgnoreCase) || kind.Equals("WinExe", StringComparison.OrdinalIgnoreCase))
            ? compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication))
            : compilation;

    private static CorpusProject StatedBy(string project, CorpusProject defaults)
    {
        var frameworks = ElementsOf(project, "TargetFramework").Concat(ElementsOf(project, "TargetFrameworks"))
            .SelectMany(static element => element.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToImmutableArray();
        return defaults with
        {
            IsWindowsOnly = defaults.IsWindowsOnly
                || (frameworks.Length > 0 && frameworks.All(static framework => framework.Contains("-windows", StringComparison.OrdinalIgnoreCase)))
                || ElementsOf(project, "UseWPF").Concat(ElementsOf(project, "UseWindowsForms")).Any(static element => element.Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase)),
            PlatformTarget = ElementsOf(project, "PlatformTarget").Select(static element => element.Value.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToList() is [var only] ? only : "",
        };
    }

    private static IEnumerable<XElement> ElementsOf(string project, string name)
    {
        try
        {
            return [.. XDocument.Load(project).Descendants().Where(element => element.Name.LocalName == name)];
        }
        catch (XmlException)
        {
            return [];
        }
    }
}
