using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5002;

public sealed class DoesNotFix
{
    [Fact]
    public Task Callers_other_names_and_types_that_nobody_knows() => HeaderTest.DoesNotFixAsync<FFI5002ParameterCountDiffers, FFI5002MatchParameters>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int [|kv_put|](nint store, int length);
            [DllImport("kv")] static extern int [|kv_count|](nint handle, int options);
            [DllImport("kv")] static extern int [|kv_strange|](nint store);
            static void Use() => kv_put(0, 1);
        }
        """,
        """
        int kv_put(void *store, const char *key, int length);
        int kv_count(void *store);
        int kv_strange(void *store, mystery_t what);
        """);
}
