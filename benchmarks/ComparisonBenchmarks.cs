using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Comparison;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Benchmarks;

/// <summary>What it costs to compare a binding with its header, once the header has been read: what rules FFI5001 to FFI5011 ask for, in a compilation that is new each time.</summary>
internal static class ComparisonBenchmarks
{
    private const int Functions = 400;
    private const int Rounds = 60;

    public static Task RunAsync()
    {
        Console.WriteLine($"Comparison of a binding of {Functions} functions with its header, which is read already, on three platforms (the smallest of {Rounds} runs: others only add)");
        var table = new Table("binding", "pairs ms", "walk ms", "differences ms", "layouts, enums ms", "missing ms", "all ms", "MB", "differ");
        Add(table, "right", Binding());
        Add(table, "one parameter in three wrong", Binding().Replace("nuint length", "int length", StringComparison.Ordinal));
        table.Print();
        return Task.CompletedTask;
    }

    private static void Add(Table table, string name, string binding)
    {
        var trees = Workloads.Parse([("Native.cs", binding)]);
        var header = new Header(Declarations());
        var best = new double[5];
        Array.Fill(best, double.MaxValue);
        var (differing, allocated) = (0, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var interop = InteropContext.Of(Workloads.Compile(trees), new AnalyzerOptions([header], new Options()));

            // What every rule about signatures needs is no part of the comparison.
            var functions = BoundaryTypes.Of(interop).Functions;
            var comparison = HeaderComparison.Of(interop);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Time(best, 0, () => Each(functions, function => comparison.PairsOf(function, CancellationToken.None)));
            Time(best, 1, () => comparison.PairsOf(CancellationToken.None));
            Time(best, 2, () =>
            {
                differing = 0;
                Each(functions, function => differing += comparison.DifferencesOf(function, CancellationToken.None) is null ? 0 : 1);
                Each(functions, function => differing += comparison.CallbackDifferencesOf(function.Symbol, CancellationToken.None).Count());
            });
            Time(best, 3, () =>
            {
                var pairs = comparison.PairsOf(CancellationToken.None);
                foreach (var pair in pairs.Structs)
                {
                    var shape = MarshallingReader.Of(interop).ShapeOf(pair.Type, MarshallingMode.Runtime);
                    differing += pair.Records.Count(declared => LayoutComparison.Find(shape, declared, pair.IsAllocatedByManagedCode) is not null);
                }

                foreach (var pair in pairs.Enums)
                {
                    EnumNames.Match(pair);
                }
            });
            Time(best, 4, () => Each(functions, function => MissingEntryPoints.Of(interop).FindImport(function, CancellationToken.None)));
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        table.Add(name, best[0], best[1], best[2], best[3], best[4], best.Sum(), allocated / 1048576.0, differing);
    }

    private static void Time(double[] best, int place, Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        best[place] = Math.Min(best[place], watch.Elapsed.TotalMilliseconds);
    }

    private static void Each(ImmutableArray<NativeFunction> functions, Action<NativeFunction> action)
    {
        foreach (var function in functions)
        {
            action(function);
        }
    }

    private static string Declarations()
    {
        var text = new StringBuilder("#include <stddef.h>\n#include <stdint.h>\n");
        for (var index = 0; index < Functions; index++)
        {
            if (index % 10 == 0)
            {
                text.Append($$"""
                    typedef struct kv{{index}} kv{{index}};
                    typedef enum kv_mode{{index}} { KV{{index}}_MODE_READ, KV{{index}}_MODE_WRITE, KV{{index}}_MODE_BOTH } kv_mode{{index}};
                    typedef struct kv_options{{index}} { uint32_t version; kv_mode{{index}} mode; size_t limit; const char *name; double ratio; uint8_t key[16]; } kv_options{{index}};
                    typedef int (*kv_visit{{index}})(void *user, const void *data, size_t length);

                    """);
            }

            var group = index / 10 * 10;
            text.Append((index % 3) switch
            {
                0 => $"/** Opens a store. */\nint kv_open{index}(const char *path, const kv_options{group} *options, kv{group} **out);\n",
                1 => $"/** Puts a value. */\nint kv_put{index}(kv{group} *store, const void *data, size_t length, kv_mode{group} mode);\n",
                _ => $"/** Visits all values. */\nint kv_each{index}(kv{group} *store, kv_visit{group} visit, void *user);\n",
            });
        }

        return text.ToString();
    }

    private static string Binding()
    {
        var text = new StringBuilder("using System;\nusing System.Runtime.InteropServices;\n");
        for (var group = 0; group < Functions; group += 10)
        {
            text.Append($$"""
                internal enum KvMode{{group}} { Read, Write, Both }
                internal struct KvOptions{{group}} { public uint Version; public KvMode{{group}} Mode; public nuint Limit; public nint Name; public double Ratio; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 16)] public byte[] Key; }
                [UnmanagedFunctionPointer(CallingConvention.Cdecl)] internal delegate int KvVisit{{group}}(nint user, nint data, nuint length);

                """);
        }

        text.Append("internal static class Native\n{\n");
        for (var index = 0; index < Functions; index++)
        {
            var group = index / 10 * 10;
            var signature = (index % 3) switch
            {
                0 => $"kv_open{index}([MarshalAs(UnmanagedType.LPUTF8Str)] string path, in KvOptions{group} options, out nint store)",
                1 => $"kv_put{index}(nint store, byte[] data, nuint length, KvMode{group} mode)",
                _ => $"kv_each{index}(nint store, KvVisit{group} visit, nint user)",
            };
            text.Append($"    [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] internal static extern int {signature};\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The header as the package gives it; the same text each time, as in an editor.</summary>
    private sealed class Header(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => "/src/kv.h";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values("", "");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values("build_metadata.AdditionalFiles.NativeLibrary", "kv");

        private sealed class Values(string name, string content) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = content;
                return key == name;
            }
        }
    }
}
