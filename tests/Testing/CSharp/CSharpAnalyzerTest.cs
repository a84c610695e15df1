using System.Collections.Generic;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Microsoft.CodeAnalysis.CSharp.Testing;

/// <summary>Checks what <typeparamref name="TAnalyzer"/> reports on C# code.</summary>
public class CSharpAnalyzerTest<TAnalyzer, TVerifier> : AnalyzerTest<TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TVerifier : IVerifier, new()
{
    public override string Language => LanguageNames.CSharp;

    /// <summary>The newest of the running Roslyn unless a test says otherwise.</summary>
    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Latest;

    public NullableContextOptions NullableContextOptions { get; set; }

    protected override string DefaultFileExt => "cs";

    protected override CompilationOptions CreateCompilationOptions() => CSharpSetup.CompilationOptions(NullableContextOptions);

    protected override ParseOptions CreateParseOptions() => CSharpSetup.ParseOptions(LanguageVersion);

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new TAnalyzer()];

    private protected override GeneratorDriver CreateGeneratorDriver(IEnumerable<ISourceGenerator> generators, Project project) =>
        CSharpSetup.Driver(generators, project);
}

/// <summary>What the C# tests have in common.</summary>
internal static class CSharpSetup
{
    public static CSharpCompilationOptions CompilationOptions(NullableContextOptions nullable) =>
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: nullable);

    public static CSharpParseOptions ParseOptions(LanguageVersion version) => new(version, DocumentationMode.Diagnose);

    public static GeneratorDriver Driver(IEnumerable<ISourceGenerator> generators, Project project) => CSharpGeneratorDriver.Create(
        generators,
        project.AnalyzerOptions.AdditionalFiles,
        (CSharpParseOptions)project.ParseOptions!,
        project.AnalyzerOptions.AnalyzerConfigOptionsProvider);
}
