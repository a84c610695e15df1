using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Extract boundary interface on samples/KeyValue: its store runs on the written fake, which keeps the library's rules, and through the written forwarder on the library.</summary>
[Collection(KeyValueCollection.Name)]
public sealed class ExtractBoundaryInterfaceTests(KeyValueSample sample)
{
    private const string Program =
        """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using KeyValue.Repaired;

        internal static unsafe class Program
        {
            private static void Main(string[] arguments)
            {
                using (FakeNativeMethods fake = Fake())
                {
                    using (KeyValueStore store = KeyValueStore.Open("fake"))
                    {
                        store.Put("colour", "green");
                        Console.WriteLine("value: [" + store.Get("colour") + "]");
                        Console.WriteLine("live: " + string.Join(",", fake.Live));
                    }

                    Console.WriteLine("left: " + fake.Live.Count);
                    fake.FailNext("kv_open", KvStatus.ReadOnly);
                    Say("status", () => KeyValueStore.Open("fake"));
                }

                using (Fake())
                {
                    NativeMethods.Current.kv_open("fake", out StoreHandle store);
                    byte* text = NativeMethods.Current.kv_get(store, "colour");
                    NativeMethods.Current.kv_string_free(text);
                    Say("twice", () => NativeMethods.Current.kv_string_free(text));
                    byte other = 0;
                    byte* foreign = &other;
                    Say("foreign", () => NativeMethods.Current.kv_string_free(foreign));
                    store.Dispose();
                    Say("closed", () => NativeMethods.Current.kv_name(store));
                }

                Say("leak", () =>
                {
                    using FakeNativeMethods fake = Fake();
                    Leak();
                });
                GC.Collect();
                GC.WaitForPendingFinalizers();

                NativeMethods.Current = new NativeMethodsForwarder();
                NativeLibrary.SetDllImportResolver(typeof(Program).Assembly, (name, _, _) => name == "kv" ? NativeLibrary.Load(arguments[0]) : 0);
                using (KeyValueStore store = KeyValueStore.Open("memory:real"))
                {
                    store.Put("colour", "green");
                    Console.WriteLine("real value: [" + store.Get("colour") + "]");
                }

                Console.WriteLine("real stores: " + NativeMethods.Current.kv_live_stores());
            }

            private static FakeNativeMethods Fake()
            {
                var fake = new FakeNativeMethods();
                NativeMethods.Current = fake;
                return fake;
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static void Leak() => NativeMethods.Current.kv_open("fake", out _);

            private static void Say(string name, Action action)
            {
                try
                {
                    action();
                    Console.WriteLine(name + ": nothing");
                }
                catch (Exception exception)
                {
                    Console.WriteLine(name + ": " + exception.GetType().Name + ", " + exception.Message);
                }
            }
        }
        """;

    [SkippableFact]
    public async Task The_store_runs_on_the_fake_and_on_the_library()
    {
        KeyValueSample.RequireToolchain("c");
        string library = await sample.LibraryAsync("c");
        string folder = Path.Combine(KeyValueSample.Directory, "Repaired");
        string header = Path.Combine(KeyValueSample.Directory, "include", "kv_c.h");
        List<(string, string)> others =
        [
            ("/src/Program.cs", Program),
            ("/src/Global.cs", "global using System;\nglobal using System.Collections.Generic;\nglobal using System.IO;\nglobal using System.Linq;\n"),
        ];
        foreach (string name in new[] { "KeyValueException", "KeyValueStore", "NativeLoading", "StoreHandle", "GoSignalGuard" })
        {
            others.Add(($"/src/{name}.cs", await File.ReadAllTextAsync(Path.Combine(folder, name + ".cs"))));
        }

        BoundProject? project = await BoundProject.Create(new BindingInput((header, await File.ReadAllTextAsync(header)))
        {
            Source = await File.ReadAllTextAsync(Path.Combine(folder, "NativeMethods.cs")),
            Framework = ReferenceAssemblies.Net.Net100,
            Output = OutputKind.ConsoleApplication,
            Others = [.. others],
        }).RefactorAsync(new ExtractBoundaryInterface());
        Assert.NotNull(project);

        ChildProcess run = await CompiledProgram.RunAsync(await project.CompileAsync(), library);

        Assert.Equal("[]", run["value"]);
        Assert.Equal("kv_open", run["live"]);
        Assert.Equal("0", run["left"]);
        Assert.Equal("KeyValueException, ReadOnly", run["status"]);
        Assert.Equal("InvalidOperationException, kv_string_free releases what kv_string_free released already.", run["twice"]);
        Assert.Equal("InvalidOperationException, kv_string_free releases what no function of the library gave.", run["foreign"]);
        Assert.StartsWith("ObjectDisposedException", run["closed"], StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException, Not released: what was given by kv_open.", run["leak"]);
        Assert.Equal("[green]", run["real value"]);
        Assert.Equal("0", run["real stores"]);
    }
}
