using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace BoundaryLint.Benchmarks;

/// <summary>
/// <c>dotnet run --project benchmarks -c Release -- headers|comparison|baseline|cost|ours|flow|growth|peers|rules|methods|cancel|edit|all|report [--lines 40000] [FFI1…]</c>,
/// <c>folders PATH…</c>, or <c>bdn</c> with BenchmarkDotNet's own arguments.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["bdn", .. var rest])
        {
            // In this process: a benchmark of internal types needs no second project.
            BenchmarkSwitcher.FromTypes([typeof(HeaderReading)]).Run(rest, DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
            return 0;
        }

        if (arguments is ["folders", .. var folders])
        {
            await CompilationBenchmarks.FoldersAsync(folders);
            return 0;
        }

        var at = Array.IndexOf(arguments, "--lines");
        var lines = at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : 40_000;
        var words = arguments.Where((_, index) => at < 0 || (index != at && index != at + 1)).ToList();
        var rules = words.Where(word => word.StartsWith("FFI", StringComparison.OrdinalIgnoreCase)).ToList();
        var names = words.Except(rules).ToList();
        (string Name, Func<Task> Run)[] all =
        [
            ("headers", () => Task.Run(HeaderBenchmarks.Run)),
            ("comparison", ComparisonBenchmarks.RunAsync),
            ("baseline", () => BaselineBenchmarks.RunAsync(lines)),
            ("cost", () => CompilationBenchmarks.CostAsync(rules, lines)),
            ("ours", () => CompilationBenchmarks.OursAsync(rules, lines)),
            ("flow", () => CompilationBenchmarks.FlowAsync(lines)),
            ("growth", () => CompilationBenchmarks.GrowthAsync(rules, lines)),
            ("peers", () => CompilationBenchmarks.PeersAsync(rules, lines)),
            ("rules", () => CompilationBenchmarks.RulesAsync(rules, lines)),
            ("methods", () => MethodBenchmarks.RunAsync(rules)),
            ("cancel", () => MethodBenchmarks.CancellationAsync(rules, lines)),
            ("edit", () => EditingBenchmarks.RunAsync(rules, lines)),
        ];
        if (names is ["report"])
        {
            await SpeedReport.WriteAsync(rules, lines);
            return 0;
        }

        var chosen = all.Where(benchmark => names.Contains("all") ? benchmark.Name != "ours" : names.Contains(benchmark.Name)).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine("which one? " + string.Join(", ", all.Select(benchmark => benchmark.Name)) + ", all, report, folders, bdn");
            return 2;
        }

        foreach (var (_, run) in chosen)
        {
            await run();
        }

        return 0;
    }
}
