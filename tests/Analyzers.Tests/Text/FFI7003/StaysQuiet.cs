using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Ownership.FFI1001;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7003NativeStringIsDecodedWithTheWrongEncoding, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7003;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_buffers_that_are_read_rightly_or_that_several_functions_had() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kernel32")] static extern uint GetModuleFileNameA(IntPtr module, IntPtr name, uint size);
            [DllImport("kernel32")] static extern uint GetModuleFileNameW(IntPtr module, IntPtr name, uint size);
            static string M(bool wide, IntPtr given)
            {
                IntPtr buffer = Marshal.AllocHGlobal(520);
                GetModuleFileNameA(IntPtr.Zero, buffer, 260);
                var right = Marshal.PtrToStringAnsi(buffer);
                IntPtr other = Marshal.AllocHGlobal(520);
                var before = Marshal.PtrToStringUni(other);
                _ = wide ? GetModuleFileNameW(IntPtr.Zero, other, 260) : GetModuleFileNameA(IntPtr.Zero, other, 260);
                GetModuleFileNameA(IntPtr.Zero, given, 260);
                return right + before + (wide ? Marshal.PtrToStringUni(other) : Marshal.PtrToStringAnsi(other)) + Marshal.PtrToStringUni(given);
            }
        }
        """));

    [Fact]
    public Task On_the_right_decoder_and_on_pointers_of_unknown_origin() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_utf8();
            [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf16)] static extern IntPtr kv_utf16();
            [DllImport("kv")] [return: NativeText(NativeTextEncoding.Ansi)] static extern IntPtr kv_ansi();
            [DllImport("kv")] static extern IntPtr kv_version();
            static IntPtr Stored;
            static void M(IntPtr given, IntPtr[] many)
            {
                _ = Marshal.PtrToStringUTF8(kv_utf8());
                _ = Marshal.PtrToStringUni(kv_utf16());
                _ = new string((char*)kv_utf16());
                _ = Marshal.PtrToStringAnsi(kv_ansi());
                _ = Marshal.PtrToStringAnsi(kv_version());
                _ = Marshal.PtrToStringAnsi(given);
                _ = Marshal.PtrToStringAnsi(many[0]);
                _ = Marshal.PtrToStringAnsi(Stored);
                var memory = Marshal.StringToHGlobalAnsi("text");
                _ = Marshal.PtrToStringAnsi(memory);
                var either = given == IntPtr.Zero ? kv_utf8() : kv_utf16();
                _ = Marshal.PtrToStringAnsi(either);
                var twice = kv_utf8();
                twice = given;
                _ = Marshal.PtrToStringAnsi(twice);
            }
        }
        """));

    [Fact]
    public Task On_libraries_of_systems() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("libc")] static extern IntPtr getenv(string name);
            [DllImport("kernel32")] static extern IntPtr GetEnvironmentStringsW();
            [DllImport("kernel32")] static extern IntPtr GetCommandLineA();
            [DllImport("libkv.so")] static extern IntPtr kv_name();
            [DllImport("kv.dll")] static extern IntPtr kv_windows();
            static void M()
            {
                _ = Marshal.PtrToStringAnsi(getenv("PATH"));
                _ = Marshal.PtrToStringUni(GetEnvironmentStringsW());
                _ = Marshal.PtrToStringAnsi(GetCommandLineA());
                _ = Marshal.PtrToStringAnsi(kv_name());
                _ = Marshal.PtrToStringAnsi(kv_windows());
            }
        }
        """));

    [Fact]
    public Task On_a_project_that_never_runs_on_Windows() => new CSharpAnalyzerTest<FFI7003NativeStringIsDecodedWithTheWrongEncoding, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_name();
                static string M() => Marshal.PtrToStringAnsi(kv_name()) + Marshal.PtrToStringAuto(kv_name());
            }
            """),
    }.On("linux-x64;osx-arm64").RunAsync();

    [Fact]
    public Task On_a_library_that_Windows_does_not_have() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("libc")] static extern IntPtr strerror(int error);
            static string M(int error) => Marshal.PtrToStringAuto(strerror(error));
        }
        """));

    [Fact]
    public Task On_a_Marshal_of_the_user() => Verify.VerifyAnalyzerAsync("""
        using System;
        using Interop = System.Runtime.InteropServices;
        static class Marshal { public static string PtrToStringAnsi(IntPtr text) => ""; }
        static class Native
        {
            [Interop.DllImport("sqlite3")] static extern IntPtr sqlite3_errmsg(IntPtr db);
            static string M(IntPtr db) => Marshal.PtrToStringAnsi(sqlite3_errmsg(db));
        }
        """);
}
