using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BoundaryLint.Benchmarks;

/// <summary>Methods that are hard on an analysis, and how soon it stops when nobody waits for it any more.</summary>
internal static class MethodBenchmarks
{
    public static async Task RunAsync(IReadOnlyCollection<string> rules)
    {
        Console.WriteLine("Methods with native handles (processor time, medians of 3)");
        var ours = Analyzers.Ours(rules);
        var table = new Table("code", "lines", "compile ms", "Roslyn's graphs ms", "MB", "ours ms", "MB", "slowest analyzer", "ms");
        foreach (var (name, source) in new[]
        {
            ("250 methods", Workloads.HandleMethods(250)),
            ("500 methods", Workloads.HandleMethods(500)),
            ("1,000 methods", Workloads.HandleMethods(1000)),
            ("one method, 1,250 statements", Workloads.LongMethod(1250)),
            ("one method, 2,500 statements", Workloads.LongMethod(2500)),
            ("one method, 5,000 statements", Workloads.LongMethod(5000)),
        })
        {
            var files = source.ToList();
            var costs = await Measure.InTurnAsync(
                3,
                () => CompilationBenchmarks.CompileAsync(files),
                () => CompilationBenchmarks.AnalyzeAsync(files, []),
                () => CompilationBenchmarks.AskForGraphsAsync(files),
                () => CompilationBenchmarks.AnalyzeAsync(files, ours));
            var run = Analyzers.On(Workloads.Compile(Workloads.Parse(files)), ours, logsTime: true);
            await run.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
            var slowest = (await Analyzers.TelemetryAsync(run, ours))[0];
            table.Add(
                name, Workloads.LinesOf(files), costs[0].Processor, costs[2].Processor - costs[1].Processor, costs[2].Megabytes - costs[1].Megabytes,
                costs[3].Processor - costs[2].Processor, costs[3].Megabytes - costs[2].Megabytes, slowest.Name,
                slowest.Info.ExecutionTime.TotalMilliseconds);
        }

        table.Print();
    }

    public static async Task CancellationAsync(IReadOnlyCollection<string> rules, int lines)
    {
        Console.WriteLine("Processor time from cancelling to return; the compiler's own work on one method cannot be interrupted, with or without us");
        var table = new Table("code", "analyzers", "runs", "cancelled", "median ms", "worst ms");
        foreach (var (name, source) in new[] { ("binding", Workloads.Binding(lines)), ("one method, 5,000 statements", Workloads.LongMethod(5000)) })
        {
            var files = source.ToList();
            await AddCancellationAsync(table, name, files, "none, graphs only", [new NothingAnalyzer(RoslynWork.Graphs)]);
            await AddCancellationAsync(table, name, files, "ours", Analyzers.Ours(rules));
        }

        table.Print();
    }

    private static async Task AddCancellationAsync(
        Table table, string name, List<(string Path, string Text)> files, string analyzersName, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        const int Runs = 40;
        var trees = Workloads.Parse(files);
        var latencies = new List<double>();

        // The first run also pays for the just-in-time compiler.
        await Measure.OnceAsync(() => AnalyzeAsync(CancellationToken.None));
        var whole = (await Measure.OnceAsync(() => AnalyzeAsync(CancellationToken.None))).Wall;
        for (var run = 1; run <= Runs; run++)
        {
            using var cancellation = new CancellationTokenSource();
            var analysis = Task.Run(() => AnalyzeAsync(cancellation.Token));
            await Task.Delay(TimeSpan.FromMilliseconds(whole * run / (Runs + 1)));
            var before = Environment.CpuUsage.TotalTime;
            await cancellation.CancelAsync();
            try
            {
                await analysis;
            }
            catch (OperationCanceledException)
            {
                latencies.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }

        latencies.Sort();
        table.Add(
            name, analyzersName, Runs, latencies.Count, latencies.Count == 0 ? "-" : latencies[latencies.Count / 2], latencies.Count == 0 ? "-" : latencies[^1]);

        Task AnalyzeAsync(CancellationToken cancellationToken) => Analyzers.On(Workloads.Compile(trees), analyzers).GetAnalyzerDiagnosticsAsync(cancellationToken);
    }
}
