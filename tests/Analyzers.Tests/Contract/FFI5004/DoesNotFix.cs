using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5004;

public sealed class DoesNotFix
{
    [Fact]
    public Task Callers_that_no_conversion_helps_and_structs() => HeaderTest.DoesNotFixAsync<FFI5004ReturnTypeDiffers, FFI5004UseHeaderType>(
        """
        static class Native
        {
            [DllImport("kv")] static extern [|int|] kv_count(nint store);
            [DllImport("kv")] static extern [|void|] kv_get(nint store);
            static Func<nint, int> Use() => kv_count;
        }
        """,
        """
        #include <stddef.h>
        typedef struct kv_item { double a, b, c; } kv_item;
        size_t kv_count(void *store);
        kv_item kv_get(void *store);
        """);
}
