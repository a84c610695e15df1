using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests.Declarations.FFI8009;

/// <summary>A project as the package's targets describe it to the compiler.</summary>
internal static class Project
{
    public static TTest WithAssets<TTest>(this TTest test, string assets, string runtimeIdentifiers)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AnalyzerConfigFiles.Add((
            "/.globalconfig",
            $"is_global = true\nbuild_property.BoundaryLintRuntimeIdentifiers = {runtimeIdentifiers}\nbuild_property.BoundaryLintNativeAssets = {assets}\n"));
        return test;
    }
}
