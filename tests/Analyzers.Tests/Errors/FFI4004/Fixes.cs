using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4004;

/// <summary>FFI4004's fix takes the flag away and nothing else.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|])]", "[DllImport(\"kv\")]")]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|], CharSet = CharSet.Unicode)] // put", "[DllImport(\"kv\", CharSet = CharSet.Unicode)] // put")]
    [InlineData("[DllImport(\"kv\", ExactSpelling = true, [|SetLastError = true|]), Obsolete]", "[DllImport(\"kv\", ExactSpelling = true), Obsolete]")]
    public Task By_removing_the_flag(string before, string after) =>
        new CSharpCodeFixTest<FFI4004SetLastErrorIsNeverUsed, FFI4004RemoveSetLastError, DefaultVerifier>
        {
            TestCode = Code(before),
            FixedCode = Code(after),
            MarkupOptions = MarkupOptions.UseFirstDescriptor,
        }.RunAsync();

    private static string Code(string attributes) =>
        Reports.Usings + "class C\n{\n    " + attributes + "\n    static extern int kv_put(int key);\n\n#pragma warning disable CS0612\n    int M() => kv_put(1);\n}\n";
}
