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

    public static CSharpCompilation Compile(string name, IEnumerable<(string Path, string Text)> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.Parse, preprocessorSymbols: ["NET", "NET6_0_OR_GREATER", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]);
        return CSharpCompilation.Create(
            name,
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), options, file.Path)),
            Framework.Value.Where(reference => !string.Equals(Path.GetFileNameWithoutExtension(reference.Display), name, StringComparison.Ordinal)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>What all rules report, in the order of places. A rule that throws is an AD0001 among them.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, bool isWindowsOnly, CancellationToken cancellationToken = default)
    {
        var project = new ProjectOptions(isWindowsOnly);
        var run = new CompilationWithAnalyzers(
            compilation,
            AllRules.Analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([], project), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
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

    /// <summary>The MSBuild properties that the package would show to the rules.</summary>
    private sealed class ProjectOptions(bool isWindowsOnly) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(isWindowsOnly);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(bool isWindowsOnly) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = key switch
                {
                    "build_property.TargetFramework" => isWindowsOnly ? "net10.0-windows" : "net10.0",
                    "build_property.TargetFrameworkIdentifier" => ".NETCoreApp",
                    "build_property.TargetFrameworkVersion" => "v10.0",
                    "build_property.TargetPlatformIdentifier" when isWindowsOnly => "windows",
                    _ => null!,
                };
                return value is not null;
            }
        }
    }
}
