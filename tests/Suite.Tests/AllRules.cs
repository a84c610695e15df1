using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.CodeFixes.Editing;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Suite.Tests;

/// <summary>Every analyzer and fix of the package, found by reflection, and a compiler to run them all at once.</summary>
internal static class AllRules
{
    /// <summary>The path under which <see cref="RunAsync"/> gives a C header to the rules.</summary>
    public const string HeaderPath = "/native/kv.h";

    /// <summary>The path under which <see cref="RunAsync"/> gives a baseline of the native boundary to the rules.</summary>
    public const string BaselinePath = "/NativeApi.Shipped.txt";

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Make<DiagnosticAnalyzer>(typeof(InteropAnalyzer).Assembly);

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Make<CodeFixProvider>(typeof(DocumentFix).Assembly);

    /// <summary>One descriptor for each id, in the order of ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Compiles sources as a project would, generators included.</summary>
    public static async Task<CSharpCompilation> CompileAsync(
        IEnumerable<(string Path, string Text)> sources, ReferenceAssemblies? frameworks = null, IEnumerable<MetadataReference>? references = null, bool topLevel = false)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse);
        var assemblies = frameworks ?? ReferenceAssemblies.Net.Net80;
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text), options, source.Path)).ToList();
        var compilation = CSharpCompilation.Create(
            "Suite",
            trees,
            (await assemblies.ResolveAsync(LanguageNames.CSharp, CancellationToken.None)).AddRange(references ?? []),
            new CSharpCompilationOptions(topLevel ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var generators = new List<ISourceGenerator> { new ContractAttributesGenerator().AsSourceGenerator() };
        if (assemblies.HasInteropGenerators && trees.Any(tree => tree.ToString().Contains("LibraryImport", StringComparison.Ordinal)))
        {
            generators.AddRange(ReferenceAssemblies.InteropGenerators("LibraryImport").Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator()));
        }

        CSharpGeneratorDriver.Create(generators, parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    /// <summary>
    /// What all rules together report, in the order of positions. A rule that throws shows as AD0001. The text of a C header, where one is given, is the native header
    /// <see cref="HeaderPath"/> of the project, that of a <paramref name="baseline"/> its baseline; <paramref name="properties"/> are what MSBuild says of it.
    /// </summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, bool concurrent = true, string? header = null, Dictionary<string, string>? properties = null, string? baseline = null)
    {
        ImmutableArray<AdditionalText> given = [.. header is null ? [] : new[] { new GivenFile(HeaderPath, header) }, .. baseline is null ? [] : new[] { new GivenFile(BaselinePath, baseline) }];
        var files = given.IsEmpty && properties is null ? new AnalyzerOptions([]) : new AnalyzerOptions(given, new HeaderOptions(properties ?? []));
        var options = new CompilationWithAnalyzersOptions(
            files, onAnalyzerException: null, concurrentAnalysis: concurrent, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false);
        var found = await new CompilationWithAnalyzers(compilation, Analyzers, options).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.GetMessage(null), StringComparer.Ordinal)];
    }

    /// <summary>The diagnostics as lines that a failed assertion shows.</summary>
    public static string[] Lines(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(diagnostic => diagnostic.ToString())];

    private static ImmutableArray<T> Make<T>(Assembly assembly) =>
        [.. assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!)];

    private sealed class GivenFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, System.Text.Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    /// <summary>Says of the header that it is a native header of the library <c>kv</c>.</summary>
    private sealed class HeaderOptions(Dictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Options(textFile.Path == HeaderPath ? new() { ["build_metadata.AdditionalFiles.NativeLibrary"] = "kv" } : []);

        private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }
}
