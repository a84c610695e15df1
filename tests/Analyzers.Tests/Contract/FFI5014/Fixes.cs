using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5014;

public sealed class Fixes
{
    [Fact]
    public Task Writes_the_evident_name_where_the_wrong_one_stands() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv", EntryPoint = "kvOpen")] static extern nint kvOpen();
            [DllImport("kv", EntryPoint = "kvCount")] static extern int kvCount(nint store);

            // Flushes.
            [DllImport("kv", EntryPoint = [|"kvCount"|] /* native */, SetLastError = true)]
            static extern int kvFlush(nint store); // done

            [DllImport("kv", EntryPoint = [|nameof(kvOpen)|])] static extern nint kvSync();
        }
        """,
        """
        static class Native
        {
            [DllImport("kv", EntryPoint = "kvOpen")] static extern nint kvOpen();
            [DllImport("kv", EntryPoint = "kvCount")] static extern int kvCount(nint store);

            // Flushes.
            [DllImport("kv", EntryPoint = "kvFlush" /* native */, SetLastError = true)]
            static extern int kvFlush(nint store); // done

            [DllImport("kv", EntryPoint = nameof(kvSync))] static extern nint kvSync();
        }
        """);

    [Fact]
    public Task States_an_entry_point_where_there_is_none() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
            [DllImport("kv", EntryPoint = "kv_count")] static extern int Count(nint store);
            [DllImport("kv", EntryPoint = "kv_sync")] static extern int Sync(nint store);

            // Closes.
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)] // one line
            static extern void [|CloseAll|](nint store);
        }
        """,
        """
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
            [DllImport("kv", EntryPoint = "kv_count")] static extern int Count(nint store);
            [DllImport("kv", EntryPoint = "kv_sync")] static extern int Sync(nint store);

            // Closes.
            [DllImport("kv", EntryPoint = "kv_close_all", CallingConvention = CallingConvention.Cdecl)] // one line
            static extern void CloseAll(nint store);
        }
        """);

    [Fact]
    public Task Corrects_a_name_that_is_fetched() => VerifyAsync(
        """
        unsafe class Api
        {
            delegate* unmanaged<nint> open;
            delegate* unmanaged<nint, void> setLimit;
            void Load(nint library)
            {
                open = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "KV_Open");
                setLimit = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, [|"KV_GetLimit"|]);
            }
        }
        """,
        """
        unsafe class Api
        {
            delegate* unmanaged<nint> open;
            delegate* unmanaged<nint, void> setLimit;
            void Load(nint library)
            {
                open = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "KV_Open");
                setLimit = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "KV_SetLimit");
            }
        }
        """);

    private static Task VerifyAsync(string code, string expected) => new CSharpCodeFixTest<FFI5014EntryPointDisagreesWithMethod, FFI5014BindToEvidentName, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n" + code,
        FixedCode = "using System.Runtime.InteropServices;\n" + expected,
    }.RunAsync();
}
