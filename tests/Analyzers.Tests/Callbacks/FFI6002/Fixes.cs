using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6002;

/// <summary>The attribute is taken away; comments and what stands beside it stay.</summary>
public sealed class Fixes
{
    private static Task Verify(string before, string after) => new CSharpCodeFixTest<FFI6002UnsuitableSuppressGCTransition, FFI6002RemoveSuppression, DefaultVerifier>
    {
        TestCode = before,
        FixedCode = after,
    }.RunAsync();

    [Fact]
    public Task Of_imports() => Verify(
        """
        using System.Runtime.InteropServices;

        static class N
        {
            /// <summary>Waits.</summary>
            [[|SuppressGCTransition|]] // quick
            [DllImport("kernel32")]
            internal static extern void Sleep(uint milliseconds);

            // Reads.
            [DllImport("libc"), [|SuppressGCTransition|]]
            internal static extern nint read(int fd, nint buffer, nint count);

            [DllImport("libc")]
            [[|SuppressGCTransition|]]
            internal static extern uint sleep(uint seconds);
        }
        """,
        """
        using System.Runtime.InteropServices;

        static class N
        {
            /// <summary>Waits.</summary>
            // quick
            [DllImport("kernel32")]
            internal static extern void Sleep(uint milliseconds);

            // Reads.
            [DllImport("libc")]
            internal static extern nint read(int fd, nint buffer, nint count);

            [DllImport("libc")]
            internal static extern uint sleep(uint seconds);
        }
        """);

    [Fact]
    public Task Of_a_function_pointer() => Verify(
        """
        unsafe class N
        {
            void M(nint p)
            {
                var f = ([|delegate* unmanaged[Cdecl, SuppressGCTransition]<delegate* unmanaged[Cdecl]<int, void>, void>|])p;
                var g = ([|delegate* unmanaged[SuppressGCTransition]<delegate* unmanaged[Cdecl]<int, void>, void>|])p;
            }
        }
        """,
        """
        unsafe class N
        {
            void M(nint p)
            {
                var f = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, void>, void>)p;
                var g = (delegate* unmanaged<delegate* unmanaged[Cdecl]<int, void>, void>)p;
            }
        }
        """);
}
