using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3015;

public sealed class Reports
{
    private const string OnTheStack = "osx-arm64 passes variable arguments on the stack and this declaration passes them in registers";

    [Fact]
    public Task The_first_variable_argument_of_an_import() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("libc", SetLastError = true)] static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint {|#0:mode|});
            [DllImport("libc", EntryPoint = "fcntl")] static extern int Control(int descriptor, int command, ref int {|#1:argument|});
            [DllImport("e_sqlite3")] static extern int sqlite3_config(int option, nint {|#2:callback|}, nint data);
            [DllImport("curl")] static extern int curl_easy_setopt(nint curl, int option, [MarshalAs(UnmanagedType.LPUTF8Str)] string {|#3:value|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`open` is variadic in C (known from the C and POSIX documentation), and parameter `mode` is one of its variable arguments: " + OnTheStack
            + "; call a C function with fixed parameters that passes them on"),
        Verify.Diagnostic().WithLocation(1).WithArguments("fcntl", "known from the C and POSIX documentation", "parameter `argument`", OnTheStack),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3));

    [Fact]
    public Task Every_form() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        delegate int Printf(nint format, int value);
        static unsafe partial class Native
        {
            [LibraryImport("libc")] internal static partial int printf(nint format, int {|#0:value|});

            static void M(nint library)
            {
                var a = (delegate* unmanaged[Cdecl]<nint, int, int>){|#1:NativeLibrary.GetExport(library, "curl_maprintf")|};
                var b = Marshal.GetDelegateForFunctionPointer<Printf>({|#2:NativeLibrary.GetExport(NativeLibrary.Load("libc"), "printf")|});
                [DllImport("libc")] static extern int fcntl(int descriptor, int command, int {|#3:argument|});
            }
        }
        record Log(int Level)
        {
            [DllImport("SDL2")] static extern void SDL_Log(nint format, int {|#4:value|});
        }
        """,
        Verify.Diagnostic().WithLocation(0),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task A_header_says_that_the_function_is_variadic() => new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern int kv_set_option(nint store, int option, int {|#0:value|});
                [DllImport("kv")] static extern int kv_get_option(nint store, int option, int value);
            }
            """,
        ExpectedDiagnostics = { Verify.Diagnostic().WithLocation(0).WithArguments("kv_set_option", "kv.h:1", "parameter `value`", OnTheStack) },
    }.WithHeader("int kv_set_option(void *store, int option, ...);\nint kv_get_option(void *store, int option, int value);\n").RunAsync();

    [Fact]
    public Task Floating_point_arguments_on_other_systems_too() => new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("curl")] static extern int curl_easy_setopt(nint curl, int option, double {|#0:value|});
                [DllImport("opus")] static extern int opus_encoder_ctl(nint encoder, int request, int value);
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments(
                "curl_easy_setopt",
                "known from the libcurl documentation",
                "parameter `value`",
                "on win-x64, win-arm64 a variadic function looks elsewhere for a floating-point argument"),
        },
    }.RunningOn("win-x64,win-arm64,win-x86,linux-arm64").RunAsync();

    [Fact]
    public Task A_float_is_widened_to_double_on_every_system() => new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("tiff")] static extern int TIFFSetField(nint file, uint tag, float [|value|]);
            }
            """,
    }.RunningOn("linux-arm64").RunAsync();

    [Fact]
    public Task Requests_that_differ_between_systems_are_a_suggestion_until_the_project_names_its_systems()
    {
        const string Code = "using System.Runtime.InteropServices;\nstatic class Native { [DllImport(\"libc\")] static extern int ioctl(int file, nuint request, nint {|#0:argument|}); }";
        return Task.WhenAll(
            Verify.VerifyAnalyzerAsync(Code, Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info)),
            new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
            {
                TestCode = Code,
                ExpectedDiagnostics = { Verify.Diagnostic().WithLocation(0) },
            }.RunningOn("linux-x64,osx-arm64").RunAsync());
    }

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("libc")] static extern int fcntl(int descriptor, int command, Unknown [|argument|]);
                [DllImport("libc")] static extern int ioctl(
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("internal", "Native.open(\"/tmp/a\", 0x41, 0x1A4);")]
    [InlineData("internal", "Native.open(\"/dev/null\", 1, 0); Native.open(\"/tmp/a\", flags, 0);")]
    [InlineData("internal", "")]
    [InlineData("public", "Native.open(\"/dev/null\", 1, 0);")]
    public Task An_open_that_makes_a_file_or_may(string access, string calls) => new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices; public static class Native { [DllImport(\"libc\")] " + access + " static extern int open(string path, int flags, int [|mode|]); } class C { void M(int flags) { " + calls + " } }",
    }.RunningOn("linux-x64,osx-arm64").RunAsync();
}
