using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2006;

/// <summary>FFI2006 reports addresses of arrays, fields of objects, strings and spans over them.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Text;
        static unsafe class N
        {
            [DllImport("kv")] public static extern int kv_write(byte* data, int count);
            [DllImport("kv")] public static extern int kv_write(IntPtr data, int count);
        }
        struct Point { public int X; }
        class Item { public int Value; public Point Point; }

        """;

    private static string Class(string member) => Imports + $$"""
        unsafe class Program
        {
            private readonly byte[] _buffer = new byte[16];
            private readonly Item _item = new();
            private int _count;
            {{member}}
        }
        """;

    [Theory]
    [InlineData("void M() { var data = new byte[4]; N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], 4); }")]
    [InlineData("void M() { byte[] data = new byte[4]; var p = (byte*)[|Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(data))|]; N.kv_write(p, 4); }")]
    [InlineData("void M() { Span<byte> data = new byte[4]; N.kv_write((byte*)[|Unsafe.AsPointer(ref MemoryMarshal.GetReference(data))|], 4); }")]
    [InlineData("void M() { Span<byte> data = new byte[4]; N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], 4); }")]
    [InlineData("void M() { var data = new Span<byte>(new byte[4]); N.kv_write((byte*)[|Unsafe.AsPointer(ref data.GetPinnableReference())|], 4); }")]
    [InlineData("void M(int n) { Span<byte> data = n < 64 ? stackalloc byte[64] : new byte[n]; N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], n); }")]
    [InlineData("void M(string text) { var p = [|Unsafe.AsPointer(ref MemoryMarshal.GetReference(text.AsSpan()))|]; N.kv_write((byte*)p, 2); }")]
    [InlineData("void M(List<byte> list) { var p = [|Unsafe.AsPointer(ref MemoryMarshal.GetReference(CollectionsMarshal.AsSpan(list)))|]; N.kv_write((byte*)p, 2); }")]
    [InlineData("void M() { var data = ArrayPool<byte>.Shared.Rent(4); N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], 4); }")]
    [InlineData("void M(string text) { var data = Encoding.UTF8.GetBytes(text); N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], 4); }")]
    [InlineData("void M() { N.kv_write((byte*)[|Unsafe.AsPointer(ref _buffer[0])|], 4); }")]
    [InlineData("void M() { N.kv_write((byte*)[|Unsafe.AsPointer(ref _count)|], 4); }")]
    [InlineData("void M() { N.kv_write((byte*)[|Unsafe.AsPointer(ref _item.Point.X)|], 4); }")]
    [InlineData("void M() { var data = new byte[4]; ref var first = ref data[0]; N.kv_write((byte*)[|Unsafe.AsPointer(ref first)|], 4); }")]
    [InlineData("void M() { var data = new Point[4]; N.kv_write((byte*)[|Unsafe.AsPointer(ref Unsafe.As<Point, byte>(ref data[0]))|], 4); }")]
    [InlineData("void M() { var data = GC.AllocateArray<byte>(4); N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], 4); }")]
    [InlineData("void M() { var a = new byte[4]; var b = new byte[4]; fixed (byte* p = a) { N.kv_write((byte*)[|Unsafe.AsPointer(ref b[0])|], 4); } }")]
    [InlineData("void M() { N.kv_write([|Marshal.UnsafeAddrOfPinnedArrayElement(new byte[4], 0)|], 4); }")]
    [InlineData("void M() { var data = new byte[4]; N.kv_write([|Marshal.UnsafeAddrOfPinnedArrayElement<byte>(data, 0)|], 4); }")]
    [InlineData("void M() { var data = new byte[4]; N.kv_write([|Marshal.UnsafeAddrOfPinnedArrayElement((Array)data, 0)|], 4); }")]
    [InlineData("void M() { Action act = () => { var data = new byte[4]; N.kv_write([|Marshal.UnsafeAddrOfPinnedArrayElement(data, 0)|], 4); }; act(); }")]
    [InlineData("IntPtr P => [|Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0)|];")]
    public Task Memory_on_the_heap(string member) => new CSharpAnalyzerTest<FFI2006AddressOfUnpinnedManagedMemory, DefaultVerifier> { TestCode = Class(member) }.RunAsync();

    [Theory]
    [InlineData("void M(Span<byte> data) { N.kv_write((byte*){|#0:Unsafe.AsPointer(ref MemoryMarshal.GetReference(data))|}, 4); }", "Unsafe.AsPointer", "the span 'data'")]
    [InlineData("void M(ReadOnlySpan<byte> data) { N.kv_write((byte*){|#0:Unsafe.AsPointer(ref MemoryMarshal.GetReference(data.Slice(1)))|}, 4); }", "Unsafe.AsPointer", "the span 'data'")]
    [InlineData("void M(byte[] data) { N.kv_write({|#0:Marshal.UnsafeAddrOfPinnedArrayElement(data, 0)|}, 4); }", "Marshal.UnsafeAddrOfPinnedArrayElement", "the array 'data'")]
    public Task What_a_caller_may_have_pinned_is_only_a_suggestion(string member, string call, string what) => new CSharpAnalyzerTest<FFI2006AddressOfUnpinnedManagedMemory, DefaultVerifier>
    {
        TestCode = Class(member),
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2006", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
                $"{call} takes the address of {what}, which nothing pins: the garbage collector can move it while the pointer is in use; use 'fixed', unless every caller passes memory that cannot move"),
        },
    }.RunAsync();

    [Fact]
    public Task A_reference_that_is_made_of_it_at_once_is_only_a_suggestion() => new CSharpAnalyzerTest<FFI2006AddressOfUnpinnedManagedMemory, DefaultVerifier>
    {
        TestCode = Class("void M() { var data = new byte[4]; ref var x = ref Unsafe.AsRef<int>({|#0:Unsafe.AsPointer(ref data[0])|}); x = 1; }"),
        ExpectedDiagnostics = { new DiagnosticResult("FFI2006", DiagnosticSeverity.Info).WithLocation(0).WithArguments("Unsafe.AsPointer", "the array 'data'", "use 'fixed'") },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI2006AddressOfUnpinnedManagedMemory, DefaultVerifier>
    {
        TestCode = Class("void M() { var data = new byte[4]; var p = [|Unsafe.AsPointer(ref data[0])|]; Unsafe.AsPointer(ref ); Unsafe.AsPointer(ref unknown[0]); Marshal.UnsafeAddrOfPinnedArrayElement( ; "),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
