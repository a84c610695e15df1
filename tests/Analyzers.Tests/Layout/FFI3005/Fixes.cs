using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3005;

public sealed class Fixes
{
    [Fact]
    public Task The_marshalled_size() => Verify(
        """
        using System.Runtime.InteropServices;
        struct Item { public bool Open; public bool Last; }
        static unsafe class Native
        {
            static Item A(nint all, int i) => Marshal.PtrToStructure<Item>(all + i * /* each */ [|sizeof(Item)|]); // stride
        }
        """,
        """
        using System.Runtime.InteropServices;
        struct Item { public bool Open; public bool Last; }
        static unsafe class Native
        {
            static Item A(nint all, int i) => Marshal.PtrToStructure<Item>(all + i * /* each */ Marshal.SizeOf<Item>()); // stride
        }
        """);

    [Fact]
    public Task The_size_in_memory() => Verify(
        """
        using System.Runtime.InteropServices;
        struct Item { public bool Open; public bool Last; }
        static class Native
        {
            static unsafe Item A(nint all, int i) => *(Item*)(all + i * [|Marshal.SizeOf(typeof(Item))|]);
            static nint F(char[] text)
            {
                nint memory = Marshal.AllocHGlobal(text.Length * [|Marshal.SizeOf<char>()|]);
                Marshal.Copy(text, 0, memory, text.Length);
                return memory;
            }
        }
        """,
        """
        using System.Runtime.InteropServices;
        struct Item { public bool Open; public bool Last; }
        static class Native
        {
            static unsafe Item A(nint all, int i) => *(Item*)(all + i * sizeof(Item));
            static nint F(char[] text)
            {
                nint memory = Marshal.AllocHGlobal(text.Length * sizeof(char));
                Marshal.Copy(text, 0, memory, text.Length);
                return memory;
            }
        }
        """);

    private static Task Verify(string code, string fixedCode) =>
        new CSharpCodeFixTest<FFI3005SizesOfTwoForms, FFI3005MeasureOtherForm, DefaultVerifier> { TestCode = code, FixedCode = fixedCode }.RunAsync();
}
