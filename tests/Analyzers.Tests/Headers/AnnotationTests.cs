using System.Linq;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Headers;

/// <summary>Words that are macros of headers that we do not have, and cbindgen's prefixes and postfixes.</summary>
public sealed class AnnotationTests
{
    [Theory]
    [InlineData("KV_API int f(int a);", "int f(int a)")]
    [InlineData("KV_API const struct T *f(void);", "const struct T *f(void)")]
    [InlineData("KV_API const kv_t *f(void); typedef int kv_t;", "const kv_t *f(void)", 1)]
    [InlineData("KV_DEPRECATED(\"use g\") extern char *f(void);", "char *f(void)")]
    [InlineData("KV_API KV_PURE(1, (2)) int f(void);", "int f(void)")]
    [InlineData("MUST_USE char *f(char *NONNULL a, int *_Nullable b);", "char *f(char *a, int *b)")]
    [InlineData("int f(int a) NORETURN;", "int f(int a)")]
    [InlineData("int f(int a, ...) FORMAT(printf, 1, 2) NOTHROW;", "int f(int a, ...)")]
    [InlineData("int f(IN const char *a, OUT int *b, int c UNUSED);", "int f(const char *a, int *b, int c)")]
    [InlineData("__BEGIN_DECLS\nint f(void);\n__END_DECLS", "int f(void)")]
    [InlineData("G_BEGIN_DECLS typedef int kv_t; kv_t *f(kv_t x); G_END_DECLS", "kv_t *f(kv_t x)")]
    [InlineData("int *API f(void);", "int *f(void)")]
    [InlineData("int NONNULL(1) f(char *a);", "int f(char *a)")]
    [InlineData("[[nodiscard]] int f([[maybe_unused]] int a);", "int f(int a)")]
    [InlineData("__attribute__((visibility(\"default\"), warn_unused_result)) int f(int a __attribute__((unused)));", "int f(int a)")]
    public void An_undefined_annotation_does_no_harm(string text, string expected, int problems = 0)
    {
        var header = HeaderText.Parse(text);
        Assert.Equal(expected, header.Function("f"));
        Assert.Equal(problems, header.Problems.Length);
    }

    [Fact]
    public void A_struct_before_a_function_pointer_is_not_an_annotation()
    {
        var header = HeaderText.ParseWhole("struct X { int a; }; typedef struct X (*cb)(int); struct X make(int) { }");
        Assert.Equal("struct X (*)(int)", header.FindTypedef("cb")!.Type.Target.ToString());
        Assert.Equal("struct X make(int)", header.Function("make"));
    }

    [Theory]
    [InlineData("struct PACKED S { char a; int b; };", "5/1 a@0 b@1")]
    [InlineData("typedef struct KV_PACKED { char a; int b; } S;", "8/4 a@0 b@4")]
    [InlineData("struct ALIGNED(16) S { char a; int b; };", "16/16 a@0 b@4")]
    [InlineData("struct KV_EXPORT S { char a; int b; };", "?/? a@? b@?")]
    [InlineData("struct S { char a; int b; } PACKED;", "5/1 a@0 b@1")]
    [InlineData("typedef struct { char a; int b; } PACKED S;", "5/1 a@0 b@1")]
    [InlineData("struct PACKED ALIGNED(4) S { char a; int b; };", "8/4 a@0 b@1")]
    public void An_undefined_annotation_of_a_struct_is_taken_by_its_name_or_makes_the_layout_unknown(string text, string expected)
    {
        var header = HeaderText.Parse(text);
        if (text.Contains("KV_PACKED"))
        {
            // Without a second word it is the tag.
            Assert.Equal("KV_PACKED", header.Records.Single().Tag);
        }

        Assert.Equal(expected, header.Layout("S"));
    }

    [Fact]
    public void A_call_of_an_unknown_macro_is_reported_and_skipped()
    {
        var header = HeaderText.Parse("DECLARE_ALL(a, b)\nint f(void);\nCHECK_SIZE(f, 4);\nint g(void);");
        Assert.Equal("f g", header.Names());
        Assert.Equal(2, Assert.Single(header.Problems).Location.Line);
    }

    [Fact]
    public void Gcc_and_clang_attributes_become_facts()
    {
        var header = HeaderText.ParseWhole("""
            void kv_free(void *p);
            void *kv_alloc(size_t n) __attribute__((malloc(kv_free, 1), returns_nonnull, __warn_unused_result__));
            void kv_set(void *kv, const char *name, int n) __attribute__((nonnull(1, 2)));
            int kv_all(void *kv, int n, char *x) __attribute__((nonnull));
            int kv_each(void *kv, void (*cb)(int) __attribute__((noescape)));
            char *kv_name(struct kv *store [[clang::lifetimebound]]);
            void kv_log(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));
            struct blob { int n; char *data __attribute__((counted_by(n))); };
            const void *kv_copy(void) __attribute__((cf_returns_retained));
            void kv_eat(void *x __attribute__((cf_consumed)));
            """);
        Assert.Equal("return: owned(kv_free)|return: nonnull|return: nodiscard", Join(header.FindFunction("kv_alloc")!));
        Assert.Equal("kv: nonnull|name: nonnull", Join(header.FindFunction("kv_set")!));
        Assert.Equal("kv: nonnull|x: nonnull", Join(header.FindFunction("kv_all")!));
        Assert.Equal("noescape", Join(header.FindFunction("kv_each")!));
        Assert.Contains("borrowed(store)", Join(header.FindFunction("kv_name")!));
        Assert.Equal("format(__printf__, 1, 2)", Join(header.FindFunction("kv_log")!));
        Assert.Equal("count(n)", header.FindRecord("blob")!.Members[1].Facts.Single().ToString());
        Assert.Equal("return: owned(CFRelease)", Join(header.FindFunction("kv_copy")!));
        Assert.Equal("taken", Join(header.FindFunction("kv_eat")!));
    }

