using System.Linq;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Headers;

public sealed class DeclarationTests
{
    [Fact]
    public void A_function_has_a_result_parameters_and_a_position()
    {
        var header = HeaderText.ParseWhole("\n  int kv_open(const char *path, kv_flags_t);\n  typedef unsigned kv_flags_t;".Replace("kv_flags_t);", "unsigned);"));
        var function = header.FindFunction("kv_open")!;
        Assert.Equal("int kv_open(const char *path, unsigned int)", function.ToString());
        Assert.Equal(1, function.Location.Line);
        Assert.Equal(6, function.Location.Column);
        Assert.Equal("kv_open".Length, function.Location.Length);
        Assert.Equal("path", function.Parameters[0].Name);
        Assert.Null(function.Parameters[1].Name);
        Assert.Equal("native/kv.h", function.Location.Path);
    }

    [Theory]
    [InlineData("long unsigned int f(short int, _Bool, unsigned);", "unsigned long f(short, bool, unsigned int)")]
    [InlineData("int unsigned long long f(char signed, long double);", "unsigned long long f(signed char, long double)")]
    [InlineData("const char * const * f(char const *);", "const char *const *f(const char *)")]
    [InlineData("int32_t (*f(void))(int32_t);", "int32_t (*f(void))(int32_t)")]
    [InlineData("void f(const uint8_t (*m)[32]);", "void f(const uint8_t (*m)[32])")]
    [InlineData("void f(void (*cb)(void*, uint32_t), void *user);", "void f(void (*cb)(void *, uint32_t), void *user)")]
    [InlineData("int f(int a[4], char *argv[]);", "int f(int *a, char **argv)")]
    [InlineData("void f(int callback(int));", "void f(int (*callback)(int))")]
    [InlineData("int f(const char *format, ...);", "int f(const char *format, ...)")]
    [InlineData("void f(struct point a, union u *b, enum e c);", "void f(struct point a, union u *b, enum e c)")]
    [InlineData("int (f)(int);", "int f(int)")]
    [InlineData("extern \"C\" int f(void);", "int f(void)")]
    [InlineData("float _Complex f(double _Complex x);", "float _Complex f(double _Complex x)")]
    [InlineData("_Float64 _Complex f(_Complex _Float32 x, _Complex y);", "double _Complex f(float _Complex x, double _Complex y)")]
    [InlineData("__extension__ unsigned __int64 f(__int8 a, unsigned __int16 b);", "unsigned long long f(char a, unsigned short b)")]
    [InlineData("void *(*(*f)(int))[3]; void *g(void);", "", "g")]
    public void Declarators_are_read_inside_out(string text, string expected, string name = "f")
    {
        var header = HeaderText.ParseWhole(text);
        if (expected.Length == 0)
        {
            Assert.Equal("void *(*(*f)(int))[3]", header.Variables.Single().Type.Spell("f"));
        }
        else
        {
            Assert.Equal(expected, header.Function(name));
        }
    }

    [Fact]
    public void Empty_parentheses_mean_no_parameters()
    {
        var function = HeaderText.ParseWhole("char *LastError();").FindFunction("LastError")!;
        Assert.Empty(function.Parameters);
        Assert.True(function.Traits.HasFlag(FunctionTraits.Unprototyped));
    }

    [Fact]
    public void Several_declarators_share_their_specifiers()
    {
        var header = HeaderText.ParseWhole("typedef struct node { int value; } node, *node_ptr; extern int a, *b, c(void);");
        Assert.Equal("node *", header.FindTypedef("node_ptr")!.Type.Target.ToString().Replace("struct ", ""));
        Assert.Equal("int a|int *b", string.Join("|", header.Variables.Select(variable => variable.Type.Spell(variable.Name))));
        Assert.NotNull(header.FindFunction("c"));
    }

    [Fact]
    public void A_function_may_be_declared_through_a_typedef()
    {
        var header = HeaderText.ParseWhole("typedef int operation(int, int); operation add; operation *current;");
        Assert.Equal("int add(int, int)", header.Function("add"));
        Assert.Equal("operation *current", header.Variables.Single().Type.Spell("current"));
    }

    [Fact]
    public void Static_and_inline_functions_are_not_exported()
    {
        var header = HeaderText.ParseWhole("""
            static inline int twice(int x) { if (x) { return x * 2; } return 0; }
            static int hidden(void);
            inline int also_hidden(void) { return '}'; }
            extern int shown(void);
            int defined_here(void) { return 1; }
            size_t _GoStringLen(int s);
            """);
        Assert.Equal("shown defined_here", string.Join(" ", header.Functions.Where(function => function.IsExported).Select(function => function.Name)));
    }

    [Fact]
    public void Bodies_and_initialisers_are_skipped()
    {
        var header = HeaderText.ParseWhole("""
            static int table[] = { 1, 2, (3, 4) };
            static const struct { int a; } x = { .a = 1 }, y = { 2 };
            static inline void g(void) { __asm__ __volatile__("nop" : : "r"(1)); }
            int f(void);
            """);
        Assert.Equal("int f(void)", header.Function("f"));
        Assert.Equal(3, header.Variables.Length);
    }

