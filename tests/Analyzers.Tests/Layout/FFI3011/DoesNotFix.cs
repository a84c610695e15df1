using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3011;

public sealed class DoesNotFix
{
    [Fact]
    public Task The_variable_has_to_change_too() => new CSharpCodeFixTest<FFI3011PointerIsTruncated, FFI3011KeepPointerWhole, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static unsafe class Reader
            {
                static int A(byte* start) => [|(int)start|];
                static int B(int size) => [|Marshal.AllocHGlobal(size).ToInt32()|];
                static IntPtr D(IntPtr start) => new IntPtr((uint)[|start.ToInt32()|] + 1);
                static IntPtr C(IntPtr table) => [|new IntPtr(Marshal.ReadInt32(table, 8))|];
            }
            """,
    }.RunAsync();
}
