using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5022;

public sealed class Fixes
{
    private const string Native = "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }";

    [Fact]
    public Task A_shipped_line_goes_where_there_is_no_other_file() => FixAsync(
        ("# kv\nimport kv kv_a() -> i32\n[|import kv kv_b() -> i32|] # why\n[|import kv kv_c() -> i32|]\n", null), ("# kv\nimport kv kv_a() -> i32\n", null));

    [Fact]
    public Task A_shipped_line_is_taken_back_in_the_unshipped_file() => FixAsync(
        ("[|import kv kv_b() -> i32|]\n", "import kv kv_a() -> i32\n"), ("import kv kv_b() -> i32\n", "import kv kv_a() -> i32\n*REMOVED*import kv kv_b() -> i32\n"));

    [Fact]
    public Task An_unshipped_line_goes() => FixAsync(
        ("import kv kv_a() -> i32\n", "[|enum Mode : i32|]\n"), ("import kv kv_a() -> i32\n", ""));

    private static Task FixAsync((string? Shipped, string? Unshipped) before, (string? Shipped, string? Unshipped) after) =>
        BaselineTest.FixAsync<FFI5022BaselineSymbolIsGone, FFI5022AcceptRemoval>(Native, Native, before, after);
}
