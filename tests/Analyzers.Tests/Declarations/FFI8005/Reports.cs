using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8005FunctionWithoutPlatform, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8005;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Runtime.Versioning;\n";

    [Fact]
    public Task Libraries_of_each_system() => Verify.VerifyAnalyzerAsync(
        Usings + """
        partial class Native
        {
            [DllImport("user32.dll")] static extern IntPtr {|#0:GetFocus|}();
            [LibraryImport("libc")] internal static partial int {|#1:getpid|}();
            [DllImport("libSystem.dylib")] static extern int {|#2:proc_pidinfo|}();
            [DllImport("libc.so.6")] static extern int {|#3:gettid|}();
            [DllImport("/System/Library/Frameworks/Security.framework/Security")] static extern int {|#4:SecRandomCopyBytes|}();
            [DllImport("msvcrt")] static extern int {|#5:_getch|}();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`GetFocus` is imported from \"user32.dll\", which is not found on Linux and macOS: a call there throws DllNotFoundException; add [SupportedOSPlatform(\"windows\")], so that the compiler (CA1416) checks the callers"),
        Verify.Diagnostic().WithLocation(1).WithArguments("getpid", "is imported from", "libc", "Windows", "[UnsupportedOSPlatform(\"windows\")]"),
        Verify.Diagnostic().WithLocation(2).WithArguments("proc_pidinfo", "is imported from", "libSystem.dylib", "Windows and Linux", "[SupportedOSPlatform(\"macos\")]"),
        Verify.Diagnostic().WithLocation(3).WithArguments("gettid", "is imported from", "libc.so.6", "Windows and macOS", "[SupportedOSPlatform(\"linux\")]"),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task A_class_of_nothing_else_is_reported_as_one() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static partial class {|#0:User32|}
        {
            private const string Library = "user32";
            [DllImport(Library)] internal static extern IntPtr GetFocus();
            [LibraryImport(Library)] internal static partial IntPtr GetCapture();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments("User32", "imports only from", "user32", "Linux and macOS", "[SupportedOSPlatform(\"windows\")]"));

    [Fact]
    public Task In_every_shape_of_type() => Verify.VerifyAnalyzerAsync(Usings + """
        record Window(IntPtr Handle)
        {
            [DllImport("user32")] static extern IntPtr [|GetFocus|]();
        }
        struct Value
        {
            [DllImport("user32")] static extern IntPtr [|GetFocus|]();
            public int Number;
        }
        class Locals
        {
            static IntPtr M()
            {
                return GetFocus();
                [DllImport("user32")] static extern IntPtr [|GetFocus|]();
            }
        }
        interface IHas
        {
            [DllImport("user32")] static extern IntPtr [|GetFocus|]();
        }
        partial class Parts { [DllImport("user32")] static extern IntPtr [|GetFocus|](); }
        partial class Parts { [DllImport("kernel32")] static extern int [|GetTickCount|](); }
        """);

    [Fact]
    public Task The_projects_own_systems_count() => new CSharpAnalyzerTest<FFI8005FunctionWithoutPlatform, DefaultVerifier>
    {
        TestCode = Usings + """
            class Native
            {
                [DllImport("libc")] static extern int getpid();
                [DllImport("libSystem")] static extern int {|#0:proc_pidinfo|}();
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments("proc_pidinfo", "is imported from", "libSystem", "Linux", "[SupportedOSPlatform(\"macos\")], [SupportedOSPlatform(\"ios\")]"),
        },
    }.RunningOn("linux-x64,osx-arm64,ios-arm64").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8005FunctionWithoutPlatform, DefaultVerifier>
    {
        TestCode = Usings + """
            class Native
            {
                [DllImport("user32")] static extern IntPtr [|GetFocus|](
                [DllImport()] static extern IntPtr GetCapture();
                [DllImport] static extern
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
