using System.Collections.Generic;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.CSharp.Testing;

/// <summary>Checks what <typeparamref name="TAnalyzer"/> reports on C# code and how <typeparamref name="TCodeFix"/> fixes it.</summary>
public class CSharpCodeFixTest<TAnalyzer, TCodeFix, TVerifier> : CodeFixTest<TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
    where TVerifier : IVerifier, new()
{
    public override string Language => LanguageNames.CSharp;

    /// <inheritdoc cref="CSharpAnalyzerTest{TAnalyzer,TVerifier}.LanguageVersion"/>
    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Latest;

    public NullableContextOptions NullableContextOptions { get; set; }

    protected override string DefaultFileExt => "cs";

    protected override CompilationOptions CreateCompilationOptions() => CSharpSetup.CompilationOptions(NullableContextOptions);

    protected override ParseOptions CreateParseOptions() => CSharpSetup.ParseOptions(LanguageVersion);

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new TAnalyzer()];

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [new TCodeFix()];

    private protected override GeneratorDriver CreateGeneratorDriver(IEnumerable<ISourceGenerator> generators, Project project) =>
        CSharpSetup.Driver(generators, project);

    // SyntaxFactory.AreEquivalent looks at the shape of lists too: the parser gives a method body a list of its own kind, which no factory method makes.
    private protected override bool HaveSameStructure(SyntaxNode left, SyntaxNode right)
    {
        using var second = right.DescendantNodesAndTokensAndSelf().GetEnumerator();
        foreach (var first in left.DescendantNodesAndTokensAndSelf())
        {
            if (!second.MoveNext()
                || first.RawKind != second.Current.RawKind
                || first.IsMissing != second.Current.IsMissing
                || (first.IsToken && first.AsToken().Text != second.Current.AsToken().Text))
            {
                return false;
            }
        }

        return !second.MoveNext();
    }

    private protected override SyntaxNode Parse(SourceText text, ParseOptions options) =>
        CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)options).GetRoot();
}
