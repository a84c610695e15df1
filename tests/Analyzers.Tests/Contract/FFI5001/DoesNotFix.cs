using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5001;

public sealed class DoesNotFix
{
    [Fact]
    public Task Names_that_are_far_or_ambiguous_or_taken_or_shared() => HeaderTest.DoesNotFixAsync<FFI5001EntryPointNotInHeader, FFI5001UseNearestEntryPoint>(
        """
        static class Native
        {
            private const string Shared = "kv_flsh";
            [DllImport("kv")] static extern int [|kv_unheard_of|]();
            [DllImport("kv")] static extern int [|kv_putx|]();
            [DllImport("kv")] static extern int kv_close();
            [DllImport("kv")] static extern int [|kv_clos|]();
            [DllImport("kv", EntryPoint = Shared)] static extern int [|Flush|]();
        }
        """,
        "int kv_put1(void); int kv_put2(void); int kv_close(void); int kv_flush(void);");
}
