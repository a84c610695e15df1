using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1002;

/// <summary>FFI1002 reports releases by a function of another family.</summary>
public sealed class Reports
{
    internal const string Native = """
        using System;
        using System.Runtime.InteropServices;
        static class W
        {
            [DllImport("kernel32.dll")] public static extern bool CloseHandle(IntPtr h);
            [DllImport("kernel32.dll")] public static extern IntPtr OpenProcess(uint access, bool inherit, int id);
            [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] public static extern IntPtr FindFirstFileW(string name, byte[] data);
            [DllImport("advapi32.dll", CharSet = CharSet.Unicode)] public static extern int RegOpenKeyExW(IntPtr root, string name, int options, int access, out IntPtr key);
            [DllImport("advapi32.dll", CharSet = CharSet.Unicode)] public static extern IntPtr OpenSCManagerW(string machine, string database, uint access);
            [DllImport("user32.dll")] public static extern IntPtr GetDC(IntPtr window);
            [DllImport("user32.dll")] public static extern int ReleaseDC(IntPtr window, IntPtr context);
            [DllImport("user32.dll")] public static extern IntPtr CreateIconIndirect(IntPtr info);
            [DllImport("user32.dll")] public static extern bool DestroyCursor(IntPtr cursor);
            [DllImport("gdi32.dll")] public static extern IntPtr CreateCompatibleDC(IntPtr context);
            [DllImport("gdi32.dll")] public static extern bool DeleteDC(IntPtr context);
            [DllImport("gdi32.dll")] public static extern IntPtr CreateSolidBrush(int color);
            [DllImport("kernel32.dll")] public static extern IntPtr CreateTimerQueue();
            [DllImport("kernel32.dll")] public static extern bool DeleteTimerQueue(IntPtr queue);
            [DllImport("kernel32.dll")] public static extern bool DeleteTimerQueueEx(IntPtr queue, IntPtr done);
            [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] public static extern IntPtr BeginUpdateResource(string file, bool delete);
            [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] public static extern bool EndUpdateResource(IntPtr update, bool discard);
            [DllImport("libc")] public static extern IntPtr fopen(string name, string mode);
            [DllImport("libc")] public static extern int fclose(IntPtr file);
            [DllImport("libc")] public static extern void free(IntPtr memory);
            [DllImport("kv")] public static extern IntPtr kv_reader_open();
            [DllImport("kv")] public static extern void kv_reader_close(IntPtr reader);
            [DllImport("kv")] public static extern IntPtr kv_writer_open();
            [DllImport("kv")] public static extern void kv_writer_close(IntPtr writer);
            [DllImport("kv")] public static extern IntPtr kv_reader_stream_open();
            [DllImport("kv")] public static extern void kv_reader_stream_close(IntPtr stream);
            [DllImport("kv")] public static extern void kv_release_writer(IntPtr writer);
        }

        """;

    [Theory]
    [InlineData("fixed (char* p = text) { [|Marshal.FreeHGlobal((IntPtr)p)|]; }")]
    [InlineData("fixed (byte* p = given) { [|NativeMemory.Free(p)|]; }")]
    [InlineData("fixed (byte* p = &given[1]) { var q = (IntPtr)p; [|Marshal.FreeCoTaskMem(q)|]; }")]
    [InlineData("byte* p = stackalloc byte[10]; [|Marshal.FreeHGlobal((IntPtr)p)|];")]
    [InlineData("fixed (byte* p = given) { [|free((IntPtr)p)|]; }")]
    public Task What_no_allocator_made(string body) => CSharpAnalyzerVerifier<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>.VerifyAnalyzerAsync(
        "using System; using System.Runtime.InteropServices; static unsafe class C { [DllImport(\"libc\")] static extern void free(IntPtr memory); static void M(string text, byte[] given) { " + body + " } }");

