using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3004StructMustBeBlittable, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3004;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task The_same_bytes_in_both_forms() => Verify.VerifyAnalyzerAsync(Usings + """
        [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
        unsafe struct Options { public int A; public byte B; [MarshalAs(UnmanagedType.U1)] public bool C; public char D; public fixed char Name[4]; public nint E; public Guid Id; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(Options* options);
            static Options M(nint p) => *(Options*)p;
            static Options N(void* p) => Unsafe.Read<Options>(p);
        }
        """);

    [Fact]
    public Task Copies_only_and_memory_of_managed_code() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Copied { [MarshalAs(UnmanagedType.Bool)] public bool Deep; public string Name; }
        struct Managed { [MarshalAs(UnmanagedType.Bool)] public bool Deep; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(ref Copied options, Copied[] all);
            static Managed* M(byte* p) => (Managed*)p;
            static ReadOnlySpan<byte> N(int[] p) => MemoryMarshal.AsBytes(p.AsSpan());
            static Span<T> O<T>(Span<byte> p) where T : struct => MemoryMarshal.Cast<byte, T>(p);
            static Managed* P(Managed* p) => (Managed*)p;
        }
        """);

    [Fact]
    public Task What_other_rules_report() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Both { public bool Deep; public char C; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_copy(ref Both both);
            [DllImport("kv")] static extern int kv_raw(Both* both);
        }
        """);

    [Fact]
    public Task Where_marshalling_is_disabled_and_nothing_is_stated() => Verify.VerifyAnalyzerAsync(Usings + """
        [assembly: DisableRuntimeMarshalling]
        struct Options { public bool Deep; public char C; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(Options options);
            [UnmanagedCallersOnly] static void OnItem(Options options) { }
        }
        """);

    [Fact]
    public Task A_struct_that_a_header_declares() => new CSharpAnalyzerTest<FFI3004StructMustBeBlittable, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Options { public bool Deep; }
            static unsafe class Native { [DllImport("kv")] static extern int kv_open(Options* options); }
            """,
    }.WithHeader("#include <stdbool.h>\ntypedef struct options { bool deep; } options;\nint kv_open(options *options);\n").RunAsync();

    [Fact]
    public Task Types_that_only_look_like_those_of_the_framework() => Verify.VerifyAnalyzerAsync("""
        static class MemoryMarshal { public static T Read<T>(nint p) => default; }
        static class Unsafe { public static T Read<T>(nint p) => default; }
        struct Item { [System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.Bool)] public bool IsOpen; }
        static class Native
        {
            [System.Runtime.InteropServices.DllImport("kv")] static extern void kv_put(ref Item item);
            static Item A(nint p) => MemoryMarshal.Read<Item>(p);
            static Item B(nint p) => Unsafe.Read<Item>(p);
        }
        """);
}
