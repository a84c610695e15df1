using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BoundaryLint.Suite.Tests;

/// <summary>A compiler server and an editor keep the analyzers for days, and give them one compilation after another.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Nothing_keeps_a_compilation_that_nobody_uses_any_more()
    {
        var analyzers = AllRules.Analyzers;
        var (compilation, findings) = await AnalyzeAsync();
        Assert.NotEqual(0, findings);

        for (var attempt = 0; attempt < 10 && compilation.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();

            // What the finished tasks of the analysis still hold goes with the threads' next work.
            await Task.Yield();
        }

        Assert.False(compilation.IsAlive, "something keeps the compilation");
        GC.KeepAlive(analyzers);
    }

    /// <summary>In each order of work on several threads, and on one, the rules report the same.</summary>
    [Fact]
    public async Task The_same_compilation_gives_the_same_findings()
    {
        var once = await FindAsync(concurrent: false);
        Assert.NotEmpty(once);
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal(once, await FindAsync(concurrent: true));
        }

        async Task<List<string>> FindAsync(bool concurrent)
        {
            var compilation = await AllRules.CompileAsync(Sources());
            return [.. (await AllRules.RunAsync(compilation, concurrent)).Select(finding => finding.ToString()).Order(StringComparer.Ordinal)];
        }
    }

    // Not inlined, and with a frame of its own, so that no local of the test holds the compilation.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Compilation, int Findings)> AnalyzeAsync()
    {
        var compilation = await AllRules.CompileAsync(Sources());
        var findings = await AllRules.RunAsync(compilation);
        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        return (new WeakReference(compilation), findings.Length);
    }

    /// <summary>The defective parts of samples/Proof: most rules have something to look at in them.</summary>
    private static IEnumerable<(string Path, string Text)> Sources() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "samples", "Proof"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "bin" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                && !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(file)));
}
