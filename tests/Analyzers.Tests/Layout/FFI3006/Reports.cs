using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3006BytesAndElementsConfused, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3006;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Elements_where_bytes_are_counted() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Item { public int A; public int B; }
        static unsafe class Copier
        {
            static void A(int[] from, int* to) { fixed (int* p = from) Buffer.MemoryCopy(p, to, {|#0:from.Length|}, {|#1:from.Length|}); }
            static void B(Span<Item> items, Item* to) { fixed (Item* p = items) NativeMemory.Copy(p, to, (nuint){|#2:items.Length|}); }
            static void C(string text, char* to) { fixed (char* p = text) Unsafe.CopyBlock(to, p, (uint){|#3:text.Length|}); }
            static nint D(double[] values)
            {
                int count = values.Length;
                nint memory = Marshal.AllocHGlobal({|#4:count|});
                Marshal.Copy(values, 0, memory, count);
                return memory;
            }
            static int* E(int[] values) => (int*)NativeMemory.Alloc((nuint){|#5:values.Length|});
            static void F(Span<int> values) { fixed (int* p = values) NativeMemory.Clear(p, (nuint){|#6:values.Length|}); }
        }
        """,
        Verify.Diagnostic().WithLocation(0),
        Verify.Diagnostic().WithLocation(1).WithMessage("`from.Length` counts elements of 4 bytes, and `Buffer.MemoryCopy` counts bytes; multiply by `sizeof(int)`"),
        Verify.Diagnostic().WithLocation(2).WithMessage("`items.Length` counts elements of 8 bytes, and `NativeMemory.Copy` counts bytes; multiply by `sizeof(Item)`"),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4).WithMessage("`count` counts elements of 8 bytes, and `Marshal.AllocHGlobal` counts bytes; multiply by `sizeof(double)`"),
        Verify.Diagnostic().WithLocation(5),
        Verify.Diagnostic().WithLocation(6));

    [Fact]
    public Task Bytes_where_elements_are_counted() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static unsafe class Reader
        {
            static void A(int[] values, nint memory) => Marshal.Copy(values, 0, memory, {|#0:values.Length * sizeof(int)|});
            static void B(nint memory, double[] values) => Marshal.Copy(memory, values, 0, {|#1:8 * values.Length|});
            static Span<int> C(int* p, int count) => new Span<int>(p, {|#2:count * sizeof(int)|});
            static ReadOnlySpan<char> D(char* p, int count) { int bytes = count * sizeof(char); return new ReadOnlySpan<char>(p, {|#3:bytes|}); }
            static Span<long> E(ref long first, int count) => MemoryMarshal.CreateSpan(ref first, {|#4:count * Unsafe.SizeOf<long>()|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`values.Length * sizeof(int)` counts bytes, and `Marshal.Copy` counts elements of 4 bytes; leave the size of the element out"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task Native_functions_of_which_it_is_known() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static unsafe class Native
        {
            [DllImport("libc")] static extern nint write(int file, int[] buffer, nuint size);
            [DllImport("kv")] static extern void kv_sum([BoundaryLint.Count("count")] int[] values, int count);
            static void M(int[] values)
            {
                write(1, values, (nuint){|#0:values.Length|});
                kv_sum(values, {|#1:values.Length * sizeof(int)|});
            }
        }
        namespace BoundaryLint { class CountAttribute : Attribute { public CountAttribute(string name) { } } }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`values.Length` counts elements of 4 bytes, and parameter `size` of `write` counts bytes; multiply by `sizeof(int)`"),
        Verify.Diagnostic().WithLocation(1).WithMessage("`values.Length * sizeof(int)` counts bytes, and parameter `count` of `kv_sum` counts elements of 4 bytes; leave the size of the element out"));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3006BytesAndElementsConfused, DefaultVerifier>
    {
        TestCode = Usings + """
            static unsafe class Copier
            {
                static void A(int[] values, nint memory) => Marshal.Copy(values, 0, memory, [|values.Length * sizeof(int)|]);
                static void B(Unknown[] from, int* to) { Buffer.MemoryCopy(from, to, from.Length, ); new Span<int>(to, ; Marshal.Copy(
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
