using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8010GoLibraryDisturbsSignalHandlers, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8010;

public sealed class Reports
{
    [Fact]
    public Task The_first_import_of_a_library_with_a_header_of_cgo() => new CSharpAnalyzerTest<FFI8010GoLibraryDisturbsSignalHandlers, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static partial class Native
            {
                [LibraryImport("kv")] internal static partial int {|#0:kv_open|}();
                [DllImport("libkv.so")] internal static extern int kv_close(int store);
                [DllImport("other")] internal static extern int other();
            }
            record Store(int Id)
            {
                [DllImport("kv")] static extern int kv_close(int store);
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithMessage(
                "\"kv\" is a Go library (kv.h is a header of cgo); loaded on Linux or macOS, Go moves .NET's handlers onto the small alternate stack, and the process dies when the garbage collector stops its threads: "
                + "restore the handler of that signal after the load"),
        },
    }.WithHeader(GoHeader.Text).RunAsync();

    [Fact]
    public Task A_library_that_the_project_declares_to_be_Gos() => new CSharpAnalyzerTest<FFI8010GoLibraryDisturbsSignalHandlers, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "using System.Runtime.InteropServices;\nstatic class Native { [DllImport(\"libwhatsapp\")] static extern int {|#0:wa_open|}(); }\n" },
            AnalyzerConfigFiles = { ("/.editorconfig", "root = true\n[*.cs]\nboundarylint.FFI8010.go_libraries = other, whatsapp\n") },
        },
        ExpectedDiagnostics = { Verify.Diagnostic().WithLocation(0).WithArguments("libwhatsapp", "declared in .editorconfig", "Linux or macOS") },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8010GoLibraryDisturbsSignalHandlers, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native { [DllImport("kv")] static extern int [|kv_open|](
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.WithHeader(GoHeader.Text).RunAsync();
}
