using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3009;

public sealed class Fixes
{
    [Fact]
    public Task The_parameter_that_is_evidently_the_count() => new CSharpCodeFixTest<FFI3009MarshalledArrayHasNoUsableSize, FFI3009StateCount, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            delegate void Visit(
                nint user,
                // what was found
                int[] [|values|],
                int count);
            static class Native
            {
                [DllImport("kv")] static extern void kv_visit(Visit visit);
                [DllImport("kv")] static extern void kv_names([Out, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] out string[] [|names|], out int numNames);
                [DllImport("kv")] static extern void kv_read([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 2)] byte[] [|data|], int size);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            delegate void Visit(
                nint user,
                // what was found
                [MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 2)] int[] values,
                int count);
            static class Native
            {
                [DllImport("kv")] static extern void kv_visit(Visit visit);
                [DllImport("kv")] static extern void kv_names([Out, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr, SizeParamIndex = 1)] out string[] names, out int numNames);
                [DllImport("kv")] static extern void kv_read([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] byte[] data, int size);
            }
            """,
    }.RunAsync();
}
