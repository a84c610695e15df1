using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5005;

public sealed class StaysQuiet
{
    [Theory]
    [InlineData("struct Options { public int A; public nint B; public double C; }", "int a; void *b; double c;")]
    [InlineData("struct Options { public int First; public nuint Second; }", "int a; size_t b;")]
    [InlineData("struct Options { public int A; [MarshalAs(UnmanagedType.U1)] public bool B; }", "int a; bool b;")]
    [InlineData("struct Options { public int A; public CLong B; }", "int a; long b;")]
    [InlineData("struct Options { public int A; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 16)] public string B; }", "int a; char b[16];")]
    [InlineData("unsafe struct Options { public int A; public fixed byte B[16]; }", "int a; char b[16];")]
    [InlineData("struct Options { public float M11, M12, M21, M22; }", "float m[4];")]
    [InlineData("struct Options { public int Flags; public int B; }", "unsigned a : 3; unsigned c : 5; int b;")]
    [InlineData("struct Options { public int A; public nint Tail; }", "int a; struct { void *x; } inner;")]
    [InlineData("struct Options { public uint Low; public uint High; public int B; }", "uint64_t id; int b;")]
    [InlineData("[StructLayout(LayoutKind.Explicit)] struct Options { [FieldOffset(0)] public int Number; [FieldOffset(0)] public double Real; [FieldOffset(8)] public int Kind; }", "union { int number; double real; }; int kind;")]
    [InlineData("struct Options { public int A; private int reserved; public nint B; }", "int a; void *b;")]
    [InlineData("struct Options { public int A; }", "int a; char data[];")]
    [InlineData("struct Options { public int A; public byte Data; }", "int a; char data[];")]
    [InlineData("[StructLayout(LayoutKind.Sequential, Size = 64)] struct Options { public int A; }", "int a; char reserved[60];")]
    [InlineData("struct Options { public int StructSize; public int A; }", "int struct_size; int a; int added;")]
    [InlineData("struct Options { public int A; public long B; }", "int a; kv_unknown b;")]
    [InlineData("struct Options { public int A; public long B; }", "int a; char b[KV_UNKNOWN]; int c;")]
    public Task Layouts_that_agree_or_cannot_be_told(string code, string members)
    {
        var test = Reports.Test("static class Native { [DllImport(\"kv\")] static extern void kv_set(ref Options options); }\n" + code);
        test.TestState.AddHeader("#include <stdint.h>\n#include <stdbool.h>\nstruct kv_options { " + members + " };\nvoid kv_set(struct kv_options *options);");
        return test.RunAsync();
    }

    [Fact]
    public Task A_prefix_of_what_native_code_allocates_an_opaque_record_and_an_empty_struct() => VerifyAsync(
        """
        unsafe struct Head { public int Kind; }
        struct Handle { private nint value; }
        struct Tag { }
        static unsafe class Native
        {
            [DllImport("kv")] static extern Head* kv_next(Handle handle, Tag* tag);
        }
        """,
        """
        struct kv_event { int kind; long long time; char data[64]; };
        typedef struct kv *kv_handle;
        struct kv_tag { int a; };
        struct kv_event *kv_next(kv_handle handle, struct kv_tag *tag);
        """);

    [Fact]
    public Task A_member_of_a_union_that_is_shorter_than_its_record() => VerifyAsync(
        """
        [StructLayout(LayoutKind.Explicit)] unsafe struct Event { [FieldOffset(0)] public Key Key; [FieldOffset(0)] public fixed byte Padding[16]; }
        struct Key { public int Code; }
        static class Native { [DllImport("kv")] static extern int kv_poll(out Event item); }
        """,
        "struct kv_key { int code; int added; }; union kv_event { struct kv_key key; char padding[16]; }; int kv_poll(union kv_event *item);");

    [Fact]
    public Task A_struct_for_several_records_that_fits_one() => VerifyAsync(
        """
        struct Pair { public int A; public int B; }
        static class Native
        {
            [DllImport("kv")] static extern void kv_size(ref Pair size);
            [DllImport("kv")] static extern void kv_name(ref Pair name);
        }
        """,
        "struct kv_size { int w; int h; }; struct kv_name { int a; long long b; }; void kv_size(struct kv_size *size); void kv_name(struct kv_name *name);");

    [Fact]
    public Task A_difference_that_is_stated() => VerifyAsync(
        """
        namespace BoundaryLint { class DiffersFromHeaderAttribute : System.Attribute { public DiffersFromHeaderAttribute(string reason) { } } }
        [BoundaryLint.DiffersFromHeader("older library")] struct Options { public int A; }
        struct More { public int A; [BoundaryLint.DiffersFromHeader("an int is enough")] public float B; }
        static class Native { [DllImport("kv")] static extern void kv_set(ref Options options, ref More more); }
        """,
        "struct kv_options { int a; int b; }; struct kv_more { int a; int b; }; void kv_set(struct kv_options *options, struct kv_more *more);");

    [Theory]
    [InlineData("struct Options { public int Size; public double Ratio; }", "struct kv_options { int size; int reserved; double ratio; };")]
    [InlineData("[StructLayout(LayoutKind.Explicit)] struct Options { [FieldOffset(0)] public int Size; [FieldOffset(8)] public double Ratio; }", "struct kv_options { int size; int flags; double ratio; };")]
    [InlineData("struct Options { [MarshalAs(UnmanagedType.LPStr)] public string Name; [MarshalAs(UnmanagedType.LPWStr)] public string Wide; }", "struct kv_options { char *name; unsigned short *wide; };")]
    public Task Padding_that_the_header_names_and_text_that_agrees(string code, string header) =>
        VerifyAsync("static class Native { [DllImport(\"kv\")] static extern void kv_set(ref Options options); }\n" + code, header + "\nvoid kv_set(struct kv_options *options);");

    private static Task VerifyAsync(string code, string header)
    {
        var test = Reports.Test(code);
        test.TestState.AddHeader(header);
        return test.RunAsync();
    }

    [Fact]
    public Task Reserved_members_and_a_stated_size_over_the_rest()
    {
        var test = Reports.Test("""
            struct Options { public uint Host; public ushort Port; }
            [StructLayout(LayoutKind.Sequential, Size = 8)] struct Address { public uint Host; public ushort Port; }
            static class Native { [DllImport("kv")] static extern void kv_set(ref Options options, ref Address address); }
            """);
        test.TestState.AddHeader("""
            struct kv_options { unsigned host; unsigned short port; unsigned short reserved; };
            struct kv_address { unsigned host; unsigned short port; unsigned short scope; };
            void kv_set(struct kv_options *options, struct kv_address *address);
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task A_struct_for_each_system()
    {
        var test = Reports.Test("""
            namespace Kv.Interop.Linux
            {
                struct kv_state { public nint Reader; public nint Current; public nint Next; }
                static class Reader { static kv_state Read(nint address) => Marshal.PtrToStructure<kv_state>(address); }
            }

            namespace Kv.Interop.MacOSX
            {
                struct kv_state { public nint Reader; public int Current; public int Next; }
                static class Reader { static kv_state Read(nint address) => Marshal.PtrToStructure<kv_state>(address); }
            }
            """);
        test.TestState.AddHeader(
            """
            #ifdef __APPLE__
            typedef int kv_number;
            #else
            typedef long kv_number;
            #endif
            typedef struct kv_state { const char *reader; kv_number current; kv_number next; } kv_state;
            int kv_ask(kv_state *state);
            """,
            targets: "linux-x64,osx-arm64");
        return test.RunAsync();
    }
}
