using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6001;

/// <summary>The convention is written where the signature is declared.</summary>
public sealed class Fixes
{
    private static Task Verify(string before, string after, string? key = "FFI6001.Cdecl", int? iterations = null) =>
        new CSharpCodeFixTest<FFI6001CallbackWithoutCallingConvention, FFI6001StateCallingConvention, DefaultVerifier>
        {
            TestState = { Sources = { before }, AnalyzerConfigFiles = { ("/.globalconfig", Reports.X86) } },
            FixedCode = after,
            CodeActionEquivalenceKey = key,
            NumberOfIncrementalIterations = iterations,
        }.RunAsync();

    [Theory]
    [InlineData("FFI6001.Cdecl", "Cdecl")]
    [InlineData("FFI6001.StdCall", "StdCall")]
    public Task A_delegate(string key, string convention) => Verify(
        """
        using System.Runtime.InteropServices;

        class C
        {
            /// <summary>Called for each line.</summary>
            public delegate void [|Callback|](int code);

            [Guid("00000000-0000-0000-C000-000000000046")]
            public delegate void [|Other|](int code);

            [DllImport("kv")]
            private static extern void kv_set_log(Callback callback, Other other);
        }
        """,
        $$"""
        using System.Runtime.InteropServices;

        class C
        {
            /// <summary>Called for each line.</summary>
            [UnmanagedFunctionPointer(CallingConvention.{{convention}})]
            public delegate void Callback(int code);

            [Guid("00000000-0000-0000-C000-000000000046")]
            [UnmanagedFunctionPointer(CallingConvention.{{convention}})]
            public delegate void Other(int code);

            [DllImport("kv")]
            private static extern void kv_set_log(Callback callback, Other other);
        }
        """,
        key);

    [Fact]
    public Task The_namespace_is_imported() => new CSharpCodeFixTest<FFI6001CallbackWithoutCallingConvention, FFI6001StateCallingConvention, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "public delegate void [|Callback|](int code);\n",
                "using System.Runtime.InteropServices;\nclass C { [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] static extern void kv_set_log(Callback callback); }\n",
            },
            AnalyzerConfigFiles = { ("/.globalconfig", Reports.X86) },
        },
        FixedState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices;\n\n[UnmanagedFunctionPointer(CallingConvention.Cdecl)]\npublic delegate void Callback(int code);\n",
                "using System.Runtime.InteropServices;\nclass C { [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] static extern void kv_set_log(Callback callback); }\n",
            },
        },
    }.RunAsync();

    [Fact]
    public Task An_export() => Verify(
        """
        using System.Runtime.InteropServices;

        static class Exports
        {
            [UnmanagedCallersOnly(EntryPoint = "kv_on_code")]
            public static void [|OnCode|](int code) { }

            [UnmanagedCallersOnly]
            public static void [|OnEnd|](nint data) { }
        }
        """,
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        static class Exports
        {
            [UnmanagedCallersOnly(EntryPoint = "kv_on_code", CallConvs = new[] { typeof(CallConvCdecl) })]
            public static void OnCode(int code) { }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            public static void OnEnd(nint data) { }
        }
        """);

    [Fact]
    public Task Function_pointers_that_nothing_is_converted_to() => Verify(
        """
        unsafe struct Callbacks
        {
            public [|delegate* unmanaged<int, void>|] OnCode;
            public [|delegate* unmanaged[SuppressGCTransition]<int>|] Count;
        }
        """,
        """
        unsafe struct Callbacks
        {
            public delegate* unmanaged[Cdecl]<int, void> OnCode;
            public delegate* unmanaged[Cdecl, SuppressGCTransition]<int> Count;
        }
        """);

    [Fact]
    public Task A_function_pointer_changes_together_with_its_methods() => Verify(
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        unsafe class C
        {
            private [|delegate* unmanaged<int, void>|] _callback = &OnCode;

            [UnmanagedCallersOnly]
            private static void [|OnCode|](int code) { }

            void M(nint p) => _callback = (delegate* unmanaged<int, void>)p;
        }
        """,
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        unsafe class C
        {
            private delegate* unmanaged[Stdcall]<int, void> _callback = &OnCode;

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvStdcall) })]
            private static void OnCode(int code) { }

            void M(nint p) => _callback = (delegate* unmanaged[Stdcall]<int, void>)p;
        }
        """,
        "FFI6001.StdCall",
        iterations: 1);
}
