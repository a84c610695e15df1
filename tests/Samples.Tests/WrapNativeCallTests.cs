using System;
using System.IO;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Wrap native call on the imports of samples/KeyValue: the wrappers compile, no rule reports anything, and they run against the library.</summary>
[Collection(KeyValueCollection.Name)]
public sealed class WrapNativeCallTests(KeyValueSample sample)
{
    private const string Program =
        """
        using System;
        using System.Runtime.InteropServices;
        using Sample;

        internal static class Program
        {
            private static void Main(string[] arguments)
            {
                NativeLibrary.SetDllImportResolver(typeof(Program).Assembly, (name, _, _) => name == "kv" ? NativeLibrary.Load(arguments[0]) : 0);
                using (KvStoreHandle store = NativeMethods.Open("memory:wrapped"))
                {
                    NativeMethods.Put(store, "colour", "grün");
                    NativeMethods.Put(store, "size", "9");
                    Console.WriteLine("value: " + NativeMethods.Get(store, "colour"));
                    Console.WriteLine("missing: " + (NativeMethods.Get(store, "weight") ?? "none"));
                    NativeMethods.Rename(store, "renamed");
                    Console.WriteLine("name: " + NativeMethods.Name(store));
                    KvStoreStats stats = NativeMethods.Stats(store);
                    Console.WriteLine("entries: " + stats.Entries + ", writes " + stats.Writes);
                }

                try
                {
                    NativeMethods.Open("/nowhere").Dispose();
                }
                catch (KvException exception)
                {
                    Console.WriteLine("failure: " + exception.Status + ", " + exception.Message);
                }

                Console.WriteLine("live stores: " + NativeMethods.kv_live_stores());
                Console.WriteLine("live strings: " + NativeMethods.kv_live_strings());
            }
        }
        """;

    [SkippableTheory]
    [InlineData("c")]
    [InlineData("rust")]
    public async Task The_wrappers_of_each_language_compile_and_run(string language)
    {
        KeyValueSample.RequireToolchain(language);
        string library = await sample.LibraryAsync(language);
        string header = Path.Combine(KeyValueSample.Directory, "include", $"kv_{language}.h");
        BoundProject bound = await BoundProject.BindAllAsync(new BindingInput((header, await File.ReadAllTextAsync(header)))
        {
            Framework = ReferenceAssemblies.Net.Net100,
            Output = OutputKind.ConsoleApplication,
            Source = "using System;\n" + BindingInput.EmptyClass,
            Others = [("/src/Program.cs", "internal static class Program { private static void Main() { } }")],
        });
        foreach (string import in (string[])[" kv_open(", " kv_rename(", " kv_put(", " kv_get(", " kv_name(", " kv_stats("])
        {
            bound = (await bound.RefactorAsync(new WrapNativeCall(), import))!;
        }

        bound = await bound.WithFile("Program.cs", Program).CheckedAsync();
        ChildProcess run = await CompiledProgram.RunAsync(await bound.CompileAsync(), library);

        Assert.Equal("grün", run["value"]);
        Assert.Equal("none", run["missing"]);
        Assert.Equal("renamed", run["name"]);
        Assert.Equal("2, writes 2", run["entries"]);
        Assert.Equal("NotFound, no store at '/nowhere'", run["failure"]);
        Assert.Equal("0", run["live stores"]);
        Assert.Equal("0", run["live strings"]);
    }

    private const string Raw =
        """
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        namespace Sample
        {
            internal sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                internal StoreHandle(IntPtr store)
                    : base(ownsHandle: true) => SetHandle(store);

                protected override bool ReleaseHandle() => NativeMethods.kv_close(handle) == 0;
            }

            internal static class NativeMethods
            {
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out IntPtr store);

                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int kv_close(IntPtr store);

                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern int kv_put(IntPtr store, [MarshalAs(UnmanagedType.LPUTF8Str)] string key, [MarshalAs(UnmanagedType.LPUTF8Str)] string value);

                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern IntPtr kv_name(IntPtr store);

                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern long kv_live_stores();
            }
        }

        """;

    private const string RawProgram =
        """
        using System;
        using System.Runtime.InteropServices;
        using Sample;

        internal static class Program
        {
            private static void Main(string[] arguments)
            {
                NativeLibrary.SetDllImportResolver(typeof(Program).Assembly, (name, _, _) => name == "kv" ? NativeLibrary.Load(arguments[0]) : 0);
                StoreHandle store = NativeMethods.Open("memory:raw");
                NativeMethods.Put(store, "size", "9");
                Console.WriteLine("name: " + NativeMethods.Name(store));
                store.Dispose();
                try
                {
                    NativeMethods.Put(store, "size", "8");
                }
                catch (ObjectDisposedException)
                {
                    Console.WriteLine("closed: refused");
                }

                Console.WriteLine("live stores: " + NativeMethods.kv_live_stores());
            }
        }
        """;

    [SkippableTheory]
    [InlineData("c")]
    [InlineData("rust")]
    public async Task Wrappers_of_raw_imports_take_the_projects_handle_class_and_run(string language)
    {
        KeyValueSample.RequireToolchain(language);
        string library = await sample.LibraryAsync(language);
        string header = Path.Combine(KeyValueSample.Directory, "include", $"kv_{language}.h");
        BoundProject raw = BoundProject.Create(new BindingInput((header, await File.ReadAllTextAsync(header)))
        {
            Framework = ReferenceAssemblies.Net.Net100,
            Output = OutputKind.ConsoleApplication,
            Source = Raw,
            Others = [("/src/Program.cs", "internal static class Program { private static void Main() { } }")],
        });
        foreach (string import in (string[])[" kv_open(", " kv_put(", " kv_name("])
        {
            raw = (await raw.RefactorAsync(new WrapNativeCall(), import))!;
        }

        Assert.Contains("Put(StoreHandle store, string key, string value)", await raw.MembersAsync(), System.StringComparison.Ordinal);
        ChildProcess run = await CompiledProgram.RunAsync(await raw.WithFile("Program.cs", RawProgram).CompileAsync(), library);

        Assert.Equal("raw", run["name"]);
        Assert.Equal("refused", run["closed"]);
        Assert.Equal("0", run["live stores"]);
    }
}
