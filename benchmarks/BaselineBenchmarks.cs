using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Benchmarks;

/// <summary>What it costs to keep a binding beside a baseline: FFI5020 to FFI5022 do nothing in a project without one.</summary>
internal static class BaselineBenchmarks
{
    private const int Rounds = 5;

    public static async Task RunAsync(int lines)
    {
        Console.WriteLine($"Cost of a baseline on top of all rules (processor time, medians of {Rounds})");
        var files = Workloads.Binding(lines).ToList();
        var ours = Analyzers.Ours([]);
        var compilation = Workloads.Compile(Workloads.Parse(files));
        var stated = BoundarySurface.Of(InteropContext.Of(compilation, new AnalyzerOptions([]))).Symbols
            .SelectMany(static symbol => symbol.Lines)
            .Select(static line => line.Text)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var whole = new Baseline(stated);
        var partial = new Baseline([.. stated.Where(static (_, index) => index % 3 != 0)]);
        var (without, withWhole, withPartial) = (0, 0, 0);
        var costs = await Measure.InTurnAsync(
            Rounds,
            () => Task.FromResult(Workloads.Compile(Workloads.Parse(files)).GetDiagnostics()),
            async () => without = await CompilationBenchmarks.AnalyzeAsync(files, ours),
            async () => withWhole = await CompilationBenchmarks.AnalyzeAsync(files, ours, additional: whole),
            async () => withPartial = await CompilationBenchmarks.AnalyzeAsync(files, ours, additional: partial));
        var table = new Table("baseline", "lines of it", "bind ms", "added ms", "%", "added MB", "findings");
        Add("up to date", stated.Count, costs[2], withWhole);
        Add("every third line missing", stated.Count * 2 / 3, costs[3], withPartial);
        table.Print();

        void Add(string name, int count, Cost cost, int found) =>
            table.Add(name, count, costs[0].Processor, cost.Processor - costs[1].Processor, 100 * (cost.Processor - costs[1].Processor) / costs[0].Processor, cost.Megabytes - costs[1].Megabytes, found - without);
    }

    private sealed class Baseline(List<string> lines) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(string.Join("\n", lines) + "\n");

        public override string Path => "/src/NativeApi.Shipped.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
