using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8010;

public sealed class StaysQuiet
{
    private const string Native = "using System.Runtime.InteropServices;\nstatic class Native { [DllImport(\"kv\")] internal static extern int kv_open(); }\n";

    [Fact]
    public Task A_header_that_is_not_Gos() => new CSharpAnalyzerTest<FFI8010GoLibraryDisturbsSignalHandlers, DefaultVerifier>
    {
        TestCode = Native,
    }.WithHeader("int kv_open(void);").RunAsync();

    [Fact]
    public Task No_header_at_all() => new CSharpAnalyzerTest<FFI8010GoLibraryDisturbsSignalHandlers, DefaultVerifier> { TestCode = Native }.RunAsync();

    [Fact]
    public Task A_project_with_a_guard() => new CSharpAnalyzerTest<FFI8010GoLibraryDisturbsSignalHandlers, DefaultVerifier>
    {
        TestCode = Native + """
            static class Guard { [DllImport("libc", EntryPoint = "sigaction")] internal static extern int Set(int signal, byte[] action, byte[] old); }
            """,
    }.WithHeader(GoHeader.Text).RunAsync();

    [Fact]
    public Task Windows_stops_threads_without_signals() => new CSharpAnalyzerTest<FFI8010GoLibraryDisturbsSignalHandlers, DefaultVerifier>
    {
        TestState =
        {
            Sources = { Native },
            AdditionalFiles = { ("/src/native/kv.h", GoHeader.Text) },
            AnalyzerConfigFiles =
            {
                ("/.globalconfig", "is_global = true\nbuild_property.RuntimeIdentifiers = win-x64\n[/src/native/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"),
            },
        },
    }.RunAsync();
}
