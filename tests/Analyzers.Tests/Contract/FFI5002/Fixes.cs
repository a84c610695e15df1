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
}
