using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4002;

/// <summary>FFI4002's fix is not offered where it could not work.</summary>
public sealed class DoesNotFix
{
    [Fact]
    public Task A_DllImport_where_runtime_marshalling_is_disabled() => Run("""
        using System.Runtime.InteropServices;
        [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
        static class N { [DllImport("kv")] public static extern int kv_put(int key); }
        class C { int M() { N.kv_put(1); return [|Marshal.GetLastWin32Error()|]; } }
        """);

    [Fact]
    public Task An_imported_GetLastError_that_is_used_as_a_method_group() => Run("""
        using System;
        using System.Runtime.InteropServices;
        static class N { [DllImport("kernel32")] internal static extern uint [|GetLastError|](); }
        class C { Func<uint> M() => N.GetLastError; }
        """);

    [Fact]
    public Task A_public_GetLastError_that_others_may_call() => Run("""
        using System.Runtime.InteropServices;
        public static class N { [DllImport("kernel32")] public static extern uint [|GetLastError|](); }
        """);

    private static Task Run(string code) =>
        new CSharpCodeFixTest<FFI4002LastErrorNotCaptured, FFI4002CaptureLastError, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
}
