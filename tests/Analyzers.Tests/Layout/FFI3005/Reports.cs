using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3005SizesOfTwoForms, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3005;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Size_fields_of_structs_that_cross_in_the_other_form() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Copied { public int cbSize; public bool Deep; public bool Shared; public int More; }
        struct Raw { public int cbSize; public bool Deep; public bool Shared; public int More; }
        struct Text { public int cbSize; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 64)] public string Name; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_copied(ref Copied value);
            [DllImport("kv")] static extern int kv_raw(Raw* value);
            [DllImport("kv")] static extern int kv_text(ref Text value);
            static void M()
            {
                Copied copied = new Copied { cbSize = {|#0:sizeof(Copied)|} };
                kv_copied(ref copied);
                Raw raw = default;
                raw.cbSize = {|#1:Marshal.SizeOf<Raw>()|};
                kv_raw(&raw);
                int size = {|#2:Unsafe.SizeOf<Text>()|};
                Text text = new() { cbSize = size };
                kv_text(ref text);
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`sizeof(Copied)` is 12 for `Copied`, while `Copied.cbSize` tells native code the size of what it gets, which is a marshalled copy, and has 16 bytes; use `Marshal.SizeOf<Copied>()`"),
        Verify.Diagnostic().WithLocation(1).WithMessage(
            "`Marshal.SizeOf<Raw>()` is 16 for `Raw`, while `Raw.cbSize` tells native code the size of what it gets, which is the bytes in memory, and has 12 bytes; use `sizeof(Raw)`"),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task Memory_strides_and_copies() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Item { public bool Open; public bool Last; }
        static unsafe class Native
        {
            static nint A(Item item)
            {
                nint memory = Marshal.AllocHGlobal({|#0:sizeof(Item)|});
                Marshal.StructureToPtr(item, memory, false);
                return memory;
            }
            static Item B(nint all, int i) => Marshal.PtrToStructure<Item>(all + i * {|#1:sizeof(Item)|});
            static Item C(nint all, int i) => *(Item*)(all + i * {|#2:Marshal.SizeOf(typeof(Item))|});
            static void D(Item* from, Item* to, int count) => Buffer.MemoryCopy(from, to, count * {|#3:Marshal.SizeOf<Item>()|}, count * {|#4:Marshal.SizeOf<Item>()|});
            static Item E(IntPtr all, int i) => Marshal.PtrToStructure<Item>(new IntPtr(all.ToInt64() + i * {|#5:Unsafe.SizeOf<Item>()|}));
            static nint F(char[] text)
            {
                nint memory = Marshal.AllocHGlobal(text.Length * {|#6:Marshal.SizeOf<char>()|});
                Marshal.Copy(text, 0, memory, text.Length);
                return memory;
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`sizeof(Item)` is 2 for `Item`, while `Marshal.StructureToPtr` puts a marshalled copy into the memory and has 8 bytes; use `Marshal.SizeOf<Item>()`"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithMessage(
            "`Marshal.SizeOf(typeof(Item))` is 8 for `Item`, while the address becomes a pointer to the bytes in memory and has 2 bytes; use `sizeof(Item)`"),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5),
        Verify.Diagnostic().WithLocation(6).WithMessage(
            "`Marshal.SizeOf<char>()` is 1 for `char`, while `Marshal.Copy` copies the bytes in memory and has 2 bytes; use `sizeof(char)`"));

    [Fact]
    public Task A_size_beside_the_struct_in_a_native_call() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Options { public bool Deep; public int Limit; public bool Shared; public bool Last; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_copied(ref Options value, int size);
            [DllImport("kv")] static extern int kv_raw(Options* value, nuint size);
            static void M(Options options)
            {
                kv_copied(ref options, {|#0:sizeof(Options)|});
                kv_raw(&options, (nuint){|#1:Marshal.SizeOf(options)|});
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`sizeof(Options)` is 12 for `Options`, while parameter `value` of `kv_copied` is a marshalled copy and has 16 bytes; use `Marshal.SizeOf<Options>()`"),
        Verify.Diagnostic().WithLocation(1));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3005SizesOfTwoForms, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Item { public bool Open; public bool Last; }
            static unsafe class Native
            {
                static Item B(nint all, int i) => Marshal.PtrToStructure<Item>(all + i * [|sizeof(Item)|]);
                static Item C(nint all, int i) => Marshal.PtrToStructure<Unknown>(all + i * sizeof(Unknown) + Marshal.SizeOf( + sizeof());
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