    [Fact]
    public void Tags_and_typedef_names_live_apart()
    {
        var header = HeaderText.ParseWhole("""
            typedef struct Engine Engine;
            struct Other { int x; };
            typedef int Other;
            void use(const Engine *e, struct Engine *f, Other number, struct Other *record);
            """);
        var use = header.FindFunction("use")!;
        Assert.Equal(CTypeClass.Integer, use.Parameters[2].Type.Canonical.Class);
        Assert.Equal(CTypeClass.Record, use.Parameters[3].Type.Canonical.Element!.Canonical.Class);
        Assert.Same(use.Parameters[0].Type.Element!.Canonical, use.Parameters[1].Type.Element!.Canonical);
        Assert.False(header.FindRecord("Engine")!.IsComplete);
        Assert.True(use.Parameters[0].Type.Element!.IsConst);
    }

    [Fact]
    public void A_repeated_declaration_adds_what_it_says()
    {
        var header = HeaderText.ParseWhole("""
            char *name_of(void *item);
            /** @boundary return: borrowed(item)
             *  @boundary thing: nonnull */
            char *name_of(void *thing);
            """.Replace("borrowed(item)", "borrowed(thing)"));
        var function = Assert.Single(header.Functions);
        Assert.Equal("return: borrowed(thing)", Assert.Single(function.ReturnFacts).ToString());
        Assert.Equal("nonnull", Assert.Single(function.Parameters[0].Facts).Name);
        Assert.Equal("item", function.Parameters[0].Name);
    }

    [Fact]
    public void Calling_conventions_are_read_wherever_they_stand()
    {
        var header = HeaderText.ParseWhole("""
            int __stdcall a(int);
            __declspec(dllexport) void * __cdecl b(void);
            void c(void) __attribute__((fastcall));
            typedef void (__stdcall *d)(int);
            typedef int (WINAPI *e)(void);
            typedef void (*f)(void) __attribute__((__stdcall__));
            void __attribute__((stdcall)) g(int (*callback)(int));
            int h(void);
            """, DataModel.WinX86);
        Assert.Equal(CCallingConvention.StdCall, header.FindFunction("a")!.Convention);
        Assert.Equal(CCallingConvention.Cdecl, header.FindFunction("b")!.Convention);
        Assert.Equal(CCallingConvention.FastCall, header.FindFunction("c")!.Convention);
        Assert.Equal(CCallingConvention.StdCall, Pointee("d").Convention);
        Assert.Equal(CCallingConvention.StdCall, Pointee("e").Convention);
        Assert.Equal(CCallingConvention.StdCall, Pointee("f").Convention);
        Assert.Equal(CCallingConvention.StdCall, header.FindFunction("g")!.Convention);
        Assert.Equal(CCallingConvention.Default, ((CFunctionType)header.FindFunction("g")!.Parameters[0].Type.Element!).Convention);
        Assert.Equal(CCallingConvention.Default, header.FindFunction("h")!.Convention);

        CFunctionType Pointee(string typedef) => (CFunctionType)header.FindTypedef(typedef)!.Type.Canonical.Element!;
    }

    [Fact]
    public void An_undefined_macro_in_the_place_of_a_convention_makes_it_unknown()
    {
        var header = HeaderText.ParseWhole("KV_EXPORT int KV_CALL open_store(int);\nKV_EXPORT int close_store(int);\ntypedef void (KV_CALL *hook)(int);");
        Assert.Equal(CCallingConvention.Unknown, header.FindFunction("open_store")!.Convention);
        Assert.Equal(CCallingConvention.Default, header.FindFunction("close_store")!.Convention);
        Assert.Equal(CCallingConvention.Unknown, ((CFunctionType)header.FindTypedef("hook")!.Type.Canonical.Element!).Convention);
    }

    [Fact]
    public void An_asm_label_names_the_symbol()
    {
        var header = HeaderText.ParseWhole("int scan(const char *, ...) __asm__(\"\" \"__isoc99_scan\") __attribute__((__nothrow__));");
        Assert.Equal("__isoc99_scan", header.FindFunction("scan")!.SymbolName);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var text = "int " + new string('(', 5000) + "x" + new string(')', 5000) + ";\nint f(void);";
        var header = HeaderText.Parse(text);
        Assert.NotNull(header.FindFunction("f"));
        Assert.Contains(header.Problems, problem => problem.Kind == CProblemKind.Limit);

        var chain = "typedef int t0;\n" + string.Concat(Enumerable.Range(1, 3000).Select(index => $"typedef t{index - 1} t{index}[1];\n")) + "int g(t3000 *x);";
        Assert.True(HeaderText.Parse(chain).FindFunction("g")!.Parameters[0].Type.MentionsUnknown);

        var nested = string.Concat(Enumerable.Repeat("struct { ", 2000)) + "int x;" + string.Concat(Enumerable.Repeat(" };", 2000)) + "\nint h(void);";
        Assert.NotNull(HeaderText.Parse("struct s { " + nested.Replace("\nint h", " }; int h")).FindFunction("h"));
    }
}
