using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5021;

public sealed class StaysQuiet
{
    [Fact]
    public Task Without_a_baseline() => VerifyAsync("static class Native { [DllImport(\"kv\")] static extern int kv_a(); }", null);

    [Fact]
    public Task What_is_not_in_the_baseline() => VerifyAsync("static class Native { [DllImport(\"kv\")] static extern int kv_a(); }", "");

    /// <summary>What has the same representation is the same.</summary>
    [Theory]
    [InlineData("static extern void kv_a(uint value);", "(i32) -> void")]
    [InlineData("static extern void kv_a(nint value);", "(ptr) -> void")]
    [InlineData("static extern unsafe void kv_a(void* value);", "(utf8*) -> void")]
    [InlineData("static extern unsafe void kv_a(byte* value);", "(utf8*) -> void")]
    [InlineData("static extern unsafe void kv_a(sbyte* value);", "(u8*) -> void")]
    [InlineData("static extern void kv_a(ulong handle);", "(ptr) -> void")]
    [InlineData("static extern void kv_a(Action callback);", "(fn(i32) -> void) -> void")]
    [InlineData("static extern void kv_a(int[] values);", "(i32*) -> void")]
    [InlineData("static extern void kv_a(ref int value);", "(i32*) -> void")]
    [InlineData("static extern void kv_a(Handle value);", "(isize) -> void")]
    [InlineData("static extern void kv_a(Handle value);", "(struct OtherHandle) -> void")]
    [InlineData("static extern void kv_a(nint value);", "(?) -> ?")]
    [InlineData("static extern void kv_a(nint value);", "(isize taken nullable) -> void")]
    public Task Another_type_of_the_same_representation(string import, string signature) => VerifyAsync(
        $"struct Handle {{ public nint Value; }} static class Native {{ [DllImport(\"kv\")] {import} }}", "import kv kv_a" + signature);

    [Fact]
    public Task A_calling_convention_where_there_is_only_one() => VerifyAsync(
        "static class Native { [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] static extern void kv_a(); }", "import kv kv_a() -> void");

    [Fact]
    public Task A_line_in_the_unshipped_file_that_takes_the_place_of_a_shipped_one() => BaselineTest.VerifyAsync<FFI5021ShippedBoundaryChanged>(
        "static class Native { [DllImport(\"kv\")] static extern long kv_a(); }",
        "import kv kv_a() -> i32",
        "*REMOVED*import kv kv_a() -> i32\nimport kv kv_a() -> i64");

    [Fact]
    public Task Layouts_of_platforms_that_the_project_does_not_run_on() => VerifyAsync(
        "struct Data { public nint A; } static class Native { [DllImport(\"kv\")] static extern void kv_a(ref Data data); }",
        "struct Data 8/8 { A: isize @0 } @ 64\nstruct Data 12/4 { A: isize @0 } @ 32");

    [Fact]
    public Task A_struct_whose_fields_do_not_compile_at_the_moment() => new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<FFI5021ShippedBoundaryChanged, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "struct Data { public Missing A; public int ; } static class Native { [DllImport(\"kv\")] static extern Missing kv_a(ref Data data, Missing other); }",
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestState = { AdditionalFiles = { (BaselineTest.ShippedPath, "import kv kv_a(inout struct Data*, i32) -> i32\nstruct Data 8/8 { A: i64 @0 }") } },
    }.RunAsync();

    [Fact]
    public Task Lines_that_cannot_be_read() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }", "import kv kv_a( -> i64\nimport kv kv_a() -> i32\n<<<<<<< HEAD");

    [Fact]
    public Task Several_signatures_of_one_function() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_control(int code);
            [DllImport("kv")] static extern int kv_control(int code, double value);
        }
        """,
        "import kv kv_control(i32) -> i32\nimport kv kv_control(i32, f64) -> i32");

    private static Task VerifyAsync(string code, string? shipped) => BaselineTest.VerifyAsync<FFI5021ShippedBoundaryChanged>(code, shipped);
}
