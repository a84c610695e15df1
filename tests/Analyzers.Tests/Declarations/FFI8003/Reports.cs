using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8003LibraryNameIsNotPortable, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8003;

public sealed class Reports
{
    [Fact]
    public Task Files_of_one_system() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static partial class Native
        {
            [DllImport({|#0:"kv.dll"|})] static extern int kv_open();
            [LibraryImport({|#1:"KvTools.DLL"|})] internal static partial int kv_tool();
            [DllImport("libc")] static extern int getpid();
        }
        static class Other
        {
            [DllImport({|#2:"libother.so"|})] static extern int other();
        }
        static class Third
        {
            static void M()
            {
                [DllImport({|#3:"libthird.3.dylib"|})] static extern int third();
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "The library name \"kv.dll\" is that of a file on Windows, which Linux and macOS cannot find; write \"kv\": the runtime adds what each system has"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "libother.so", "is that of a file on Linux, which Windows and macOS cannot find", "write \"other\": the runtime adds what each system has"),
        Verify.Diagnostic().WithLocation(3).WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("namespace Kv.Windows", "kv.dll", DiagnosticSeverity.Info)]
    [InlineData("namespace Kv.Linux", "/opt/kv/libkv.so", DiagnosticSeverity.Info)]
    [InlineData("namespace Kv.Windowing", "kv.dll", DiagnosticSeverity.Warning)]
    [InlineData("namespace Kv", "x64\\\\kv.dll", DiagnosticSeverity.Info)]
    [InlineData("namespace Kv", "x64\\\\kv", DiagnosticSeverity.Warning)]
    public Task In_what_is_meant_for_one_system_as_a_suggestion(string space, string library, DiagnosticSeverity severity) => Verify.VerifyAnalyzerAsync(
        "using System.Runtime.InteropServices; " + space + " { static class Native { [DllImport({|#0:\"" + library + "\"|})] static extern int kv_windows(); [DllImport(\"libc\")] static extern int getpid(); } }",
        Verify.Diagnostic().WithLocation(0).WithSeverity(severity));

    [Fact]
    public Task A_constant_is_reported_once() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Names { public const string [|Library|] = "kv.dll"; }
        static class Native
        {
            [DllImport(Names.Library)] static extern int kv_open();
            [DllImport(Names.Library)] static extern int kv_close();
        }
        record Store(int Id)
        {
            [DllImport(Names.Library)] static extern int kv_sync();
        }
        """);

    [Fact]
    public Task Paths() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport({|#0:@"C:\kv\kv.dll"|})] static extern int a();
            [DllImport({|#1:"native\\kvx"|})] static extern int b();
            [DllImport({|#2:"/opt/kv/libkvy.so"|})] static extern int c();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments("C:\\kv\\kv.dll", "is a path on one machine", "name the library alone, and ship it with the application"),
        Verify.Diagnostic().WithLocation(1).WithArguments("native\\kvx", "has a backslash, which separates folders on Windows only", "name the library alone"),
        Verify.Diagnostic().WithLocation(2).WithArguments("/opt/kv/libkvy.so", "is a path that only some systems have", "name the library alone"));

    [Fact]
    public Task One_library_by_two_names() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("kv")] static extern int kv_open();
            [DllImport({|#0:"libkv"|})] static extern int kv_close();
            [DllImport({|#1:"KV"|})] static extern int kv_sync();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments("libkv", "is \"kv\" in another import of this project, and not every system finds both", "use one constant for all"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "KV", "is \"kv\" in another import of this project, and file names with other letters are other files on Linux", "use one constant for all"));

    [Fact]
    public Task Names_of_no_library() => new CSharpAnalyzerTest<FFI8003LibraryNameIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                private const string LibraryName = "kv";
                [DllImport({|#0:nameof(LibraryName)|})] static extern int kv_open();
                [DllImport({|#1:""|})] static extern int kv_close();
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments("LibraryName", "is the name of the constant, which holds \"kv\"", "write `LibraryName` without nameof"),
            Verify.Diagnostic().WithLocation(1).WithArguments("", "is empty", "name the library"),
        },
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunningOn("win-x64").RunAsync();

    [Fact]
    public Task A_project_that_names_its_systems_is_told_of_Unix_files_too() => new CSharpAnalyzerTest<FFI8003LibraryNameIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport([|"libkv.so.2"|])] static extern int kv_open();
            }
            """,
    }.RunningOn("linux-x64,osx-arm64").RunAsync();

    [Fact]
    public Task Files_that_Linux_has_with_development_packages_only() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport({|#0:"libdl.so"|})] static extern nint dlopen(nint name, int flags);
            [DllImport({|#1:"libc.so"|})] static extern int eventfd(uint value, int flags);
            [DllImport({|#2:"m"|})] static extern double cos(double angle);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "The library name \"libdl.so\" is that of a file which Linux has with the development package only; the file that every machine has is \"libdl.so.2\""),
        Verify.Diagnostic().WithLocation(1).WithArguments("libc.so", "is that of a linker script on Linux, which cannot be loaded", "write \"libc\", which the runtime knows"),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task A_library_of_Linux_in_a_project_for_Linux() => new CSharpAnalyzerTest<FFI8003LibraryNameIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport([|"libX11"|])] static extern nint XOpenDisplay(nint name);
            }
            """,
    }.RunningOn("linux-x64").RunAsync();

    [Fact]
    public Task A_file_that_is_loaded_whatever_the_system() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static class Native
        {
            static readonly nint Library = NativeLibrary.Load({|#0:"kv.dll"|});
            static nint Open(string folder) => NativeLibrary.Load({|#1:"libkv.so"|}, typeof(Native).Assembly, null);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "kv.dll", "is that of a file on Windows, which other systems of this project do not have", "load \"kv\" with the assembly, so that the runtime completes the name, or choose by system"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8003LibraryNameIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport([|"kv.dll"|])] static extern int kv_open(Unknown x);
                [DllImport(nameof())] static extern int kv_close();
                [DllImport(Unknown.Name)] static extern int kv_sync();
                [DllImport(
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task A_file_of_Windows_in_a_project_that_shows_no_other_system_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static class Native { [DllImport({|#0:"kv.dll"|})] static extern int kv_open(); }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info));
}
