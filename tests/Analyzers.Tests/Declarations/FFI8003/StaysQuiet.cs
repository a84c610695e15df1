using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8003LibraryNameIsNotPortable, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8003;

public sealed class StaysQuiet
{
    [Fact]
    public Task Bare_names_and_libraries_of_a_system() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Native
        {
            private const string kv = "kv";
            [DllImport("kv")] static extern int a();
            [DllImport(nameof(kv))] static extern int b();
            [DllImport("libsodium")] static extern int c();
            [DllImport("Kernel32.dll")] static extern int d();
            [DllImport("kernel32")] static extern int e();
            [DllImport("libc.so.6")] static extern int f();
            [DllImport("__Internal")] static extern int g();
            [DllImport("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")] static extern int h();
            [DllImport("/usr/lib/system/libdispatch.dylib")] static extern int dispatch();
        }
        """);

    [Fact]
    public Task Declarations_for_one_system() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        using System.Runtime.Versioning;
        [SupportedOSPlatform("windows")] static class Native
        {
            [DllImport("kv.dll")] static extern int a();
        }
        static class LinuxNative
        {
            [DllImport("libudev.so.1")] static extern int b();
        }
        static class Toolkit
        {
            [DllImport("libgdk-win32-2.0-0.dll")] static extern int gdk_win32_window();
        }
        static class Several
        {
            [DllImport("kvone.dll")] static extern int kv_one();
            [DllImport("libkvtwo.so.1")] static extern int kv_two();
        }
        static class Chosen
        {
            [DllImport("kvw.dll", EntryPoint = "kv_open")] static extern int OpenOnWindows();
            [DllImport("libkvw.so", EntryPoint = "kv_open")] static extern int OpenOnLinux();
        }
        static class ChosenByName
        {
            [DllImport("kvn.dll", EntryPoint = "kvn_open")] static extern int OpenOnWindows();
            [DllImport("kvn", EntryPoint = "kvn_open")] static extern int Open();
        }
        static class OneBuildForEachProcessor
        {
            static class X86 { [DllImport("kvx.x86.dll")] internal static extern int kvx_open(); }
            static class X64 { [DllImport("kvx.x64.dll")] internal static extern int kvx_open(); }
            static class Bare64 { [DllImport("kvx.x64")] internal static extern int kvx_open(); }
            static class Other { [DllImport("kvx")] internal static extern int kvx_open(); }
        }
        """);

    [Fact]
    public Task Projects_that_find_libraries_themselves() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Native
        {
            static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, assembly, path) => 0);
            [DllImport("kv.dll")] static extern int a();
        }
        """);

    [Fact]
    public Task A_project_for_one_system() => new CSharpAnalyzerTest<FFI8003LibraryNameIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv.dll")] static extern int a();
                [DllImport("KV")] static extern int b();
            }
            """,
    }.RunningOn("win-x64,win-arm64").RunAsync();

    [Fact]
    public Task Attributes_of_ones_own() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        namespace Mine
        {
            sealed class DllImportAttribute : System.Attribute { public DllImportAttribute(string name) { } }
            static class Native { [Mine.DllImport("kv.dll")] static int A() => Marshal.SizeOf<int>(); }
        }
        """);

    [Fact]
    public Task Functions_by_the_decorated_names_of_Windows() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static class Native
        {
            const string Library = "reader.dll";
            [DllImport(Library, EntryPoint = "??1Reader@@QEAA@XZ")] static extern void Drop(nint reader);
        }
        """);

    [Theory]
    [InlineData("libEGL.so", "")]
    [InlineData("libEGL.so", "linux-x64,android-arm64")]
    [InlineData("libdl.so", "android-arm64,linux-x64")]
    public Task Names_that_Android_has(string library, string platforms)
    {
        var test = new CSharpAnalyzerTest<FFI8003LibraryNameIsNotPortable, DefaultVerifier>
        {
            TestCode = "using System.Runtime.InteropServices; static class Native { [DllImport(\"" + library + "\")] static extern nint eglGetError(); }",
        };
        return (platforms.Length == 0 ? test : test.RunningOn(platforms)).RunAsync();
    }

    [Fact]
    public Task Files_that_are_loaded_by_system_and_those_that_every_Linux_has() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("libX11.so.6")] static extern nint XOpenDisplay(nint name);
            [DllImport("libdl.so.2")] static extern nint dlopen(nint name, int flags);
            [DllImport("libc")] static extern int getpid();
            static readonly nint A = OperatingSystem.IsWindows() ? NativeLibrary.Load("kv.dll") : NativeLibrary.Load("libkv.so.1");
            static nint B()
            {
                try { return NativeLibrary.Load("kv.dll"); }
                catch (DllNotFoundException) { return NativeLibrary.Load("kv", typeof(Native).Assembly, null); }
            }

            static nint LoadOnWindows() => NativeLibrary.Load("kv.dll");
            static nint C(string name) => NativeLibrary.Load(name) + NativeLibrary.Load("kernel32.dll") + (NativeLibrary.TryLoad("kv.dll", out var found) ? found : 0);
        }
        """);

    [Fact]
    public Task Other_attributes_with_an_empty_text() => new CSharpAnalyzerTest<FFI8003LibraryNameIsNotPortable, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            class DataAttribute : Attribute { public DataAttribute(string header) { } }
            static class Native { [DllImport(Lib.Kernel)] [Data("")] static extern int kv_open(); }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
