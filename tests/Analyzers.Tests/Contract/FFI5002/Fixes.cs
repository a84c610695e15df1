using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5002;

public sealed class Fixes
{
    [Fact]
    public Task Parameters_are_inserted_and_removed_by_name() => HeaderTest.FixAsync<FFI5002ParameterCountDiffers, FFI5002MatchParameters>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int [|kv_put|](nint store, int length);
            [DllImport("kv")] static extern int [|kv_get|](
                nint store,
                byte[] key);
            [DllImport("kv")] static extern int [|kv_count|](nint store, int flags);
            [DllImport("kv")] static extern int [|kv_init|]();
        }
        """,
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, nint key, int length);
            [DllImport("kv")] static extern int kv_get(
                nint store,
                byte[] key,
                nuint size);
            [DllImport("kv")] static extern int kv_count(nint store);
            [DllImport("kv")] static extern int kv_init(int flags);
        }
        """,
        """
        #include <stddef.h>
        int kv_put(void *store, const char *key, int length);
        int kv_get(void *store, const char *key, size_t size);
        int kv_count(void *store);
        int kv_init(int flags);
        """);

    [Fact]
    public Task Calls_lose_the_arguments_of_parameters_that_the_header_does_not_have() => HeaderTest.FixAsync<FFI5002ParameterCountDiffers, FFI5002MatchParameters>(
        """
        static class Native
        {
            private static readonly int Flags = 3;
            [DllImport("kv")] public static extern int [|kv_count|](nint store, int flags, nint reserved);
            [DllImport("kv")] public static extern int [|kv_peek|](nint store, int flags);

            /// <see cref="kv_count"/>
            static int Use(nint store, int flags)
            {
                int sum = kv_count(store, 1, IntPtr.Zero) + Native.kv_count(reserved: default, store: store, flags: Flags);
                Func<int> later = () => kv_count(kv_peek(store, -flags), (byte)flags, 0);
                return sum + later() + nameof(kv_peek).Length;
            }
        }
        """,
        """
        static class Native
        {
            private static readonly int Flags = 3;
            [DllImport("kv")] public static extern int kv_count(nint store);
            [DllImport("kv")] public static extern int kv_peek(nint store);

            /// <see cref="kv_count"/>
            static int Use(nint store, int flags)
            {
                int sum = kv_count(store) + Native.kv_count(store: store);
                Func<int> later = () => kv_count(kv_peek(store));
                return sum + later() + nameof(kv_peek).Length;
            }
        }
        """,
        """
        int kv_count(void *store);
        int kv_peek(void *store);
        """);
}
