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

    [Theory]
    [InlineData("kv_count(0, Next());")]
    [InlineData("kv_count(0, Number++);")]
    [InlineData("kv_count(0, Property);")]
    [InlineData("kv_count(0, checked((int)Large));")]
    [InlineData("Func<nint, int, int> use = kv_count; use(0, 1);")]
    [InlineData("System.Threading.Interlocked.Exchange(ref Number, kv_count(0, int.Parse(\"1\")));")]
    public Task Arguments_that_do_something_and_other_uses(string use) => HeaderTest.DoesNotFixAsync<FFI5002ParameterCountDiffers, FFI5002MatchParameters>(
        $$"""
        static class Native
        {
            private static int Number;
            private static long Large = 1;
            private static int Property => Number;
            private static int Next() => Number++;
            [DllImport("kv")] static extern int [|kv_count|](nint store, int flags);
            static void Use() { {{use}} }
        }
        """,
        "int kv_count(void *store);");
}
