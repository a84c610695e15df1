using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace BoundaryLint.Tests.Ownership.FFI1001;

internal static class Snippets
{
    /// <summary>The contract attributes that the tests use; the generator emits them into a project that mentions them.</summary>
    public const string Attributes = """

        namespace BoundaryLint
        {
            [System.AttributeUsage(System.AttributeTargets.All)] internal sealed class OwnedAttribute : System.Attribute { public OwnedAttribute(string release = null) { } }
            [System.AttributeUsage(System.AttributeTargets.All)] internal sealed class BorrowedAttribute : System.Attribute { public string From { get; set; } }
            internal enum NativeTextEncoding { Utf8, Utf16, Ansi }
            [System.AttributeUsage(System.AttributeTargets.All)] internal sealed class NativeTextAttribute : System.Attribute { public NativeTextAttribute(NativeTextEncoding encoding) { } }
        }
        """;

    public static string Using(string code) => "using System;\nusing System.Runtime.InteropServices;\nusing BoundaryLint;\n" + code + Attributes;

    /// <summary>A project that runs only on these platforms.</summary>
    public static TTest On<TTest>(this TTest test, string runtimeIdentifiers)
        where TTest : AnalyzerTest<DefaultVerifier>
    {
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.RuntimeIdentifiers = " + runtimeIdentifiers));
        return test;
    }
}
