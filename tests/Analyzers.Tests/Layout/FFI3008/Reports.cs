using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3008;

public sealed class Reports
{
    [Fact]
    public Task Offsets_counted_with_pointers_of_four_bytes() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)]
        struct Entry
        {
            [FieldOffset(0)] public nint Name;
            [FieldOffset(4)] public int {|#0:Kind|};
        }
        [StructLayout(LayoutKind.Explicit)]
        struct Value
        {
            [FieldOffset(0)] public int Kind;
            [FieldOffset(4)] public nint {|#1:Pointer|};
            [FieldOffset(4)] public int Number;
        }
        [StructLayout(LayoutKind.Explicit)]
        record struct Row([field: FieldOffset(0)] nint Start, [field: FieldOffset(4)] nint {|#2:End|});
        [StructLayout(LayoutKind.Explicit)] struct Raw { [FieldOffset(0)] public nuint Count; [FieldOffset(4)] public uint {|#3:Flags|}; }
        [StructLayout(LayoutKind.Explicit)] struct Copied { [FieldOffset(0)] public nint A; [FieldOffset(4)] public int {|#4:B|}; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern void a(ref Entry entry, Value value, Row row);
            [DllImport("kv")] static extern void b(delegate* unmanaged<Raw*, void> visit);
            static Copied Read(nint pointer) => Marshal.PtrToStructure<Copied>(pointer);
        }
        """,
        null,
        At(0).WithMessage(
            "Field `Entry.Kind`, reached from parameter `entry` of `a`, stands at offset 4, which is right where pointers have 4 bytes, while C puts it at 8 on win-x64; use sequential layout, or a struct for each size of pointers"),
        At(1).WithMessage(
            "Field `Value.Pointer`, reached from parameter `value` of `a`, stands at offset 4, which is right where pointers have 4 bytes, while C puts it at 8 on win-x64; use sequential layout, or a struct for each size of pointers"),
        At(2),
        At(3),
        At(4).WithMessage(
            "Field `Copied.B`, copied by a method of `Marshal`, stands at offset 4, which is right where pointers have 4 bytes, while C puts it at 8 on win-x64; use sequential layout, or a struct for each size of pointers"));

    [Fact]
    public Task Offsets_and_sizes_counted_with_pointers_of_eight_bytes_in_a_project_that_also_has_four() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)]
        struct Entry
        {
            [FieldOffset(0)] public nint Name;
            [FieldOffset(8)] public int {|#0:Kind|};
        }
        [StructLayout(LayoutKind.Sequential, Size = 16)]
        struct {|#1:Pair|} { public nint A; public nint B; }
        static class Native
        {
            [DllImport("kv")] static extern void a(ref Entry entry, Pair pair);
        }
        """,
        "win-x64,win-x86",
        At(0).WithMessage(
            "Field `Entry.Kind`, reached from parameter `entry` of `a`, stands at offset 8, which is right where pointers have 8 bytes, while C puts it at 4 on win-x86; use sequential layout, or a struct for each size of pointers"),
        At(1).WithMessage(
            "`Pair`, reached from parameter `pair` of `a`, is stated to have 16 bytes, which is right on win-x64, while its fields have 8 on win-x86; leave Size out"));

    [Theory]
    [InlineData("if (IntPtr.Size == 8) put(ref e);")]
    [InlineData("if (IntPtr.Size == 4) put(ref e); put(ref e);")]
    [InlineData("if (IntPtr.Size == 4 || e.Kind == 0) put(ref e);")]
    [InlineData("if (IntPtr.Size == 4) put(ref e); } [DllImport(\"kv\")] public static extern int get(Entry[] entries); void N() {")]
    [InlineData("")]
    public Task A_struct_that_goes_where_pointers_have_eight_bytes_too(string body) => Verify(
        "using System; [StructLayout(LayoutKind.Explicit)] public struct Entry { [FieldOffset(0)] public nint Name; [FieldOffset(4)] public int {|#0:Kind|}; } public class Native { [DllImport(\"kv\")] static extern int put(ref Entry entry); static void M(Entry e) { "
            + body + " } }",
        null,
        At(0));

    [Fact]
    public Task References_that_the_runtime_refuses() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)] struct Union { [FieldOffset(0)] public string {|#0:Text|}; [FieldOffset(0)] public long Number; }
        [StructLayout(LayoutKind.Explicit)] struct Tail { [FieldOffset(0)] public int Kind; [FieldOffset(4)] public string {|#1:Text|}; }
        static class Native
        {
            [DllImport("kv")] static extern void a(ref Union union, ref Tail tail);
        }
        """,
        null,
        At(0).WithMessage(
            "Field `Union.Text`, reached from parameter `union` of `a`, is a managed reference that shares its place with `Number`, and the runtime refuses the type; declare it as a pointer"),
        At(1).WithMessage(
            "Field `Tail.Text`, reached from parameter `tail` of `a`, is a managed reference at offset 4, which is no multiple of 8, and the runtime refuses the type on win-x64; move it, or declare it as a pointer"));

    [Fact]
    public Task Packing_that_only_moves_pointers_of_eight_bytes_is_a_suggestion() => Verify(
        """
        [StructLayout(LayoutKind.Sequential, Pack = 4)]
        struct Entry { public int Kind; public nint {|#0:Name|}; }
        static class Native { [DllImport("kv")] static extern void a(ref Entry entry); }
        """,
        null,
        At(0).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3008ExplicitLayoutIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Explicit)] struct Entry { [FieldOffset(0)] public nint Name; [FieldOffset(4)] public int [|Kind|]; }
            [StructLayout(LayoutKind.Explicit)] struct Broken { [FieldOffset()] public nint Name; public Unknown U; [FieldOffset(4)] public int Kind;
            static class Native { [DllImport("kv")] static extern void a(ref Entry entry, ref Broken broken
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static DiagnosticResult At(int place) => new DiagnosticResult("FFI3008", DiagnosticSeverity.Warning).WithLocation(place);

    private static Task Verify(string code, string? runtimeIdentifiers, params DiagnosticResult[] expected)
    {
        CSharpAnalyzerTest<FFI3008ExplicitLayoutIsNotPortable, DefaultVerifier> test = new() { TestCode = "using System.Runtime.InteropServices;\n" + code };
        test.ExpectedDiagnostics.AddRange(expected);
        return (runtimeIdentifiers is null ? test : test.RunningOn(runtimeIdentifiers)).RunAsync();
    }
}
