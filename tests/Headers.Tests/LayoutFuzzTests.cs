using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Headers.Tests;

/// <summary>Sizes, alignments and member offsets of random records are those that clang gives them for the target.</summary>
public sealed partial class LayoutFuzzTests
{
    private const int RecordsPerTarget = 4000;

    [SkippableTheory]
    [InlineData("linux-x64", "x86_64-linux-gnu", 1)]
    [InlineData("linux-x86", "i686-linux-gnu", 2)]
    [InlineData("linux-arm64", "aarch64-linux-gnu", 3)]
    [InlineData("linux-arm", "armv7-linux-gnueabihf", 4)]
    [InlineData("linux-riscv64", "riscv64-linux-gnu", 5)]
    [InlineData("osx-x64", "x86_64-apple-macos12", 6)]
    [InlineData("osx-arm64", "arm64-apple-macos12", 7)]
    [InlineData("win-x64", "x86_64-pc-windows-msvc", 8)]
    [InlineData("win-x86", "i686-pc-windows-msvc", 9)]
    [InlineData("win-arm64", "aarch64-pc-windows-msvc", 10)]
    [InlineData("browser-wasm", "wasm32-unknown-emscripten", 11)]
    public async Task Layouts_are_clangs(string model, string triple, int seed)
    {
        Tools.Require("clang");
        if (int.TryParse(Environment.GetEnvironmentVariable("BOUNDARYLINT_SEED"), out var offset))
        {
            seed += offset;
        }

        var text = new RandomRecords(seed, RecordsPerTarget).Text;
        var header = CHeader.Parse(new HeaderInput(HeaderFile.Lex("random.h", text)), DataModel.All.Single(candidate => candidate.Name == model));
        Assert.Empty(header.Problems);
        var expected = await ReadWithClangAsync(triple, text);

        var differences = new List<string>();
        foreach (var (name, layout) in expected)
        {
            var record = header.FindRecord(name)!;
            var ours = $"{record.Size * 8} {record.Alignment * 8} [{string.Join(", ", record.Members.Select(member => member.BitOffset))}]";
            if (ours != layout)
            {
                differences.Add($"{record.Location.Line + 1}: {LineOf(text, record.Location.Line)}{Environment.NewLine}  read as {ours}, clang has {layout}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ{Environment.NewLine}" + string.Join(Environment.NewLine, differences.OrderBy(line => line.Length).Take(10)));
        Assert.Equal(RecordsPerTarget, expected.Count);
    }

    private static string LineOf(string text, int line) => text.Split('\n')[line];

    private static async Task<Dictionary<string, string>> ReadWithClangAsync(string triple, string text)
    {
        using var scratch = new ScratchDirectory();
        await File.WriteAllTextAsync(scratch["random.h"], text);
        var output = await Tools.RunAsync(
            scratch.Path, "clang", "--target=" + triple, "-fsyntax-only", "-w", "-x", "c", "-Xclang", "-fdump-record-layouts-complete", "-Xclang", "-fdump-record-layouts-simple", "random.h");
        return ClangLayout().Matches(output).ToDictionary(
            match => match.Groups["name"].Value,
            match => $"{match.Groups["size"].Value} {match.Groups["alignment"].Value} [{match.Groups["offsets"].Value}]",
            StringComparer.Ordinal);
    }

    [GeneratedRegex(
        @"Type: (?:struct|union) (?<name>s\d+)\s*\n\s*Layout: <ASTRecordLayout\s+Size:(?<size>\d+)\s+(?:DataSize:\d+\s+)?Alignment:(?<alignment>\d+)\s+(?:\w+:\S+\s+)*?FieldOffsets: \[(?<offsets>[^\]]*)\]")]
    private static partial Regex ClangLayout();
}
