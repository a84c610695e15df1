using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>A program that a refactoring wrote a part of, compiled in memory and run in a process of its own.</summary>
internal static class CompiledProgram
{
    /// <summary>What the program prints when it is run with the path of a native library; it must compile without a warning and come to a good end.</summary>
    public static async Task<ChildProcess> RunAsync(Compilation compilation, string library)
    {
        string folder = Directory.CreateTempSubdirectory("boundarylint-program").FullName;
        try
        {
            string assembly = Path.Combine(folder, "Program.dll");
            using (FileStream file = File.Create(assembly))
            {
                Assert.Equal("", string.Join("\n", compilation.Emit(file).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)));
            }

            await File.WriteAllTextAsync(
                Path.ChangeExtension(assembly, ".runtimeconfig.json"),
                """{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" } } }""");
            return (await ChildProcess.RunAsync(folder, TimeSpan.FromMinutes(1), "dotnet", assembly, library)).Succeeded();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
