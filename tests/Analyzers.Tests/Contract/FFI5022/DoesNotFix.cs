using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5022;

public sealed class DoesNotFix
{
    /// <summary>What is meant by a line that cannot be read, or which of two is right, would be a guess.</summary>
    [Theory]
    [InlineData("import kv kv_a() -> i32\n[|import kv kv_b|]\n")]
    [InlineData("[|<<<<<<< HEAD|]\nimport kv kv_a() -> i32\n")]
    public Task Lines_that_state_nothing(string shipped) => VerifyAsync(shipped);

    private static Task VerifyAsync(string shipped) => BaselineTest.FixAsync<FFI5022BaselineSymbolIsGone, FFI5022AcceptRemoval>(
        "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }", "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }", (shipped, null), (shipped, null));
}
