using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests;

/// <summary>What a test says about its project beside the code.</summary>
internal static class ProjectSettings
{
    /// <summary>A project that runs only on these platforms.</summary>
    public static TTest RunningOn<TTest>(this TTest test, string runtimeIdentifiers)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.RuntimeIdentifiers = " + runtimeIdentifiers));
        return test;
    }

    /// <summary>A project that has the C header <c>kv.h</c> of the library <c>kv</c>.</summary>
    public static TTest WithHeader<TTest>(this TTest test, string header)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AdditionalFiles.Add(("/src/native/kv.h", header));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n[/src/native/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"));
        return test;
    }
}
