using System.Linq;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Headers;

public sealed class PreprocessorTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("0x10 == 16 && 010 == 8 && 0b101 == 5 && 1'000 == 1000", true)]
    [InlineData("defined A && !defined(B)", true)]
    [InlineData("A > 2 ? C == 0 : B", true)]
    [InlineData("(2 + 3 * 4) % 5 == 4", true)]
    [InlineData("-1 > 0u", true)]
    [InlineData("-1 >> 1 == -1", true)]
    [InlineData("1 ? 2 : 1 / 0", true)]
    [InlineData("0 && 1 / 0", false)]
    [InlineData("1 / 0", false)]
    [InlineData("'a' == 97 && '\\x7F' == 127 && '\\n' == 10", true)]
    [InlineData("18446744073709551615ull == ~0ull", true)]
    [InlineData("UNKNOWN", false)]
    [InlineData("true", true)]
    [InlineData("HAS_A", true)]
    [InlineData("__has_include(<stdint.h>) && !__has_include(\"missing.h\")", true)]
    [InlineData("__has_attribute(__noescape__) && !__has_attribute(no_such_thing)", true)]
    [InlineData("defined(__STDC__) && __STDC_VERSION__ >= 199901L", true)]
    [InlineData("1 +", false)]
    [InlineData("", false)]
    public void Conditions_are_evaluated(string condition, bool expected)
    {
        var header = HeaderText.Parse($"#define A 3\n#define HAS_A (defined(A) && A)\n#if {condition}\nint yes(void);\n#else\nint no(void);\n#endif\n");
        Assert.Equal(expected ? "yes" : "no", header.Names());
    }

    [Fact]
    public void Branches_nest()
    {
        var header = HeaderText.ParseWhole("""
            #if 0
            # if 1
            int a(void);
            # else
            int b(void);
            # endif
            #elif defined(__linux__) || \
                  defined(__APPLE__)
            # ifdef _WIN32
            int c(void);
            # elif 1
            int d(void);
            # elif 1
            int e(void);
            # else
            int f(void);
            # endif
            #else
            int g(void);
            #endif
            int h(void);
            """);
        Assert.Equal("d h", header.Names());
        Assert.Equal(4, header.FindInactiveDeclaration("b")!.Value.Line);
        Assert.Null(header.FindInactiveDeclaration("h"));
    }

    [Fact]
    public void Each_target_has_its_own_predefined_macros()
    {
        const string Text = """
            #if defined(_WIN32)
            # if defined(_WIN64)
            int win64(void);
            # else
            int win32(void);
            # endif
            #elif defined(__APPLE__)
            int apple(void);
            #elif defined(__EMSCRIPTEN__)
            int browser(void);
            #elif defined(__LP64__)
            int unix64(void);
            #else
            int unix32(void);
            #endif
            """;
        var names = string.Join(" ", DataModel.All.Select(model => model.Name + ":" + HeaderText.ParseWhole(Text, model).Names()));
        Assert.Equal(
            "linux-x64:unix64 linux-arm64:unix64 linux-riscv64:unix64 osx-x64:apple osx-arm64:apple win-x64:win64 win-arm64:win64 win-x86:win32 "
            + "linux-x86:unix32 linux-arm:unix32 browser-wasm:browser",
            names);
    }

    [Fact]
    public void Defines_of_the_project_are_seen()
    {
        const string Text = "#if defined(KV_FULL) && KV_LEVEL > 2\nint full(void);\n#endif\n";
        Assert.Equal("full", HeaderText.ParseWhole(Text, null, "KV_FULL", "KV_LEVEL=3").Names());
        Assert.Equal("", HeaderText.ParseWhole(Text, null, "KV_FULL").Names());
    }

    [Fact]
    public void Macros_make_declarations()
    {
        var header = HeaderText.ParseWhole("""
            #define API(type) extern type
            #define CALLBACK_(name) (*name)
            #define PROP(type, name, arg) API(type) kv_config_##name##_set(struct kv *, arg);
            #define EMPTY
            #define PASTE_(a, b) a##b
            #define PASTE(a, b) PASTE_(a, b)
            #define LIST(X) X(one) X(two)
            #define DECLARE(n) int item_##n(void);
            #define VARIADIC(name, ...) int name(__VA_ARGS__);
            #define GNU(name, args...) int name(int, ## args);
            #define OPT(name, ...) int name(int __VA_OPT__(,) __VA_ARGS__);
            API(int) f(const char *) EMPTY;
            typedef int CALLBACK_(hook)(void *);
            PROP(void, debug, bool)
            int PASTE(va, PASTE(lu, e))(void);
            LIST(DECLARE)
            VARIADIC(three, int a, int b, int c)
            GNU(none)
            GNU(some, long x)
            OPT(opt_none)
            OPT(opt_some, char *)
            """);
        Assert.Equal("f kv_config_debug_set value item_one item_two three none some opt_none opt_some", header.Names());
        Assert.Equal("void kv_config_debug_set(struct kv *, bool)", header.Function("kv_config_debug_set"));
        Assert.Equal("int none(int)", header.Function("none"));
        Assert.Equal("int some(int, long x)", header.Function("some"));
        Assert.Equal("int opt_some(int, char *)", header.Function("opt_some"));
        Assert.Equal("int (*)(void *)", header.FindTypedef("hook")!.Type.Target.ToString());
    }

    [Fact]
    public void A_declaration_made_by_a_macro_stands_where_the_macro_is_used()
    {
        var header = HeaderText.ParseWhole("#define PROP(name) int kv_##name(void);\n\n  PROP(size)\n");
        var location = header.FindFunction("kv_size")!.Location;
        Assert.Equal((2, 7, 4), (location.Line, location.Column, location.Length));
    }

    [Fact]
    public void Recursive_macros_end()
    {
        var header = HeaderText.ParseWhole("#define a b\n#define b a\n#define f(x) f(x + 1)\nint a(void);\nint g(int y);\n#define z z\nint z(void);");
        Assert.Equal("a g z", header.Names());
    }

    [Fact]
    public void Growing_macros_are_cut_off()
    {
        var bomb = "#define x0 x x\n" + string.Concat(Enumerable.Range(1, 60).Select(index => $"#define x{index} x{index - 1} x{index - 1}\n"));
        var header = HeaderText.Parse(bomb + "int f(void);\n x60 ;\nint g(void);");
        Assert.NotNull(header.FindFunction("f"));
        Assert.Contains(header.Problems, problem => problem.Kind == CProblemKind.Limit);
    }

    [Fact]
    public void Stringizing_and_constants_work_together()
    {
        var header = HeaderText.ParseWhole("""
            #define STR_(x) #x
            #define STR(x) STR_(x)
            #define MAJOR 1
            #define MINOR 20
            #define VERSION STR(MAJOR) "." STR(MINOR)
            #define QUOTED STR_("a\n" b)
            """);
        Assert.Equal("1.20", header.FindConstant("VERSION")!.Text);
        Assert.Equal("\"a\\n\" b", header.FindConstant("QUOTED")!.Text);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("(1 << 4)", 16)]
    [InlineData("INT32_MIN", int.MinValue)]
    [InlineData("(char)47", 47)]
    [InlineData("'\\t'", 9)]
    [InlineData("(uint8_t)300", 44)]
    [InlineData("false", 0)]
    [InlineData("OTHER | 0x10", 17)]
    [InlineData("LAST + 1", 6)]
    [InlineData("-1", -1)]
    [InlineData("((kv_handle)-1)", -1)]
    [InlineData("UINT64_C(5)", 5)]
    [InlineData("sizeof(struct pair)", 16)]
    [InlineData("0x7fffffffffffffff", long.MaxValue)]
    [InlineData("~0u >> 31", 1)]
    [InlineData("sizeof(void *) == 8 ? 1 : 2", 1)]
    public void Integer_macros_are_constants(string body, long expected)
    {
        var header = HeaderText.ParseWhole($"struct pair {{ char a; double b; }}; typedef void *kv_handle; enum {{ LAST = 5 }};\n#define OTHER 1\n#define X {body}\n");
        Assert.Equal(expected, header.FindConstant("X")!.Integer!.Value.Bits);
    }

    [Theory]
    [InlineData("{ Nonzero, Evenodd, }")]
    [InlineData("(Style){ .bits = (uint8_t)(1 << 1) }")]
    [InlineData("__attribute__((packed))")]
    [InlineData("unknown_function(1)")]
    [InlineData("")]
    [InlineData("int x;")]
    [InlineData("1 2")]
    public void Other_macros_are_none(string body)
    {
        var header = HeaderText.ParseWhole($"typedef struct {{ unsigned char bits; }} Style;\n#define X {body}\nint f(void);");
        Assert.Null(header.FindConstant("X"));
        Assert.NotNull(header.FindFunction("f"));
    }

    [Fact]
    public void An_unsigned_constant_keeps_its_value()
    {
        var value = HeaderText.ParseWhole("#define X 16045690981097406465ull\n").FindConstant("X")!.Integer!.Value;
        Assert.Equal("16045690981097406465", value.ToString());
    }

    [Fact]
    public void Undefined_macros_are_gone()
    {
        var header = HeaderText.ParseWhole("#define A 1\n#undef A\n#ifdef A\nint a(void);\n#endif\nint b(void);");
        Assert.Equal("b", header.Names());
        Assert.Null(header.FindConstant("A"));
    }

    [Fact]
    public void Includes_are_found_among_the_given_files_only()
    {
        var header = HeaderText.ParseFiles(
            "#include <stdint.h>\n#include \"types.h\"\n#include \"sub/more.h\"\n#include <lib/deep.h>\n#include \"lost.h\"\nid_t2 f(more_t, deep_t);",
            ("native/types.h", "#pragma once\ntypedef int32_t id_t2;"),
            ("native/sub/more.h", "#include \"../types.h\"\n#ifndef MORE\n#define MORE\ntypedef id_t2 *more_t;\n#endif"),
            ("/opt/include/lib/deep.h", "typedef long deep_t;"));
        Assert.Equal("id_t2 f(more_t, deep_t)", header.Function("f"));
        var problem = Assert.Single(header.Problems);
        Assert.Equal((CProblemKind.MissingInclude, 4), (problem.Kind, problem.Location.Line));
        Assert.Equal("native/types.h", header.FindTypedef("id_t2")!.Location.Path);
    }

    [Theory]
    [InlineData("pmmintrin.h")]
    [InlineData("x86intrin.h")]
    [InlineData("sys/types.h")]
    public void Headers_of_the_compiler_and_the_system_are_not_missed(string name) =>
        Assert.Empty(HeaderText.ParseFiles($"#include <{name}>\nint f(void);").Problems);

    [Fact]
    public void Cyclic_includes_end()
    {
        var header = HeaderText.ParseFiles("#include \"a.h\"\n#include \"a.h\"\nint f(void);", ("native/a.h", "#include \"b.h\"\n#include \"b.h\"\n"), ("native/b.h", "#include \"a.h\"\n#include \"a.h\"\n"));
        Assert.Equal("f", header.Names());
        Assert.Contains(header.Problems, problem => problem.Kind == CProblemKind.Limit);
    }

    [Fact]
    public void Lines_are_spliced_and_comments_are_space()
    {
        var header = HeaderText.ParseWhole("#define TWO 1 + \\\n  1 /* a\n comment */ + 0\nint lo\\\nng_name(void); // and \\\n int hidden(void);\nint/**/f(void);");
        Assert.Equal("long_name f", header.Names());
        Assert.Equal(2, header.FindConstant("TWO")!.Integer!.Value.Bits);
    }

    [Fact]
    public void Preprocessed_text_is_accepted()
    {
        var header = HeaderText.ParseWhole("""
            # 1 "kv.h"
            # 1 "/usr/include/stdio.h" 1 3 4
            #line 7 "kv.c"
            typedef int __attribute__((__mode__(__DI__))) wide;
            extern __inline __attribute__((__gnu_inline__)) int g(void) { return ({ 1; }); }
            extern int printf (const char *__restrict __format, ...) __attribute__ ((__nothrow__));
            typedef __builtin_va_list __gnuc_va_list;
            extern int vf(__gnuc_va_list args, _Float128 x);
            __extension__ typedef unsigned long long big;
            """);
        Assert.Equal("int printf(const char *restrict __format, ...)", header.Function("printf"));
        Assert.Equal(8, header.FindTypedef("wide")!.Type.Size);
        Assert.Equal(CTypeClass.VariableArguments, header.FindFunction("vf")!.Parameters[0].Type.Class);
    }

    [Fact]
    public void Pack_pragmas_nest_and_may_come_from_operators()
    {
        var header = HeaderText.ParseWhole("""
            #define PACK_PUSH _Pragma("pack(push, 2)")
            #define ALIGNMENT 4
            #pragma pack(push, 1)
            struct a { char c; long long v; };
            #pragma pack(push, outer, 4)
            struct b { char c; long long v; };
            #pragma pack(pop)
            struct c { char c; long long v; };
            #pragma pack(pop)
            struct d { char c; long long v; };
            PACK_PUSH
            struct e { char c; long long v; };
            #pragma pack(pop)
            #pragma pack(ALIGNMENT)
            struct f { char c; long long v; };
            #pragma pack()
            struct g { char c; long long v; };
            __pragma(pack(push, 1)) struct h { char c; long long v; }; __pragma(pack(pop))
            """);
        Assert.Equal(
            "9/1 12/4 9/1 16/8 10/2 12/4 16/8 9/1",
            string.Join(" ", header.Records.Select(record => record.Size + "/" + record.Alignment)));
    }

    [Theory]
    [InlineData("#if 1\nint f(void);", "f")]
    [InlineData("#endif\nint f(void);", "f")]
    [InlineData("#else\nint f(void);", "f")]
    [InlineData("#define F(x) x\nint g(void);\nF(int f(void);\nint h(void);", "g h")]
    [InlineData("#define 3\nint f(void);", "f")]
    [InlineData("#include\nint f(void);", "f")]
    [InlineData("#include 7\nint f(void);", "f")]
    [InlineData("#if (1\nint g(void);\n#endif\nint f(void);", "f")]
    public void Broken_directives_are_reported_and_survived(string text, string names)
    {
        var header = HeaderText.Parse(text);
        Assert.Equal(names, header.Names());
        Assert.Equal(text.StartsWith("#include\n"), header.Problems.IsEmpty);
    }

    [Fact]
    public void An_error_directive_means_that_the_header_refuses_the_target()
    {
        var header = HeaderText.Parse("#ifndef _WIN64\n#error \"don't build this here\"\n#endif\nint f(void);", DataModel.WinX86);
        Assert.False(header.IsValidForTarget);
        Assert.Contains("don't build this here", header.Problems.Single().Message);
        Assert.True(HeaderText.Parse("#if 0\n#error no\n#endif\n").IsValidForTarget);
    }
}
