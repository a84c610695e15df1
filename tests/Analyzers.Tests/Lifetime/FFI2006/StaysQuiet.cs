using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2006;

/// <summary>FFI2006 stays quiet on memory that cannot move, on what is pinned, and on what it cannot see.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() { Span<byte> data = stackalloc byte[4]; N.kv_write((byte*)Unsafe.AsPointer(ref data[0]), 4); }")]
    [InlineData("void M() { Span<byte> data = stackalloc byte[4]; N.kv_write((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(data)), 4); }")]
    [InlineData("void M() { Span<byte> data = stackalloc byte[4]; var part = data.Slice(1); N.kv_write((byte*)Unsafe.AsPointer(ref part[0]), 3); }")]
    [InlineData("void M(byte* p) { var data = new Span<byte>(p, 4); N.kv_write((byte*)Unsafe.AsPointer(ref data[0]), 4); }")]
    [InlineData("void M() { int x = 0; N.kv_write((byte*)Unsafe.AsPointer(ref x), 4); }")]
    [InlineData("void M() { Point x = default; N.kv_write((byte*)Unsafe.AsPointer(ref x.X), 4); }")]
    [InlineData("void M(int x) { N.kv_write((byte*)Unsafe.AsPointer(ref x), 4); }")]
    [InlineData("void M(ref int x) { N.kv_write((byte*)Unsafe.AsPointer(ref x), 4); }")]
    [InlineData("void M() { var data = MemoryMarshal.CreateSpan(ref Unsafe.AsRef<byte>((void*)1), 4); N.kv_write((byte*)Unsafe.AsPointer(ref data[0]), 4); }")]
    [InlineData("void M() { var data = GC.AllocateArray<byte>(4, pinned: true); N.kv_write((byte*)Unsafe.AsPointer(ref data[0]), 4); }")]
    [InlineData("void M() { var data = GC.AllocateUninitializedArray<byte>(4, true); N.kv_write((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(data)), 4); }")]
    [InlineData("void M() { N.kv_write((byte*)Unsafe.AsPointer(ref _pinned[0]), 4); }")]
    [InlineData("void M() { N.kv_write((byte*)Unsafe.AsPointer(ref _shared[0]), 4); }")]
    [InlineData("void M() { var data = new byte[4]; fixed (byte* p = data) { N.kv_write((byte*)Unsafe.AsPointer(ref data[1]), 3); } }")]
    [InlineData("void M(Span<byte> data) { fixed (byte* p = &MemoryMarshal.GetReference(data)) { N.kv_write(p, 3); } }")]
    [InlineData("void M() { var data = new byte[4]; var pin = GCHandle.Alloc(data, GCHandleType.Pinned); N.kv_write(Marshal.UnsafeAddrOfPinnedArrayElement(data, 0), 4); pin.Free(); }")]
    [InlineData("void M() { var data = new byte[4]; using var pin = data.AsMemory().Pin(); N.kv_write(Marshal.UnsafeAddrOfPinnedArrayElement(data, 0), 4); }")]
    [InlineData("void M() { Memory<byte> data = new byte[4]; using var pin = data.Pin(); N.kv_write((byte*)Unsafe.AsPointer(ref data.Span[0]), 4); }")]
    [InlineData("void M() { N.kv_write((byte*)Unsafe.AsPointer(ref s_count), 4); }")]
    [InlineData("void M() { var data = Allocate(); N.kv_write((byte*)Unsafe.AsPointer(ref data[0]), 4); }")]
    [InlineData("void M() { N.kv_write((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(\"kv\"u8)), 2); }")]
    [InlineData("bool M(byte[] data) => (nuint)Unsafe.AsPointer(ref data[0]) % 16 == 0;")]
    [InlineData("bool M(byte[] a, byte[] b) => Unsafe.AsPointer(ref a[0]) == Unsafe.AsPointer(ref b[0]);")]
    [InlineData("void M(Own Unsafe, byte[] data) { Unsafe.AsPointer(ref data[0]); }")]
    public Task Sound_code(string member) => new CSharpAnalyzerTest<FFI2006AddressOfUnpinnedManagedMemory, DefaultVerifier>
    {
        TestCode = Reports.Imports + $$"""
            unsafe class Own { public void* AsPointer<T>(ref T value) => null; }
            unsafe class Program
            {
                private static int s_count;
                public byte[] _shared = new byte[4];
                private readonly byte[] _pinned = GC.AllocateArray<byte>(4, pinned: true);
                private static byte[] Allocate() => GC.AllocateArray<byte>(4, pinned: true);
                {{member}}
            }
            ref struct Writer
            {
                private Span<byte> _data;
                private int _count;
                unsafe void M() { N.kv_write((byte*)Unsafe.AsPointer(ref _data[0]), 4); N.kv_write((byte*)Unsafe.AsPointer(ref _count), 4); }
            }
            """,
    }.RunAsync();
}
