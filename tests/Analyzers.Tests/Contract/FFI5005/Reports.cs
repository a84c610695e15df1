using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5005;

public sealed class Reports
{
    private const string Import = "static class Native { [DllImport(\"kv\")] static extern void kv_set(ref Options options); }\n";

    [Fact]
    public Task A_field_of_another_size_with_both_layouts()
    {
        var test = Test(Import + "struct Options { public int Size; public uint {|#0:Limit|}; public int Mode; }");
        test.TestState.AddHeader("#include <stdint.h>\nstruct kv_options { int size; uint64_t limit; int mode; };\nvoid kv_set(struct kv_options *options);");
        test.ExpectedDiagnostics.Add(Result(0).WithMessage(
            "`Options.Limit` has offset 4 and 4 bytes; `kv_options.limit` in kv.h:2 has offset 8 and 8 bytes "
            + "(`Options` size 12, alignment 4 { Size@0:4, Limit@4:4, Mode@8:4 }, `kv_options` size 24, alignment 8 { size@0:4, limit@8:8, mode@16:4 })"));
        return test.RunAsync();
    }

    [Fact]
    public Task On_the_platforms_that_have_it()
    {
        var test = Test(Import + "struct Options { public int Size; public long {|#0:Limit|}; }");
        test.TestState.AddHeader("struct kv_options { int size; long limit; };\nvoid kv_set(struct kv_options *options);", targets: "win-x64,linux-x64");
        test.ExpectedDiagnostics.Add(Result(0).WithMessage(
            "`Options.Limit` has offset 8 and 8 bytes; `kv_options.limit` in kv.h:1 has offset 4 and 4 bytes on win-x64 "
            + "(`Options` size 16, alignment 8 { Size@0:4, Limit@8:8 }, `kv_options` size 8, alignment 4 { size@0:4, limit@4:4 } on win-x64)"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_bool_that_is_marshalled_as_four_bytes() => VerifyAsync(
        "struct Options { public bool [|ReadOnly|]; public bool Deep; public int Mode; }",
        "#include <stdbool.h>\nstruct kv_options { bool read_only; bool deep; int mode; };");

    [Fact]
    public Task A_member_that_the_header_has_gained_in_the_middle() => VerifyAsync(
        "struct Options { public int Version; public nint [|Callback|]; public nint User; }",
        "struct kv_options { int version; void *filter; void (*callback)(void); void *user; };");

    [Fact]
    public Task Members_behind_the_end_of_memory_that_C_sharp_allocates() => VerifyAsync(
        "struct [|Options|] { public int A; public int B; }",
        "struct kv_options { int a; int b; int c; };");

    [Fact]
    public Task Swapped_fields_of_one_size() => VerifyAsync(
        "struct Options { public int [|Height|]; public int Width; }",
        "struct kv_options { int width; int height; };");

    [Fact]
    public Task Names_that_say_nothing() => VerifyAsync(
        "struct Options { public int A; public short B; public int [|C|]; public short D; public long E; }",
        "#include <stdint.h>\nstruct kv_options { int x; int64_t y; int64_t z; };");

    [Fact]
    public Task An_integer_for_a_floating_point_number() => VerifyAsync(
        "struct Options { public int A; public int [|Ratio|]; }",
        "struct kv_options { int a; float ratio; };");

    [Fact]
    public Task An_array_of_another_length_and_a_union_that_is_laid_out_in_sequence() => VerifyAsync(
        """
        unsafe struct Options { public int A; public fixed byte [|Name|][16]; public Value Value; }
        struct Value { public int Number; public double [|Real|]; }
        """,
        "union kv_value { int number; double real; };\nstruct kv_options { int a; char name[20]; union kv_value value; };");

    [Fact]
    public Task Text_of_other_characters() => VerifyAsync(
        "struct Options { public int A; [MarshalAs(UnmanagedType.LPWStr)] public string [|Name|]; }",
        "struct kv_options { int a; const char *name; };");

    [Fact]
    public Task A_copy_of_a_record_that_no_signature_mentions()
    {
        var test = Test("""
            struct KvOptions { public int Flags; public int [|Ratio|]; public nint Name; }
            static class Native
            {
                [DllImport("kv")] static extern nint kv_get();
                static KvOptions Read() => Marshal.PtrToStructure<KvOptions>(kv_get());
            }
            """);
        test.TestState.AddHeader("struct kv_options { int flags; double ratio; char *name; };\nstruct kv_options *kv_get(void);");
        return test.RunAsync();
    }

    [Fact]
    public Task Packing_of_one_side_only() => VerifyAsync(
        "struct Options { public byte A; public int [|B|]; }",
        "#pragma pack(push, 1)\nstruct kv_options { char a; int b; };\n#pragma pack(pop)\n");

    [Fact]
    public Task Raw_bytes_behind_a_pointer_a_record_struct_a_class_and_partial_parts() => VerifyAsync(
        """
        unsafe struct Options { public Raw* Raw; public nint Other; }
        partial struct Raw { public int A; }
        partial struct Raw { }
        record struct Point(short [|X|], int Y);
        [StructLayout(LayoutKind.Sequential)] class Item { public int A; public short [|B|]; public int C; }
        static unsafe partial class More
        {
            [LibraryImport("kv")] internal static partial void kv_raw(Raw2* raw);
            [DllImport("kv")] internal static extern void kv_point(Point point, Item item);
        }
        struct Raw2 { public int A; public byte [|B|]; public byte C; }
        """,
        """
        struct kv_raw { int a; };
        struct kv_raw2 { int a; short b; };
        struct kv_point { int x; int y; };
        struct kv_item { int a; long long b; int c; };
        struct kv_options { struct kv_raw *raw; void *other; };
        void kv_raw(struct kv_raw2 *raw);
        void kv_point(struct kv_point point, const struct kv_item *item);
        """);

    [Fact]
    public Task A_member_that_lies_in_the_padding() => VerifyAsync(
        "struct [|Options|] { public uint Host; public ushort Port; }",
        "struct kv_options { unsigned host; unsigned short port; unsigned short scope; };");

    [Fact]
    public Task Half_typed_code()
    {
        var test = Test(Import + "struct Options { public int A; public short [|B|]");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        test.TestState.AddHeader("struct kv_options { int a; long long b; }; void kv_set(struct kv_options *options);");
        return test.RunAsync();
    }

    internal static CSharpAnalyzerTest<FFI5005StructLayoutDiffers, DefaultVerifier> Test(string code) => new()
    {
        TestCode = "using System.Runtime.InteropServices;\n" + code,
        SolutionTransforms =
        {
            (solution, id) => solution.WithProjectCompilationOptions(id, ((Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!).WithAllowUnsafe(true)),
        },
    };

    private static DiagnosticResult Result(int location) =>
        new DiagnosticResult("FFI5005", DiagnosticSeverity.Warning).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static Task VerifyAsync(string code, string header)
    {
        var test = Test(Import + code);
        test.TestState.AddHeader(header + "\nvoid kv_set(struct kv_options *options);");
        return test.RunAsync();
    }

    [Fact]
    public Task A_field_of_its_own_for_each_bit_field()
    {
        var test = Test("""
            struct Config { public uint Kind; public uint {|#0:Delay|}; }
            struct Packed { public uint Kind; public byte Level; }
            static class Native { [DllImport("kv")] static extern void kv_set(ref Config config, ref Packed packed); }
            """);
        test.TestState.AddHeader("struct kv_config { unsigned kind : 4; unsigned delay : 1; };\nstruct kv_packed { unsigned kind : 4; unsigned other : 2; unsigned char level; unsigned char reserved[3]; };\nvoid kv_set(struct kv_config *config, struct kv_packed *packed);", targets: "win-x64");
        test.ExpectedDiagnostics.Add(Result(0).WithMessage(
            "`Config.Delay` has offset 4 and 4 bytes; `kv_config.delay` in kv.h:1 is a bit-field, bit 4 of the byte at offset 0 (`Config` size 8, alignment 4 { Kind@0:4, Delay@4:4 }, "
            + "`kv_config` size 4, alignment 4 { kind@0:0bits4, delay@0:0bits1 })"));
        return test.RunAsync();
    }

    [Fact]
    public Task Another_difference_on_another_platform()
    {
        var test = Test("""
            struct {|#0:Image|} { public int Width; public ulong {|#1:Mask|}; }
            static class Native { [DllImport("kv")] static extern void kv_set(ref Image image); }
            """);
        test.TestState.AddHeader("struct kv_image { int width; unsigned long mask; void *data; };\nvoid kv_set(struct kv_image *image);", targets: "linux-x64,win-x64");
        test.ExpectedDiagnostics.Add(Result(0));
        test.ExpectedDiagnostics.Add(Result(1));
        return test.RunAsync();
    }
}
