using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8007;

public sealed class Fixes
{
    private const string Imports = """
            [DllImport("kernel32")] static extern uint GetCurrentProcessId();
            [DllImport("kernel32")] static extern ulong GetTickCount64();
            [DllImport("kernel32")] static extern void Sleep(uint time);
            [DllImport("ole32")] static extern void CoTaskMemFree(IntPtr memory);
            [DllImport("libc")] static extern int getpid();
            [DllImport("libc")] static extern IntPtr memcpy(byte* to, IntPtr from, nuint size);
            [DllImport("libc")] static extern IntPtr memset(byte* to, int value, nuint size);
        """;

    [Fact]
    public Task Properties_and_methods_with_conversions() => new CSharpCodeFixTest<FFI8007ManagedApiDoesThis, FFI8007CallManagedApi, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\nusing System.Threading;\n\nstatic unsafe class Native\n{\n" + Imports + """

                static void M(byte* a, IntPtr b, uint time, int count)
                {
                    // The id.
                    uint id = [|GetCurrentProcessId()|]; // ours
                    var own = [|getpid()|];
                    var ticks = [|GetTickCount64()|] + 1;
                    [|Sleep(100)|];
                    [|Sleep(time + 1)|];
                    [|CoTaskMemFree(b)|];
                    [|memcpy(a, b, (nuint)count)|];
                    [|memset(a, 0, 8)|];
                }
            }
            """,
        FixedCode = "using System;\nusing System.Runtime.InteropServices;\nusing System.Threading;\n\nstatic unsafe class Native\n{\n" + Imports + """

                static void M(byte* a, IntPtr b, uint time, int count)
                {
                    // The id.
                    uint id = (uint)Environment.ProcessId; // ours
                    var own = Environment.ProcessId;
                    var ticks = (ulong)Environment.TickCount64 + 1;
                    Thread.Sleep(100);
                    Thread.Sleep((int)(time + 1));
                    Marshal.FreeCoTaskMem(b);
                    NativeMemory.Copy((void*)b, a, (nuint)count);
                    NativeMemory.Fill(a, 8, 0);
                }
            }
            """,
        NumberOfIncrementalIterations = 8,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync();

    [Fact]
    public Task The_namespace_is_imported() => new CSharpCodeFixTest<FFI8007ManagedApiDoesThis, FFI8007CallManagedApi, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;

            static class Native
            {
                [DllImport("kernel32")] static extern void Sleep(uint time);
                static void M() { [|Sleep(1)|]; [|Sleep(2)|]; }
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            using System.Threading;

            static class Native
            {
                [DllImport("kernel32")] static extern void Sleep(uint time);
                static void M() { Thread.Sleep(1); Thread.Sleep(2); }
            }
            """,
        NumberOfIncrementalIterations = 2,
    }.RunAsync();
}
