using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BoundaryLint.Suite.Tests.GeneratedPrograms;

/// <summary>Something wrong that the execution of a program showed.</summary>
internal enum Wrong
{
    /// <summary>A handle is still there when the program ends.</summary>
    Leaked,

    ReleasedTwice,

    UsedAfterRelease,

    /// <summary>The null that a failed creation gave was used.</summary>
    NullUsed,

    /// <summary>A reference on a SafeHandle is still there.</summary>
    ReferenceLeft,

    /// <summary>A reference of somebody else was given back.</summary>
    ReferenceTaken,

    /// <summary>A finalizer released the handle before native code was done with it.</summary>
    Collected,

    /// <summary>The error that was read is not the one of the call that failed.</summary>
    WrongError,

    /// <summary>An exception that nobody meant.</summary>
    Crashed,
}

/// <summary>Executes programs: compiled beside a counting native library and run in a process of its own, on every path that flags, failures and loops open.</summary>
internal static class SimulatedNative
{
    // More paths than that are not worth executing.
    private const int MaximumPaths = 4_000;

    /// <summary>What goes wrong on some path of each program, by its name; a program with too many paths is left out.</summary>
    public static async Task<Dictionary<string, HashSet<(Wrong What, int Site)>>> ExecuteAsync(string members, IReadOnlyList<WrittenProgram> programs)
    {
        var main = new StringBuilder("static class Program\n{\n    static void Main()\n    {\n");
        foreach (var program in programs)
        {
            var collects = program.Subject is Subject.RawValues or Subject.Wrappers ? "true" : "false";
            main.Append(CultureInfo.InvariantCulture, $"        Simulation.Explore(\"{program.Name}\", {collects}, {MaximumPaths}, () => {program.Call});\n");
        }

        main.Append("        System.Console.Out.Flush();\n    }\n}\n");
        var directory = Directory.CreateTempSubdirectory("boundarylint-programs");
        try
        {
            var path = Path.Combine(directory.FullName, "Programs.dll");
            Emit(path, members, Source, main.ToString());
            return Read(await RunAsync(path), programs);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Emit(string path, params string[] sources)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)))
            .Select(file => MetadataReference.CreateFromFile(file));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);
        var result = CSharpCompilation.Create("Programs", sources.Select(source => CSharpSyntaxTree.ParseText(source)), platform, options).Emit(path);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10)));
        var version = Environment.Version;
        File.WriteAllText(
            Path.ChangeExtension(path, ".runtimeconfig.json"),
            $$"""
            {
              "runtimeOptions": {
                "tfm": "net{{version.Major}}.{{version.Minor}}",
                "framework": { "name": "Microsoft.NETCore.App", "version": "{{version}}" },
                "configProperties": { "System.GC.Concurrent": false }
              }
            }
            """);
    }

    private static async Task<string> RunAsync(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Without optimization a local lives to the end of its method, and nothing is collected too early.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"{await error}\n{(await output).Split('\n').LastOrDefault(line => line.Length > 0)}");
        return await output;
    }

    private static Dictionary<string, HashSet<(Wrong What, int Site)>> Read(string output, IReadOnlyList<WrittenProgram> programs)
    {
        var result = programs.ToDictionary(program => program.Name, _ => new HashSet<(Wrong, int)>());
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.TrimEnd('\r').Split(' ');
            if (words[1] == "TooManyPaths")
            {
                result.Remove(words[0]);
            }
            else if (result.TryGetValue(words[0], out var wrong))
            {
                wrong.Add((Enum.Parse<Wrong>(words[1]), int.Parse(words[2], CultureInfo.InvariantCulture)));
            }
        }

        return result;
    }

    private const string Source = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        using System.Threading;
        using Microsoft.Win32.SafeHandles;

        enum KvStatus { Ok, Failed }

        static class Simulation
        {
            private sealed class Resource { public int Site; public bool IsReleased, IsKept, IsCollected; }

            private static readonly List<(int Chosen, int Count)> Choices = new();
            private static readonly Dictionary<nint, Resource> Resources = new();
            private static readonly HashSet<string> Printed = new();
            private static readonly KvHandle?[] Holders = new KvHandle?[2];
            private static readonly bool[] Invalid = new bool[2];
            private static readonly int MainThread = Environment.CurrentManagedThreadId;
            private static string Name = "";
            private static bool Collects;
            private static int Asked;
            private static nint Last;

            public static int Choose(int count)
            {
                if (Asked == Choices.Count)
                {
                    Choices.Add((0, count));
                }

                return Choices[Asked++].Chosen;
            }

            public static void Wrong(string what, int site)
            {
                if (Printed.Add(Name + what + site))
                {
                    Console.WriteLine(Name + " " + what + " " + site);
                }
            }

            public static void Explore(string name, bool collects, int maximum, Action run)
            {
                (Name, Collects) = (name, collects);
                Choices.Clear();
                for (var path = 0; ; path++)
                {
                    if (path == (collects ? maximum / 20 : maximum))
                    {
                        Console.WriteLine(name + " TooManyPaths");
                        return;
                    }

                    One(run);
                    while (Choices.Count > 0 && Choices[^1].Chosen == Choices[^1].Count - 1)
                    {
                        Choices.RemoveAt(Choices.Count - 1);
                    }

                    if (Choices.Count == 0)
                    {
                        return;
                    }

                    Choices[^1] = (Choices[^1].Chosen + 1, Choices[^1].Count);
                }
            }

            private static void One(Action run)
            {
                Asked = 0;
                lock (Resources)
                {
                    Resources.Clear();
                }

                Holders[0] = Holders[1] = null;
                try
                {
                    run();
                }
                catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
                {
                }
                catch (Exception exception)
                {
                    Console.Error.WriteLine(Name + ": " + exception);
                    Wrong("Crashed", 0);
                }

                if (Holders[0] is not null)
                {
                    Settle(0);
                    Settle(1);
                    return;
                }

                if (Collects)
                {
                    return;
                }

                lock (Resources)
                {
                    foreach (var resource in Resources.Values)
                    {
                        if (!resource.IsReleased && !resource.IsKept)
                        {
                            Wrong("Leaked", resource.Site);
                        }
                    }
                }
            }

            /// A handle of which somebody else has a reference, too; it may have become invalid, so that no reference can be added any more.
            public static KvHandle Held(int index)
            {
                var handle = new KvHandle();
                handle.Fill(Create(index, false));
                var added = false;
                handle.DangerousAddRef(ref added);
                Invalid[index] = Choose(2) == 1;
                if (Invalid[index])
                {
                    handle.SetHandleAsInvalid();
                }

                // What a program takes too much must not end the process afterwards.
                GC.SuppressFinalize(handle);
                return Holders[index] = handle;
            }

            private static void Settle(int index)
            {
                var handle = Holders[index]!;
                var raw = handle.DangerousGetHandle();
                try
                {
                    handle.DangerousRelease();
                    if (Invalid[index])
                    {
                        handle.DangerousRelease();
                        return;
                    }

                    if (Resources[raw].IsReleased)
                    {
                        Wrong("ReferenceTaken", index);
                        return;
                    }

                    handle.Dispose();
                    if (!Resources[raw].IsReleased)
                    {
                        Wrong("ReferenceLeft", index);
                    }
                }
                catch (ObjectDisposedException)
                {
                    Wrong("ReferenceTaken", index);
                }
            }

            public static nint Create(int site, bool canFail)
            {
                if (canFail && !Collects && Choose(2) == 1)
                {
                    return 0;
                }

                lock (Resources)
                {
                    Resources.Add(++Last, new Resource { Site = site });
                    return Last;
                }
            }

            public static void Destroy(nint handle)
            {
                lock (Resources)
                {
                    if (Resources.TryGetValue(handle, out var resource))
                    {
                        if (resource.IsReleased)
                        {
                            Wrong("ReleasedTwice", resource.Site);
                        }

                        resource.IsReleased = true;
                        resource.IsCollected = Environment.CurrentManagedThreadId != MainThread;
                    }
                }
            }

            public static void Touch(nint handle, int site)
            {
                if (Collects)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }

                lock (Resources)
                {
                    if (handle == 0)
                    {
                        Wrong("NullUsed", site);
                    }
                    else if (Resources.TryGetValue(handle, out var resource) && resource.IsReleased && Holders[0] is null)
                    {
                        Wrong(resource.IsCollected ? "Collected" : "UsedAfterRelease", site);
                    }
                }
            }

            public static void Keep(nint handle)
            {
                lock (Resources)
                {
                    if (Resources.TryGetValue(handle, out var resource))
                    {
                        if (resource.IsReleased)
                        {
                            Wrong("UsedAfterRelease", resource.Site);
                        }

                        resource.IsKept = true;
                    }
                }
            }
        }

        static class Native
        {
            public static nint kv_create(int site) => Simulation.Create(site, false);
            public static nint kv_find(int site) => Simulation.Create(site, true);
            public static void kv_destroy(nint handle) => Simulation.Destroy(handle);
            public static void kv_touch(nint handle, int site) => Simulation.Touch(handle, site);
            public static void kv_touch(KvHandle handle, int site) => kv_read(handle, site);
            public static void kv_scan(nint handle, int site) => Simulation.Touch(handle, site);
            public static void kv_scan(KvHandle handle, int site) => kv_read(handle, site);
            public static void kv_plain() { }
            public static void kv_flush() => Marshal.SetLastPInvokeError(77);

            public static KvStatus kv_open(int site, out nint handle)
            {
                handle = Simulation.Create(site, true);
                return handle == 0 ? KvStatus.Failed : KvStatus.Ok;
            }

            public static KvHandle kv_make(int site)
            {
                var made = new KvHandle();
                made.Fill(Simulation.Create(site, true));
                return made;
            }

            public static void kv_read(KvHandle handle, int site)
            {
                var added = false;
                try
                {
                    handle.DangerousAddRef(ref added);
                    Simulation.Touch(handle.DangerousGetHandle(), site);
                }
                catch (ObjectDisposedException)
                {
                    Simulation.Wrong("UsedAfterRelease", site);
                    throw;
                }
                finally
                {
                    if (added)
                    {
                        handle.DangerousRelease();
                    }
                }
            }

            public static int kv_sync(int site)
            {
                var failed = Simulation.Choose(2) == 1;
                Marshal.SetLastPInvokeError(failed ? 1000 + site : 0);
                return failed ? -1 : 0;
            }
        }

        sealed class KvHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public KvHandle() : base(true) { }

            public void Fill(nint value) => SetHandle(value);

            protected override bool ReleaseHandle()
            {
                Native.kv_destroy(handle);
                return true;
            }
        }

        sealed class Store
        {
            private readonly nint _raw;

            public Store(int site) => _raw = Native.kv_create(site);

            ~Store() => Native.kv_destroy(_raw);

            public nint Raw => _raw;
        }

        static class Helper
        {
            public static nint Kept { set => Simulation.Keep(value); }
            public static KvHandle? KeptHandle { set { if (value is not null) { Simulation.Keep(value.DangerousGetHandle()); } } }
            public static nint Make(int site) => Native.kv_create(site);
            public static void Free(nint handle) { if (handle != 0) { Native.kv_destroy(handle); } }
            public static void FreeBoth(nint one, nint other) { Native.kv_destroy(one); Native.kv_destroy(other); }
            public static void MakeOut(int site, out nint handle) => handle = Native.kv_create(site);
            public static bool TryMake(int site, out nint handle) { handle = Native.kv_find(site); return handle != 0; }
            public static nint Pass(nint handle, bool flag) { ThrowIf(flag); return handle; }
            public static void Run(Action action) => action();
            public static void Report(int site) => Report(site, Marshal.GetLastPInvokeError());
            public static void LateReport(int site) { System.IO.File.Exists("/no such file"); Report(site, Marshal.GetLastPInvokeError()); }
            public static int Count(int seed) => Simulation.Choose(3);
            public static void ThrowIf(bool flag) { if (flag) { throw new InvalidOperationException(); } }
            public static void Log() => Native.kv_flush();
            public static void Quiet() => Native.kv_plain();

            public static void Report(int site, int error)
            {
                if (error != 1000 + site)
                {
                    Simulation.Wrong("WrongError", site);
                }
            }

            public static Exception Failed(int site, Win32Exception error)
            {
                Report(site, error.NativeErrorCode);
                return new InvalidOperationException(site.ToString(), error);
            }
        }
        """;
}
