using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5001;

public sealed class Fixes
{
    [Fact]
    public Task Every_form() => HeaderTest.FixAsync<FFI5001EntryPointNotInHeader, FFI5001UseNearestEntryPoint>(
        """
        static unsafe partial class Native
        {
            [DllImport("kv", SetLastError = true)] internal static extern int [|kv_getcount|](); // the number
            [LibraryImport("kv", EntryPoint = "kv_clsoe")] internal static partial int [|Close|]();
            static void Fetch()
            {
                var open = (delegate* unmanaged[Cdecl]<int>)[|NativeLibrary.GetExport(NativeLibrary.Load("kv"), "kv_opne")|];
            }
        }
        """,
        """
        static unsafe partial class Native
        {
            [DllImport("kv", SetLastError = true, EntryPoint = "kv_get_count")] internal static extern int kv_getcount(); // the number
            [LibraryImport("kv", EntryPoint = "kv_close")] internal static partial int Close();
            static void Fetch()
            {
                var open = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(NativeLibrary.Load("kv"), "kv_open");
            }
        }
        """,
        "int kv_get_count(void); int kv_close(void); int kv_open(void);");
}
