using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3008;

public sealed class StaysQuiet
{
    [Fact]
    public Task Offsets_that_hold_on_every_platform_of_the_project() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)] struct Entry { [FieldOffset(0)] public nint Name; [FieldOffset(8)] public int Kind; }
        [StructLayout(LayoutKind.Explicit)] struct Value { [FieldOffset(0)] public int Kind; [FieldOffset(8)] public nint Pointer; [FieldOffset(8)] public double Number; }
        [StructLayout(LayoutKind.Explicit)] struct Union { [FieldOffset(0)] public nint Pointer; [FieldOffset(0)] public long Number; }
        [StructLayout(LayoutKind.Explicit)] struct Numbers { [FieldOffset(0)] public int A; [FieldOffset(6)] public short B; }
        [StructLayout(LayoutKind.Explicit)] struct Text { [FieldOffset(0)] public int Kind; [FieldOffset(8)] public string Value; }
        [StructLayout(LayoutKind.Sequential, Size = 64)] struct Reserved { public nint A; }
        [StructLayout(LayoutKind.Sequential, Pack = 1)] struct Packed { public byte Kind; public int Value; }
        [StructLayout(LayoutKind.Sequential, Pack = 1)] struct PackedPointers { public byte Kind; public nint Value; }
        [StructLayout(LayoutKind.Sequential, Pack = 4)] struct Aligned { public nint Kind; public int Value; }
        static class Native { [DllImport("kv")] static extern void a(Entry e, Value v, Union u, Numbers n, Reserved r, Packed p, ref Text t, PackedPointers q, Aligned l); }
        """);

    [Fact]
    public Task A_project_for_one_size_of_pointers() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)] struct Entry { [FieldOffset(0)] public nint Name; [FieldOffset(4)] public int Kind; }
        static class Native { [DllImport("kv")] static extern void a(Entry e); }
        """,
        "win-x86");

    [Fact]
    public Task A_struct_for_each_size_of_pointers() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)] struct Command32 { [FieldOffset(0)] public int Kind; [FieldOffset(4)] public nint Path; }
        [StructLayout(LayoutKind.Explicit)] struct Command64 { [FieldOffset(0)] public int Kind; [FieldOffset(8)] public nint Path; }
        static class Native { [DllImport("kv")] static extern void a(Command32[] c); [DllImport("kv", EntryPoint = "a")] static extern void b(Command64[] c); }
        """);

    [Theory]
    [InlineData("if (IntPtr.Size == 4) put(ref e);")]
    [InlineData("if (IntPtr.Size != 8) put(ref e);")]
    [InlineData("if (IntPtr.Size == 8) { } else { put(ref e); }")]
    [InlineData("if (!Environment.Is64BitProcess) put(ref e);")]
    [InlineData("var n = Environment.Is64BitProcess ? 0 : put(ref e);")]
    public Task A_struct_that_only_goes_where_pointers_have_four_bytes(string body) => Verify(
        "using System; [StructLayout(LayoutKind.Explicit)] struct Entry { [FieldOffset(0)] public nint Name; [FieldOffset(4)] public int Kind; } class Native { [DllImport(\"kv\")] static extern int put(ref Entry entry); static void M(Entry e) { "
            + body + " } }");

    [Fact]
    public Task Halves_of_a_pointer_and_other_overlaps_on_purpose() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)] struct Halves { [FieldOffset(0)] public nint Whole; [FieldOffset(0)] public int Low; [FieldOffset(4)] public int High; }
        [StructLayout(LayoutKind.Explicit)] struct Gap { [FieldOffset(0)] public nint First; [FieldOffset(32)] public int Known; }
        static class Native { [DllImport("kv")] static extern void a(Halves h, Gap g); }
        """);

    [Fact]
    public Task What_does_not_cross() => Verify(
        """
        [StructLayout(LayoutKind.Explicit)] struct Entry { [FieldOffset(0)] public nint Name; [FieldOffset(4)] public int Kind; }
        static class Native { [DllImport("kv")] static extern void a(int e); }
        """);

    [Fact]
    public Task A_struct_that_a_header_declares() => new CSharpAnalyzerTest<FFI3008ExplicitLayoutIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Explicit)] struct Entry { [FieldOffset(0)] public nint Name; [FieldOffset(4)] public int Kind; }
            static class Native { [DllImport("kv")] static extern void a(ref Entry entry); }
            """,
    }.WithHeader("typedef struct entry { void *name; int kind; } entry;\nvoid a(entry *e);\n").RunAsync();

    private static Task Verify(string code, string? runtimeIdentifiers = null)
    {
        CSharpAnalyzerTest<FFI3008ExplicitLayoutIsNotPortable, DefaultVerifier> test = new() { TestCode = "using System.Runtime.InteropServices;\n" + code };
        return (runtimeIdentifiers is null ? test : test.RunningOn(runtimeIdentifiers)).RunAsync();
    }
}
