using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5011;

public sealed class DoesNotFix
{
    [Fact]
    public Task Strings_and_callers_that_would_not_compile() => HeaderTest.DoesNotFixAsync<FFI5011PromiseDiffers, FFI5011KeepPromise>(
        """
        struct Item { int a; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_name(string [|text|], int length);
            [DllImport("kv")] static extern int kv_fill(in Item [|item|]);
            static int Use(in Item item) => kv_fill(item);
        }
        """,
        "typedef struct kv_item { int a; } kv_item; int kv_fill(kv_item *item); int kv_name(char *text, int length);");
}
