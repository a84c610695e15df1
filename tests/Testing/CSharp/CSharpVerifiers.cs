using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Microsoft.CodeAnalysis.CSharp.Testing;

/// <summary>One-line form of <see cref="CSharpAnalyzerTest{TAnalyzer,TVerifier}"/>.</summary>
public class CSharpAnalyzerVerifier<TAnalyzer, TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TVerifier : IVerifier, new()
{
    public static DiagnosticResult Diagnostic() => VerifierDiagnostics.Single(new TAnalyzer());

    public static DiagnosticResult Diagnostic(string diagnosticId) => VerifierDiagnostics.Named(new TAnalyzer(), diagnosticId);

    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) => new(descriptor);

    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected) => VerifyAnalyzerAsync(source, CancellationToken.None, expected);

    public static Task VerifyAnalyzerAsync(string source, CancellationToken cancellationToken, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, TVerifier> { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(cancellationToken);
    }
}

/// <summary>One-line form of <see cref="CSharpCodeFixTest{TAnalyzer,TCodeFix,TVerifier}"/>.</summary>
public class CSharpCodeFixVerifier<TAnalyzer, TCodeFix, TVerifier> : CSharpAnalyzerVerifier<TAnalyzer, TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
    where TVerifier : IVerifier, new()
{
    public static Task VerifyCodeFixAsync(string source, string fixedSource) => VerifyCodeFixAsync(source, [], fixedSource);

    public static Task VerifyCodeFixAsync(string source, DiagnosticResult expected, string fixedSource) => VerifyCodeFixAsync(source, [expected], fixedSource);

    public static Task VerifyCodeFixAsync(string source, DiagnosticResult[] expected, string fixedSource)
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TCodeFix, TVerifier> { TestCode = source, FixedCode = fixedSource };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}

internal static class VerifierDiagnostics
{
    public static DiagnosticResult Single(DiagnosticAnalyzer analyzer) => analyzer.SupportedDiagnostics.Length == 1
        ? new DiagnosticResult(analyzer.SupportedDiagnostics[0])
        : throw new InvalidOperationException($"{analyzer.GetType().Name} has {analyzer.SupportedDiagnostics.Length} descriptors; name the one that is meant.");

    public static DiagnosticResult Named(DiagnosticAnalyzer analyzer, string id) =>
        new(analyzer.SupportedDiagnostics.Single(descriptor => descriptor.Id == id));
}
