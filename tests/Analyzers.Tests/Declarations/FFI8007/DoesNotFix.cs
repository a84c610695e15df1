using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8007;

public sealed class DoesNotFix
{
    [Fact]
    public Task Arguments_and_results_that_do_not_map_one_to_one() => new CSharpCodeFixTest<FFI8007ManagedApiDoesThis, FFI8007CallManagedApi, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kernel32")] static extern int QueryPerformanceCounter(out long count);
                [DllImport("kernel32")] static extern void Sleep(uint time);
                [DllImport("kernel32")] static extern uint GetCurrentProcessId();
                [DllImport("kernel32", EntryPoint = "GetTickCount")] static extern float Ticks();
                [DllImport("libc")] static extern IntPtr memcpy(byte[] to, byte[] from, nuint size);
                [DllImport("libc", EntryPoint = "memcpy")] static extern IntPtr copy(IntPtr to, IntPtr from, nuint size);
                static IntPtr M(byte[] a, IntPtr b, int count)
                {
                    [|QueryPerformanceCounter(out var counter)|];
                    [|Sleep(0xFFFFFFFF)|];
                    [|Sleep(/* long */ 5)|];
                    [|GetCurrentProcessId()|];
                    var ticks = [|Ticks()|];
                    [|memcpy(a, a, (nuint)count)|];
                    [|copy(b, b, 1)|];
                    return [|copy(b, b, 1)|];
                }
            }
            """,
    }.RunAsync();
}
