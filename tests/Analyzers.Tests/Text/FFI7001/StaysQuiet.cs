using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Ownership.FFI1001;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7001StringEncodingDiffers, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7001;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_one_encoding_everywhere_and_on_returns_of_FFI1001() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static partial class Native
        {
            [DllImport("kv")] static extern int kv_a([MarshalAs(UnmanagedType.LPUTF8Str)] string a, [MarshalAs(UnmanagedType.LPWStr)] string b, [MarshalAs(UnmanagedType.BStr)] string c);
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_b(string a, string[] b);
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)] internal static partial int kv_c(string a);
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf16)] internal static partial int kv_d(string a);
            [DllImport("kv")] static extern int kv_e([NativeText(NativeTextEncoding.Ansi)] string a, byte* b, int[] c);
            [DllImport("kv")] static extern string kv_name();
        }
        """));

    [Fact]
    public Task On_libraries_of_one_system_and_known_ANSI_functions() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("libc")] static extern int puts(string text);
            [DllImport("libkv.so")] static extern int kv_open(string path);
            [DllImport("kernel32")] static extern IntPtr GetProcAddress(IntPtr module, string name);
            [DllImport("kernel32", CharSet = CharSet.Ansi)] static extern int DeleteFile(string path);
            [DllImport("kernel32")] static extern int CopyFileA(string from, string to);
            [DllImport("user32", CharSet = CharSet.Auto)] static extern int MessageBox(IntPtr window, string text, string caption, int type);
            [System.Runtime.Versioning.SupportedOSPlatform("linux")] [DllImport("kv")] static extern int kv_linux(string path);
        }
        static class NativeMethods_Alpine { [DllImport("alpine-kv")] static extern int kv_musl(string path); }
        """));

    [Fact]
    public Task On_a_project_that_never_runs_on_Windows() => new CSharpAnalyzerTest<FFI7001StringEncodingDiffers, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Auto)] static extern int kv_open(string path, [MarshalAs(UnmanagedType.LPStr)] string name);
            }
            """),
    }.On("linux-x64;osx-arm64").RunAsync();

    [Fact]
    public Task Converted_text_that_is_right_or_goes_nowhere_known() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(IntPtr path);
            [DllImport("kernel32")] static extern IntPtr GetProcAddress(IntPtr module, IntPtr name);
            [DllImport("libc")] static extern int chdir(IntPtr path);
            static int A(string path) => kv_open(Marshal.StringToCoTaskMemUTF8(path));
            static IntPtr B(IntPtr module, string name) => GetProcAddress(module, Marshal.StringToHGlobalAnsi(name));
            static int C(string path) => chdir(Marshal.StringToHGlobalAnsi(path));
            static IntPtr D(string path) => Marshal.StringToHGlobalAnsi(path);
        }
        """));
}
