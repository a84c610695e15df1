using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1009;

/// <summary>FFI1009 reports what must not happen on the finalizer thread, each at its place.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Win32.SafeHandles;

        enum Status { Ok, Failed }
        static class N
        {
            [DllImport("kv")] public static extern void kv_close(StoreHandle store);
            [DllImport("kv")] public static extern void kv_free(IntPtr store);
            [DllImport("kv")] public static extern void kv_detach(OtherHandle owner, IntPtr store);
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool kv_drop(IntPtr store);
            [DllImport("kv")] public static extern Status kv_destroy(IntPtr store);
            [DllImport("kv", PreserveSig = false)] public static extern void kv_release(IntPtr store);
            [DllImport("kv")] public static extern StoreHandle kv_open();
            [DllImport("kv")] public static extern int kv_unref(IntPtr store);
        }
        sealed class OtherHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public OtherHandle() : base(true) { }
            protected override bool ReleaseHandle() => N.kv_drop(handle);
        }
        class Finalized
        {
            ~Finalized() { }
            public void Notify() { }
            public int Count => 0;
        }

        """;

    private static string Handle(string body, string members = "") => Imports + $$"""
        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            {{members}}
            public StoreHandle() : base(true) { }
            protected override bool ReleaseHandle()
            {
                {{body}}
            }
        }
        """;

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier> { TestCode = code }.RunAsync();

    [Theory]
    [InlineData("N.kv_close([|this|]); return true;", "")]
    [InlineData("var added = false; [|DangerousAddRef(ref added)|]; N.kv_free(handle); return true;", "")]
    [InlineData("N.kv_detach([|_owner|], handle); return true;", "public OtherHandle _owner = null!;")]
    [InlineData("N.kv_free([|_owner|].DangerousGetHandle()); N.kv_free(handle); return true;", "public OtherHandle _owner = null!;")]
    [InlineData("N.kv_free(handle); [|_cache|].Notify(); return true;", "public Finalized _cache = new();")]
    [InlineData("N.kv_free(handle); [|_cache|]?.Notify(); return true;", "public Finalized? _cache;")]
    [InlineData("N.kv_free(handle); return [|_cache|].Count == 0;", "public Finalized _cache = new();")]
    [InlineData("[|N.kv_release(handle)|]; return true;", "")]
    [InlineData("try { [|N.kv_release(handle)|]; return true; } catch (COMException) { return false; }", "")]
    [InlineData("[|Marshal.ThrowExceptionForHR(N.kv_unref(handle))|]; return true;", "")]
    [InlineData("[|ObjectDisposedException.ThrowIf(_gone, this)|]; N.kv_free(handle); return true;", "public bool _gone;")]
    [InlineData("[|Thread.Sleep(10)|]; N.kv_free(handle); return true;", "")]
    [InlineData("[|_worker.Wait()|]; N.kv_free(handle); return true;", "public Task _worker = Task.CompletedTask;")]
    [InlineData("N.kv_free(handle); return [|_worker.Result|];", "public Task<bool> _worker = Task.FromResult(true);")]
    [InlineData("[|_done.WaitOne()|]; N.kv_free(handle); return true;", "public static readonly WaitHandle _done = new ManualResetEvent(false);")]
    [InlineData("N.kv_free([|_store|]); return true;", "public IntPtr _store;")]
    [InlineData("N.kv_free([|Store|]); return true;", "public IntPtr Store { get; set; }")]
    [InlineData("N.kv_free([|IntPtr.Zero|]); return true;", "")]
    [InlineData("Marshal.FreeHGlobal([|_store|]); return true;", "public IntPtr _store;")]
    public Task What_must_not_happen(string body, string members) => Run(Handle(body, members));

    [Theory]
    [InlineData("{|#0:N.kv_drop(handle)|}; return true;", "", "drops the result of 'kv_drop' (false means failure), so a failed release looks like a good one; return whether it succeeded")]
    [InlineData("{|#0:N.kv_destroy(handle)|}; return true;", "", "drops the result of 'kv_destroy' (0 means success, inferred from Status.Ok), so a failed release looks like a good one; return whether it succeeded")]
    [InlineData(
        "{|#0:lock|} (_gate) { N.kv_free(handle); } return true;",
        "private static readonly object _gate = new();",
        "takes a lock: while another thread holds it no finalizer runs, and where that thread waits for finalizers both hang; release without a lock, or hand the value to a queue")]
    public Task Only_a_suggestion(string body, string members, string reason) => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestCode = Handle(body, members),
        ExpectedDiagnostics = { new DiagnosticResult("FFI1009", DiagnosticSeverity.Info).WithLocation(0).WithArguments("StoreHandle.ReleaseHandle", reason) },
    }.RunAsync();

    [Fact]
    public Task A_copy_of_the_value_is_only_a_suggestion_where_the_class_makes_itself() => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestCode = Imports + """
            sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                public StoreHandle() : base(true) { }
                protected override bool ReleaseHandle() { N.kv_free(handle); return true; }
            }
            sealed class WindowHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                private readonly IntPtr _window;
                public WindowHandle(IntPtr window) : base(true) { _window = window; SetHandle(window); }
                protected override bool ReleaseHandle() { N.kv_free({|#0:_window|}); return true; }
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1009", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
                "'WindowHandle.ReleaseHandle' frees '_window' and not 'handle': where they differ the resource leaks, and IsInvalid and marshalling look at 'handle'; keep the value in 'handle' alone"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("internal", DiagnosticSeverity.Info)]
    [InlineData("public", DiagnosticSeverity.Warning)]
    public Task Another_handle_of_a_class_that_only_the_project_sees_as_a_suggestion(string access, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestCode = "using System; using System.Runtime.InteropServices; using Microsoft.Win32.SafeHandles; " + access + """
             sealed class CacheHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                private readonly SafeHandle _context;
                public CacheHandle(SafeHandle context) : base(true) => _context = context;
                [DllImport("kv")] private static extern void kv_drop_cache(SafeHandle context, IntPtr cache);
                protected override bool ReleaseHandle() { kv_drop_cache({|#0:_context|}, handle); return true; }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI1009", severity).WithLocation(0) },
    }.RunAsync();

    [Fact]
    public Task A_finalizer() => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestCode = Handle("N.kv_free(handle); return true;", "~{|#0:StoreHandle|}() => N.kv_free(handle);"),
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1009", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "'~StoreHandle' is a second finalizer beside the base class's own, which already calls ReleaseHandle, and it runs whether or not the handle is still in use: remove it"),
        },
    }.RunAsync();

    [Fact]
    public Task A_critical_handle_an_expression_body_and_a_local_function_that_is_an_import() => Run(Imports + """
        sealed class StoreHandle : CriticalHandle
        {
            private readonly Finalized _cache = new();
            public StoreHandle() : base(IntPtr.Zero) { }
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => N.kv_drop(handle) && [|_cache|].Count == 0;
        }
        sealed class MappedHandle : SafeHandle
        {
            public MappedHandle() : base(IntPtr.Zero, true) { }
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle()
            {
                return unmap([|this|]) == 0;
                [DllImport("libc")] static extern int unmap(SafeHandle map);
            }
        }
        """);

    [Fact]
    public Task A_LibraryImport_a_delegate_and_a_function_pointer() => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static partial class L
            {
                [LibraryImport("kv")] public static partial int kv_close(SafeHandle store);
            }
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Close(SafeHandle store);
            abstract class Base : SafeHandle
            {
                protected Base() : base(IntPtr.Zero, true) { }
                public override bool IsInvalid => handle == IntPtr.Zero;
            }
            class A : Base { protected override bool ReleaseHandle() => L.kv_close([|this|]) == 0; }
            class B : Base { public static Close s_close; protected override bool ReleaseHandle() => s_close([|this|]) == 0; }
            unsafe class C : Base { public static delegate* unmanaged<SafeHandle, int> s_close; protected override bool ReleaseHandle() => s_close([|this|]) == 0; }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task A_class_in_two_parts_and_half_typed_code() => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Imports + "sealed partial class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid { public StoreHandle() : base(true) { } }",
                """
                partial class StoreHandle
                {
                    protected override bool ReleaseHandle()
                    {
                        N.kv_close([|this|]);
                        N.kv_free(;
                        return
                    }
                }
                """,
            },
        },
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("~{|#0:StoreHandle|}() { Dispose(); }", DiagnosticSeverity.Info)]
    [InlineData("~{|#0:StoreHandle|}() => Dispose(false);", DiagnosticSeverity.Info)]
    [InlineData("~{|#0:StoreHandle|}() { ReleaseHandle(); }", DiagnosticSeverity.Warning)]
    [InlineData("~{|#0:StoreHandle|}() { Dispose(); N.kv_free(handle); }", DiagnosticSeverity.Warning)]
    public Task A_finalizer_that_only_disposes_is_a_suggestion(string finalizer, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestCode = Handle("N.kv_free(handle); return true;", finalizer),
        ExpectedDiagnostics = { new DiagnosticResult("FFI1009", severity).WithLocation(0) },
    }.RunAsync();

    [Theory]
    [InlineData("internal", "private", "", "", DiagnosticSeverity.Info)]
    [InlineData("internal", "internal", "", "", DiagnosticSeverity.Info)]
    [InlineData("internal", "private", "static ScreenHandle Other() => ScreenHandle.Open();", "var dc = Other();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "public", "delegate void Drawn(ScreenHandle screen);", "", DiagnosticSeverity.Warning)]
    [InlineData("internal", "private", "static void Use(ScreenHandle screen) { }", "", DiagnosticSeverity.Info)]
    [InlineData("public", "private", "", "", DiagnosticSeverity.Warning)]
    [InlineData("internal", "private", "", "var dc = ScreenHandle.Open();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "internal", "", "var dc = new ScreenHandle();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "internal", "[DllImport(\"kv\")] static extern ScreenHandle kv_screen();", "", DiagnosticSeverity.Warning)]
    [InlineData("internal", "public", "T Make<T>() where T : new() => new T();", "Make<ScreenHandle>();", DiagnosticSeverity.Warning)]
    public Task A_handle_of_which_nobody_makes_one_is_a_suggestion(string visibility, string constructor, string members, string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1009ReleaseHandleIsUnsafe, DefaultVerifier>
    {
        TestCode = "using System; using System.Runtime.InteropServices; using Microsoft.Win32.SafeHandles; static class D { [DllImport(\"kv\")] internal static extern bool kv_drop(SafeHandle screen); } "
            + visibility + " sealed class ScreenHandle : SafeHandleZeroOrMinusOneIsInvalid { " + constructor + " ScreenHandle() : base(true) { } public static ScreenHandle Open() => Open(1); static ScreenHandle Open(int display) => new ScreenHandle(); "
            + "protected override bool ReleaseHandle() => D.kv_drop({|#0:this|}); } class C { " + members + " void M() { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1009", severity).WithLocation(0) },
    }.RunAsync();
}
