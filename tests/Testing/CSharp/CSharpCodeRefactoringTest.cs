using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Testing;

namespace Microsoft.CodeAnalysis.CSharp.Testing;

/// <summary>Checks what <typeparamref name="TCodeRefactoring"/> makes of C# code.</summary>
public class CSharpCodeRefactoringTest<TCodeRefactoring, TVerifier> : CodeRefactoringTest<TVerifier>
    where TCodeRefactoring : CodeRefactoringProvider, new()
    where TVerifier : IVerifier, new()
{
    public override string Language => LanguageNames.CSharp;

    /// <inheritdoc cref="CSharpAnalyzerTest{TAnalyzer,TVerifier}.LanguageVersion"/>
    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Latest;

    public NullableContextOptions NullableContextOptions { get; set; }

    protected override string DefaultFileExt => "cs";

    protected override CompilationOptions CreateCompilationOptions() => CSharpSetup.CompilationOptions(NullableContextOptions);

    protected override ParseOptions CreateParseOptions() => CSharpSetup.ParseOptions(LanguageVersion);

    protected override IEnumerable<CodeRefactoringProvider> GetCodeRefactoringProviders() => [new TCodeRefactoring()];

    private protected override GeneratorDriver CreateGeneratorDriver(IEnumerable<ISourceGenerator> generators, Project project) =>
        CSharpSetup.Driver(generators, project);
}

/// <summary>One-line form of <see cref="CSharpCodeRefactoringTest{TCodeRefactoring,TVerifier}"/>.</summary>
public class CSharpCodeRefactoringVerifier<TCodeRefactoring, TVerifier>
    where TCodeRefactoring : CodeRefactoringProvider, new()
    where TVerifier : IVerifier, new()
{
    public static Task VerifyRefactoringAsync(string source, string fixedSource) =>
        new CSharpCodeRefactoringTest<TCodeRefactoring, TVerifier> { TestCode = source, FixedCode = fixedSource }.RunAsync();
}
