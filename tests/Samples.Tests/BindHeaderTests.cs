using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Bind header on the headers of samples/KeyValue, whose bindings run against the libraries, and on the headers of three well-known libraries.</summary>
[Collection(KeyValueCollection.Name)]
public sealed class BindHeaderTests(KeyValueSample sample)
{
    private const string ProgramText =
        """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using Sample;

        internal static unsafe class Program
        {
            private static int visited;

            private static void Main(string[] arguments)
            {
                NativeLibrary.SetDllImportResolver(typeof(Program).Assembly, (name, _, _) => name == "kv" ? Load(arguments[0]) : 0);
                Console.WriteLine("version fits: " + (NativeMethods.kv_abi_version() == 1));
                KvException.ThrowIfFailed(NativeMethods.kv_open("memory:bound", out KvStoreHandle store));
                using (store)
                {
                    KvException.ThrowIfFailed(NativeMethods.kv_put(store, "colour", "grün"));
                    KvException.ThrowIfFailed(NativeMethods.kv_put(store, "size", "9"));
                    byte* value = NativeMethods.kv_get(store, "colour");
                    Console.WriteLine("value: " + Marshal.PtrToStringUTF8((nint)value));
                    NativeMethods.kv_string_free(value);
                    Console.WriteLine("contains alpha: " + NativeMethods.kv_contains(store, "alpha"));
                    KvException.ThrowIfFailed(NativeMethods.kv_stats(store, out KvStoreStats stats));
                    Console.WriteLine("entries: " + stats.Entries + ", writes " + stats.Writes + ", read-only " + stats.ReadOnly);
                    KvException.ThrowIfFailed(NativeMethods.kv_foreach(store, &OnVisit, 0));
                    Console.WriteLine("visited: " + visited);
                }

                try
                {
                    KvException.ThrowIfFailed(NativeMethods.kv_open("/nowhere", out KvStoreHandle none));
                    none.Dispose();
                }
                catch (KvException exception)
                {
                    Console.WriteLine("failure: " + exception.Status + ", " + exception.Message);
                }

                Console.WriteLine("live stores: " + NativeMethods.kv_live_stores());
                Console.WriteLine("live strings: " + NativeMethods.kv_live_strings());
            }

            private static nint Load(string path)
            {
                nint library = NativeLibrary.Load(path);
                AfterLoad();
                return library;
            }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            private static KvStatus OnVisit(nint userData, byte* key, byte* value)
            {
                visited++;
                return KvStatus.Ok;
            }
        }
        """;

    /// <summary>The program; with a Go library it needs the guard of the samples, as every program does (FFI8010).</summary>
    private static (string Path, string Text)[] Program(string language) => language == "go"
        ? [
            ("/src/Program.cs", ProgramText.Replace("AfterLoad();", "KeyValue.Repaired.GoSignalGuard.Restore();", StringComparison.Ordinal)),
            ("/src/GoSignalGuard.cs", "using System;\n" + File.ReadAllText(Path.Combine(KeyValueSample.Directory, "Repaired", "GoSignalGuard.cs"))),
        ]
        : [("/src/Program.cs", ProgramText.Replace("AfterLoad();", "", StringComparison.Ordinal))];

    [SkippableTheory]
    [InlineData("c")]
    [InlineData("rust")]
    [InlineData("go")]
    public async Task The_bound_header_of_each_language_compiles_and_runs(string language)
    {
        KeyValueSample.RequireToolchain(language);
        string library = await sample.LibraryAsync(language);
        string header = Path.Combine(KeyValueSample.Directory, "include", $"kv_{language}.h");
        BoundProject bound = await BoundProject.BindAllAsync(new BindingInput((header, await File.ReadAllTextAsync(header)))
        {
            Framework = ReferenceAssemblies.Net.Net100,
            Output = OutputKind.ConsoleApplication,
            Others = Program(language),
        });

        ChildProcess run = await CompiledProgram.RunAsync(await bound.CompileAsync(), library);

        Assert.Equal("True", run["version fits"]);
        Assert.Equal("grün", run["value"]);
        Assert.Equal("False", run["contains alpha"]);
        Assert.Equal("2, writes 2, read-only 0", run["entries"]);
        Assert.Equal("2", run["visited"]);
        Assert.Equal("NotFound, no store at '/nowhere'", run["failure"]);
        Assert.Equal("0", run["live stores"]);
        Assert.Equal("0", run["live strings"]);
    }

    /// <summary>The whole header compiles, no rule that is on by default reports anything, and nothing is left to bind.</summary>
    [SkippableTheory]
    [InlineData("sqlite3", "int sqlite3_open(string filename, out Sqlite3Handle ppDb)", 250)]
    [InlineData("zstd", "ZstdCCtxHandle ZSTD_createCCtx()", 60)]
    [InlineData("git2", "int git_repository_open(out GitRepositoryHandle repository, string path)", 700)]
    public async Task Headers_of_other_libraries_are_bound_whole(string library, string declaration, int atLeast)
    {
        string header = $"/usr/include/{library}.h";
        Toolchain.Require(File.Exists(header), $"{header} is missing; install lib{library}-dev");
        List<(string, string)> files = [(header, await File.ReadAllTextAsync(header))];
        string parts = Path.ChangeExtension(header, null);
        if (Directory.Exists(parts))
        {
            files.AddRange(Directory.GetFiles(parts, "*.h", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file))));
        }

        BoundProject bound = await BoundProject.BindAllAsync(new BindingInput([.. files]) { Library = library });
        string members = await bound.MembersAsync();

        Assert.Contains("internal static partial " + declaration + ";\n", members, StringComparison.Ordinal);
        Assert.InRange(members.Split("[LibraryImport(").Length - 1, atLeast, 10_000);
    }
}