    [Theory]
    [InlineData("var p = Marshal.AllocHGlobal(4); [|Marshal.FreeCoTaskMem(p)|];")]
    [InlineData("var (p, n) = (Marshal.AllocHGlobal(4), 4); [|Marshal.FreeCoTaskMem(p)|];")]
    [InlineData("if (Marshal.AllocHGlobal(4) is var p) [|Marshal.FreeCoTaskMem(p)|];")]
    [InlineData("var p = Marshal.StringToCoTaskMemUTF8(\"a\"); [|Marshal.FreeHGlobal(p)|];")]
    [InlineData("var p = Marshal.StringToBSTR(\"a\"); [|Marshal.FreeHGlobal(p)|];")]
    [InlineData("var p = N.malloc(4); [|Marshal.FreeHGlobal(p)|];")]
    [InlineData("var p = Marshal.AllocHGlobal(4); [|N.free(p)|];")]
    [InlineData("unsafe { var p = NativeMemory.Alloc(4); [|NativeMemory.AlignedFree(p)|]; }")]
    [InlineData("unsafe { var p = NativeMemory.AlignedAlloc(4, 16); [|NativeMemory.Free(p)|]; }")]
    [InlineData("unsafe { var p = (IntPtr)NativeMemory.Alloc(4); [|Marshal.FreeHGlobal(p)|]; }")]
    [InlineData("var p = N.kd_make(); try { N.Log(\"x\"); } finally { [|Marshal.FreeHGlobal(p)|]; }")]
    [InlineData("var p = Marshal.AllocHGlobal(4); var q = p; [|Marshal.FreeCoTaskMem(q)|];")]
    [InlineData("var p = Marshal.AllocHGlobal(4); if (b) { [|Marshal.FreeCoTaskMem(p)|]; return; } Marshal.FreeHGlobal(p);")]
    [InlineData("void Local() { var p = Marshal.AllocHGlobal(4); [|Marshal.FreeCoTaskMem(p)|]; } Local();")]
    [InlineData("Action a = () => { var p = Marshal.AllocHGlobal(4); [|Marshal.FreeCoTaskMem(p)|]; }; a();")]
    [InlineData("unsafe { var p = System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.ConvertToUnmanaged(\"a\"); [|Marshal.FreeHGlobal((IntPtr)p)|]; }")]
    [InlineData("unsafe { var p = System.Runtime.InteropServices.Marshalling.BStrStringMarshaller.ConvertToUnmanaged(\"a\"); [|Marshal.FreeCoTaskMem((IntPtr)p)|]; }")]
    [InlineData("unsafe { var p = Marshal.StringToHGlobalUni(\"a\"); [|System.Runtime.InteropServices.Marshalling.Utf16StringMarshaller.Free((ushort*)p)|]; }")]
    public Task In_one_body(string body) => Run("class C { void M(bool b) { " + body + " } }");

