using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace BoundaryLint.Benchmarks;

/// <summary>What one run of something cost.</summary>
/// <param name="Wall">Milliseconds on the clock.</param>
/// <param name="Processor">Milliseconds of this process's own processor time, which other processes on the machine do not lengthen.</param>
/// <param name="Allocated">Bytes.</param>
internal readonly record struct Cost(double Wall, double Processor, long Allocated)
{
    public double Megabytes => Allocated / 1048576.0;
}

/// <summary>Runs things several times and takes the middle. Times on a busy machine are only good for ratios within one run of this program.</summary>
internal static class Measure
{
    public static async Task<Cost> OnceAsync(Func<Task> action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var process = Process.GetCurrentProcess();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await action();
        watch.Stop();
        process.Refresh();
        return new Cost(watch.Elapsed.TotalMilliseconds, (process.TotalProcessorTime - processor).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    public static Cost Once(Action action) =>
        OnceAsync(() =>
        {
            action();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    /// <summary>Several things in turn, so that all of them meet the same load; the first round warms up and does not count.</summary>
    public static async Task<Cost[]> InTurnAsync(int rounds, params Func<Task>[] actions)
    {
        var costs = actions.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var index = 0; index < actions.Length; index++)
            {
                var cost = await OnceAsync(actions[index]);
                if (round > 0)
                {
                    costs[index].Add(cost);
                }
            }
        }

        return [.. costs.Select(Middle)];
    }

    public static Cost Repeat(int rounds, Action action)
    {
        var costs = new List<Cost>();
        for (var round = 0; round < rounds; round++)
        {
            costs.Add(Once(action));
        }

        return Middle(costs);
    }

    private static Cost Middle(List<Cost> costs) =>
        new(Median(costs.Select(cost => cost.Wall)), Median(costs.Select(cost => cost.Processor)), (long)Median(costs.Select(cost => (double)cost.Allocated)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>Prints aligned columns.</summary>
internal sealed class Table(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    public void Add(params object[] cells) =>
        _rows.Add([.. cells.Select(cell => cell is double number ? number.ToString(number < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture) : cell.ToString()!)]);

    public void Print()
    {
        var widths = Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        }

        Console.WriteLine();
    }
}
