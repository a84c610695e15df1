using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5004;

public sealed class Fixes
{
    [Fact]
    public Task Results_get_the_headers_type() => HeaderTest.FixAsync<FFI5004ReturnTypeDiffers, FFI5004UseHeaderType>(
        """
        static partial class Native
        {
            [DllImport("kv")] internal static extern [|int|] kv_count(nint store); // entries
            [DllImport("kv")] internal static extern [|int|] kv_flush(nint store);
            [DllImport("kv")] internal static extern [|long|] kv_tell(nint store);
            [LibraryImport("kv")] [return: MarshalAs(UnmanagedType.Bool)] internal static partial [|bool|] kv_has(nint store);
            static ulong Use() => (ulong)kv_count(0);
        }
        """,
        """
        static partial class Native
        {
            [DllImport("kv")] internal static extern nuint kv_count(nint store); // entries
            [DllImport("kv")] internal static extern void kv_flush(nint store);
            [DllImport("kv")] internal static extern CLong kv_tell(nint store);
            [LibraryImport("kv")] [return: MarshalAs(UnmanagedType.U1)] internal static partial bool kv_has(nint store);
            static ulong Use() => (ulong)kv_count(0);
        }
        """,
        """
        #include <stddef.h>
        #include <stdbool.h>
        size_t kv_count(void *store);
        void kv_flush(void *store);
        long kv_tell(void *store);
        bool kv_has(void *store);
        """);
}
