using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>The code that docs/guide/go.md tells users to take does what the guide says.</summary>
[Collection(KeyValueCollection.Name)]
public sealed class GoGuideTests(KeyValueSample sample)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
        </Project>
        """;

    private const string Program = """
        using System.Runtime.InteropServices;

        internal static unsafe class Program
        {
            private static void Main(string[] arguments)
            {
                nint library = NativeLibrary.Load(arguments[0]);
                var open = (delegate* unmanaged[Cdecl]<byte*, nint*, int>)NativeLibrary.GetExport(library, "kv_open");
                var close = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "kv_close");
                var live = (delegate* unmanaged[Cdecl]<long>)NativeLibrary.GetExport(library, "kv_live_stores");
                var workers = new Thread[3];
                for (int i = 0; i < workers.Length; i++)
                {
                    workers[i] = new Thread(() => Work(open, close));
                    workers[i].Start();
                }

                while (Array.Exists(workers, worker => worker.IsAlive))
                {
                    GC.Collect();
                    Thread.Sleep(1);
                }

                Console.WriteLine($"live stores: {live()}");
            }

            private static void Work(delegate* unmanaged[Cdecl]<byte*, nint*, int> open, delegate* unmanaged[Cdecl]<nint, int> close)
            {
                fixed (byte* path = "memory:guide"u8)
                {
                    for (int i = 0; i < 60_000; i++)
                    {
                        nint store;
                        if (open(path, &store) != 0 || close(store) != 0)
                        {
                            throw new InvalidOperationException();
                        }
                    }
                }
            }
        }
        """;

    [SkippableFact]
    public async Task Module_initializer_of_the_guide_keeps_the_process_alive()
    {
        KeyValueSample.RequireToolchain("go");
        string guide = await File.ReadAllTextAsync(Path.Combine(KeyValueSample.RepositoryRoot(), "docs", "guide", "go.md"));
        string code = Regex.Match(guide, "^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        const string load = "NativeLibrary.Load(\"mygolib\", typeof(GoLibrary).Assembly, null)";
        Assert.Contains(load, code);

        DirectoryInfo scratch = Directory.CreateTempSubdirectory("boundarylint-guide");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(scratch.FullName, "Guide.csproj"), Project);
            await File.WriteAllTextAsync(Path.Combine(scratch.FullName, "Program.cs"), Program);
            await File.WriteAllTextAsync(Path.Combine(scratch.FullName, "GoLibrary.cs"), code.Replace(load, "NativeLibrary.Load(Environment.GetCommandLineArgs()[1])"));
            ChildProcess run = (await sample.RunWithGoLibraryAsync(scratch.FullName)).Succeeded();

            Assert.Equal("0", run["live stores"]);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
