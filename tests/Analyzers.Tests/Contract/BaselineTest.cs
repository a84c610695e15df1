using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests.Contract;

/// <summary>A C# file of a project that has a baseline of its native boundary.</summary>
internal static class BaselineTest
{
    public const string ShippedPath = "/src/NativeApi.Shipped.txt";

    public const string UnshippedPath = "/src/NativeApi.Unshipped.txt";

    public const string Usings =
        """
        #nullable enable annotations
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        """;

    /// <param name="code">The file behind its using directives, with marks where the rule reports.</param>
    /// <param name="shipped">The baseline, also with marks, or null for none.</param>
    /// <param name="unshipped">What comes on top of it, or null for none.</param>
    /// <param name="platforms">The project's runtime identifiers, or null for the three that are usual.</param>
    /// <param name="expected">What is expected beyond the marks.</param>
    public static Task VerifyAsync<TAnalyzer>(string code, string? shipped, string? unshipped = null, string? platforms = null, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> { TestCode = Usings + code };
        test.TestState.GiveBaseline(shipped, unshipped, platforms);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>The C# stays as it is; the baseline changes.</summary>
    public static Task FixAsync<TAnalyzer, TFix>(
        string code, string fixedCode, (string? Shipped, string? Unshipped) before, (string? Shipped, string? Unshipped) after, string? platforms = null, int? fixAllIterations = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> { TestCode = Usings + code, FixedCode = Usings + fixedCode, NumberOfFixAllIterations = fixAllIterations };
        test.TestState.GiveBaseline(before.Shipped, before.Unshipped, platforms);
        test.FixedState.GiveBaseline(after.Shipped, after.Unshipped, platforms);
        return test.RunAsync();
    }

    public static void GiveBaseline(this ProjectState state, string? shipped, string? unshipped = null, string? platforms = null)
    {
        if (shipped is not null)
        {
            state.AdditionalFiles.Add((ShippedPath, shipped));
        }

        if (unshipped is not null)
        {
            state.AdditionalFiles.Add((UnshippedPath, unshipped));
        }

        if (platforms is not null)
        {
            state.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.BoundaryLintRuntimeIdentifiers = {platforms}\n"));
        }
    }
}
