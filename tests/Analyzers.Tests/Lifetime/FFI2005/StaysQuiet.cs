using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2005;

/// <summary>FFI2005 stays quiet while the address is used in the time of the pin, and on memory that never moves.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { N.kv_read(p); } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { var i = new Info { Data = p }; N.kv_info(&i); } }")]
    [InlineData("void M(byte[] a) { Info i = default; fixed (byte* p = a) { i.Data = p; N.kv_info(&i); } }")]
    [InlineData("Info* _info; void M(byte[] a) { fixed (byte* p = a) { _info->Data = p; N.kv_info(_info); } }")]
    [InlineData("Info* _info; void M(byte[] a) { fixed (byte* p = a) { _info->Data = p; Work(); } _info->Data = null; } void Work() { }")]
    [InlineData("void M(byte[] a) { Info i; var at = &i; fixed (byte* p = a) { at->Data = p; N.kv_info(at); } }")]
    [InlineData("void M(byte[] a, Info* i) { fixed (byte* p = a) { i->Data = p; N.kv_info(i); } }")]
    [InlineData("void M(byte[] a, byte** at) { fixed (byte* p = a) { *at = p; at[1] = p; } }")]
    [InlineData("void M(byte[] a) { var all = new IntPtr[2]; fixed (byte* p = a) { all[0] = (IntPtr)p; } }")]
    [InlineData("int M(byte[] a) { fixed (byte* p = a) { return *p; } }")]
    [InlineData("int M(byte[] a) { fixed (byte* p = a) { return N.kv_read(p); } }")]
    [InlineData("string M(byte[] a) { fixed (byte* p = a) { return Marshal.PtrToStringUTF8((IntPtr)p); } }")]
    [InlineData("int M(byte[] a) { fixed (byte* p = a) { var q = p; while (*q != 0) q++; return (int)(q - p); } }")]
    [InlineData("bool M(byte[] a) { byte* q; fixed (byte* p = a) { q = p; } return q == null; }")]
    [InlineData("void M() { fixed (byte* p = \"kv\"u8) { _p = p; } }")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_define(IntPtr linker, byte* module, nuint moduleLength, byte* name, nuint nameLength, IntPtr callback, IntPtr data, Action<IntPtr> finalizer); void M(byte[] a, byte[] b) { fixed (byte* p = a, q = b) { kv_define(0, p, (nuint)a.Length, q, (nuint)b.Length, 0, 0, null); } }")]
    [InlineData("delegate void Deleter(IntPtr p); [DllImport(\"kv\")] static extern IntPtr kv_tensor_new(IntPtr data, Deleter deleter, IntPtr dimensions, int numDimensions); void M(long[] a, IntPtr data, Deleter d) { fixed (long* p = a) { kv_tensor_new(data, d, (IntPtr)p, a.Length); } }")]
    [InlineData("void M() { _data = GC.AllocateArray<byte>(4, pinned: true); fixed (byte* p = _data) { _p = p; } }")]
    [InlineData("void M() { _pin = GCHandle.Alloc(_data, GCHandleType.Pinned); fixed (byte* p = &_data[0]) { _p = p; } }")]
    [InlineData("void M() { _pin = GCHandle.Alloc(_data, GCHandleType.Pinned); fixed (byte* p = _data) { _p = p; } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { _p = p; try { Work(); } finally { _p = null; } } } void Work() { N.kv_read(_p); }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { _p = p; N.kv_read(_p); } _p = null; }")]
    [InlineData("void M() { var m = (byte*)NativeMemory.Alloc(4); _p = m; }")]
    [InlineData("void M(byte[] a) { var h = GCHandle.Alloc(a, GCHandleType.Pinned); try { N.kv_read((byte*)h.AddrOfPinnedObject()); } finally { h.Free(); } }")]
    [InlineData("void M(byte[] a) { _pin = GCHandle.Alloc(a, GCHandleType.Pinned); _raw = _pin.AddrOfPinnedObject(); }")]
    [InlineData("void M(Memory<byte> a) { using var h = a.Pin(); N.kv_read((byte*)h.Pointer); }")]
    [InlineData("IntPtr M(byte[] a, out GCHandle h) { h = GCHandle.Alloc(a, GCHandleType.Pinned); return h.AddrOfPinnedObject(); }")]
    [InlineData("long M(byte[] a, int offset) { fixed (byte* p = a) { return p + offset - p; } }")]
    [InlineData("void M(byte[] a, int offset) { fixed (byte* p = a) { N.kv_read(p + offset); } }")]
    [InlineData("void M(byte[] a, List<int> l) { fixed (byte* p = a) { for (var i = 0; i < a.Length; i++) l.Add(p[i]); } }")]
    [InlineData("void M(byte[] a) { for (var i = 0; i < 3; i++) { fixed (byte* p = a) { var q = p; N.kv_read(q); } } }")]
    public Task While_the_pin_lasts_or_without_need_of_one(string member) =>
        Run(Reports.Imports + "unsafe class C { byte* _p; IntPtr _raw; byte[] _data; GCHandle _pin; " + member + " }");

    [Theory]
    [InlineData("[DllImport(\"kv\")] static extern int kv_read(byte[] data); int M(byte[] a) => kv_read(a);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_set_data(byte[] data); void M(byte[] a) => kv_set_data(a);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M() => kv_keep(null);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M() { var a = GC.AllocateArray<byte>(4, pinned: true); kv_keep(a); }")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M(byte[] a) { _pin = GCHandle.Alloc(a, GCHandleType.Pinned); kv_keep(a); }")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M() => kv_keep(_data);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(ref byte data); void M(byte* p) => kv_keep(ref *p);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(ref byte data); static byte s_first; void M() => kv_keep(ref s_first);")]
    [InlineData("[LibraryImport(\"kv\")] private static partial void kv_keep(ReadOnlySpan<byte> data); void M() => kv_keep(\"kv\"u8);")]
    public Task What_the_runtime_pins_and_native_code_does_not_keep_or_what_does_not_move(string member) =>
        Run(Reports.Imports + "unsafe partial class C { byte[] _data = new byte[4]; GCHandle _pin; " + member + " }");

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Reports.Imports + "unsafe class C { byte* _p; void M(byte[] a) { fixed (byte* p = ) { _p = p; } fixed (byte* = a) { _p = } fixed (",
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier> { TestCode = code }.WithHeader(Reports.Header).RunAsync();
}
