using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Headers.Tests;

/// <summary>
/// Whatever a project hands over as a header, the reader comes back with problems or with silence. Nothing here measures time: the texts are so large that
/// work which grows faster than they do would never end. <c>BOUNDARYLINT_MUTATIONS</c> is the number of damaged headers, 800 unless given and 100,000 nightly;
/// <c>BOUNDARYLINT_MUTATION_SEED</c> makes others than the usual ones.
/// </summary>
public sealed class RobustnessTests
{
    private const int Deep = 50_000;
    private const int MutatedHeaders = 4;

    private static readonly int Rounds = Number("BOUNDARYLINT_MUTATIONS", 200 * MutatedHeaders) / MutatedHeaders;

    private static readonly int Seed = Number("BOUNDARYLINT_MUTATION_SEED", 0);

    [SkippableTheory]
    [InlineData("zstd.h")]
    [InlineData("rocksdb/c.h")]
    [InlineData("SDL2/SDL_events.h")]
    [InlineData("sqlite3.h")]
    public void Reading_survives_a_text_that_ends_early(string header)
    {
        var (path, text) = Real(header);
        var tokens = HeaderFile.Lex(path, text).Tokens;

        // Each run reads what is before the cut, so a few hundred cuts of a large header cost what a hundred headers do.
        var step = Math.Max(1, tokens.Length / 250);
        for (var index = 0; index < tokens.Length; index += step)
        {
            Read(path, text[..tokens[index].Start]);
            Read(path, text[..(tokens[index].Start + (tokens[index].Text.Length / 2))]);
        }
    }

