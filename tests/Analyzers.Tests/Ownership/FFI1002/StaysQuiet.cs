using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1002;

/// <summary>FFI1002 is quiet where the release is right, or one end is not known.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("static void M(Span<byte> given) { fixed (byte* p = given) { NativeMemory.Free(p); } }")]
    [InlineData("static void M(ref byte given) { fixed (byte* p = &given) { NativeMemory.Free(p); } }")]
    [InlineData("static void M(int n) { byte* p = n < 256 ? (byte*)0 : (byte*)NativeMemory.Alloc((nuint)n); byte* s = stackalloc byte[256]; if (n < 256) p = s; p[0] = 1; if (n >= 256) NativeMemory.Free(p); }")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_free(byte* p); static void M(byte[] given) { fixed (byte* p = given) { kv_free(p); } }")]
    [InlineData("static void M(byte[] given) { fixed (byte* p = given) { var copy = Marshal.AllocHGlobal(4); *(byte*)copy = *p; Marshal.FreeHGlobal(copy); } }")]
    public Task On_addresses_that_may_be_of_an_allocator(string member) => new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>
    {
        TestCode = "using System; using System.Runtime.InteropServices; static unsafe class C { " + member + " }",
    }.RunAsync();

    [Fact]
    public Task On_handles_in_objects_that_release_them_rightly_or_in_a_way_that_is_not_known() => new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            using Microsoft.Win32.SafeHandles;
            sealed class Search : SafeHandleZeroOrMinusOneIsInvalid
            {
                public Search() : base(true) { }
                protected override bool ReleaseHandle() => FindClose(handle);
                [DllImport("kernel32.dll")] static extern bool FindClose(IntPtr search);
            }
            sealed class Either : SafeHandleZeroOrMinusOneIsInvalid
            {
                public bool IsSearch;
                public Either() : base(true) { }
                protected override bool ReleaseHandle() => IsSearch ? FindClose(handle) : CloseHandle(handle);
                [DllImport("kernel32.dll")] static extern bool FindClose(IntPtr search);
                [DllImport("kernel32.dll")] static extern bool CloseHandle(IntPtr handle);
            }
            sealed class Own : SafeHandleZeroOrMinusOneIsInvalid
            {
                public Own() : base(true) { }
                protected override bool ReleaseHandle() => Native.Close(handle);
            }
            static class Native { public static bool Close(IntPtr handle) => true; }
            static class W
            {
                [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] static extern Search FindFirstFileW(string name, byte[] data);
                [DllImport("kernel32.dll", CharSet = CharSet.Unicode, EntryPoint = "FindFirstFileW")] static extern Either Find(string name, byte[] data);
                [DllImport("kernel32.dll", CharSet = CharSet.Unicode, EntryPoint = "FindFirstFileW")] static extern Own FindOwn(string name, byte[] data);
                [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] static extern SafeFileHandle CreateFileW(string name, uint access, uint share, IntPtr security, uint creation, uint flags, IntPtr template);
                [DllImport("kernel32.dll")] static extern SafeWaitHandle CreateEventW(IntPtr security, bool manual, bool state, string name);
                [DllImport("libc")] static extern SafeFileHandle open(string path, int flags);
                [DllImport("kv")] static extern SafeFileHandle kv_open();
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("var p = W.OpenProcess(1, false, 2); if (p == IntPtr.Zero) return; W.CloseHandle(p);")]
    [InlineData("var i = W.CreateIconIndirect(IntPtr.Zero); if (i == IntPtr.Zero) return; W.DestroyCursor(i);")]
    [InlineData("var q = W.CreateTimerQueue(); if (q == IntPtr.Zero) return; W.DeleteTimerQueueEx(q, IntPtr.Zero);")]
    [InlineData("var u = W.BeginUpdateResource(\"a\", false); if (u == IntPtr.Zero) return; W.EndUpdateResource(u, false);")]
    [InlineData("var d = W.GetDC(IntPtr.Zero); if (d == IntPtr.Zero) return; W.ReleaseDC(IntPtr.Zero, d);")]
    [InlineData("var f = W.fopen(\"a\", \"r\"); if (f == IntPtr.Zero) return; W.fclose(f);")]
    [InlineData("var r = W.kv_reader_open(); W.kv_reader_close(r);")]
    [InlineData("var s = W.kv_reader_stream_open(); W.kv_reader_close(s);")]
    [InlineData("var r = W.kv_reader_open(); W.kv_release_writer(r);")]
    public Task Where_the_native_function_is_right_or_may_be(string body) =>
        new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier> { TestCode = Reports.Native + "class C { void M() { " + body + " } }" }.RunAsync();

    [Theory]
    [InlineData("class C { void M() { var p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { void M() { var p = Marshal.StringToBSTR(\"a\"); Marshal.ZeroFreeBSTR(p); } }")]
    [InlineData("class C { void M() { var p = Marshal.StringToCoTaskMemUTF8(\"a\"); Marshal.ZeroFreeCoTaskMemUTF8(p); } }")]
    [InlineData("class C { unsafe void M() { var p = Marshal.StringToCoTaskMemUTF8(\"a\"); System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.Free((byte*)p); } }")]
    [InlineData("class C { unsafe void M() { var p = System.Runtime.InteropServices.Marshalling.Utf16StringMarshaller.ConvertToUnmanaged(\"a\"); Marshal.FreeCoTaskMem((IntPtr)p); } }")]
    [InlineData("class C { unsafe void M() { var p = System.Runtime.InteropServices.Marshalling.BStrStringMarshaller.ConvertToUnmanaged(\"a\"); Marshal.FreeBSTR((IntPtr)p); } }")]
    [InlineData("class C { unsafe void M() { var p = NativeMemory.Alloc(4); N.free((IntPtr)p); } }")]
    [InlineData("class C { unsafe void M() { var p = N.malloc(4); NativeMemory.Free((void*)p); } }")]
    [InlineData("class C { void M() { var p = N.kd_make(); N.kd_done(p); } }")]
    [InlineData("class C { void M(IntPtr p) { Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern IntPtr kv_text(int id); void M() { var p = kv_text(1); Marshal.FreeCoTaskMem(p); } }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern IntPtr kv_text(int id); void M(bool b) { var p = b ? kv_text(1) : Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern IntPtr kv_text(int id); void M(bool b) { var p = kv_text(1); if (b) p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { unsafe void M(delegate* unmanaged<int, IntPtr> make) { var p = make(1); Marshal.FreeHGlobal(p); } }")]
    [InlineData("delegate IntPtr Make(int id); class C { void M(IntPtr address) { var make = Marshal.GetDelegateForFunctionPointer<Make>(address); var p = make(1); Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { [DllImport(\"kernel32\")] static extern IntPtr LocalAlloc(uint flags, nuint size); void M() { var p = LocalAlloc(0, 4); Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { [DllImport(\"shell32\")] static extern IntPtr SHSomething(int id); void M() { var p = SHSomething(1); Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { void M(bool b) { var p = b ? Marshal.AllocHGlobal(4) : Marshal.AllocCoTaskMem(4); if (b) Marshal.FreeHGlobal(p); else Marshal.FreeCoTaskMem(p); } }")]
    [InlineData("class C { IntPtr _p; void A() => _p = Marshal.AllocHGlobal(4); void B() => _p = Marshal.AllocCoTaskMem(4); void Free() { Marshal.FreeHGlobal(_p); _p = default; } }")]
    [InlineData("class C { IntPtr _p; void A() => _p = Marshal.AllocHGlobal(4); void B(IntPtr p) => _p = p; void Free() { Marshal.FreeCoTaskMem(_p); _p = default; } }")]
    [InlineData("class C { internal IntPtr P = Marshal.AllocHGlobal(4); void Free() { Marshal.FreeCoTaskMem(P); P = default; } }")]
    [InlineData("class C { IntPtr _p = Marshal.AllocHGlobal(4); void Swap(ref IntPtr p) { } void Free() { Swap(ref _p); Marshal.FreeCoTaskMem(_p); _p = default; } }")]
    [InlineData("struct Pair { public IntPtr Text; public int Length; } class C { [DllImport(\"kv\")] static extern Pair kv_text(int id); void M() { var p = kv_text(1); Marshal.FreeHGlobal(p.Text); } }")]
    [InlineData("struct Text { public IntPtr Pointer; } class C { [DllImport(\"kv\")] static extern Text kv_text(int id); void M(bool b) { var t = kv_text(1); if (b) t = new Text { Pointer = Marshal.AllocHGlobal(4) }; Marshal.FreeHGlobal(t.Pointer); } }")]
    [InlineData(Reports.Handles + "sealed class B : Block { B(IntPtr p) : base(true) => SetHandle(p); protected override bool ReleaseHandle() => M.munmap(handle, 8) == 0; static B Make() => new B(M.mmap(default, 8, 1, 2, -1, 0)); }")]
    [InlineData(Reports.Handles + "sealed class B : Block { B(IntPtr p) : base(false) => SetHandle(p); protected override bool ReleaseHandle() { N.free(handle); return true; } static B Make() => new B(M.mmap(default, 8, 1, 2, -1, 0)); }")]
    [InlineData(Reports.Handles + "sealed class B : Block { readonly bool _isMapped; B(IntPtr p) : base(true) => SetHandle(p); protected override bool ReleaseHandle() { if (_isMapped) M.munmap(handle, 8); else N.free(handle); return true; } static B Make() => new B(M.mmap(default, 8, 1, 2, -1, 0)); }")]
    [InlineData(Reports.Handles + "sealed class B : Block { B(int n) : base(true) => SetHandle(Marshal.AllocHGlobal(n)); protected override bool ReleaseHandle() { Marshal.FreeHGlobal(handle); return true; } }")]
    [InlineData(Reports.Handles + "sealed class B : Block { B(int n) : base(true) => SetHandle(n < 4 ? N.malloc(4) : M.mmap(default, 8, 1, 2, -1, 0)); protected override bool ReleaseHandle() { N.free(handle); return true; } }")]
    public Task Code(string code) => CSharpAnalyzerVerifier<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>.VerifyAnalyzerAsync(Resources.Declarations + code);

    [Fact]
    public Task Types_that_look_like_the_frameworks() => CSharpAnalyzerVerifier<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>.VerifyAnalyzerAsync("""
        using System;
        static class N { [System.Runtime.InteropServices.DllImport("x")] static extern int x(); }
        static class Marshal { public static IntPtr AllocHGlobal(int size) => default; public static void FreeCoTaskMem(IntPtr p) { } }
        class C { void M() { var p = Marshal.AllocHGlobal(4); Marshal.FreeCoTaskMem(p); } }
        """);
}
