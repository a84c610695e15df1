using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4001;

/// <summary>FFI4001's fix is not offered where it would be a guess.</summary>
public sealed class DoesNotFix
{
    [Fact]
    public Task A_name_that_is_taken_by_something_else() => Unchanged("""
        using System.Runtime.InteropServices;
        enum KvStatus { Ok, NotFound }
        static class N
        {
            [DllImport("kv")] public static extern KvStatus kv_put(int key);
            public static int ThrowIfFailed;
        }
        class C { void M() { [|N.kv_put(1)|]; } }
        """);

    [Fact]
    public Task A_status_whose_convention_cannot_be_tested_on_its_type() => Unchanged("""
        using System.Runtime.InteropServices;
        struct NTSTATUS { public int Value; }
        static class N { [DllImport("ntdll")] public static extern NTSTATUS NtYieldExecution(); }
        class C { void M() { [|N.NtYieldExecution()|]; } }
        """);

    [Fact]
    public Task A_release_while_an_object_is_cleaned_up() => Unchanged("""
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        static class N { [DllImport("kv")] [return: NativeStatus] public static extern int kv_close([Releases] nint store); }
        sealed class Store : IDisposable
        {
            nint _h;
            public void Dispose() { [|N.kv_close(_h)|]; }
            ~Store() { Close(); }
            private void Close() { [|N.kv_close(_h)|]; }
        }
        """);

    [Fact]
    public Task An_error_of_a_call_that_is_no_statement_by_itself() => Unchanged("""
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        static class N { [DllImport("kv")] public static extern nint kv_open(int key, [NativeStatus] out nint problem); }
        class C
        {
            nint M() { return [|N.kv_open(1, out var problem)|]; }
            nint L() => [|N.kv_open(1, out var problem)|];
            void U() { using var handle = Wrap([|N.kv_open(1, out var problem)|]); if (handle is null) [|N.kv_open(2, out var other)|]; }
            Action A() => () => [|N.kv_open(1, out var problem)|];
            static IDisposable Wrap(nint handle) => null;
        }
        """);

    private static Task Unchanged(string code) => Fixes.Run(code, code);
}
