using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3016;

public sealed class DoesNotFix
{
    [Fact]
    public Task What_is_meant_is_not_evident() => new CSharpCodeFixTest<FFI3016SignatureCannotBeMarshalled, FFI3016StateOtherForm, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern [|int[]|] kv_values();
                [DllImport("kv")] static extern void kv_visit(Action<int> [|visit|]);
                [DllImport("kv")] static extern void kv_size([MarshalAs(UnmanagedType.I4)] long [|size|], [MarshalAs(UnmanagedType.I8)] bool [|flag|], [MarshalAs(UnmanagedType.LPStr)] char[] [|text|]);
            }
            """,
    }.RunAsync();
}
