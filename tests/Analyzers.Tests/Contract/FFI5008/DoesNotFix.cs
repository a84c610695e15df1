using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5008;

public sealed class DoesNotFix
{
    [Fact]
    public Task A_convention_that_a_constant_gives() => HeaderTest.DoesNotFixAsync<FFI5008CallingConventionDiffers, FFI5008StateHeaderConvention>(
        """
        static class Native
        {
            private const CallingConvention Convention = CallingConvention.StdCall;
            [DllImport("kv", CallingConvention = Convention)] static extern int [|kv_plain|](int a);
        }
        """,
        "int kv_plain(int a);",
        "win-x86");
}
