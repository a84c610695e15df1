using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2008;

/// <summary>FFI2008 reports what is used or handed out when its owner has been released.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;
        static unsafe partial class N
        {
            [DllImport("kv")] public static extern IntPtr kv_new();
            [LibraryImport("kv")] public static partial nint kv_text(nint kv);
            [DllImport("kv")] public static extern byte* kv_bytes(IntPtr kv);
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPUTF8Str)] public static extern string kv_name(IntPtr kv);
            [DllImport("kv")] public static extern void kv_free(IntPtr kv);
            [DllImport("kv")] public static extern void kv_use(IntPtr thing);
            [DllImport("ks")] public static extern IntPtr ks_create();
            [DllImport("ks")] public static extern IntPtr ks_get_item(IntPtr ks);
            [DllImport("ks")] public static extern void ks_destroy(IntPtr ks);
        }

        """;

    internal const string Header = """
        typedef struct kv kv;
        /* @boundary return: owned(kv_free), nonnull */
        kv *kv_new(void);
        /* @boundary return: borrowed(store) */
        const char *kv_text(kv *store);
        /* @boundary return: borrowed */
        unsigned char *kv_bytes(kv *store);
        /* @boundary return: borrowed */
        const char *kv_name(kv *store);
        /* @boundary store: releases */
        void kv_free(kv *store);
        void kv_use(void *thing);
        """;

    [Theory]
    [InlineData("var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); N.kv_use([|t|]);")]
    [InlineData("var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); var s = Marshal.PtrToStringUTF8([|t|]);")]
    [InlineData("var kv = N.kv_new(); var b = N.kv_bytes(kv); N.kv_free(kv); var first = [|*b|];")]
    [InlineData("var kv = N.kv_new(); nint t; try { t = N.kv_text(kv); } finally { N.kv_free(kv); } N.kv_use([|t|]);")]
    [InlineData("var kv = N.kv_new(); var t = N.kv_text(kv); if (DateTime.Now.Ticks > 0) { N.kv_free(kv); N.kv_use([|t|]); } else { N.kv_free(kv); }")]
    [InlineData("var h = new SafeFileHandle(5, true); var raw = h.DangerousGetHandle(); h.Dispose(); N.kv_use([|raw|]);")]
    [InlineData("IntPtr raw; using (var h = new SafeFileHandle(5, true)) { raw = h.DangerousGetHandle(); } N.kv_use([|raw|]);")]
    [InlineData("void Local() { var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); N.kv_use([|t|]); } Local();")]
    [InlineData("Action a = () => { var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); N.kv_use([|t|]); }; a();")]
    public Task A_use_behind_the_release(string body) => Run(Imports + "class C { unsafe void M() { " + body + " } }");

    [Theory]
    [InlineData("IntPtr M() { using var h = new SafeFileHandle(5, true); return [|h.DangerousGetHandle()|]; }")]
    [InlineData("IntPtr M() { var kv = N.kv_new(); try { return [|N.kv_text(kv)|]; } finally { N.kv_free(kv); } }")]
    [InlineData("IntPtr M() { var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); return [|t|]; }")]
    [InlineData("void M(out IntPtr t) { var kv = N.kv_new(); t = [|N.kv_text(kv)|]; N.kv_free(kv); }")]
    public Task What_is_handed_out_although_its_owner_is_released(string member) => Run(Imports + "class C { " + member + " }");

    [Fact]
    public Task A_getter_that_only_its_name_tells_is_a_suggestion() => new CSharpAnalyzerTest<FFI2008BorrowedPointerOutlivesItsOwner, DefaultVerifier>
    {
        TestCode = Imports + "class C { void M() { var ks = N.ks_create(); var i = N.ks_get_item(ks); N.ks_destroy(ks); N.kv_use({|#0:i|}); } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2008", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "What 'ks_get_item' returns belongs to the result of 'ks_create' (inferred from the name ks_get_item) and is used after that was released: "
                    + "it then points to released memory; copy what is needed before the release, or release later"),
        },
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2008BorrowedPointerOutlivesItsOwner, DefaultVerifier> { TestCode = code }.WithHeader(Header).RunAsync();

    [Theory]
    [InlineData("libkv.so", DiagnosticSeverity.Info)]
    [InlineData("libother.so", DiagnosticSeverity.Warning)]
    public Task A_function_of_a_library_that_the_imports_of_the_project_keep_is_a_suggestion(string library, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI2008BorrowedPointerOutlivesItsOwner, DefaultVerifier>
    {
        TestCode = Imports + $$"""
            class C
            {
                [DllImport("libdl.so.2")] static extern IntPtr dlopen(string name, int mode);
                [DllImport("libdl.so.2")] static extern IntPtr dlsym(IntPtr library, string name);
                [DllImport("libdl.so.2")] static extern int dlclose(IntPtr library);
                void M() { var library = dlopen("{{library}}", 2); var load = dlsym(library, "kv_load"); dlclose(library); N.kv_use({|#0:load|}); }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2008", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();
}
