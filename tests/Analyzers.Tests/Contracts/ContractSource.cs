using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

/// <summary>A C# file with imports, compiled with the contract attributes and the headers of a test, and what is known about its imports.</summary>
internal sealed class ContractSource
{
    private static readonly ImmutableArray<MetadataReference> References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToImmutableArray();

    private readonly InteropContext _interop;

    private ContractSource(InteropContext interop)
    {
        _interop = interop;
    }

    /// <summary>Compiles members of one class.</summary>
    public static ContractSource Of(string members, params HeaderText[] headers) => OfFile(
        $$"""
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;

        static unsafe partial class Native
        {
        {{members}}
        }
        """,
        headers);

    public static ContractSource OfFile(string source, params HeaderText[] headers)
    {
        using var attributes = new StreamReader(typeof(BoundaryContracts).Assembly.GetManifestResourceStream("BoundaryLint.ContractAttributes.cs")!);
        var options = CSharpParseOptions.Default.WithPreprocessorSymbols(ContractAttributeNames.ConditionalSymbol);
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(source, options), CSharpSyntaxTree.ParseText(attributes.ReadToEnd(), options)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

        // CS8795: a LibraryImport has no body without its generator. CS8597 and the like do not happen.
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795"));
        var analyzerOptions = new AnalyzerOptions(headers.ToImmutableArray<AdditionalText>(), new OptionsOf(headers));
        var interop = InteropContext.For(compilation, analyzerOptions, CancellationToken.None);
        Assert.NotNull(interop);
        return new ContractSource(interop);
    }

    public HandlePairs Pairs => HandlePairs.Of(_interop);

    public NativeHeaders Headers => NativeHeaders.Of(_interop);

    public HeaderComparison Comparison => HeaderComparison.Of(_interop);

    public NativeFunction Function(string name) => Assert.Single(BoundaryTypes.Of(_interop).Functions, function => function.EntryPoint == name);

    public IReadOnlyList<NativeFunction> Functions(string name) => BoundaryTypes.Of(_interop).Functions.Where(function => function.EntryPoint == name).ToList();

    public FunctionContract For(string name) => BoundaryContracts.Of(_interop).For(Function(name));

    /// <summary>The pair that a function opens: the releasing function and the evidence.</summary>
    public string? Pair(string name) => Pairs.OfAcquirer(Function(name)) is { } pair ? $"{pair.Handle.Name} {pair.Releaser.EntryPoint} {pair.Evidence}" : null;

    /// <summary>Who owns a value, in one line.</summary>
    public static string Show(Fact<BoundaryLint.Contracts.Ownership> fact) =>
        fact.IsKnown ? $"{fact.Value.Kind}({fact.Value.Name}){(fact.Value.IsMemory ? " memory" : "")} {fact.Evidence}: {fact.Source}" : "unknown";

    public static string Show(Fact<Retention> fact) => fact.IsKnown ? $"{fact.Value.Kind}({fact.Value.Until}) {fact.Evidence}: {fact.Source}" : "unknown";

    public static string Show<T>(Fact<T> fact) => fact.IsKnown ? $"{fact.Value} {fact.Evidence}: {fact.Source}" : "unknown";

    private sealed class OptionsOf(HeaderText[] headers) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Options(headers.Single(header => ReferenceEquals(header, textFile)).Metadata);
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}

/// <summary>A header as the project gives it; without a library it is there to be included only.</summary>
internal sealed class HeaderText(string path, string text, string? library = null, string? targets = null, string? defines = null) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    public override string Path => path;

    public Dictionary<string, string> Metadata { get; } = new()
    {
        ["build_metadata.AdditionalFiles.NativeLibrary"] = library ?? "",
        ["build_metadata.AdditionalFiles.NativeTargets"] = targets ?? "",
        ["build_metadata.AdditionalFiles.NativeDefines"] = defines ?? "",
    };

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
