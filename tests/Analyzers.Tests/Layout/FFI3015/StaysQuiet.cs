using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3015;

public sealed class StaysQuiet
{
    [Fact]
    public Task Only_named_arguments_are_passed() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("libc")] static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
            [DllImport("libc")] static extern int printf(nint text);
            [DllImport("e_sqlite3")] static extern int sqlite3_config(int option);
        }
        """);

    [Fact]
    public Task Names_of_C_in_another_library_and_functions_that_only_look_variadic() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("kv")] static extern int open(nint store, int flags, int mode);
            [DllImport("libobjc.dylib")] static extern nint objc_msgSend(nint receiver, nint selector, double value);
            [DllImport("libc")] static extern int vprintf(nint format, nint arguments);
            [DllImport("libc")] static extern int ioctl(int descriptor, nuint request, __arglist);
        }
        """);

    [Fact]
    public Task Declarations_for_other_systems() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        using System.Runtime.Versioning;
        static class Native
        {
            [DllImport("libc.so.6")] static extern int ioctl(int descriptor, nuint request, nint argument);
            [DllImport("libc")] static extern int prctl(int option, nint name);
            [DllImport("msvcrt")] static extern int _open(nint path, int flags, int mode);
            [DllImport("user32")] static extern int wsprintfW(nint buffer, nint format, int value);
            [SupportedOSPlatform("linux")] [DllImport("libc")] static extern int fcntl(int descriptor, int command, int argument);
        }
        static class LinuxNative
        {
            [DllImport("libc")] static extern int open(nint path, int flags, int mode);
        }
        """);

    [Fact]
    public Task A_project_that_does_not_run_on_Apple_silicon() => new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("libc")] static extern int open(nint path, int flags, int mode);
                [DllImport("curl")] static extern int curl_easy_setopt(nint curl, int option, long value);
            }
            """,
    }.RunningOn("win-x64,linux-x64,linux-arm64,osx-x64").RunAsync();

    [Fact]
    public Task A_declaration_for_arm64_fills_the_registers() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("e_sqlite3", EntryPoint = "sqlite3_config")] static extern int ConfigInt(int option, int value);
            [DllImport("e_sqlite3", EntryPoint = "sqlite3_config")]
            static extern int ConfigIntArm64(int option, nint a, nint b, nint c, nint d, nint e, nint f, nint g, int value);
        }
        """);

    [Fact]
    public Task A_header_shows_that_the_function_has_fixed_parameters() => new CSharpAnalyzerTest<FFI3015VariadicCFunctionIsDeclaredWithFixedParameters, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern int sqlite3_config(int option, nint value);
            }
            """,
    }.WithHeader("int sqlite3_config(int option, void *value);\n").RunAsync();

    [Theory]
    [InlineData("Native.open(\"/dev/null\", 1, 0);")]
    [InlineData("Native.open(\"/dev/null\", 1, 0); Native.open(\"/tmp/a\", Native.ReadOnly, 0);")]
    public Task An_open_that_never_makes_a_file(string calls) => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Native { internal const int ReadOnly = 0; [DllImport("libc")] internal static extern int open(string path, int flags, int mode); }
        class C { void M(int flags) { 
        """ + calls + " } }");
}
