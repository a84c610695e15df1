using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;

namespace BoundaryLint.Benchmarks;

/// <summary>The header reader on the headers that tests/Headers.Tests/install-headers.sh gets.</summary>
internal static class HeaderBenchmarks
{
    private static readonly string[] Names = ["sqlite3.h", "zstd.h", "git2.h", "librdkafka/rdkafka.h", "sodium.h", "rocksdb/c.h", "vlc/vlc.h", "SDL2/SDL.h"];

    private static string Folder { get; } = Path.Combine(
        typeof(HeaderBenchmarks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!,
        "..", "tests", "Headers.Tests", "bin", "headers", "usr", "include");

    public static void Run()
    {
        if (!File.Exists(Path.Combine(Folder, Names[0])))
        {
            Console.WriteLine("headers: tests/Headers.Tests/install-headers.sh has not been run");
            return;
        }

        Console.WriteLine("The header reader (processor time; warm: median of 60 after 60; cold: the first one in this process, so mostly the JIT compiler)");
        var table = new Table("header", "files", "KB", "cold ms", "warm ms", "of it lexing", "allocated MB", "of it lexing", "functions");
        foreach (var name in Names)
        {
            var files = Read(name);
            var functions = 0;
            var cold = Measure.Once(() => functions = Parse(Lex(files)).Functions.Length);
            Measure.Repeat(60, () => Parse(Lex(files)));
            var warm = Measure.Repeat(60, () => Parse(Lex(files)));
            var lexing = Measure.Repeat(60, () => Lex(files));
            table.Add(
                name, files.Length, files.Sum(file => file.Text.Length) / 1024, cold.Wall, warm.Wall, lexing.Wall, warm.Megabytes, lexing.Megabytes, functions);
        }

        table.Print();
    }

    /// <summary>The header and all others of its package.</summary>
    internal static ImmutableArray<(string Path, string Text)> Read(string name)
    {
        var main = Path.GetFullPath(Path.Combine(Folder, name));
        var folder = Path.GetDirectoryName(main)!;
        var others = folder == Path.GetFullPath(Folder)
            ? Directory.Exists(Path.ChangeExtension(main, null)) ? Directory.GetFiles(Path.ChangeExtension(main, null), "*.h", SearchOption.AllDirectories) : []
            : Directory.GetFiles(folder, "*.h").Concat(Target(folder)).ToArray();
        return [(main, File.ReadAllText(main)), .. others.Where(path => path != main).Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllText(path)))];
    }

    internal static ImmutableArray<HeaderFile> Lex(ImmutableArray<(string Path, string Text)> files) => [.. files.Select(file => HeaderFile.Lex(file.Path, file.Text))];

    internal static CHeader Parse(ImmutableArray<HeaderFile> files) =>
        CHeader.Parse(new HeaderInput(files[0], new IncludeFiles(files.Skip(1).Select(static file => new IncludeFile(file))), includeDirectories: [Path.GetFullPath(Folder)]), DataModel.LinuxX64);

    // Where Debian puts what differs between its architectures.
    private static string[] Target(string folder) =>
        Path.Combine(folder, "..", "x86_64-linux-gnu", Path.GetFileName(folder)) is var target && Directory.Exists(target) ? Directory.GetFiles(target, "*.h") : [];
}

/// <summary>The same under BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class HeaderReading
{
    private ImmutableArray<(string Path, string Text)> files;

    [Params("sqlite3.h", "git2.h")]
    public string Header { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup() => files = HeaderBenchmarks.Read(Header);

    [Benchmark]
    public object Lex() => HeaderBenchmarks.Lex(files);

    [Benchmark]
    public object LexAndParse() => HeaderBenchmarks.Parse(HeaderBenchmarks.Lex(files));
}
