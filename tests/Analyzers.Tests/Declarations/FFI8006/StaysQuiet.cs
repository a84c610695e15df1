using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8006SearchPathIsNotRestricted, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8006;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Runtime.Versioning;\n";

    [Fact]
    public Task What_is_restricted() => new CSharpAnalyzerTest<FFI8006SearchPathIsNotRestricted, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("winmm"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)] static extern IntPtr timeGetTime();
                [DllImport("kv"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.System32)] static extern int a();
                [DllImport("kv"), DefaultDllImportSearchPaths(DllImportSearchPath.ApplicationDirectory)] static extern int b();
                [DllImport(@"C:\Program Files\kv\kv.dll")] static extern int c();
                [DllImport(@"\\server\kv.dll")] static extern int d();
                [DllImport("libc")] static extern int getpid();
                [DllImport("libkv.so")] static extern int e();
                [UnmanagedCallersOnly] static void Callback() { }
            }
            """,
    }.RunningOn("win-x64").RunAsync();

    [Theory]
    [InlineData("kernel32")]
    [InlineData("User32.dll")]
    [InlineData("ntdll")]
    [InlineData("api-ms-win-core-synch-l1-2-0")]
    [InlineData("msvcrt.dll")]
    public Task Libraries_that_Windows_takes_from_nowhere_else(string library) => new CSharpAnalyzerTest<FFI8006SearchPathIsNotRestricted, DefaultVerifier>
    {
        TestCode = Usings + $$"""static class Native { [DllImport("{{library}}")] static extern int get(); }""",
    }.RunningOn("win-x64").RunAsync();

    [Fact]
    public Task A_restricted_assembly() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        [assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        static class Native { [DllImport("winmm")] static extern int timeGetTime(); }
        """);

    [Fact]
    public Task Own_libraries_of_a_project_that_may_never_see_Windows() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native { [DllImport("kv")] static extern int kv_open(); }
        """);

    [Fact]
    public Task A_project_without_Windows() => new CSharpAnalyzerTest<FFI8006SearchPathIsNotRestricted, DefaultVerifier>
    {
        TestCode = Usings + """static class Native { [DllImport("kv")] static extern int kv_open(); [DllImport("winmm")] static extern int timeGetTime(); }""",
    }.RunningOn("linux-x64,osx-arm64").RunAsync();

    [Fact]
    public Task A_project_that_finds_its_libraries_itself() => new CSharpAnalyzerTest<FFI8006SearchPathIsNotRestricted, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] static extern int kv_open();
                static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, _, _) => name == "kv" ? NativeLibrary.Load("/opt/kv") : 0);
            }
            """,
    }.RunningOn("win-x64").RunAsync();
}
