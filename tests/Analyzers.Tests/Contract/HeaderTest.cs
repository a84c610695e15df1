using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests.Contract;

/// <summary>A C# file of a project that gives one C header, <c>kv.h</c>, for the library <c>kv</c>.</summary>
internal static class HeaderTest
{
    private const string Usings =
        """
        #nullable enable annotations
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        """;

    /// <param name="code">The file behind its using directives, with marks where the rule reports.</param>
    /// <param name="header">The header's text.</param>
    /// <param name="platforms">The project's runtime identifiers, or null for the three that are usual.</param>
    /// <param name="expected">What is expected beyond the marks.</param>
    public static Task VerifyAsync<TAnalyzer>(string code, string header, string? platforms = null, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> { TestCode = Usings + code };
        Give(test.TestState, header, platforms);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    public static Task FixAsync<TAnalyzer, TFix>(string code, string fixedCode, string header, string? platforms = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> { TestCode = Usings + code, FixedCode = Usings + fixedCode };
        Give(test.TestState, header, platforms);
        Give(test.FixedState, header, platforms);
        return test.RunAsync();
    }

    public static Task DoesNotFixAsync<TAnalyzer, TFix>(string code, string header, string? platforms = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => FixAsync<TAnalyzer, TFix>(code, code, header, platforms);

    private static void Give(SolutionState state, string header, string? platforms)
    {
        state.AdditionalFiles.Add(("/src/native/kv.h", header));
        state.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n"
            + (platforms is null ? "" : "build_property.BoundaryLintRuntimeIdentifiers = " + platforms + "\n")
            + "[/src/native/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"));
    }
}
