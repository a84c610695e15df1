using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8009NativeAssetIsMissing, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8009;

public sealed class Reports
{
    [Fact]
    public Task A_library_for_some_of_the_identifiers_once() => new CSharpAnalyzerTest<FFI8009NativeAssetIsMissing, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static partial class Native
            {
                [LibraryImport("kv")] internal static partial int {|#0:kv_open|}();
                [DllImport("libkv")] internal static extern int kv_close();
                [DllImport("other")] internal static extern int other();
            }
            record Store(int Id)
            {
                [DllImport("kv")] static extern int kv_sync();
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithMessage(
                "\"kv\" is brought for linux-x64, osx and not for win-x64, linux-arm64, which the project names as a runtime identifier: calls of `kv_open` throw DllNotFoundException there; "
                + "add the native file, or take the identifier away"),
        },
    }.WithAssets("linux-x64|libkv.so,osx|libkv.dylib,win-x64|other.dll,any|other.dll", "win-x64,linux-x64,linux-arm64,osx-arm64").RunAsync();

    [Fact]
    public Task Files_without_an_identifier_are_for_the_system_of_their_suffix() => new CSharpAnalyzerTest<FFI8009NativeAssetIsMissing, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native { [DllImport("kv")] static extern int {|#0:kv_open|}(); }
            """,
        ExpectedDiagnostics = { Verify.Diagnostic().WithLocation(0).WithArguments("kv", "win, linux", "osx-arm64", "kv_open") },
    }.WithAssets("|kv.dll,|libkv.so.2", "win-x64,win-arm64,linux-x64,osx-arm64").RunAsync();

    [Fact]
    public Task Local_functions_and_half_typed_code() => new CSharpAnalyzerTest<FFI8009NativeAssetIsMissing, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            class User
            {
                static int M()
                {
                    return kv_open() +
                    [DllImport("kv")] static extern int kv_open();
                }
                static int N()
                {
                    return kv_close();
                    [DllImport("kv")] static extern int [|kv_close|]();
                }
            }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.WithAssets("win-x64|kv.dll", "win-x64,linux-x64").RunAsync();
}
