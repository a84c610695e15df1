using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8006SearchPathIsNotRestricted, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8006;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Runtime.Versioning;\n";

    [Fact]
    public Task Libraries_of_Windows_once_for_each_type() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static partial class Native
        {
            [DllImport("winmm.dll")] static extern IntPtr {|#0:timeGetTime|}();
            [DllImport("winmm")] static extern IntPtr {|#1:timeBeginPeriod|}();
            [LibraryImport("WINMM")] internal static partial IntPtr {|#2:timeEndPeriod|}();
            [DllImport("version")] static extern int {|#3:VerLanguageNameA|}();
        }
        record Other(int Id)
        {
            [DllImport("winmm.dll")] static extern IntPtr {|#4:timeGetTime|}();
            static IntPtr M()
            {
                return timeBeginPeriod();
                [DllImport("winmm.dll")] static extern IntPtr {|#5:timeBeginPeriod|}();
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithMessage(
            "`timeGetTime` and 2 other imports: Windows looks for \"winmm.dll\" in the current folder and on the PATH too, where somebody else's file of that name would be loaded; add [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]"),
        Verify.Diagnostic().WithLocation(3).WithArguments("VerLanguageNameA", "", "version", "", "DllImportSearchPath.System32"),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task Own_libraries_of_a_project_that_names_Windows() => new CSharpAnalyzerTest<FFI8006SearchPathIsNotRestricted, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] static extern int {|#0:kv_open|}();
                [SupportedOSPlatform("linux")] [DllImport("kv")] static extern int kv_linux();
            }
            """,
        ExpectedDiagnostics = { Verify.Diagnostic().WithLocation(0).WithArguments("kv_open", "", "kv", "", "DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories") },
    }.RunningOn("win-x64,linux-x64").RunAsync();

    [Fact]
    public Task A_declaration_for_Windows_alone_in_a_project_that_names_no_system() => Verify.VerifyAnalyzerAsync(Usings + """
        [SupportedOSPlatform("windows")] static class Native
        {
            [DllImport("kv")] static extern int [|kv_open|]();
        }
        """);

    [Fact]
    public Task A_search_path_that_restricts_nothing() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("winmm"), DefaultDllImportSearchPaths(DllImportSearchPath.LegacyBehavior)] static extern IntPtr {|#0:timeGetTime|}();
        }
        static class Other
        {
            [DllImport("winmm"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)] static extern IntPtr {|#1:timeGetTime|}();
        }
        static class Third
        {
            [DllImport("winmm"), DefaultDllImportSearchPaths(DllImportSearchPath.UseDllDirectoryForDependencies)] static extern IntPtr {|#2:timeGetTime|}();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments("timeGetTime", "", "winmm", " in spite of the search path that is stated, which restricts nothing", "DllImportSearchPath.System32"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task On_the_net_framework() => new CSharpAnalyzerTest<FFI8006SearchPathIsNotRestricted, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\n" + """class Native { [DllImport("kv")] static extern IntPtr [|kv_open|](); }""",
        ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default,
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8006SearchPathIsNotRestricted, DefaultVerifier>
    {
        TestCode = Usings + """
            class Native
            {
                [DllImport("winmm"), DefaultDllImportSearchPaths()] static extern IntPtr [|timeGetTime|](
                [DllImport()] static extern IntPtr timeBeginPeriod();
                [DllImport] static extern
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
