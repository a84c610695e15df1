using System;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Headers;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData("int f(int a; int g(void);", "g")]
    [InlineData("int @ f(void);", "")]
    [InlineData("struct s { int a; int ? b; };", "")]
    [InlineData("int f(void)) ;", "f")]
    [InlineData("}", "")]
    [InlineData("int;", "")]
    [InlineData("static;", "")]
    [InlineData("int f(int a,, int b);", "f")]
    [InlineData("int x[;", "")]
    [InlineData("typedef;", "")]
    [InlineData("typedef int;", "")]
    [InlineData("enum e { A, ?, B };", "")]
    [InlineData("enum { };", "")]
    [InlineData("struct;", "")]
    [InlineData("int f(int (*)(;", "")]
    [InlineData("int 3f(void);", "")]
    [InlineData("foo bar baz qux;", "")]
    [InlineData("int a = { 1, { 2 } }, f(void);", "f")]
    [InlineData("/* open", "")]
    [InlineData("\"open", "")]
    [InlineData("int f(void) { if (x) { } ", "f")]
    [InlineData("__attribute__((", "")]
    [InlineData("[[", "")]
    [InlineData("#pragma pack(push", "")]
    [InlineData("int f(enum class : int x);", "")]
    public void A_broken_declaration_does_not_take_its_neighbours_along(string broken, string names)
    {
        var header = HeaderText.Parse("int before(void);\n" + broken + "\nint after(void);\nint last(void);");
        Assert.NotNull(header.FindFunction("before"));
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.NotNull(header.FindFunction(name));
        }

        // What is never closed swallows the rest; all else is read again from the next declaration on.
        var isOpen = broken is "/* open" or "int f(void) { if (x) { } " or "__attribute__((" || broken.EndsWith("(;") || broken == "[[";
        Assert.True(isOpen || header.FindFunction("last") is not null, string.Join("\n", header.Problems));
    }

    [Fact]
    public void A_missing_semicolon_is_bridged()
    {
        var header = HeaderText.Parse("int f(void)\nint g(void);\nstruct s { int a; }\nint h(void);\nenum e { A }\ntypedef int t;");
        Assert.Equal("f g h", header.Names());
        Assert.NotNull(header.FindTypedef("t"));
    }

    [Fact]
    public void Every_unknown_type_is_reported_once()
    {
        var header = HeaderText.Parse("lost_t f(lost_t *a, int b);\nlost_t g(void);\nint h(gone_t x);\nint i(struct opaque *p);");
        Assert.Equal("lost_t gone_t", string.Join(" ", header.Problems.Select(problem => problem.Message.Split('\'')[1])));
        Assert.True(header.FindFunction("f")!.ReturnType.IsUnknown);
        Assert.True(header.FindFunction("f")!.Parameters[0].Type.MentionsUnknown);
        Assert.False(header.FindFunction("f")!.Parameters[0].Type.IsUnknown);
        Assert.Equal(8, header.FindFunction("f")!.Parameters[0].Type.Size);
        Assert.False(header.FindFunction("f")!.Parameters[1].Type.MentionsUnknown);
        Assert.False(header.FindFunction("i")!.Type.MentionsUnknown);
    }

    [Fact]
    public void Reading_stops_at_no_token_of_a_sample_with_an_exception()
    {
        var text = EmittersTests.Cbindgen + AllConstructs;
        var file = HeaderFile.Lex("kv.h", text);
        Assert.True(file.Tokens.Length > 500);
        foreach (var token in file.Tokens)
        {
            foreach (var model in new[] { DataModel.LinuxX64, DataModel.WinX86 })
            {
                _ = HeaderText.Parse(text.Substring(0, token.Start), model);
                _ = HeaderText.Parse(text.Substring(0, token.Start) + text.Substring(token.Start + token.Text.Length), model);
            }
        }
    }

    [Fact]
    public void Rubbish_is_survived()
    {
        var random = new Random(20261122);
        var words = new[]
        {
            "struct", "union", "enum", "typedef", "int", "(", ")", "{", "}", "[", "]", ";", ",", "*", "=", ":", "x", "Y", "__attribute__", "((", "))", "#define", "#if", "#endif",
            "\n", "\n", "##", "#", "...", "3", "'a'", "\"s\"", "const", "unsigned", "__declspec", "[[", "]]", "/*", "*/", "//", "@boundary", "sizeof", "?", "<", "&&", "extern", "\\\n", "a", "b",
            "#define a(x) x b x\n", "#define b a(a(b))\n", "_Static_assert", "asm", "static", "inline", "~", "!", "-", "#include \"kv.h\"\n", "_Pragma", "__pragma", "_Alignas", "typeof",
        };
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(120); length > 0; length--)
            {
                text.Append(words[random.Next(words.Length)]).Append(random.Next(4) == 0 ? "" : " ");
            }

            var header = HeaderText.Parse(text.ToString(), DataModel.All[round % DataModel.All.Length]);
            foreach (var problem in header.Problems)
            {
                Assert.InRange(problem.Location.Start, 0, text.Length);
                _ = problem.Location.ToLocation();
            }
        }
    }

    [Fact]
    public void A_large_file_of_rubbish_is_survived()
    {
        var text = new StringBuilder("#define F(x) F2(x) x\n");
        while (text.Length < 10_000_000)
        {
            text.Append("F( struct { int ( * [ a b c , \"x\n");
        }

        Assert.NotEmpty(HeaderText.Parse(text.ToString()).Problems);
    }

    [Fact]
    public void Cancellation_is_heeded()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var input = new HeaderInput(HeaderFile.Lex("kv.h", EmittersTests.Cbindgen));
        Assert.Throws<OperationCanceledException>(() => CHeader.Parse(input, DataModel.LinuxX64, source.Token));
    }

    [Fact]
    public void The_same_file_serves_every_target_with_the_same_result_each_time()
    {
        var input = new HeaderInput(HeaderFile.Lex("kv.h", EmittersTests.Cbindgen + AllConstructs));
        foreach (var model in DataModel.All)
        {
            Assert.Equal(Describe(CHeader.Parse(input, model)), Describe(CHeader.Parse(input, model)));
        }

        static string Describe(CHeader header) => string.Join("\n", header.Functions) + string.Join("\n", header.Records.Select(record => record.Size))
            + string.Join("\n", header.Constants.Select(constant => constant.Integer)) + string.Join("\n", header.Problems);
    }

    private const string AllConstructs = """

        #define JOIN(a, b) a##b
        #define TEXT(x) #x
        #define EACH(X, ...) X(1, ##__VA_ARGS__)
        #pragma pack(push, 2)
        struct __attribute__((packed, aligned(4))) odd { char a; unsigned b : 3, : 0, c : 9; int d[2][3], *e, (*f)(int, ...); union { float g; struct { long h; } i; }; char tail[]; };
        #pragma pack(pop)
        typedef enum JOIN(co, lour) { RED = 'r', GREEN = (1 << 3) | sizeof(struct odd), BLUE = ~0 ? -1 : 2, } colour;
        __declspec(dllexport) int __stdcall JOIN(make, it)(struct odd *o, colour c, void (*done)(int, const char *), _In_ const char *name) __attribute__((nonnull(1, 3)));
        [[nodiscard, boundary::owned(f)]] static inline char *JOIN(x, y)(void) { return "}"; }
        extern int table[] , other = { 1, 2 };
        typedef void (*signal_t(int, void (*)(int)))(int);
        _Static_assert(sizeof(int) == 4, TEXT(four));
        /** @boundary o: owned(kv_close), utf8 */
        int _Alignas(16) last; // @boundary static
        """;
}
