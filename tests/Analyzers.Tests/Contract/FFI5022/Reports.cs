using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5022;

public sealed class Reports
{
    private const string Native = "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }";

    [Fact]
    public Task An_import_that_is_gone() => VerifyAsync(
        Native,
        "# boundarylint-native-api 1\nimport kv kv_a() -> i32\n  {|#0:import kv kv_b(i32) -> i32|}   # why\n",
        null,
        Result(0).WithMessage("`kv_b` of the library `kv` is in the baseline and no longer on the native boundary; bring it back, or accept that it is gone"));

    [Fact]
    public Task Everything_that_a_baseline_names() => VerifyAsync(
        Native,
        """
        [|callback Gone() -> void|]
        [|enum Mode : i32|]
        [|export kv_gone() -> void|]
        import kv kv_a() -> i32
        [|import other kv_a() -> i32|]
        [|status Mode.Missing = KeyNotFoundException|]
        [|struct Gone 4/4 { A: i32 @0 }|]
        [|value Mode.Fast = 1|]
        """);

    [Fact]
    public Task One_of_several_signatures() => VerifyAsync(Native, "import kv kv_a() -> i32\n[|import kv kv_a(i32) -> i32|]");

    [Fact]
    public Task Types_that_do_not_cross_any_more() => VerifyAsync(
        "enum Mode { Fast } struct Data { public int A; }" + Native, "[|enum Mode : i32|]\nimport kv kv_a() -> i32\n[|struct Data 4/4 { A: i32 @0 }|]\n[|value Mode.Fast = 0|]");

    [Fact]
    public Task In_the_unshipped_file() => VerifyAsync(Native, "import kv kv_a() -> i32", "[|import kv kv_b() -> i32|]");

    [Theory]
    [InlineData("{|#0:imports kv kv_a() -> i32|}", "cannot be read, so that it states nothing: a line begins with callback, enum, export, import, status, struct or value, or with # for a comment")]
    [InlineData("import kv kv_a() {|#0:i32|}", "cannot be read, so that it states nothing: 'i32' is no calling convention; there are cdecl, stdcall, thiscall, fastcall and other")]
    [InlineData("import kv kv_a(i32{|#0:] -> i32|}", "cannot be read, so that it states nothing: ',' is expected here")]
    [InlineData("import kv kv_a() -> {|#0:i33|}", "cannot be read, so that it states nothing: 'i33' is no type")]
    [InlineData("import kv kv_a() -> i32 owned{|#0:(kv_close|}", "cannot be read, so that it states nothing: this parenthesis is not closed")]
    [InlineData("import kv {|#0:\"kv_a() -> i32|}", "cannot be read, so that it states nothing: this quotation mark is not closed")]
    [InlineData("value Mode.Fast = {|#0:one|}", "cannot be read, so that it states nothing: 'one' is no whole number")]
    [InlineData("struct Data {|#0:16 { A: i32 @0 }|}", "cannot be read, so that it states nothing: size and alignment are written as in 16/8")]
    [InlineData("{|#0:<<<<<<< HEAD|}", "cannot be read, so that it states nothing: it is left from a merge conflict; keep the lines of both sides and delete this one")]
    [InlineData("{|#0:# boundarylint-native-api 2|}", "names a format of baselines that this version of BoundaryLint does not know; it knows 1")]
    public Task A_line_that_states_nothing(string line, string why) => VerifyAsync(Native, "import kv kv_a() -> i32\n" + line, null, Result(0).WithMessage("This line " + why));

    [Fact]
    public Task What_is_stated_twice() => VerifyAsync(
        "enum Mode { Fast } static class Native { [DllImport(\"kv\")] static extern Mode kv_a(); }",
        """
        enum Mode : i32
        import kv kv_a() -> i32
        value Mode.Fast = 0
        {|#0:value Mode.Fast = 1|}
        """,
        null,
        Result(0).WithMessage("This line contradicts line 3 of NativeApi.Shipped.txt; keep one of them"));

    [Fact]
    public Task What_is_taken_back_and_was_never_shipped() => VerifyAsync(
        Native,
        "import kv kv_a() -> i32",
        "{|#0:*REMOVED*import kv kv_b() -> i32|}",
        Result(0).WithMessage("This line takes back a line that no shipped baseline has; delete it"));

    private static DiagnosticResult Result(int place) => new DiagnosticResult("FFI5022", DiagnosticSeverity.Warning).WithLocation(place);

    private static Task VerifyAsync(string code, string shipped, string? unshipped = null, params DiagnosticResult[] expected) =>
        BaselineTest.VerifyAsync<FFI5022BaselineSymbolIsGone>(code, shipped, unshipped, null, expected);
}
