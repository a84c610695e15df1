using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3003;

public sealed class DoesNotFix
{
    [Theory]
    [InlineData("decimal", "")]
    [InlineData("Options", "class Options { }")]
    [InlineData("Options", "class Base { } class Options : Base { public int A; }")]
    [InlineData("Options", "abstract class Options { public int A; }")]
    [InlineData("Options", "class Options { public System.Collections.Generic.List<int> A; }")]
    public Task Types_that_layout_alone_does_not_cure(string type, string declaration) => new CSharpCodeFixTest<FFI3003TypeHasNoStableNativeLayout, FFI3003StateSequentialLayout, DefaultVerifier>
    {
        TestCode = $$"""
            using System.Runtime.InteropServices;
            {{declaration}}
            static class Native
            {
                [DllImport("kv")] static extern void a({{type}} [|value|]);
            }
            """,
    }.RunAsync();
}
