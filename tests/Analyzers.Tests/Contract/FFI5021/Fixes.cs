using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5021;

public sealed class Fixes
{
    [Fact]
    public Task A_shipped_line_changes_where_there_is_no_other_file() => FixAsync(
        "static class Native { [DllImport(\"kv\")] static extern [|long|] kv_a(); }",
        ("# boundarylint-native-api 1\nimport kv kv_a() -> i32\nimport kv kv_b() -> i32\n", null),
        ("# boundarylint-native-api 1\nimport kv kv_a() -> i64\nimport kv kv_b() -> i32\n", null));

    [Fact]
    public Task A_shipped_line_is_taken_back_in_the_unshipped_file() => FixAsync(
        "static class Native { [DllImport(\"kv\")] static extern [|long|] kv_a(); [DllImport(\"kv\")] static extern void kv_b(long [|x|]); }",
        ("import kv kv_a() -> i32\nimport kv kv_b(i32) -> void\n", ""),
        (
            "import kv kv_a() -> i32\nimport kv kv_b(i32) -> void\n",
            """
            # boundarylint-native-api 1
            *REMOVED*import kv kv_a() -> i32
            import kv kv_a() -> i64
            *REMOVED*import kv kv_b(i32) -> void
            import kv kv_b(i64) -> void

            """));

    [Fact]
    public Task An_unshipped_line_changes() => FixAsync(
        "static class Native { [DllImport(\"kv\")] static extern [|long|] kv_a(); }",
        ("import kv kv_a() -> i16\n", "*REMOVED*import kv kv_a() -> i16\n# wider\nimport kv kv_a() -> i32\n"),
        ("import kv kv_a() -> i16\n", "*REMOVED*import kv kv_a() -> i16\n# wider\nimport kv kv_a() -> i64\n"));

    [Fact]
    public Task The_layouts_that_are_not_true_any_more() => BaselineTest.FixAsync<FFI5021ShippedBoundaryChanged, FFI5021AcceptChange>(
        "struct Data { public nint A; public int [|B|]; } static class Native { [DllImport(\"kv\")] static extern void kv_a(ref Data data); }",
        "struct Data { public nint A; public int B; } static class Native { [DllImport(\"kv\")] static extern void kv_a(ref Data data); }",
        ("struct Data 4/4 { A: isize @0 } @ 32\nstruct Data 8/8 { A: isize @0 } @ 64\n", null),
        ("struct Data 16/8 { A: isize @0, B: i32 @8 } @ 64\nstruct Data 8/4 { A: isize @0, B: i32 @4 } @ 32\n", null),
        "win-x86,win-x64");

    private static Task FixAsync(string code, (string? Shipped, string? Unshipped) before, (string? Shipped, string? Unshipped) after) =>
        BaselineTest.FixAsync<FFI5021ShippedBoundaryChanged, FFI5021AcceptChange>(code, code.Replace("[|", "").Replace("|]", ""), before, after);
}
