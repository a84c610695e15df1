using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Headers.Tests;

/// <summary>
/// One of everything that cbindgen and cgo emit. The headers beside their sources are what the generators make of them today, the reader takes every construct
/// for what it is, and clang agrees.
/// </summary>
public sealed class EmitterTests
{
    private static readonly string Folder = Path.Combine(Tools.ProjectDirectory, "Emitters");

    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("decorated")]
    [InlineData("undefined")]
    [InlineData("default")]
    public async Task Rust_headers_are_what_cbindgen_writes(string configuration)
    {
        Tools.Require("cbindgen");
        var version = await Tools.RunAsync(Folder, "cbindgen", "--version");
        Tools.Require(version.Contains("0.24.3", StringComparison.Ordinal), "the checked-in headers were written by cbindgen 0.24.3, and this is " + version.Trim());
        using var scratch = new ScratchDirectory();
        await Tools.RunAsync(Folder, "cbindgen", "--quiet", "--config", configuration + ".toml", "--output", scratch["rust.h"], "constructs.rs");

        Assert.Equal(Text($"rust_{configuration}.h"), Normalize(await File.ReadAllTextAsync(scratch["rust.h"])));
    }

    [SkippableTheory]
    [InlineData("linux")]
    [InlineData("windows")]
    public async Task Go_headers_are_what_cgo_writes(string system)
    {
        Tools.Require("go");
        var version = await Tools.RunAsync(Folder, "go", "version");
        Tools.Require(version.Contains("go1.19", StringComparison.Ordinal), "the checked-in headers were written by Go 1.19, and this is " + version.Trim());
        using var scratch = new ScratchDirectory();
        await Tools.RunAsync(
            Folder, "env", "GOOS=" + system, "GOARCH=amd64", "CGO_ENABLED=1", "GO111MODULE=off", "go", "tool", "cgo", "-objdir", scratch.Path, "-exportheader", scratch["go.h"], "constructs.go");

        Assert.Equal(Text($"go_{system}.h"), Normalize(await File.ReadAllTextAsync(scratch["go.h"])));
    }

    [SkippableTheory]
    [InlineData("rust_plain.h")]
    [InlineData("rust_decorated.h")]
    [InlineData("go_linux.h")]
    public async Task Clang_reads_them_in_the_same_way(string file)
    {
        Tools.Require("castxml");
        var path = Path.Combine(Folder, file);
        var header = Read(file);

        Assert.Empty(header.Problems);
        var differences = Declarations.Compare(Declarations.Of(header), await CastXml.ReadAsync(path, own => own == path));
        Assert.DoesNotContain(differences, difference => !IsComplexNumber(difference));

        // castxml cannot write them down.
        static bool IsComplexNumber(string difference) =>
            difference.StartsWith("function Complex: read as function(float _Complex, double _Complex) -> double _Complex;", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rust_plain.h", "")]
    [InlineData("rust_decorated.h", "ml_")]
    public void Records_of_Rust(string file, string prefix)
    {
        var header = Read(file);

        Assert.False(header.FindRecord(prefix + "Engine")!.IsComplete);
        Assert.Equal("16/8 x@0 y@8", Layout(header, prefix + "Point"));
        Assert.Equal("16/8 tag@0 number@8 pair@8", Layout(header, prefix + "Value").ToLowerInvariant());
        Assert.Equal("16/8 tag@0 circle_tag@0 circle@4 square@0", Layout(header, prefix + "Shape").ToLowerInvariant());
        Assert.Equal("8/8 number@0 bytes@0", Layout(header, prefix + "Bits"));
        Assert.Equal("16/8 data@0 length@8", Layout(header, prefix + "Slice_u8"));
        Assert.Equal("48/8 callback@0 always@8 mode@16 status@20 matrix@24 next@40", Layout(header, prefix + "Table"));
        Assert.Equal(8, header.FindTypedef(prefix + "Id")!.Type.Size);
    }

    [Fact]
    public void Packed_and_aligned_records_are_opaque_unless_the_configuration_says_how_to_write_them()
    {
        Assert.False(Read("rust_plain.h").FindRecord("Packed")!.IsComplete);
        Assert.False(Read("rust_plain.h").FindRecord("Aligned")!.IsComplete);
        Assert.Equal("5/1 tag@0 value@1", Layout(Read("rust_decorated.h"), "ml_Packed"));
        Assert.Equal("16/16 lanes@0", Layout(Read("rust_decorated.h"), "ml_Aligned"));

        // The macros' definitions are missing; their names say what they are.
        Assert.Equal("5/1 tag@0 value@1", Layout(Read("rust_undefined.h"), "ml_Packed"));
        Assert.Equal("16/16 lanes@0", Layout(Read("rust_undefined.h"), "ml_Aligned"));
    }

    [Theory]
    [InlineData("rust_plain.h", "", "Ok=0 Missing=1 Corrupt=7", "Slow=0 Fast=200", "Left=-1 Right=1")]
    [InlineData("rust_decorated.h", "ml_", "ML_STATUS_OK=0 ML_STATUS_MISSING=1 ML_STATUS_CORRUPT=7", "ML_MODE_SLOW=0 ML_MODE_FAST=200", "ML_BALANCE_LEFT=-1 ML_BALANCE_RIGHT=1")]
    public void Enums_of_Rust(string file, string prefix, string status, string mode, string balance)
    {
        foreach (var model in new[] { DataModel.LinuxX64, DataModel.WinX64, DataModel.WinX86 })
        {
            var header = Read(file, model);

            Assert.Equal(status, Values(header, prefix + "Status"));
            Assert.Equal(4, header.FindEnum(prefix + "Status")!.Size);

            // In C the type is an integer typedef; the enum of the same name carries the names of its values.
            Assert.Equal(mode, Values(header, prefix + "Mode"));
            Assert.Equal(balance, Values(header, prefix + "Balance"));
            var function = header.FindFunction("pass_enums")!;
            Assert.Equal(1, function.ReturnType.Size);
            Assert.Equal([4, 1, 2], function.Parameters.Take(3).Select(parameter => parameter.Type.Size));
            Assert.Same(header.FindEnum(prefix + "Mode"), header.EnumOf(function.ReturnType));
            Assert.Same(header.FindEnum(prefix + "Balance"), header.EnumOf(function.Parameters[2].Type));
        }
    }

    [Fact]
    public void Constants_of_Rust()
    {
        var header = Read("rust_plain.h");

        Assert.Equal("3", Constant("LIMIT"));
        Assert.Equal("16045690981097406465", Constant("SEED"));
        Assert.Equal("-2147483648", Constant("LOWEST"));
        Assert.Equal("47", Constant("LETTER"));
        Assert.Equal("116", Constant("CHARACTER"));
        Assert.Equal("16", Constant("SHIFTED"));
        Assert.Equal("0", Constant("OFF"));
        Assert.Equal(1.5, header.FindConstant("RATIO")!.Number);
        Assert.Null(header.FindConstant("ORIGIN"));
        Assert.Equal("const int MYLIB_GLOBAL", header.Variables.Single().Type.Spell(header.Variables.Single().Name));

        string Constant(string name) => header.FindConstant(name)!.Integer!.Value.ToString();
    }

    [Fact]
    public void Functions_of_Rust()
    {
        var header = Read("rust_plain.h");

        Assert.Equal("enum Status engine_open(const char *path, struct Engine **out)", Function(header, "engine_open"));
        Assert.Equal("const struct Engine *engine_borrow(const struct Engine *engine, struct Engine *other)", Function(header, "engine_borrow"));
        Assert.Equal("uint8_t engine_digest(const struct Engine *engine, const uint8_t (*digest)[32])", Function(header, "engine_digest"));
        Assert.Equal("struct Point add_points(struct Point a, struct Point b)", Function(header, "add_points"));
        Assert.Equal("int64_t pass_numbers(uintptr_t a, intptr_t b, long c, uint32_t d, bool e, int8_t f, uint16_t g, float h)", Function(header, "pass_numbers"));
        Assert.Equal("int32_t (*get_callback(void))(int32_t)", Function(header, "get_callback"));
        Assert.Equal("bool (*)(void *user, int code, const char *message)", ((CTypedefType)header.FindFunction("visit")!.Parameters[1].Type).Target.ToString());

        // Exported by the library, yet left out of the header by cbindgen: a missing declaration proves nothing there.
        Assert.Null(header.FindFunction("standard_call"));
    }

    [Theory]
    [InlineData("rust_decorated.h")]
    [InlineData("rust_undefined.h")]
    public void Annotations_around_functions_are_not_types(string file)
    {
        var header = Read(file);

        // Without tags cbindgen lets a struct name itself before C knows the name.
        Assert.DoesNotContain(header.Problems, problem => !problem.Message.Contains("'ml_Table'", StringComparison.Ordinal));
        Assert.Equal(15, header.Functions.Length);
        Assert.All(header.Functions, function => Assert.False(function.Type.MentionsUnknown, function.ToString()));
        Assert.Equal("bool must_be_used(void)", Function(header, "must_be_used"));
        Assert.Equal("void never_returns(void)", Function(header, "never_returns"));
        Assert.Equal("int64_t pass_numbers(size_t a, ptrdiff_t b, long c, uint32_t d, bool e, int8_t f, uint16_t g, float h)", Function(header, "pass_numbers"));
    }

    [Fact]
    public void Conditions_of_Rust_are_evaluated_for_each_target()
    {
        Assert.Null(Read("rust_plain.h").FindFunction("platform_get"));
        Assert.NotNull(Read("rust_plain.h").FindInactiveDeclaration("platform_get"));
        Assert.NotNull(Read("rust_plain.h").FindFunction("extra_get"));
        Assert.NotNull(Read("rust_plain.h", DataModel.WinX64).FindFunction("platform_get"));
        Assert.Null(Read("rust_plain.h", DataModel.WinX64).FindFunction("extra_get"));
        Assert.NotNull(Read("rust_plain.h", DataModel.WinX64, "EXTRA").FindFunction("extra_get"));
    }

    [Fact]
    public void The_default_language_of_cbindgen_is_one_problem()
    {
        var header = Read("rust_default.h");

        Assert.True(header.IsCPlusPlus);
        Assert.Contains("language = \"C\"", Assert.Single(header.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("go_linux.h")]
    [InlineData("go_windows.h")]
    public void Functions_of_Go(string file)
    {
        foreach (var model in new[] { DataModel.LinuxX64, DataModel.WinX64, DataModel.OsxArm64 })
        {
            var header = Read(file, model);

            Assert.Empty(header.Problems);
            Assert.Equal(
                "NoArguments Numbers Words CNumbers DivMod Lookup Composite Pointers Records Complex",
                string.Join(' ', header.Functions.Where(function => function.IsExported).Select(function => function.Name)));
            Assert.Equal("char *NoArguments(void)", Function(header, "NoArguments"));
            Assert.Equal(1, header.FindFunction("Words")!.ReturnType.Size);
            Assert.Equal(
                "int CNumbers(long a, unsigned long b, short c, unsigned char d, long long e, size_t f, double g, bool h, signed char i, unsigned int j)",
                Function(header, "CNumbers"));
            Assert.Equal("16/8 r0@0 r1@8", Layout(header, "DivMod_return"));
            Assert.Equal("blocking", header.FindFunction("DivMod")!.Facts.Single().Name);
            Assert.Equal("16/8 p@0 n@8", Layout(header, "GoString"));
            Assert.Equal("24/8 data@0 len@8 cap@16", Layout(header, "GoSlice"));
            Assert.Equal("16/8 t@0 v@8", Layout(header, "GoInterface"));
            Assert.Equal("void Composite(GoString text, GoSlice values, GoInterface any, GoMap table, GoChan channel, void *callback)", Function(header, "Composite"));
            Assert.Equal("struct pair Records(struct pair a, enum colour b)", Function(header, "Records"));
            Assert.False(header.FindFunction("call")!.IsExported);
            Assert.Equal("12", header.FindConstant("PREAMBLE_LIMIT")!.Integer!.Value.ToString());
        }

        // r2 is a C long: it is the one thing in the header that depends on more than the width of a pointer.
        Assert.Equal("32/8 r0@0 r1@16 r2@24", Layout(Read(file), "Lookup_return"));
        Assert.Equal("24/8 r0@0 r1@16 r2@20", Layout(Read(file, DataModel.WinX64), "Lookup_return"));
    }

    [Fact]
    public void A_header_of_Go_is_for_one_width_of_pointers()
    {
        Assert.False(Read("go_linux.h", DataModel.LinuxArm).IsValidForTarget);
        Assert.False(Read("go_windows.h", DataModel.WinX86).IsValidForTarget);
    }

    [Fact]
    public void Newer_versions_guard_their_enums_with_the_version_of_C()
    {
        // cbindgen from 0.29.3 on, in words of our own.
        var header = CHeader.Parse(
            new HeaderInput(HeaderFile.Lex("newer.h", """
                enum Level
                #if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
                  : uint8_t
                #endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
                 {
                  Low,
                  High = 9,
                };
                #ifndef __cplusplus
                #if __STDC_VERSION__ >= 202311L
                typedef enum Level Level;
                #else
                typedef uint8_t Level;
                #endif // __STDC_VERSION__ >= 202311L
                #endif // __cplusplus
                enum Fixed : uint16_t { One = 1 };
                Level next(Level level, enum Fixed fixed);
                """)),
            DataModel.LinuxX64);

        Assert.Empty(header.Problems);
        Assert.Equal("Low=0 High=9", Values(header, "Level"));
        Assert.Same(header.FindEnum("Level"), header.EnumOf(header.FindFunction("next")!.ReturnType));
        Assert.Equal([1, 2], header.FindFunction("next")!.Parameters.Select(parameter => parameter.Type.Size));
    }

    private static CHeader Read(string file, DataModel? model = null, params string[] defines) =>
        CHeader.Parse(new HeaderInput(HeaderFile.Lex(file, Text(file)), defines: [.. defines]), model ?? DataModel.LinuxX64);

    private static string Text(string file) => Normalize(File.ReadAllText(Path.Combine(Folder, file)));

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Function(CHeader header, string name) => header.FindFunction(name)!.ToString();

    private static string Values(CHeader header, string name) =>
        string.Join(' ', header.FindEnum(name)!.Enumerators.Select(enumerator => enumerator.Name + "=" + enumerator.Value));

    private static string Layout(CHeader header, string name) =>
        header.FindRecord(name) is { } record
            ? $"{record.Size}/{record.Alignment}" + string.Concat(record.FlatMembers.Select(member => $" {member.Name}@{member.Offset}"))
            : "no record " + name;
}
