using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4002;

/// <summary>FFI4002's fix makes the runtime save the error, or reads it through the runtime.</summary>
public sealed class Fixes
{
    [Fact]
    public Task Adds_SetLastError_once_for_several_reads() => Run(
        """
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        static class N
        {
            // Stores a value.
            [DllImport("kv", EntryPoint = "kv_put")] // the C name
            public static extern int Put(int key);
        }
        class C
        {
            void M() { if (N.Put(1) != 0) throw [|new Win32Exception()|]; }
            int K() { N.Put(1); return [|Marshal.GetLastWin32Error()|]; }
        }
        """,
        """
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        static class N
        {
            // Stores a value.
            [DllImport("kv", EntryPoint = "kv_put", SetLastError = true)] // the C name
            public static extern int Put(int key);
        }
        class C
        {
            void M() { if (N.Put(1) != 0) throw new Win32Exception(); }
            int K() { N.Put(1); return Marshal.GetLastWin32Error(); }
        }
        """,
        incremental: 1);

    [Fact]
    public Task Of_two_attributes_in_decompiled_code_the_generators_decides()
    {
        var test = new CSharpCodeFixTest<FFI4002LastErrorNotCaptured, FFI4002CaptureLastError, DefaultVerifier>
        {
            TestCode = """
                using System.Runtime.InteropServices;
                static class N { [DllImport("kv")] [LibraryImport("kv")] public static extern int kv_put(int key); }
                class C { int K() { N.kv_put(1); return [|Marshal.GetLastPInvokeError()|]; } }
                """,
            FixedCode = """
                using System.Runtime.InteropServices;
                static class N { [DllImport("kv")] [LibraryImport("kv", SetLastError = true)] public static extern int kv_put(int key); }
                class C { int K() { N.kv_put(1); return Marshal.GetLastPInvokeError(); } }
                """,
            CompilerDiagnostics = CompilerDiagnostics.None,
        };
        return test.RunAsync();
    }

    [Fact]
    public Task Turns_an_explicit_false_into_true_in_another_file()
    {
        var test = new CSharpCodeFixTest<FFI4002LastErrorNotCaptured, FFI4002CaptureLastError, DefaultVerifier>();
        test.TestState.Sources.Add("using System.Runtime.InteropServices; static partial class N { [LibraryImport(\"kv\", SetLastError = false)] public static partial int kv_put(int key); }");
        test.TestState.Sources.Add("using System.Runtime.InteropServices; class C { int M() { N.kv_put(1); return [|Marshal.GetLastWin32Error()|]; } }");
        test.FixedState.Sources.Add("using System.Runtime.InteropServices; static partial class N { [LibraryImport(\"kv\", SetLastError = true)] public static partial int kv_put(int key); }");
        test.FixedState.Sources.Add("using System.Runtime.InteropServices; class C { int M() { N.kv_put(1); return Marshal.GetLastWin32Error(); } }");
        return test.RunAsync();
    }

    [Fact]
    public Task Replaces_an_imported_GetLastError() => Run(
        """
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kernel32", SetLastError = true)]
            internal static extern bool CloseHandle(nint handle);

            // The Windows function.
            [DllImport("kernel32")]
            internal static extern uint [|GetLastError|]();
        }
        class C
        {
            uint M() { N.CloseHandle(0); return N.GetLastError(); }
        }
        """,
        """
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kernel32", SetLastError = true)]
            internal static extern bool CloseHandle(nint handle);
            // The Windows function.
        }
        class C
        {
            uint M() { N.CloseHandle(0); return unchecked((uint)Marshal.GetLastPInvokeError()); }
        }
        """);

    private static Task Run(string before, string after, int? incremental = null)
    {
        var test = new CSharpCodeFixTest<FFI4002LastErrorNotCaptured, FFI4002CaptureLastError, DefaultVerifier> { TestCode = before, FixedCode = after };
        if (incremental is { } iterations)
        {
            test.NumberOfIncrementalIterations = iterations;
        }

        return test.RunAsync();
    }
}
