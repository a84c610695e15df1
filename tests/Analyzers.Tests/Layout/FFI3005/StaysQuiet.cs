using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3005SizesOfTwoForms, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3005;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Equal_sizes() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Options { public int cbSize; [MarshalAs(UnmanagedType.U1)] public bool Deep; public int Limit; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_copied(ref Options value, int size);
            static int M(Options options, nint memory) => kv_copied(ref options, sizeof(Options)) + Marshal.PtrToStructure<Options>(memory + sizeof(Options)).Limit;
        }
        """);

    [Fact]
    public Task The_form_that_is_meant() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Item { public int cbSize; public bool Open; public bool Last; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_copied(ref Item value, int size);
            static Item A(nint all, int i) => Marshal.PtrToStructure<Item>(all + i * Marshal.SizeOf<Item>());
            static Item B(nint all, int i) => *(Item*)(all + i * sizeof(Item));
            static void C() { Item item = new() { cbSize = Marshal.SizeOf<Item>() }; kv_copied(ref item, Marshal.SizeOf(item)); }
            static Item* D() => (Item*)NativeMemory.Alloc((nuint)sizeof(Item));
        }
        """);

    [Fact]
    public Task Uses_that_say_nothing_and_memory_that_is_large_enough() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Item { public bool Open; public bool Last; }
        struct Both { public int cbSize; public bool Open; public bool Last; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_copied(ref Both value);
            [DllImport("kv")] static extern int kv_raw(Both* value);
            static int A() => sizeof(Item) + Marshal.SizeOf<Item>();
            static void B() { Console.WriteLine(Marshal.SizeOf<Item>()); nint p = Marshal.AllocHGlobal(sizeof(Item)); Marshal.FreeHGlobal(p); }
            static Item* C() { nint p = Marshal.AllocHGlobal(Marshal.SizeOf<Item>()); return (Item*)p; }
            static void D() { Both both = new() { cbSize = sizeof(Both) }; kv_copied(ref both); kv_raw(&both); }
            static int E<T>(nint p) where T : unmanaged => Marshal.PtrToStructure<T>(p + sizeof(T)).GetHashCode();
        }
        """);

    [Fact]
    public Task Methods_that_only_look_like_those_of_the_framework() => Verify.VerifyAnalyzerAsync("""
        struct Item { public bool Open; public bool Last; }
        static class Marshal { public static int SizeOf<T>() => 0; public static T PtrToStructure<T>(nint p) => default; }
        static unsafe class Native
        {
            [System.Runtime.InteropServices.DllImport("kv")] static extern int kv_copied(ref Item value);
            static Item A(nint all, int i) => Marshal.PtrToStructure<Item>(all + i * sizeof(Item));
            static Item B(nint all, int i) => *(Item*)(all + i * Marshal.SizeOf<Item>());
        }
        """);
}
