using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Write layout tests on the repaired program of samples/KeyValue: what it writes compiles beside the program, and holds against the header of each language.</summary>
public sealed class WriteLayoutTestsTests
{
    [Theory]
    [InlineData("c")]
    [InlineData("rust")]
    [InlineData("go")]
    public async Task The_repaired_program_has_the_layouts_of_each_header(string language)
    {
        BoundProject written = await WriteAsync(language, static source => source);

        Assert.Contains("\"the size of KvStoreStats\"", await written.TextAsync(ClassName(language) + ".cs"), StringComparison.Ordinal);
        await LayoutTestRun.InvokeAsync(written, "KeyValue.Repaired." + ClassName(language), "Verify");
    }

    [Fact]
    public async Task A_field_of_the_wrong_width_is_found_when_it_runs()
    {
        BoundProject written = await WriteAsync("c", static source => source.Replace("public readonly uint Entries;", "public readonly ulong Entries;", StringComparison.Ordinal));

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => LayoutTestRun.InvokeAsync(written, "KeyValue.Repaired.KvCLayoutTests", "Verify"));
        Assert.Equal("the size of KvStoreStats is 24, and 16 in kv_c.h", exception.Message);
    }

    private static string ClassName(string language) => "Kv" + char.ToUpperInvariant(language[0]) + language[1..] + "LayoutTests";

    private static async Task<BoundProject> WriteAsync(string language, Func<string, string> change)
    {
        string header = Path.Combine(KeyValueSample.Directory, "include", $"kv_{language}.h");
        (string Path, string Text)[] sources = [.. Directory.GetFiles(Path.Combine(KeyValueSample.Directory, "Repaired"), "*.cs").Order(StringComparer.Ordinal)
            .Select(file => ("/src/" + Path.GetFileName(file), change(File.ReadAllText(file))))];
        BoundProject project = BoundProject.Create(new BindingInput((header, await File.ReadAllTextAsync(header)))
        {
            Framework = ReferenceAssemblies.Net.Net100,
            Output = OutputKind.ConsoleApplication,
            Source = sources.Single(static source => source.Path.EndsWith("/NativeMethods.cs", StringComparison.Ordinal)).Text,
            Others =
            [
                .. sources.Where(static source => !source.Path.EndsWith("/NativeMethods.cs", StringComparison.Ordinal)),
                ("/src/Usings.cs", "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;"),
            ],
        });
        return await project.ApplyAsync($"WriteLayoutTests:kv_{language}.h", new WriteLayoutTests(), "struct KvStoreStats");
    }
}
