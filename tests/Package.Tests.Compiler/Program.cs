using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;
using BoundaryLint.Package.Tests.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

// What csc does with a command line as MSBuild's Csc task writes it: parse, generate, analyse, emit, print diagnostics.
var command = CSharpCommandLineParser.Default.Parse(args, Directory.GetCurrentDirectory(), sdkDirectory: null);
var parsingErrors = command.Errors.Where(error => error.Severity == DiagnosticSeverity.Error).ToImmutableArray();
if (!parsingErrors.IsEmpty)
{
    return Print(parsingErrors);
}

// A warning, because a build shows it: so a test can tell that it was this host.
Console.WriteLine($"floorcsc : warning FLOOR0001: Roslyn {typeof(Compilation).Assembly.GetName().Version}");

var configuration = AnalyzerConfigSet.Create(command.AnalyzerConfigPaths.Select(path => AnalyzerConfig.Parse(ReadText(path), path)).ToList());
var trees = command.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(ReadText(file.Path), command.ParseOptions, file.Path)).ToList();
var references = command.MetadataReferences.Select(reference => (MetadataReference)MetadataReference.CreateFromFile(
    Path.Combine(command.BaseDirectory!, reference.Reference), reference.Properties));
Compilation compilation = CSharpCompilation.Create(
    command.CompilationName ?? Path.GetFileNameWithoutExtension(command.OutputFileName),
    trees,
    references,
    command.CompilationOptions.WithSyntaxTreeOptionsProvider(new ConfiguredSeverities(configuration)));

var loadFailures = ImmutableArray.CreateBuilder<Diagnostic>();
var analyzers = ImmutableArray.CreateBuilder<DiagnosticAnalyzer>();
var generators = ImmutableArray.CreateBuilder<ISourceGenerator>();
var loader = new AnalyzerLoader();
foreach (var path in command.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, command.BaseDirectory!)))
{
    loader.AddDependencyLocation(path);
}

foreach (var path in command.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, command.BaseDirectory!)))
{
    var reference = new AnalyzerFileReference(path, loader);
    reference.AnalyzerLoadFailed += (_, failure) =>
    {
        if (failure.ErrorCode != AnalyzerLoadFailureEventArgs.FailureErrorCode.NoAnalyzers)
        {
            loadFailures.Add(Diagnostic.Create(
                "CS8032", "Compiler", $"An instance of analyzer {failure.TypeName} cannot be created from {path}: {failure.ErrorCode} {failure.Message}",
                DiagnosticSeverity.Warning, DiagnosticSeverity.Warning, isEnabledByDefault: true, warningLevel: 1));
        }
    };
    analyzers.AddRange(reference.GetAnalyzers(LanguageNames.CSharp));
    generators.AddRange(reference.GetGenerators(LanguageNames.CSharp));
}

var additionalFiles = command.AdditionalFiles.Select(file => (AdditionalText)new AdditionalFile(file.Path)).ToImmutableArray();
var options = new ConfiguredOptions(configuration);
CSharpGeneratorDriver.Create(generators, additionalFiles, command.ParseOptions, options)
    .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out var generatorDiagnostics);

var diagnostics = analyzers.Count == 0
    ? compilation.GetDiagnostics()
    : await compilation.WithAnalyzers(analyzers.ToImmutable(), new AnalyzerOptions(additionalFiles, options)).GetAllDiagnosticsAsync(CancellationToken.None);
var exitCode = Print([.. loadFailures, .. generatorDiagnostics, .. diagnostics]);
if (exitCode == 0)
{
    using var output = File.Create(Path.Combine(command.OutputDirectory, command.OutputFileName!));
    exitCode = Print(compilation.Emit(output).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToImmutableArray());
}

return exitCode;

static SourceText ReadText(string path)
{
    using var stream = File.OpenRead(path);
    return SourceText.From(stream);
}

static int Print(ImmutableArray<Diagnostic> diagnostics)
{
    foreach (var diagnostic in diagnostics.Where(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity >= DiagnosticSeverity.Warning))
    {
        Console.WriteLine(CSharpDiagnosticFormatter.Instance.Format(diagnostic));
    }

    return diagnostics.Any(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity == DiagnosticSeverity.Error) ? 1 : 0;
}

namespace BoundaryLint.Package.Tests.Compiler
{
    /// <summary>Loads analyzers into this process, where Roslyn itself is already present in the version under test.</summary>
    internal sealed class AnalyzerLoader : IAnalyzerAssemblyLoader
    {
        private readonly System.Collections.Generic.Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

        public AnalyzerLoader() => AssemblyLoadContext.Default.Resolving += (context, name) =>
            _paths.TryGetValue(name.Name!, out var path) ? context.LoadFromAssemblyPath(path) : null;

        public void AddDependencyLocation(string fullPath) => _paths[Path.GetFileNameWithoutExtension(fullPath)] = fullPath;

        public Assembly LoadFromPath(string fullPath) => AssemblyLoadContext.Default.LoadFromAssemblyPath(fullPath);
    }

    internal sealed class AdditionalFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
    }

    /// <summary>Severities from .editorconfig and global configuration files.</summary>
    internal sealed class ConfiguredSeverities(AnalyzerConfigSet configuration) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configuration.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configuration.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }

    /// <summary>Options of files and of the project.</summary>
    internal sealed class ConfiguredOptions(AnalyzerConfigSet configuration) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Options(configuration.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(configuration.GetOptionsForSourcePath(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(configuration.GetOptionsForSourcePath(textFile.Path).AnalyzerOptions);

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }
}
