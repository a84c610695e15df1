using System;
using System.IO;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using BoundaryLint.Tests.Refactorings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Samples.Tests;

/// <summary>Convert to function pointer on a binding of samples/KeyValue with delegates: the result compiles, no rule has anything to say, and it runs against the libraries.</summary>
[Collection(KeyValueCollection.Name)]
public sealed class ConvertToFunctionPointerTests(KeyValueSample sample)
{
    private const string Binding =
        """
        using System.Runtime.InteropServices;

        namespace Sample
        {
            internal enum Status
            {
                Ok = 0,
                NotFound = 1,
                InvalidArgument = 2,
                ReadOnly = 3,
                CallbackFailed = 4,
            }

            [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
            internal delegate Status Visitor(nint userData, nint key, nint value);

            internal sealed class StoreHandle : SafeHandle
            {
                public StoreHandle()
                    : base(0, ownsHandle: true)
                {
                }

                public override bool IsInvalid => handle == 0;

                protected override bool ReleaseHandle() => NativeMethods.kv_close(handle) == Status.Ok;
            }

            internal static class NativeMethods
            {
                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern Status kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out StoreHandle store);

                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern Status kv_close(nint store);

                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern Status kv_put(StoreHandle store, [MarshalAs(UnmanagedType.LPUTF8Str)] string key, [MarshalAs(UnmanagedType.LPUTF8Str)] string value);

                [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                internal static extern Status kv_foreach(StoreHandle store, Visitor visitor, nint userData);
            }
        }
        """;

    private const string Program =
        """
        using System;
        using System.Runtime.InteropServices;
        using Sample;

        internal static class Program
        {
            private static int all;

            private static int Main(string[] arguments)
            {
                NativeLibrary.SetDllImportResolver(typeof(Program).Assembly, (name, _, _) => name == "kv" ? NativeLibrary.Load(arguments[0]) : 0);
                if (NativeMethods.kv_open("memory:converted", out StoreHandle store) != Status.Ok)
                {
                    return 1;
                }

                using (store)
                {
                    if (NativeMethods.kv_put(store, "colour", "red") != Status.Ok || NativeMethods.kv_put(store, "size", "9") != Status.Ok)
                    {
                        return 2;
                    }

                    int captured = 0;
                    Status status = NativeMethods.kv_foreach(store, (_, key, value) => { captured++; return Status.Ok; }, 0);
                    Console.WriteLine("captured: " + captured + " " + status);
                    Status first = NativeMethods.kv_foreach(store, (_, key, value) => { captured += 10; return Status.CallbackFailed; }, 0);
                    Console.WriteLine("stopped: " + captured + " " + (first != Status.Ok));
                    Status last = NativeMethods.kv_foreach(store, OnVisit, IntPtr.Zero);
                    Console.WriteLine("all: " + all + " " + last);
                }

                return 0;
            }

            private static Status OnVisit(nint userData, nint key, nint value)
            {
                all++;
                return userData == 0 ? Status.Ok : Status.CallbackFailed;
            }
        }
        """;

    [SkippableTheory]
    [InlineData("c")]
    [InlineData("rust")]
    [InlineData("go")]
    public async Task The_converted_binding_compiles_is_clean_and_runs(string language)
    {
        KeyValueSample.RequireToolchain(language);
        string library = await sample.LibraryAsync(language);
        BoundProject project = BoundProject.Create(new BindingInput(("/native/none.h", ""))
        {
            Framework = ReferenceAssemblies.Net.Net100,
            Output = OutputKind.ConsoleApplication,
            Library = "none",
            Source = Binding,
            Others = [("/src/Program.cs", Program)],
        });
        BoundProject converted = await project.RefactorAsync(new ConvertToFunctionPointer(), "NativeMethods.cs", "Visitor visitor");

        Assert.Contains("delegate* unmanaged[Cdecl]<nint, nint, nint, Status> visitor", await converted.MembersAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("UnmanagedFunctionPointer", await converted.MembersAsync(), StringComparison.Ordinal);
        string program = await converted.TextAsync("Program.cs");
        Assert.Equal(2, program.Split("GCHandle.Alloc(").Length - 1);
        Assert.Contains("kv_foreach(store, &OnVisit, IntPtr.Zero)", program, StringComparison.Ordinal);
        await converted.CheckedAsync();

        ChildProcess run = await CompiledProgram.RunAsync(await converted.CompileAsync(), library);

        Assert.Equal("2 Ok", run["captured"]);
        Assert.Equal("12 True", run["stopped"]);
        Assert.Equal("2 Ok", run["all"]);
    }
}
