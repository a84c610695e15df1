using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3010;

public sealed class DoesNotFix
{
    [Fact]
    public Task What_would_change_callers() => new CSharpCodeFixTest<FFI3010DataDirectionIsWrong, FFI3010StateDirection, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern int kv_count([Out] int [|count|]);
                [DllImport("kv")] static extern int kv_get(in int [|size|], [Out] string [|text|]);
                static int Call(int size) => kv_get(size, "");
            }
            """,
    }.WithHeader("/** @boundary size: out\n * @boundary text: out */ int kv_get(int *size, char *text);\n").RunAsync();
}
