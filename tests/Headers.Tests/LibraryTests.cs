using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Headers.Tests;

/// <summary>
/// The reader and clang (through castxml) read the headers of real libraries: the reader gets the library's own headers and nothing of the system's,
/// clang gets everything. Both directions are compared: nothing more, nothing less, nothing else.
/// </summary>
public sealed class LibraryTests
{
    private const string NestedRecord = "castxml writes a C struct that is declared inside another one without its members; the sizes agree, and LayoutFuzzTests compare such offsets";

    private const string CompilerBuiltin = "an inline function for C code behind __has_builtin, which the reader answers with no";

    /// <summary>Where the two may differ, each with its reason. An entry that is not met fails the test too.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["linux-x64 sqlite3.h record sqlite3_index_constraint"] = NestedRecord,
        ["linux-x64 sqlite3.h record sqlite3_index_constraint_usage"] = NestedRecord,
        ["linux-x64 sqlite3.h record sqlite3_index_orderby"] = NestedRecord,
        ["win-x64 sqlite3.h record sqlite3_index_constraint"] = NestedRecord,
        ["win-x64 sqlite3.h record sqlite3_index_constraint_usage"] = NestedRecord,
        ["win-x64 sqlite3.h record sqlite3_index_orderby"] = NestedRecord,
        ["linux-x64 SDL2/SDL.h function _SDL_size_add_overflow_builtin"] = CompilerBuiltin,
        ["linux-x64 SDL2/SDL.h function _SDL_size_mul_overflow_builtin"] = CompilerBuiltin,
    };

    [SkippableTheory]
    [InlineData("sqlite3.h", 280, 0, 15)]
    [InlineData("git2.h", 800, 540, 70)]
    [InlineData("librdkafka/rdkafka.h", 380, 250, 8)]
    [InlineData("zstd.h", 60, 20, 2)]
    [InlineData("sodium.h", 600, 0, 8)]
    [InlineData("rocksdb/c.h", 780, 100, 0)]
    [InlineData("vlc/vlc.h", 300, 210, 19)]
    [InlineData("SDL2/SDL.h", 840, 960, 65)]
    public async Task Reader_and_clang_agree_on_linux(string header, int functions, int enumerators, int records)
    {
        Tools.Require("castxml");
        var (ours, expected) = await ReadBothAsync(header, DataModel.LinuxX64);

        AssertSame("linux-x64 " + header, ours, expected);
        Assert.True(expected.Functions.Count >= functions, $"{expected.Functions.Count} functions");
        Assert.True(expected.Enumerators.Count >= enumerators, $"{expected.Enumerators.Count} enumerators");
        Assert.True(expected.Records.Count >= records, $"{expected.Records.Count} records");
    }

    [SkippableTheory]
    [InlineData("sqlite3.h", 280, 0, 15)]
    [InlineData("git2.h", 800, 540, 70)]
    [InlineData("librdkafka/rdkafka.h", 380, 250, 8)]
    [InlineData("zstd.h", 60, 20, 2)]
    [InlineData("sodium.h", 600, 0, 8)]
    [InlineData("rocksdb/c.h", 780, 100, 0)]
    [InlineData("vlc/vlc.h", 300, 210, 19)]
    public async Task Reader_and_clang_with_MinGWs_headers_agree_on_Windows(string header, int functions, int enumerators, int records)
    {
        Tools.Require("castxml");
        Tools.Require("clang");
        Tools.RequireHeader(Path.Combine(Tools.MinGwHeaders, "stdio.h"));
        var resources = (await Tools.RunAsync(Tools.ProjectDirectory, "clang", "-print-resource-dir")).Trim();
        var (ours, expected) = await ReadBothAsync(
            header, DataModel.WinX64, "-target", "x86_64-w64-mingw32", "-nostdinc", "-isystem", Path.Combine(resources, "include"), "-isystem", Tools.MinGwHeaders);

        AssertSame("win-x64 " + header, ours, expected);
        Assert.True(expected.Functions.Count >= functions, $"{expected.Functions.Count} functions");
        Assert.True(expected.Enumerators.Count >= enumerators, $"{expected.Enumerators.Count} enumerators");
        Assert.True(expected.Records.Count >= records, $"{expected.Records.Count} records");
    }

    /// <summary>Where Debian puts what differs between its architectures.</summary>
    private static string TargetHeaders => Path.Combine(Tools.Headers, "x86_64-linux-gnu");

    private static void AssertSame(string what, Declarations ours, Declarations expected)
    {
        var differences = Declarations.Compare(ours, expected).ToList();
        var excepted = Exceptions.Keys.Where(key => key.StartsWith(what + " ", StringComparison.Ordinal)).ToList();
        var unexplained = differences.Where(difference => !excepted.Contains(KeyOf(what, difference))).ToList();
        var unmet = excepted.Except(differences.Select(difference => KeyOf(what, difference))).ToList();
        Assert.True(unexplained.Count == 0, string.Join(Environment.NewLine, unexplained));
        Assert.True(unmet.Count == 0, "no longer a difference: " + string.Join(", ", unmet));
    }

    private static string KeyOf(string what, string difference) => what + " " + difference[..difference.IndexOf(':')];

    private static async Task<(Declarations Ours, Declarations Expected)> ReadBothAsync(string header, DataModel model, params string[] compilerArguments)
    {
        var path = Path.Combine(Tools.Headers, header);
        Tools.RequireHeader(path);
        var read = CHeader.Parse(InputOf(path), model);
        Assert.True(read.IsValidForTarget, string.Join(Environment.NewLine, read.Problems));
        var expected = await CastXml.ReadAsync(path, file => file.StartsWith(Tools.Headers, StringComparison.Ordinal), [.. compilerArguments, "-I" + Tools.Headers, "-I" + TargetHeaders]);
        return (Declarations.Of(read), expected);
    }

    /// <summary>The header with every other header of its package at hand, as a project would give it.</summary>
    private static HeaderInput InputOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var isOfPackage = folder != Tools.Headers;
        var folders = isOfPackage
            ? new[] { folder, Path.Combine(TargetHeaders, Path.GetFileName(folder)) }
            : [Path.Combine(folder, Path.GetFileNameWithoutExtension(path))];
        var includes = folders.Where(Directory.Exists).SelectMany(directory => Directory.EnumerateFiles(directory, "*.h", SearchOption.AllDirectories))
            .Concat(isOfPackage ? [] : Directory.EnumerateFiles(folder, "*.h"))
            .Where(file => file != path)
            .OrderBy(file => file, StringComparer.Ordinal)
            .Select(file => new IncludeFile(HeaderFile.Lex(file, File.ReadAllText(file))));
        return new HeaderInput(HeaderFile.Lex(path, File.ReadAllText(path)), new IncludeFiles(includes), includeDirectories: [Tools.Headers, TargetHeaders]);
    }
}
