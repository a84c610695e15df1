using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8006;

public sealed class Fixes
{
    [Fact]
    public Task Every_import_of_the_library_gets_its_folders() => new CSharpCodeFixTest<FFI8006SearchPathIsNotRestricted, FFI8006RestrictSearch, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;

            internal static class Native
            {
                // The focus.
                [DllImport("winmm")]
                internal static extern nint {|#0:timeGetTime|}();

                [DllImport("winmm", ExactSpelling = true)] // ours
                internal static extern nint {|#1:timeBeginPeriod|}();

                [DllImport("version", SetLastError = true)]
                [DefaultDllImportSearchPaths(DllImportSearchPath.LegacyBehavior)]
                internal static extern int {|#2:CloseHandle|}(nint handle);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI8006", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0).WithLocation(1),
            new DiagnosticResult("FFI8006", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(2),
        },
        FixedCode = """
            using System.Runtime.InteropServices;

            internal static class Native
            {
                // The focus.
                [DllImport("winmm")]
                [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
                internal static extern nint timeGetTime();

                [DllImport("winmm", ExactSpelling = true)] // ours
                [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
                internal static extern nint timeBeginPeriod();

                [DllImport("version", SetLastError = true)]
                [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
                internal static extern int CloseHandle(nint handle);
            }
            """,
        NumberOfIncrementalIterations = 2,
    }.RunAsync();

    [Fact]
    public Task A_library_of_the_program() => new CSharpCodeFixTest<FFI8006SearchPathIsNotRestricted, FFI8006RestrictSearch, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;

            internal static class Native
            {
                [DllImport("kv")]
                internal static extern int [|kv_open|]();
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;

            internal static class Native
            {
                [DllImport("kv")]
                [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
                internal static extern int kv_open();
            }
            """,
    }.RunningOn("win-x64").RunAsync();
}
