using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8007ManagedApiDoesThis, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8007;

public sealed class StaysQuiet
{
    [Fact]
    public Task Functions_that_do_something_else_or_belong_to_another_library() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("kernel32")] static extern uint GetCurrentThreadId();
            [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern IntPtr LoadLibraryEx(string name, IntPtr file, uint flags);
            [DllImport("libc")] static extern void free(IntPtr memory);
            [DllImport("libc")] static extern IntPtr dlopen([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);
            [DllImport("kv")] static extern int getpid();
            [DllImport("kv")] static extern void Sleep(uint time);
            [DllImport("kernel32")] static extern void GetTickCountEx();
            [DllImport("libc")] static extern int usleep(uint microseconds);
            [DllImport("libc")] static extern IntPtr realpath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, IntPtr resolved);
            static void M()
            {
                GetCurrentThreadId();
                LoadLibraryEx("kv", 0, 8);
                free(0);
                dlopen("kv", 0x102);
                getpid();
                Sleep(1);
                GetTickCountEx();
                // Thread.Sleep counts milliseconds.
                usleep(50);
                // It resolves every link on the way, and File.ResolveLinkTarget only the last one.
                realpath("kv", 0);
            }
        }
        class Declared { [DllImport("kernel32")] public static extern uint GetCurrentProcessId(); }
        """);

    [Fact]
    public Task A_framework_that_lacks_the_member() => new CSharpAnalyzerTest<FFI8007ManagedApiDoesThis, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kernel32")] static extern uint GetCurrentProcessId();
                [DllImport("kernel32")] static extern uint GetTickCount();
                static uint M() => GetCurrentProcessId() + [|GetTickCount()|];
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.NetStandard.NetStandard20,
    }.RunAsync();
}
