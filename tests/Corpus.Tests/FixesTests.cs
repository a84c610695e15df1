using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Corpus.Tests;

/// <summary>
/// Every fix, applied by Fix All to whole released bindings: no new error, and nothing left that the same way would change again. A few of the bindings in each run;
/// <c>BOUNDARYLINT_FIXES=all</c> takes the whole corpus, and <c>dotnet run --project tests/Corpus.Tests -c Release -- fixes FOLDER…</c> folders of source.
/// </summary>
public sealed class FixesTests
{
    // Between them they have reports with fixes of more than a dozen rules, and the least code for it.
    private static readonly HashSet<string> Few = ["Confluent.Kafka", "Mono.Posix.NETStandard", "System.Console", "System.Net.Quic"];

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("BOUNDARYLINT_FIXES") == "all";

    [Fact]
    public async Task Fixed_code_compiles_and_a_second_run_changes_nothing()
    {
        var results = new List<FixResult>();
        foreach (var entry in CorpusEntry.All.Where(entry => IsWhole || Few.Contains(entry.Name)))
        {
            using var run = new FixRun(entry.Name, DecompiledSource.Of(entry), entry.IsWindowsOnly);
            results.AddRange(await run.RunAsync());
        }

        var failures = results.Where(result => result.IsFailure)
            .Select(result => $"{result.Rule} {result.Fix} {result.Project}: {result.Thrown} {string.Join("; ", result.NewErrors.Concat(result.NotFinished).Take(5))}").ToList();
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));

        // Reports that no fix wants would show nothing.
        Assert.True(results.Count(result => result.Offered > 0) >= 15, $"{results.Count(result => result.Offered > 0)} fixes had something to do");
        Assert.True(results.Sum(result => result.Offered) > 250, $"{results.Sum(result => result.Offered)} reports were fixed");
        Assert.All(results, result => Assert.True(result.Left <= result.Found - result.Offered, $"{result.Rule} in {result.Project}: {result.Found} found, {result.Offered} fixed, {result.Left} left"));
    }
}
