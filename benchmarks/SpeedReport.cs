using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace BoundaryLint.Benchmarks;

/// <summary>Writes <c>docs/speed.md</c>: the tables of the benchmarks, and a plot of the growth, with the machine named.</summary>
internal static class SpeedReport
{
    private static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        typeof(SpeedReport).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!, "..", "docs", "speed.md"));

    public static async Task WriteAsync(IReadOnlyCollection<string> rules, int lines)
    {
        List<(int Lines, double Compile, double Added)> growth = [];
        var tables = await CaptureAsync(async () =>
        {
            await CompilationBenchmarks.CostAsync(rules, lines);
            await CompilationBenchmarks.PeersAsync(rules, lines);
            await MethodBenchmarks.RunAsync(rules);
            await MethodBenchmarks.CancellationAsync(rules, lines);
            await EditingBenchmarks.RunAsync(rules, lines);
            growth = await CompilationBenchmarks.GrowthAsync(rules, lines);
        });
        File.WriteAllText(Path, $"""
            # Speed

            Written by `dotnet run --project benchmarks -c Release -- report --lines {lines}`; [benchmarks/README.md](../benchmarks/README.md) says what each number means. It is measured, not asserted: no test looks at it.

            Machine: {Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.

            ```
            {tables.TrimEnd()}
            ```

            ## Growth with the size of a binding

            ```mermaid
            xychart-beta
                title "Processor time over lines of a binding: the compiler (upper line), all rules (lower line)"
                x-axis "lines" [{Join(growth.Select(static point => (double)point.Lines))}]
                y-axis "ms"
                line [{Join(growth.Select(static point => point.Compile))}]
                line [{Join(growth.Select(static point => point.Added))}]
            ```

            """.ReplaceLineEndings("\n"));
        Console.WriteLine("written: " + Path);
    }

    private static string Join(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(static number => number.ToString("0", CultureInfo.InvariantCulture)));

    private static async Task<string> CaptureAsync(Func<Task> run)
    {
        var console = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            await run();
        }
        finally
        {
            Console.SetOut(console);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
            ? model[(model.IndexOf(':') + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