    [Theory]
    [InlineData("var h = W.FindFirstFileW(\"a\", null); if (h == new IntPtr(-1)) return; {|#0:W.CloseHandle(h)|};", DiagnosticSeverity.Warning)]
    [InlineData("if (W.RegOpenKeyExW(IntPtr.Zero, \"a\", 0, 1, out var k) != 0) return; {|#0:W.CloseHandle(k)|};", DiagnosticSeverity.Warning)]
    [InlineData("var m = W.OpenSCManagerW(null, null, 1); if (m == IntPtr.Zero) return; {|#0:W.CloseHandle(m)|};", DiagnosticSeverity.Warning)]
    [InlineData("var d = W.GetDC(IntPtr.Zero); if (d == IntPtr.Zero) return; {|#0:W.DeleteDC(d)|};", DiagnosticSeverity.Warning)]
    [InlineData("var d = W.CreateCompatibleDC(IntPtr.Zero); if (d == IntPtr.Zero) return; {|#0:W.ReleaseDC(IntPtr.Zero, d)|};", DiagnosticSeverity.Warning)]
    [InlineData("var b = W.CreateSolidBrush(1); if (b == IntPtr.Zero) return; {|#0:W.CloseHandle(b)|};", DiagnosticSeverity.Warning)]
    [InlineData("var f = W.fopen(\"a\", \"r\"); if (f == IntPtr.Zero) return; {|#0:W.free(f)|};", DiagnosticSeverity.Warning)]
    [InlineData("var r = W.kv_reader_open(); {|#0:W.kv_writer_close(r)|};", DiagnosticSeverity.Info)]
    public Task A_native_function_for_what_another_one_releases(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>
    {
        TestCode = Native + "class C { void M() { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1002", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task A_known_handle_in_an_object_that_releases_with_another_function() => new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            using Microsoft.Win32.SafeHandles;
            sealed class Mapping : SafeHandle
            {
                public Mapping() : base(IntPtr.Zero, true) { }
                public override bool IsInvalid => handle == IntPtr.Zero;
                protected override bool ReleaseHandle() { free(handle); return true; }
                [DllImport("libc")] static extern void free(IntPtr memory);
            }
            static class W
            {
                [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] static extern {|#0:SafeFileHandle|} FindFirstFileW(string name, byte[] data);
                [DllImport("winusb.dll")] static extern bool WinUsb_Initialize(SafeFileHandle device, out SafeFileHandle {|#1:usb|});
                [DllImport("libc")] static extern {|#2:Mapping|} mmap(IntPtr place, nuint length, int protection, int flags, int file, nint offset);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1002", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "The handle that `FindFirstFileW` returns, which a `SafeFileHandle` holds, is released with `CloseHandle`; declare a SafeHandle that releases it with `FindClose`"),
            new DiagnosticResult("FFI1002", DiagnosticSeverity.Warning).WithLocation(1).WithMessage(
                "The handle that `WinUsb_Initialize` hands out through `usb`, which a `SafeFileHandle` holds, is released with `CloseHandle`; declare a SafeHandle that releases it with `WinUsb_Free`"),
            new DiagnosticResult("FFI1002", DiagnosticSeverity.Warning).WithLocation(2).WithMessage(
                "The handle that `mmap` returns, which a `Mapping` holds, is released with `free`; declare a SafeHandle that releases it with `munmap`"),
        },
    }.RunAsync();

    internal const string Handles = """
        static class M
        {
            [DllImport("libc")] public static extern IntPtr mmap(IntPtr place, nuint length, int protection, int flags, int file, nint offset);
            [DllImport("libc")] public static extern int munmap(IntPtr place, nuint length);
        }
        abstract class Block : SafeHandle { protected Block(bool owns) : base(new IntPtr(-1), owns) { } public override bool IsInvalid => handle == new IntPtr(-1); }

        """;

    [Theory]
    [InlineData("sealed class B : Block { B(IntPtr p) : base(true) => SetHandle(p); protected override bool ReleaseHandle() { N.free(handle); return true; } static B Make() { var p = M.mmap(default, 8, 1, 2, -1, 0); return {|#0:new B(p)|}; } }",
        DiagnosticSeverity.Warning, "The memory that `mmap` returns, which a `B` holds, is released with `free`; release it with `munmap` in `ReleaseHandle`")]
    [InlineData("sealed class B : Block { B(nuint n) : base(true) => {|#0:SetHandle(M.mmap(default, n, 1, 2, -1, 0))|}; protected override bool ReleaseHandle() { N.free(handle); return true; } }",
        DiagnosticSeverity.Warning, "The memory that `mmap` returns, which a `B` holds, is released with `free`; release it with `munmap` in `ReleaseHandle`")]
    [InlineData("sealed class B : Block { B(int n) : base(true) { var p = Marshal.AllocHGlobal(n); {|#0:SetHandle(p)|}; } protected override bool ReleaseHandle() { Marshal.FreeCoTaskMem(handle); return true; } }",
        DiagnosticSeverity.Warning, "The memory that `Marshal.AllocHGlobal` returns, which a `B` holds, is released with `Marshal.FreeCoTaskMem`; release it with `Marshal.FreeHGlobal` in `ReleaseHandle`")]
    [InlineData("sealed class B : Block { B(IntPtr p) : base(true) => SetHandle(p); protected override bool ReleaseHandle() { Marshal.FreeHGlobal(handle); return true; } static B Make() => {|#0:new B(N.ks_create())|}; }",
        DiagnosticSeverity.Info, "The handle that `ks_create` returns (inferred from ks_create/ks_destroy), which a `B` holds, is released with `Marshal.FreeHGlobal`; release it with `ks_destroy` in `ReleaseHandle`")]
    public Task What_an_object_releases_that_was_made_otherwise(string code, DiagnosticSeverity severity, string message) => Message(Handles + code, severity, message);

    [Fact]
    public Task Across_helpers() => Run("""
        record R
        {
            static IntPtr Make() => Marshal.StringToCoTaskMemUTF8("a");
            static void Free(IntPtr p) { Marshal.FreeHGlobal(p); }
            int Use { get { var p = Make(); [|Marshal.FreeHGlobal(p)|]; return 0; } }
            async System.Threading.Tasks.Task A() { var p = Marshal.AllocCoTaskMem(4); [|Free(p)|]; await Task.Yield(); }
        }
        """);

    [Theory]
    [InlineData("class C { IntPtr _p = Marshal.AllocHGlobal(4); void Free() { [|Marshal.FreeCoTaskMem(_p)|]; _p = IntPtr.Zero; } }")]
    [InlineData("class C { IntPtr _p; C() { _p = Marshal.StringToCoTaskMemUTF8(\"a\"); } ~C() { if (_p != IntPtr.Zero) [|Marshal.FreeHGlobal(_p)|]; } }")]
    [InlineData("partial class C { IntPtr _p; void Open() => _p = N.malloc(4); } partial class C { void Close() { var p = Interlocked.Exchange(ref _p, IntPtr.Zero); [|Marshal.FreeHGlobal(p)|]; } }")]
    public Task Through_a_field(string code) => Run(code);

    [Fact]
    public async Task The_message_names_both_ends()
    {
        await Message("class C { void M() { var p = Marshal.AllocHGlobal(4); {|#0:Marshal.FreeCoTaskMem(p)|}; } }", DiagnosticSeverity.Warning,
            "The memory that `Marshal.AllocHGlobal` returns is released with `Marshal.FreeCoTaskMem`; release it with `Marshal.FreeHGlobal`");
        await Message("class C { IntPtr _p = N.malloc(4); void M() { {|#0:Marshal.FreeHGlobal(_p)|}; _p = default; } }", DiagnosticSeverity.Warning,
            "The memory that `malloc` returns, which `_p` holds, is released with `Marshal.FreeHGlobal`; release it with `free`");
        await Message("class C { void M() { var p = N.ks_create(); {|#0:Marshal.FreeHGlobal(p)|}; } }", DiagnosticSeverity.Info,
            "The handle that `ks_create` returns (inferred from ks_create/ks_destroy) is released with `Marshal.FreeHGlobal`; release it with `ks_destroy`");
    }

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { void M() { var p = Marshal.AllocHGlobal(4); [|Marshal.FreeCoTaskMem(p)|] ",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("[DllImport(\"kv\")] static extern IntPtr kv_text(int id); void M() { var p = kv_text(1); {|#0:Marshal.FreeHGlobal(p)|}; }", "kv_text")]
    [InlineData("[DllImport(\"kv\")] static extern IntPtr kv_text(int id); void M() => {|#0:Marshal.FreeHGlobal(kv_text(1))|};", "kv_text")]
    [InlineData("[DllImport(\"kv\")] static extern unsafe byte* kv_text(int id); unsafe void M() { byte* p; p = kv_text(1); if (p != null) {|#0:Marshal.FreeHGlobal((IntPtr)p)|}; }", "kv_text")]
    [InlineData("static IntPtr _lib; static unsafe readonly delegate* unmanaged<int, IntPtr> _text = (delegate* unmanaged<int, IntPtr>)NativeLibrary.GetExport(_lib, \"kv_text\"); unsafe void M() { IntPtr p = _text(1); {|#0:Marshal.FreeHGlobal(p)|}; }", "kv_text")]
    [InlineData("struct Text { public IntPtr Pointer; } [DllImport(\"kv\")] static extern Text kv_text(int id); void M() { var t = kv_text(1); {|#0:Marshal.FreeHGlobal(t.Pointer)|}; }", "kv_text")]
    public Task What_native_code_returned_and_the_framework_frees(string members, string maker) => Message("class C { " + members + " }", DiagnosticSeverity.Info,
        $"The memory that `{maker}` returns is released with `Marshal.FreeHGlobal`; release it with a function of the library, which alone knows its allocator");

    [Fact]
    public Task What_native_code_keeps() => Message(
        "class C { [DllImport(\"sqlite3\")] static extern IntPtr sqlite3_errmsg(IntPtr db); void M(IntPtr db) { var p = sqlite3_errmsg(db); {|#0:Marshal.FreeCoTaskMem(p)|}; } }",
        DiagnosticSeverity.Warning,
        "The memory that `sqlite3_errmsg` returns, which native code keeps, is released with `Marshal.FreeCoTaskMem`; leave it to native code");

    private static Task Message(string code, DiagnosticSeverity severity, string message) => new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>
    {
        TestCode = Resources.Declarations + code,
        ExpectedDiagnostics = { new DiagnosticResult("FFI1002", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message) },
    }.RunAsync();

    private static Task Run(string code) => CSharpAnalyzerVerifier<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>.VerifyAnalyzerAsync(Resources.Declarations + code);
}