    [Fact]
    public void Ownership_families_are_connected_to_the_function_that_releases()
    {
        var header = HeaderText.ParseWhole("""
            void *kv_new(void) __attribute__((ownership_returns(kv)));
            void kv_keep(void *a, void *b) __attribute__((ownership_holds(kv, 2)));
            void kv_delete(void *x) __attribute__((ownership_takes(kv, 1)));
            void *other(void) __attribute__((ownership_returns(unknown)));
            """);
        Assert.Equal("return: owned(kv_delete)", Join(header.FindFunction("kv_new")!));
        Assert.Equal("x: releases", Join(header.FindFunction("kv_delete")!));
        Assert.Equal("b: taken", Join(header.FindFunction("kv_keep")!));
        Assert.Equal("", Join(header.FindFunction("other")!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#define _In_\n#define _Out_writes_(n)\n#define _Must_inspect_result_\n#define _In_opt_z_\n#define _Post_ptr_invalid_\n#define _Ret_maybenull_\n")]
    public void Sal_is_read_whether_or_not_the_header_defines_it_away(string defines)
    {
        var header = HeaderText.ParseWhole(defines + """
            _Must_inspect_result_ int kv_read(_In_ void *kv, _Out_writes_(length) char *buffer, size_t length, _In_opt_z_ const char *name);
            void kv_close(_Post_ptr_invalid_ void *kv);
            _Ret_maybenull_ void *kv_find(int);
            _Success_(return != 0) int kv_ok(void);
            """, DataModel.WinX64);
        Assert.Equal("return: nodiscard|in|nonnull|out|nonnull|count(length)|in|nullable|zeroterm", Join(header.FindFunction("kv_read")!));
        Assert.Equal("releases", Join(header.FindFunction("kv_close")!));
        Assert.Equal("return: nullable", Join(header.FindFunction("kv_find")!));
        Assert.Equal("return: status(!=0)", Join(header.FindFunction("kv_ok")!));
    }

    [Fact]
    public void Sal_of_older_compilers_counts_elements_and_bytes()
    {
        var header = HeaderText.ParseWhole("""
            void *kv_copy(_Out_bytecap_(length) void *target, _In_bytecount_(length) const void *source, size_t length);
            int kv_fill(_Out_cap_(count) int *values, _In_opt_count_(count) const int *first, int count);
            """, DataModel.WinX64);
        Assert.Equal("out|nonnull|bytes(length)|in|nonnull|bytes(length)", Join(header.FindFunction("kv_copy")!));
        Assert.Equal("out|nonnull|count(count)|in|nullable|count(count)", Join(header.FindFunction("kv_fill")!));
    }

    [Fact]
    public void Boundary_attributes_are_facts_of_what_they_stand_at()
    {
        var header = HeaderText.ParseWhole("""
            [[boundary::owned(kv_close), boundary::blocking]] struct kv *kv_open([[boundary::utf8, boundary::borrowed]] const char *path);
            void kv_watch([[boundary::retained(until kv_unwatch)]] void (*hook)(void));
            """);
        Assert.Equal("return: owned(kv_close)|blocking|utf8|borrowed", Join(header.FindFunction("kv_open")!));
        Assert.Equal("retained(kv_unwatch)", Join(header.FindFunction("kv_watch")!));
    }

    [Fact]
    public void Nullability_is_read_where_a_header_asks_for_it()
    {
        var header = HeaderText.ParseWhole("""
            #if !__has_feature(nullability)
            #define _Nonnull
            #define _Nullable
            #endif
            char *_Nullable kv_name(struct kv *_Nonnull store, const char *const _Nullable key);
            """);
        Assert.Equal("return: nullable|nonnull|nullable", Join(header.FindFunction("kv_name")!));
    }

    [Fact]
    public void Windows_own_macros_are_known_on_windows()
    {
        var header = HeaderText.ParseWhole("""
            DECLARE_HANDLE(HKV);
            typedef BOOL (CALLBACK *KVPROC)(HKV, LPARAM);
            HKV WINAPI KvOpen(LPCWSTR path, DWORD flags, PHANDLE out);
            typedef struct _KV { DWORD size; LPSTR name; } KV, *PKV, FAR *LPKV;
            """, DataModel.WinX86);
        Assert.Equal(CCallingConvention.StdCall, header.FindFunction("KvOpen")!.Convention);
        Assert.Equal("HKV KvOpen(LPCWSTR path, DWORD flags, PHANDLE out)", header.Function("KvOpen"));
        Assert.Equal(4, header.FindFunction("KvOpen")!.ReturnType.Size);
        Assert.Equal(2, header.FindFunction("KvOpen")!.Parameters[0].Type.Element!.Size);
        Assert.Equal("8/4 size@0 name@4", header.Layout("KV"));
    }

    private static string Join(CFunction function)
    {
        var facts = function.ReturnFacts.Concat(function.Facts).Concat(function.Parameters.SelectMany(parameter => parameter.Facts));
        return string.Join("|", facts.Select(fact => fact.ToString()));
    }
}
