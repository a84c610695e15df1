using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5022;

public sealed class StaysQuiet
{
    private const string Native = "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }";

    [Fact]
    public Task Empty_files_comments_and_blank_lines() => VerifyAsync(Native, "", "\n\n# boundarylint-native-api 1\n\t\n  # nothing yet\n");

    [Fact]
    public Task What_was_taken_back() => VerifyAsync(Native, "import kv kv_b() -> i32", "*REMOVED*import kv kv_b() -> i32 # gone since 2.0");

    [Fact]
    public Task The_same_line_in_both_files() => VerifyAsync(Native, "import kv kv_a() -> i32", "import kv kv_a() -> i32");

    [Fact]
    public Task What_has_changed_is_not_gone() => VerifyAsync(Native, "import kv kv_a(i32) -> i64");

    [Fact]
    public Task Imports_in_bodies() => VerifyAsync(
        """
        unsafe class Program
        {
            const string Sum = "kv_sum";
            static int Run(nint library)
            {
                return kv_count() + Other() + ((delegate* unmanaged<int>)NativeLibrary.GetExport(library, Sum))();

                [DllImport("kv")] static extern int kv_count();
                [DllImport("kv", EntryPoint = "kv_other")] static extern int Other();
            }
        }
        """,
        "import kv kv_count() -> i32\nimport kv kv_other() -> i32\nimport kv kv_sum() -> i32");

    [Fact]
    public Task Layouts_of_other_platforms_and_of_types_that_cannot_be_read_at_the_moment() => new CSharpAnalyzerTest<FFI5022BaselineSymbolIsGone, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "struct Data { public Missing A; } static class Native { [DllImport(\"kv\")] static extern int kv_a(ref Data data); }",
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestState = { AdditionalFiles = { (BaselineTest.ShippedPath, "struct Data 4/4 { A: isize @0 } @ 32\nstruct Data 8/8 { A: isize @0 } @ 64") } },
    }.RunAsync();

    [Fact]
    public Task Files_that_are_no_baselines() => new CSharpAnalyzerTest<FFI5022BaselineSymbolIsGone, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + Native,
        TestState = { AdditionalFiles = { ("/src/PublicAPI.Shipped.txt", "whatever"), (BaselineTest.ShippedPath, "") } },
    }.RunAsync();

    private static Task VerifyAsync(string code, string shipped, string? unshipped = null) => BaselineTest.VerifyAsync<FFI5022BaselineSymbolIsGone>(code, shipped, unshipped);
}
