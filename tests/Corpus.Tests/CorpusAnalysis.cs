using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Suite.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Corpus.Tests;

/// <summary>Compiles a code base in memory and runs all rules over it with their default severities.</summary>
internal static class CorpusAnalysis
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Framework = new(() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Where(IsManaged).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.CSharp14, DocumentationMode.Parse, preprocessorSymbols: ["NET", "NET6_0_OR_GREATER", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    public static CSharpCompilationOptions CompilationOptions { get; } = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);

    /// <summary>The framework without the assembly <paramref name="name"/>, which is what is compiled.</summary>
    public static IEnumerable<MetadataReference> References(string name) =>
        Framework.Value.Where(reference => !string.Equals(Path.GetFileNameWithoutExtension(reference.Display), name, StringComparison.Ordinal));

    /// <summary>The MSBuild properties that the package would show to the rules, as a global configuration file.</summary>
    public static string GlobalConfig(bool isWindowsOnly) =>
        "is_global = true\n" + string.Concat(Properties(isWindowsOnly).Select(property => $"{property.Key} = {property.Value}\n"));

    public static CSharpCompilation Compile(string name, IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        name,
        files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), ParseOptions, file.Path)),
        References(name),
        CompilationOptions);

    /// <summary>What all rules report, in the order of places. A rule that throws is an AD0001 among them.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, bool isWindowsOnly, CancellationToken cancellationToken = default) =>
        RunAsync(compilation, new CorpusProject(isWindowsOnly, "", [], []), cancellationToken);

    /// <inheritdoc cref="RunAsync(Compilation, bool, CancellationToken)"/>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, CorpusProject project, CancellationToken cancellationToken = default)
    {
        var run = new CompilationWithAnalyzers(
            compilation,
            AllRules.Analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. project.Files], new ProjectOptions(project)), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        return [.. (await run.GetAnalyzerDiagnosticsAsync(cancellationToken))
            .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static bool IsManaged(string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new System.Reflection.PortableExecutable.PEReader(stream);
        return image.HasMetadata;
    }

    private static Dictionary<string, string> Properties(bool isWindowsOnly)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["build_property.TargetFramework"] = isWindowsOnly ? "net10.0-windows" : "net10.0",
            ["build_property.TargetFrameworkIdentifier"] = ".NETCoreApp",
            ["build_property.TargetFrameworkVersion"] = "v10.0",
        };
        if (isWindowsOnly)
        {
            properties.Add("build_property.TargetPlatformIdentifier", "windows");
        }

        return properties;
    }

    /// <summary>The MSBuild properties and items that the package would show to the rules.</summary>
    private sealed class ProjectOptions(CorpusProject project) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(key =>
            Properties(project.IsWindowsOnly).TryGetValue(key, out var value) ? value
            : key == "build_property.RuntimeIdentifiers" && project.RuntimeIdentifiers.Length > 0 ? project.RuntimeIdentifiers
            : key == "build_property.PlatformTarget" && project.PlatformTarget.Length > 0 ? project.PlatformTarget
            : null);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is not CorpusHeader { Library.Length: > 0 } header
            ? GlobalOptions
            : new Options(key => key switch
            {
                "build_metadata.AdditionalFiles.NativeLibrary" => header.Library,
                "build_metadata.AdditionalFiles.NativeDefines" => project.Defines,
                "build_metadata.AdditionalFiles.NativeIncludeDirectories" => string.Join(",", project.IncludeDirectories),
                _ => null,
            });

        private sealed class Options(Func<string, string?> valueOf) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = valueOf(key)!;
                return value is not null;
            }
        }
    }
}

/// <summary>What a project says of itself: the systems that it is for, and the C headers of its libraries.</summary>
/// <param name="IsWindowsOnly">Whether its target framework names Windows.</param>
/// <param name="RuntimeIdentifiers">The platforms, with commas; empty where it names none.</param>
/// <param name="Headers">Each header with the library that it is of.</param>
/// <param name="IncludeDirectories">Folders of which the headers may include every file.</param>
/// <param name="Defines">Macros for the headers, with commas.</param>
/// <param name="PlatformTarget">The processor that it is built for; empty where it names none.</param>
internal sealed record CorpusProject(
    bool IsWindowsOnly, string RuntimeIdentifiers, ImmutableArray<(string Library, string Path)> Headers, ImmutableArray<string> IncludeDirectories, string Defines = "", string PlatformTarget = "")
{
    /// <summary>The headers, and everything that they may include.</summary>
    public IEnumerable<AdditionalText> Files => Headers.Select(header => new CorpusHeader(header.Path, header.Library))
        .Concat(IncludeDirectories.SelectMany(static folder => Directory.GetFiles(folder, "*.h", SearchOption.AllDirectories))
            .Where(path => Headers.All(header => header.Path != path))
            .Distinct(StringComparer.Ordinal)
            .Select(static path => new CorpusHeader(path, "")));
}

/// <summary>A C header on disk; without a library it is only there to be included.</summary>
internal sealed class CorpusHeader(string path, string library) : AdditionalText
{
    public override string Path => path;

    public string Library => library;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
}
