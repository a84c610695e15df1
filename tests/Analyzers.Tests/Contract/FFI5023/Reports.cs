using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5023;

public sealed class Reports
{
    [Fact]
    public Task A_function_that_nothing_calls() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(int key);
            [DllImport("kv")] static extern uint {|#0:kv_abi_version|}();
        }
        """,
        new DiagnosticResult("FFI5023", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "\"kv\" tells its version with `kv_abi_version` (known from its name), and nothing calls it: a library of another version is called with these declarations; compare the version before the first call"));

    [Fact]
    public Task A_result_that_is_only_shown_or_passed_on() => VerifyAsync(
        """
        record Library(int Id)
        {
            [DllImport("kv", EntryPoint = "kv_api_version")] static extern nint {|#0:NativeVersion|}();
            static readonly string? s_text = Marshal.PtrToStringUTF8(NativeVersion());
            public static string? Version => Marshal.PtrToStringUTF8(NativeVersion());
            public static string? Text() { string? text = Version; return text; }
            static async System.Threading.Tasks.Task ShowAsync()
            {
                await System.Threading.Tasks.Task.Yield();
                Console.WriteLine("kv " + Version);
                Console.WriteLine($"kv {Text()}");
                _ = NativeVersion();
                NativeVersion();
            }
        }
        """,
        new DiagnosticResult("FFI5023", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "\"kv\" tells its version with `kv_api_version` (known from its name), and its result is only passed on: a library of another version is called with these declarations; compare the version before the first call"));

    [Fact]
    public Task Each_library_once_by_the_function_that_says_most() => VerifyAsync(
        """
        static partial class Native
        {
            [LibraryImport("kv")] internal static partial uint kv_version();
            [LibraryImport("kv")] internal static partial uint {|#0:kv_abi_version|}();
            [DllImport("other")] internal static extern uint {|#1:other_versionNumber|}();
        }
        """,
        Result(0),
        Result(1));

    [Theory]
    [InlineData("rdkafka", "rd_kafka_version")]
    [InlineData("bass_fx", "BASS_FX_GetVersion")]
    [InlineData("kv", "kv_libversion_number")]
    [InlineData("libkv.so.2", "kv_get_library_version")]
    public Task Names_that_tell_the_librarys_version(string library, string name) => VerifyAsync(
        $"static class Native {{ [DllImport(\"{library}\")] static extern int {{|#0:{name}|}}(); }}", Result(0));

    [Fact]
    public Task Generated_in_two_files_of_one_type() => new CSharpAnalyzerTest<FFI5023VersionIsNotChecked, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices; static partial class Native { [DllImport(\"kv\")] static extern int kv_a(); }",
                "using System.Runtime.InteropServices; static partial class Native { [DllImport(\"kv\")] static extern int [|kv_version|](); }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task A_function_that_only_the_header_shows() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int {|#0:kv_put|}(int key); }",
        """
        #define KV_ABI_VERSION 3
        int kv_put(int key);
        unsigned kv_abi_version(void);
        """,
        new DiagnosticResult("FFI5023", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "\"kv\" tells its version with `kv_abi_version` (known from kv.h), and no declaration binds it: a library of another version is called with these declarations; compare the version before the first call, with 3"));

    [Fact]
    public Task A_function_that_the_header_states() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(int key);
            [DllImport("kv")] static extern uint {|#0:kv_generation|}();
        }
        """,
        """
        // @boundary version(kv_generation, 7)
        int kv_put(int key);
        unsigned kv_generation(void);
        """,
        new DiagnosticResult("FFI5023", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "\"kv\" tells its version with `kv_generation` (known from kv.h), and nothing calls it: a library of another version is called with these declarations; compare the version before the first call, with 7"));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI5023VersionIsNotChecked, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "static class Native { [DllImport(\"kv\")] static extern int [|kv_version|](); static void F() { kv_version(; kv_version. } }",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static DiagnosticResult Result(int place) => new DiagnosticResult("FFI5023", DiagnosticSeverity.Info).WithLocation(place);

    private static Task VerifyAsync(string code, params DiagnosticResult[] expected) => BaselineTest.VerifyAsync<FFI5023VersionIsNotChecked>(code, null, null, null, expected);

    private static Task VerifyAsync(string code, string header, params DiagnosticResult[] expected) => HeaderTest.VerifyAsync<FFI5023VersionIsNotChecked>(code, header, null, expected);
}
