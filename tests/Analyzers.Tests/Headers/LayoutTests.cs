using System.Linq;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Headers;

/// <summary>Expected values are those that clang 14 prints with -fdump-record-layouts-complete for the target.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData("struct s { char a; long b; };", "16/8 a@0 b@8", "8/4 a@0 b@4", "8/4 a@0 b@4")]
    [InlineData("struct s { char a; long long b; };", "16/8 a@0 b@8", "16/8 a@0 b@8", "12/4 a@0 b@4")]
    [InlineData("struct s { int a; double b; char c; };", "24/8 a@0 b@8 c@16", "24/8 a@0 b@8 c@16", "16/4 a@0 b@4 c@12")]
    [InlineData("struct s { char a; wchar_t b; };", "8/4 a@0 b@4", "4/2 a@0 b@2", "8/4 a@0 b@4")]
    [InlineData("struct s { char a; long double b; };", "32/16 a@0 b@16", "16/8 a@0 b@8", "16/4 a@0 b@4")]
    [InlineData("struct s { char a; void *b; size_t c; };", "24/8 a@0 b@8 c@16", "12/4 a@0 b@4 c@8", "12/4 a@0 b@4 c@8")]
    [InlineData("struct s { };", "0/1", "4/1", "0/1")]
    [InlineData("struct s { char a[5]; short b[3]; };", "12/2 a@0 b@6", "12/2 a@0 b@6", "12/2 a@0 b@6")]
    [InlineData("struct s { int n; char data[]; };", "4/4 n@0 data@4", "4/4 n@0 data@4", "4/4 n@0 data@4")]
    [InlineData("struct s { char n; int data[0]; };", "4/4 n@0 data@4", "4/4 n@0 data@4", "4/4 n@0 data@4")]
    [InlineData("union s { char a[9]; int b; double c; };", "16/8 a@0 b@0 c@0", "16/8 a@0 b@0 c@0", "12/4 a@0 b@0 c@0")]
    [InlineData("struct s { int tag; union { struct { char x; int y; }; double z; }; };", "16/8 tag@0 x@8 y@12 z@8", "16/8 tag@0 x@8 y@12 z@8", "12/4 tag@0 x@4 y@8 z@4")]
    [InlineData("struct s { char a; struct { char x; short y; } b; };", "6/2 a@0 b@2", "6/2 a@0 b@2", "6/2 a@0 b@2")]
    [InlineData("struct __attribute__((packed)) s { char a; int b; short c; };", "7/1 a@0 b@1 c@5", "7/1 a@0 b@1 c@5", "7/1 a@0 b@1 c@5")]
    [InlineData("struct s { char a; int b __attribute__((packed)); } ;", "5/1 a@0 b@1", "5/1 a@0 b@1", "5/1 a@0 b@1")]
    [InlineData("struct s { char a; int b __attribute__((aligned(16))); };", "32/16 a@0 b@16", "32/16 a@0 b@16", "32/16 a@0 b@16")]
    [InlineData("struct s { char a; _Alignas(8) char b; _Alignas(double) char c; };", "24/8 a@0 b@8 c@16", "24/8 a@0 b@8 c@16", "16/8 a@0 b@8 c@12")]
    [InlineData("struct s { char a; } __attribute__((aligned(8)));", "8/8 a@0", "8/8 a@0", "8/8 a@0")]
    [InlineData("typedef int wide __attribute__((aligned(8))); struct s { char a; wide b; };", "16/8 a@0 b@8", "16/8 a@0 b@8", "16/8 a@0 b@8")]
    [InlineData("#pragma pack(1)\ntypedef int wide __attribute__((aligned(8))); struct s { char a; wide b; };", "5/1 a@0 b@1", "16/8 a@0 b@8", "5/1 a@0 b@1")]
    public void Members_are_placed_as_the_target_places_them(string text, string linux64, string windows32, string linux32)
    {
        Assert.Equal(linux64, HeaderText.ParseWhole(text, DataModel.LinuxX64).Layout("s"));
        Assert.Equal(windows32, HeaderText.ParseWhole(text, DataModel.WinX86).Layout("s"));
        Assert.Equal(linux32, HeaderText.ParseWhole(text, DataModel.LinuxX86).Layout("s"));
    }

    [Theory]
    [InlineData("struct s { char a : 4; int b : 4; };", "4/4 a@0.0 b@0.4", "8/4 a@0.0 b@4.0")]
    [InlineData("struct s { int a : 3; int b : 30; int c; };", "12/4 a@0.0 b@4.0 c@8", "12/4 a@0.0 b@4.0 c@8")]
    [InlineData("struct s { char a; int b : 4; char c; };", "4/4 a@0 b@1.0 c@2", "12/4 a@0 b@4.0 c@8")]
    [InlineData("struct s { int a : 3; int : 0; int b : 3; };", "8/4 a@0.0 b@4.0", "8/4 a@0.0 b@4.0")]
    [InlineData("struct s { char a; int : 5; char b; };", "3/1 a@0 b@2", "12/4 a@0 b@8")]
    [InlineData("struct s { unsigned long long a : 40; unsigned b : 20; };", "8/8 a@0.0 b@5.0", "16/8 a@0.0 b@8.0")]
    [InlineData("struct __attribute__((packed)) s { int a : 3; int b : 30; };", "5/1 a@0.0 b@0.3", "8/1 a@0.0 b@4.0")]
    [InlineData("#pragma pack(push, 2)\nstruct s { char a; int b : 20; int c : 20; };", "6/2 a@0 b@1.0 c@3.4", "10/2 a@0 b@2.0 c@6.0")]
    [InlineData("union s { int a : 3; char b; };", "4/4 a@0.0 b@0", "4/1 a@0.0 b@0")]
    [InlineData("enum e { A, B }; struct s { enum e a : 2; enum e b : 2; unsigned c : 4; };", "4/4 a@0.0 b@0.2 c@0.4", "4/4 a@0.0 b@0.2 c@0.4")]
    [InlineData("enum e { A, B }; struct s { char a : 3; enum e : 0; enum e : 2; char c; };", "6/1 a@0.0 c@5", "12/4 a@0.0 c@8")]
    [InlineData("struct __attribute__((packed)) s { int a; long long b : 55 __attribute__((aligned(8))); };", "16/8 a@0 b@8.0", "16/8 a@0 b@8.0")]
    [InlineData("struct s { bool a : 1; bool b : 1; uint8_t c : 6; };", "1/1 a@0.0 b@0.1 c@0.2", "1/1 a@0.0 b@0.1 c@0.2")]
    public void Bit_fields_follow_the_rules_of_the_targets_family(string text, string itanium, string msvc)
    {
        Assert.Equal(itanium, HeaderText.ParseWhole(text, DataModel.LinuxX64).Layout("s"));
        Assert.Equal(itanium, HeaderText.ParseWhole(text, DataModel.OsxArm64).Layout("s"));
        Assert.Equal(msvc, HeaderText.ParseWhole(text, DataModel.WinX64).Layout("s"));
    }

    [Fact]
    public void A_bit_field_without_a_name_aligns_on_arm_linux()
    {
        const string Text = "struct s { char a; int : 5; char b; };";
        Assert.Equal("4/4 a@0 b@2", HeaderText.ParseWhole(Text, DataModel.LinuxArm64).Layout("s"));
        Assert.Equal("3/1 a@0 b@2", HeaderText.ParseWhole(Text, DataModel.OsxArm64).Layout("s"));
    }

    [Theory]
    [InlineData("struct s { int a; off64_nonsense_t b; char c; };", "?/? a@0 b@? c@?")]
    [InlineData("struct s { int a; struct opaque b; char c; };", "?/? a@0 b@? c@?")]
    [InlineData("struct s { int a; char b[sizeof(((struct t *)0)->padding)]; };", "?/? a@0 b@?")]
    [InlineData("struct s { int a; int b ? 3; char c; };", "?/? a@0 b@4 c@?")]
    [InlineData("struct s { int a; missing_t *b; char c; };", "24/8 a@0 b@8 c@16")]
    [InlineData("typedef float v4 __attribute__((vector_size(16))); struct s { int a; v4 b; };", "?/? a@0 b@?")]
    [InlineData("struct __attribute__((aligned(UNKNOWN))) s { int a; };", "?/? a@?")]
    [InlineData("struct s { char c; struct { missing_t x; } inner; int d; };", "?/? c@0 inner@? d@?")]
    public void What_is_unknown_makes_unknown_what_follows_it(string text, string expected)
    {
        var header = HeaderText.Parse(text + "\nint f(int a);");
        Assert.Equal(expected, header.Layout("s"));
        Assert.Equal("int f(int a)", header.Function("f"));
    }

    private const string Event = """
        struct event { int type; char padding[56]; struct { long x; short y[3]; } inner; union { double d; }; unsigned b : 3; };
        typedef struct event event_t;
        enum { LAST = 5 };

        """;

    [Theory]
    [InlineData("sizeof(((struct event *)0)->padding)", 56)]
    [InlineData("sizeof ((event_t *)0)->inner.y", 6)]
    [InlineData("sizeof(((event_t *)NULL)->inner.y) / sizeof(((event_t *)NULL)->inner.y[0])", 3)]
    [InlineData("sizeof(*(event_t *)0)", 96)]
    [InlineData("sizeof(&((event_t *)0)->padding)", 8)]
    [InlineData("sizeof(((event_t *)0)[unknown_index].type)", 4)]
    [InlineData("sizeof(\"abc\")", 4)]
    [InlineData("sizeof(\"a\\x62\" \"c\")", 4)]
    [InlineData("sizeof(LAST) + sizeof 1LL", 12)]
    [InlineData("sizeof(int)*2", 8)]
    [InlineData("_Alignof(event_t)", 8)]
    [InlineData("offsetof(event_t, padding)", 4)]
    [InlineData("offsetof(struct event, inner.y[2])", 76)]
    [InlineData("__builtin_offsetof(event_t, d)", 80)]
    [InlineData("(size_t)&((event_t *)0)->inner", 64)]
    [InlineData("(size_t)&(((event_t *)16)->padding[3])", 23)]
    [InlineData("((char *)&((event_t *)0)->inner - (char *)0)", 64)]
    public void Sizes_and_offsets_of_members_are_constants(string expression, long expected)
    {
        var header = HeaderText.ParseWhole(Event + $"struct s {{ char a[{expression}]; }};\n#define X {expression}\n");
        Assert.Equal(expected, header.FindRecord("s")!.Size);
        Assert.Equal(expected, header.FindConstant("X")!.Integer!.Value.Bits);
    }

    [Theory]
    [InlineData("sizeof(((event_t *)0)->nothing)")]
    [InlineData("sizeof(((struct opaque *)0)->type)")]
    [InlineData("sizeof(unknown)")]
    [InlineData("sizeof(unknown(1, 2))")]
    [InlineData("sizeof(LAST + 1)")]
    [InlineData("sizeof(L\"abc\")")]
    [InlineData("sizeof(int")]
    [InlineData("sizeof")]
    [InlineData("offsetof(event_t, b)")]
    [InlineData("offsetof(event_t)")]
    [InlineData("offsetof(event_t, inner.nothing)")]
    [InlineData("offsetof(event_t, )")]
    [InlineData("(size_t)&((event_t *)unknown)->inner")]
    [InlineData("(size_t)&global")]
    public void What_cannot_be_evaluated_has_no_value(string expression)
    {
        var header = HeaderText.Parse(Event + $"#define X {expression}\nint f(void);");
        Assert.Null(header.FindConstant("X"));
        Assert.NotNull(header.FindFunction("f"));
    }

    [Theory]
    [InlineData("raised a[3]; char c;", "24/8 a@0 c@16", "24/8 a@0 c@16", "16/8 a@0 c@12")]
    [InlineData("char c; lowered a[2];", "20/4 c@0 a@4", "20/4 c@0 a@4", "20/4 c@0 a@4")]
    [InlineData("char c; lowered a;", "12/4 c@0 a@4", "16/8 c@0 a@8", "16/8 c@0 a@8")]
    public void Arrays_of_types_with_an_alignment_of_their_own(string members, string unix, string windows64, string windows32)
    {
        var text = $"typedef int raised __attribute__((aligned(8))); typedef double lowered __attribute__((aligned(4))); struct s {{ {members} }};";
        Assert.Equal(unix, HeaderText.ParseWhole(text).Layout("s"));
        Assert.Equal(windows64, HeaderText.ParseWhole(text, DataModel.WinX64).Layout("s"));
        Assert.Equal(windows32, HeaderText.ParseWhole(text, DataModel.WinX86).Layout("s"));
    }

    [Fact]
    public void A_struct_may_be_used_before_it_is_complete()
    {
        var header = HeaderText.ParseWhole("struct a; typedef struct a a_t; extern a_t table[4]; struct b { struct a *next; }; struct a { long x; char y; }; struct c { a_t inner; };");
        Assert.Equal(64, header.Variables.Single().Type.Size);
        Assert.Equal("16/8 inner@0", header.Layout("c"));
        Assert.Equal("16/8 x@0 y@8", header.Layout("a_t"));
    }

    [Fact]
    public void Anonymous_structs_are_named_by_their_typedef()
    {
        var header = HeaderText.ParseWhole("typedef struct { int x; } point, *point_ptr; typedef union { int a; } *handle;");
        Assert.Equal("point", header.FindRecord("point")!.DisplayName);
        Assert.Equal("point", header.FindTypedef("point_ptr")!.Type.Canonical.Element!.ToString());
        Assert.Equal("(anonymous)", header.Records[1].DisplayName);
    }

    [Fact]
    public void Enums_have_the_size_that_the_target_gives_them()
    {
        const string Text = """
            enum small { A, B, C = 10, D };
            enum signed_one { M = -1, N };
            enum wide { X = 0x100000000, Y };
            enum top { T = 0xFFFFFFFF, U };
            enum fixed : unsigned char { P = 255 };
            enum __attribute__((packed)) tiny { Q = 200 };
            """;
        Assert.Equal("small:unsigned int signed_one:int wide:unsigned long top:unsigned long fixed:unsigned char tiny:unsigned char", Types(DataModel.LinuxX64));
        Assert.Equal("small:int signed_one:int wide:int top:int fixed:unsigned char tiny:int", Types(DataModel.WinX64));
        var linux = HeaderText.ParseWhole(Text);
        Assert.True(linux.TryGetInteger("D", out var d) && d.Bits == 11);
        Assert.True(linux.TryGetInteger("Y", out var y) && y.Bits == 0x100000001);
        Assert.True(linux.TryGetInteger("U", out var u) && u.Bits == 0x100000000);
        Assert.True(HeaderText.ParseWhole(Text, DataModel.WinX64).TryGetInteger("T", out var t) && t.Bits == -1);

        string Types(DataModel model) => string.Join(" ", HeaderText.ParseWhole(Text, model).Enums.Select(item => item.Tag + ":" + item.UnderlyingType));
    }

    [Fact]
    public void Enumerators_may_be_conditional_and_annotated()
    {
        var header = HeaderText.ParseWhole("""
            typedef enum {
              KV_OK, /* fine */
            #ifdef _WIN32
              KV_WINDOWS,
            #endif
              KV_OLD DEPRECATED_ENUM = 1 << 3,
              KV_CHAR = '\x7F', KV_NEG = -3,
              KV_LATER __attribute__((deprecated("x"))) = KV_OLD | 1,
            } kv_status;
            """);
        var item = header.FindEnum("kv_status")!;
        Assert.Equal("KV_OK=0 KV_OLD=8 KV_CHAR=127 KV_NEG=-3 KV_LATER=9", string.Join(" ", item.Enumerators.Select(value => value.Name + "=" + value.Value)));
        Assert.Equal(4, item.Size);
    }

    [Fact]
    public void An_enumerator_that_cannot_be_known_makes_its_successors_unknown()
    {
        var header = HeaderText.Parse("enum e { A = MISSING, B, C = 4, D };\nint f(void);");
        Assert.Equal("A= B= C=4 D=5", string.Join(" ", header.FindEnum("e")!.Enumerators.Select(value => value.Name + "=" + value.Value)));
        Assert.Null(header.FindEnum("e")!.Size);
    }

    [Theory]
    [InlineData("enum Mode\n#ifdef __cplusplus\n  : uint8_t\n#endif\n{ Fast, Slow };\n#ifndef __cplusplus\ntypedef uint8_t Mode;\n#endif\n", 1)]
    [InlineData("enum Mode\n#if __STDC_VERSION__ >= 202311L\n : uint8_t\n#endif\n{ Fast, Slow };\n#if __STDC_VERSION__ >= 202311L\ntypedef enum Mode Mode;\n#else\ntypedef uint8_t Mode;\n#endif\n", 1)]
    [InlineData("typedef enum Mode : uint8_t { Fast, Slow } Mode;\n", 1)]
    [InlineData("typedef enum Mode { Fast, Slow } Mode;\n", 4)]
    public void Cbindgens_enums_connect_names_and_type(string text, int size)
    {
        var header = HeaderText.ParseWhole(text + "void set_mode(Mode mode);");
        var type = header.FindFunction("set_mode")!.Parameters[0].Type;
        Assert.Equal(size, type.Size);
        Assert.Equal(2, header.EnumOf(type)!.Enumerators.Length);
        Assert.Same(header.FindEnum("Mode"), header.EnumOf(type));
    }
}
