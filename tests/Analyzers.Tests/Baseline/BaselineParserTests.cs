using System;
using System.Collections.Generic;
using System.Linq;
using BoundaryLint.Baseline;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BoundaryLint.Tests.Baseline;

public sealed class BaselineParserTests
{
    private static readonly string[] Valid =
    [
        "callback Kv.Log(utf8*, isize) cdecl -> void",
        "enum Kv.Mode : u8",
        "export \"kv host\"(f64, f32) -> i32",
        "import kv kv_open(utf8* nonnull noescape, out struct Kv.Options* owned(kv_close)) -> i32 status(0)",
        "import \"a \\\"b\\\"\" \"#12\"(fn(fn(ptr) cdecl -> void, u8[4]) -> isize*, bytes[16/4], ?) stdcall -> clong retained(until kv_stop)",
        "status Kv.Status.default = KvException",
        "struct Kv.Options 40/8 { Size: i32 @0, Name: u8[16] @16 } @ 64 !win-x64",
        "value Kv.Mode.Fast = -1",
    ];

    [Fact]
    public void Every_kind_of_line_is_read_with_its_key_and_its_text()
    {
        var lines = Valid.Select(text => BaselineParser.Parse("  " + text.Replace(" ", "  ", StringComparison.Ordinal))).ToList();

        Assert.All(lines, line => Assert.Equal("", line.Problem));
        Assert.Equal(
            [BaselineKind.Callback, BaselineKind.Enum, BaselineKind.Export, BaselineKind.Import, BaselineKind.Import, BaselineKind.Status, BaselineKind.Struct, BaselineKind.Value],
            lines.Select(line => line.Line!.Kind));
        Assert.Equal(["Kv.Log", "Kv.Mode"], lines.Take(2).Select(line => line.Line!.Name));
        Assert.Equal("kv_open", BaselineParser.Parse(Valid[3]).Line!.Name);
        Assert.Equal("owned(kv_close)", Assert.Single(BaselineParser.Parse(Valid[3]).Line!.Signature!.Parameters[1].Facts));
        Assert.Equal(DataModel.All.Where(model => model.PointerSize == 8 && model.Name != "win-x64"), BaselineParser.Parse(Valid[6]).Line!.Layout!.Models);
    }

    [Fact]
    public void Spelling_of_a_library_and_spaces_do_not_tell_lines_apart() =>
        Assert.Equal(BaselineParser.Parse("import  libkv.so.1   kv_a( ) -> i32").Line!.Key, BaselineParser.Parse("import kv kv_a() -> i64").Line!.Key);

    [Theory]
    [InlineData("import kv \"a # b\"() -> void # c", "import kv \"a # b\"() -> void ")]
    [InlineData("# c", "")]
    [InlineData("import kv a#b() -> void", "import kv a#b() -> void")]
    public void A_comment_begins_behind_a_space_and_outside_of_quotation_marks(string line, string content) => Assert.Equal(content, BaselineParser.WithoutComment(line));

    /// <summary>Every beginning of a line, every line with a character left out, put in or changed: an answer, and a position in the line.</summary>
    [Fact]
    public void Damaged_lines_are_explained_and_never_an_exception()
    {
        const string characters = "(){}[]*,:=@\"#-> \\/!?0a";
        var damaged = new List<string> { "fn", "import", "*", "@", "\"", "\"\\", "struct", "value a.b =", "import kv a(" + string.Concat(Enumerable.Repeat("fn(", 10_000)), "enum a : " + new string('*', 100) };
        foreach (var line in Valid)
        {
            for (var i = 0; i < line.Length; i++)
            {
                damaged.Add(line[..i]);
                damaged.Add(line.Remove(i, 1));
                damaged.AddRange(characters.Select(character => line.Insert(i, character.ToString())));
                damaged.AddRange(characters.Select(character => line[..i] + character + line[(i + 1)..]));
            }
        }

        var unread = 0;
        foreach (var line in damaged)
        {
            var (fact, problem, position) = BaselineParser.Parse(line);
            Assert.Equal(fact is null, problem.Length > 0);
            Assert.InRange(position, 0, line.Length);
            unread += fact is null ? 1 : 0;
        }

        Assert.InRange(unread, damaged.Count / 4, damaged.Count - 1);
    }

    [Theory]
    [InlineData("!linux-x86", "!linux-x86")]
    [InlineData("64", "64")]
    [InlineData("win-x64 win-arm64", "win64")]
    [InlineData("unix win", "")]
    [InlineData("win-x86 browser-wasm", "win-x86 browser-wasm")]
    [InlineData("win32", null)]
    public void Sets_of_platforms_have_one_name(string words, string? name)
    {
        var list = words.Split(' ');

        Assert.Equal(name is not null, list.All(ModelSets.IsName));
        if (name is not null)
        {
            Assert.Equal(name, ModelSets.Describe(ModelSets.Of([.. list])));
        }
    }

    /// <summary>In whatever order diagnostics come, and one by one or at once: the file is the same, so that it can be merged.</summary>
    [Fact]
    public void The_order_of_edits_does_not_show()
    {
        const string path = "NativeApi.Shipped.txt";
        string[] lines = ["import kv b() -> i32", "enum A : i32", "import kv a() -> i32", "value A.X = 1", "struct S 4/4 { A: i32 @0 }"];
        var start = new Dictionary<string, SourceText> { [path] = SourceText.From("") };

        var atOnce = BaselineEdits.Apply(start, lines, [])[path].ToString();
        var oneByOne = lines.Reverse().Aggregate((IReadOnlyDictionary<string, SourceText>)start, (files, line) => BaselineEdits.Apply(files, [line], []))[path].ToString();

        Assert.Equal(oneByOne, atOnce);
        Assert.Equal("# boundarylint-native-api 1\n" + string.Join("\n", lines.Order(StringComparer.Ordinal)) + "\n", atOnce);
        Assert.Empty(BaselineEdits.Apply(BaselineEdits.Apply(start, lines, []), lines, ["import kv c() -> i32"]));
    }
}
