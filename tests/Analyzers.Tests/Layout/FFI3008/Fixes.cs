using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3008;

public sealed class Fixes
{
    [Fact]
    public Task Sequential_layout_without_offsets() => new CSharpCodeFixTest<FFI3008ExplicitLayoutIsNotPortable, FFI3008UseSequentialLayout, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            // An entry.
            [StructLayout(LayoutKind.Explicit, Size = 8, CharSet = CharSet.Unicode)]
            struct Entry
            {
                // The name.
                [FieldOffset(0)]
                public nint Name;

                [FieldOffset(4)] public int [|Kind|]; // what it is
            }
            static class Native { [DllImport("kv")] static extern void a(ref Entry entry); }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            // An entry.
            [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
            struct Entry
            {
                // The name.
                public nint Name;

                public int Kind; // what it is
            }
            static class Native { [DllImport("kv")] static extern void a(ref Entry entry); }
            """,
    }.RunAsync();

    [Fact]
    public Task A_size_is_left_out() => new CSharpCodeFixTest<FFI3008ExplicitLayoutIsNotPortable, FFI3008UseSequentialLayout, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Sequential, Size = 16)]
            struct [|Pair|] { public nint A; public nint B; }
            static class Native { [DllImport("kv")] static extern void a(ref Pair pair); }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Sequential)]
            struct Pair { public nint A; public nint B; }
            static class Native { [DllImport("kv")] static extern void a(ref Pair pair); }
            """,
    }.RunningOn("linux-x64,linux-arm").RunAsync();
}
