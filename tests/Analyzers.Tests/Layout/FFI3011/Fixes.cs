using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3011;

public sealed class Fixes
{
    [Fact]
    public Task Arithmetic_becomes_64_bits_wide() => Verify(
        """
        using System;
        using System.Runtime.InteropServices;
        static unsafe class Reader
        {
            static IntPtr A(IntPtr start, int offset) => new IntPtr([|start.ToInt32()|] + offset);
            static IntPtr B(IntPtr start, int offset) => (IntPtr)(/* here */ [|(int)start|] + offset);
            static byte* C(byte* start, uint offset) => (byte*)([|(uint)start|] + offset);
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        static unsafe class Reader
        {
            static IntPtr A(IntPtr start, int offset) => new IntPtr(start.ToInt64() + offset);
            static IntPtr B(IntPtr start, int offset) => (IntPtr)(/* here */ (long)start + offset);
            static byte* C(byte* start, uint offset) => (byte*)((long)start + offset);
        }
        """);

    [Fact]
    public Task Pointers_are_read_whole() => Verify(
        """
        using System;
        using System.Runtime.InteropServices;
        static unsafe class Reader
        {
            static IntPtr A(IntPtr table) => [|(IntPtr)Marshal.ReadInt32(table)|]; // first
            static IntPtr B(IntPtr table) => [|new IntPtr(Marshal.ReadInt32(table))|];
            static byte* C(IntPtr table) => [|(byte*)Marshal.ReadInt32(table)|];
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        static unsafe class Reader
        {
            static IntPtr A(IntPtr table) => Marshal.ReadIntPtr(table); // first
            static IntPtr B(IntPtr table) => Marshal.ReadIntPtr(table);
            static byte* C(IntPtr table) => (byte*)Marshal.ReadIntPtr(table);
        }
        """);

    [Fact]
    public Task Strides_count_in_pointers() => Verify(
        """
        using System;
        using System.Runtime.InteropServices;
        static class Reader
        {
            static nint A(nint table, int i) => Marshal.ReadIntPtr(table, [|i * 4|]);
            static nint B(nint table, int i) => Marshal.ReadIntPtr(table + [|4 * i|]);
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        static class Reader
        {
            static nint A(nint table, int i) => Marshal.ReadIntPtr(table, i * IntPtr.Size);
            static nint B(nint table, int i) => Marshal.ReadIntPtr(table + IntPtr.Size * i);
        }
        """);

    [Fact]
    public Task Message_parameters_give_their_low_bits() => Verify(
        """
        using System;
        using System.Runtime.InteropServices;
        static class Window
        {
            static int X(IntPtr lParam) => (short)([|lParam.ToInt32()|] & 0xFFFF);
            static int Wheel(IntPtr wParam) => [|wParam.ToInt32()|] >> 16;
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        static class Window
        {
            static int X(IntPtr lParam) => (short)(unchecked((int)lParam.ToInt64()) & 0xFFFF);
            static int Wheel(IntPtr wParam) => unchecked((int)wParam.ToInt64()) >> 16;
        }
        """);

    private static Task Verify(string code, string fixedCode) =>
        new CSharpCodeFixTest<FFI3011PointerIsTruncated, FFI3011KeepPointerWhole, DefaultVerifier> { TestCode = code, FixedCode = fixedCode }.RunAsync();
}