    [SkippableTheory]
    [InlineData("zstd.h", 1)]
    [InlineData("rocksdb/c.h", 2)]
    [InlineData("SDL2/SDL_events.h", 3)]
    [InlineData("sqlite3.h", 4)]
    public void Reading_survives_mutations(string header, int seed)
    {
        var (path, text) = Real(header);
        var tokens = HeaderFile.Lex(path, text).Tokens;
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(unchecked((((Seed * 31) + seed) * 1_000_003) + round));
            var damaged = Mutate(text, tokens, random, edits: 1 + random.Next(30));
            try
            {
                Read(path, damaged, DataModel.All[round % DataModel.All.Length]);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {Seed}, {header}, round {round}: {exception}\n{damaged}");
            }
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    [Fact]
    public void Reading_survives_binary_garbage()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(20_000)];
            random.NextBytes(bytes);
            foreach (var encoding in new[] { Encoding.Latin1, Encoding.UTF8, Encoding.Unicode })
            {
                // A zero near the beginning ends the reading before it begins.
                var text = encoding.GetString(bytes);
                Read("garbage.h", text);
                Read("garbage.h", text.Replace('\0', ' '));
            }
        }
    }

    [Theory]
    [InlineData("int f(int a, struct s *b);\n")]
    [InlineData("x ")]
    [InlineData("/* comment */ // @boundary owned\n")]
    [InlineData("#if A\n")]
    [InlineData("#include \"a.h\"\n")]
    [InlineData("((((((((")]
    [InlineData("int a[")]
    [InlineData("__attribute__((")]
    public void Reading_survives_fifty_megabytes(string unit)
    {
        var text = new StringBuilder(50_000_100);
        while (text.Length < 50_000_000)
        {
            text.Append(unit);
        }

        Read("large.h", text.ToString());
    }

    [Fact]
    public void Includes_that_lead_in_circles_end()
    {
        var main = HeaderFile.Lex("a.h", "#include \"b.h\"\n#include \"a.h\"\nint a(void);\n");
        var other = HeaderFile.Lex("b.h", "#include \"a.h\"\n#include \"b.h\"\n#include \"b.h\"\nint b(void);\n");
        var header = CHeader.Parse(new HeaderInput(main, new IncludeFiles([new IncludeFile(other)])), DataModel.LinuxX64);
        Assert.Contains(header.Problems, problem => problem.Kind == CProblemKind.Limit);
    }

    [Theory]
    [InlineData("#define A B\n#define B A\nA x;\n")]
    [InlineData("#define A(x) B(x)\n#define B(x) A(x) A(x)\nA(A(A(A(1)))) y;\n")]
    [InlineData("#define A() A\nA()()()()() x;\n")]
    [InlineData("#define E(x) E(E(x) E(x))\nE(E(E(E(E(E(E(E(1))))))))\n")]
    [InlineData("#define D(x) x x\n#define D2(x) D(D(D(D(D(D(D(D(x))))))))\n#define D4(x) D2(D2(D2(D2(x))))\nD4(D4(int))\n")]
    [InlineData("#define P(a, b) a##b a##b\n#define Q(x) P(x, P(x, x))\nQ(Q(Q(Q(Q(Q(Q(Q(Q(q)))))))))\n")]
    [InlineData("#define S(x) #x\n#define T(x) S(x) S(x)\nT(T(T(T(T(T(T(T(T(T(T(T(T(T(T(T(T(T(T(T(T(T(x))))))))))))))))))))))\n")]
    public void Macros_that_grow_without_end_are_ended(string text)
    {
        var header = Read("macros.h", text + "int last(void);\n");
        Assert.True(header.FindFunction("last") is not null || header.Problems.Length > 0);
    }

    public static TheoryData<string, string, string> Nested => new()
    {
        { "int x[", "(", "" },
        { "int x = ", "(", ")" },
        { "int x[", "-", "" },
        { "int x[", "!", "1]" },
        { "int x[1", " ? 1", " : 2" },
        { "int x[1", " + (1", ")" },
        { "int x[", "sizeof(int[", "])" },
        { "int x[", "sizeof(", "1)" },
        { "int x[", "sizeof((((((((((((((int[", "]))))))))))))))" },
        { "int x[", "(int)", "1]" },
        { "int x[", "*&", "" },
        { "int x[", "offsetof(struct s[", "])" },
        { "int x[", "((struct s *)", ")->a" },
        { "int ", "(*", ")" },
        { "int x", "[1]", ";" },
        { "int ", "*", " x;" },
        { "int ", "* const ", " x;" },
        { "int f(", "int (*)(", ")" },
        { "", "int (*f(", "))(void)" },
        { "", "struct { ", "};" },
        { "", "struct a { struct b *c; ", "};" },
        { "", "union { int a; ", "} x;" },
        { "", "enum e { A = sizeof(", ") };" },
        { "int f(void) ", "{", "}" },
        { "int x = ", "{", "}" },
        { "", "extern \"C\" { ", "}" },
        { "", "__attribute__((", "))" },
        { "", "[[a(", ")]]" },
        { "", "__declspec(", ")" },
        { "", "_Alignas(", ")" },
        { "", "_Atomic(", ")" },
        { "", "typeof(", ")" },
        { "", "_Static_assert(", ")" },
        { "", "const ", "int x;" },
        { "", "typedef ", "int x;" },
        { "", "unsigned ", "x;" },
        { "", "long ", "x;" },
        { "", "#if 1\n", "#endif\n" },
        { "", "#if 0\n", "#endif\n" },
        { "#if ", "(", ")" },
        { "#if ", "!", "1\n" },
        { "#if ", "defined(", ")" },
        { "#if 1 ", "? 1 ", ": 0 " },
        { "#if 1 ", "&& (1 ", ")" },
        { "#define F(x) x\n", "F(", ")" },
        { "#define F(x) x\n", "F (\n", ")" },
        { "#define F(...) __VA_OPT__(__VA_ARGS__)\n", "F(1, ", ")" },
        { "#define F(x) #x\n", "F(", ")" },
        { "#define F(x) x##x\n", "F(", ")" },
        { "#define V(...) ", "__VA_OPT__(", ")" },
        { "", "_Pragma(", ")" },
        { "", "__pragma(pack(push, 1)) ", "" },
        { "", "#pragma pack(push, 1)\n", "#pragma pack(pop)\n" },
        { "/** @boundary p: ", "owned(", ") */ int f(void *p);" },
        { "/** @boundary p: ", "owned ", "*/ int f(void *p);" },
        { "", "UNKNOWN(", ")" },
        { "", "UNKNOWN ", ";" },
        { "", "API(int) ", ";" },
        { "typedef int t0;\n", "typedef t0 t0;\n", "" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void Whatever_recurses_has_a_limit(string start, string open, string close)
    {
        // On a stack that is smaller than any that a compiler or an editor gives its analyzers.
        var text = start + string.Concat(Enumerable.Repeat(open, Deep)) + " x " + string.Concat(Enumerable.Repeat(close, Deep)) + "\nint last(void);\n";
        var unclosed = start + string.Concat(Enumerable.Repeat(open, Deep));
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Read("deep.h", text);
                    Read("deep.h", unclosed);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static CHeader Read(string path, string text, DataModel? model = null)
    {
        var header = CHeader.Parse(new HeaderInput(HeaderFile.Lex(path, text)), model ?? DataModel.LinuxX64);

        // Lazily made parts must hold as well as the rest.
        foreach (var problem in header.Problems)
        {
            Assert.InRange(problem.Location.Start, 0, text.Length);
            _ = problem.Location.ToLocation();
        }

        foreach (var function in header.Functions)
        {
            _ = function.ToString();
        }

        foreach (var record in header.Records)
        {
            _ = record.FlatMembers;
        }

        _ = header.FindInactiveDeclaration("x");
        return header;
    }

    private static (string Path, string Text) Real(string header)
    {
        var path = Path.Combine(Tools.Headers, header);
        Tools.RequireHeader(path);
        return (path, File.ReadAllText(path));
    }

    private static string Mutate(string text, Token[] tokens, Random random, int edits)
    {
        var places = new SortedSet<int>();
        while (places.Count < edits)
        {
            places.Add(random.Next(tokens.Length));
        }

        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var place in places)
        {
            var token = tokens[place];
            result.Append(text, copied, token.Start - copied);
            var other = tokens[random.Next(tokens.Length)].Text;
            result.Append(random.Next(5) switch
            {
                0 => string.Empty,
                1 => token.Text + " " + token.Text,
                2 => other,
                3 => token.Text + " " + other,
                _ => new string((char)random.Next(1, 300), 1 + random.Next(3)),
            });
            copied = token.Start + token.Text.Length;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
