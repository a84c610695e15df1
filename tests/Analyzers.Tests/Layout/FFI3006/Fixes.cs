using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3006;

public sealed class Fixes
{
    [Fact]
    public Task Multiplied_by_the_size_of_an_element() => Verify(
        """
        using System;
        using System.Runtime.InteropServices;
        struct Item { public int A; }
        static unsafe class Copier
        {
            static void A(int[] from, int* to) { fixed (int* p = from) Buffer.MemoryCopy(p, to, /* room */ [|from.Length|], [|from.Length|]); }
            static void B(Span<Item> items, Item* to) { fixed (Item* p = items) NativeMemory.Copy(p, to, (nuint)[|items.Length|]); }
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        struct Item { public int A; }
        static unsafe class Copier
        {
            static void A(int[] from, int* to) { fixed (int* p = from) Buffer.MemoryCopy(p, to, /* room */ from.Length * sizeof(int), from.Length * sizeof(int)); }
            static void B(Span<Item> items, Item* to) { fixed (Item* p = items) NativeMemory.Copy(p, to, (nuint)(items.Length * sizeof(Item))); }
        }
        """);

    [Fact]
    public Task Without_the_size_of_an_element() => Verify(
        """
        using System;
        using System.Runtime.InteropServices;
        static unsafe class Reader
        {
            static void A(int[] values, nint memory) => Marshal.Copy(values, 0, memory, [|values.Length * sizeof(int)|]); // all
            static void B(nint memory, double[] values) => Marshal.Copy(memory, values, 0, [|8 * values.Length|]);
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;
        static unsafe class Reader
        {
            static void A(int[] values, nint memory) => Marshal.Copy(values, 0, memory, values.Length); // all
            static void B(nint memory, double[] values) => Marshal.Copy(memory, values, 0, values.Length);
        }
        """);

    private static Task Verify(string code, string fixedCode) =>
        new CSharpCodeFixTest<FFI3006BytesAndElementsConfused, FFI3006CountRightUnit, DefaultVerifier> { TestCode = code, FixedCode = fixedCode }.RunAsync();
}
