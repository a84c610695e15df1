using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4002;

/// <summary>FFI4002 stays quiet when the error was saved, or when it is not certain whose error is read.</summary>
public sealed class StaysQuiet
{
    private const string Imports = """
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;
        static partial class N
        {
            [DllImport("kv")] public static extern int kv_put(int key);
            [DllImport("kv", SetLastError = true)] public static extern int kv_get(int key);
            [DllImport("kv", SetLastError = true)] public static extern SafeFileHandle kv_file();
            public sealed class KvException : Win32Exception { public KvException(string text) : base(Marshal.GetLastWin32Error(), text) { } public KvException(int code) : base(code) { } }
            public static void Helper() => kv_get(0);
            public static void Check(int rc) { if (rc != 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); }
            public static void CheckOwn() { if (kv_get(0) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); }
            public static int Get(int key) { return kv_get(key); }
            public static int Either(int key) { if (key > 1) return kv_get(key); return kv_put(key); }
            public static int Logged(int key) { try { return kv_put(key); } finally { Helper(); } }
        }

        """;

    [Theory]
    [InlineData("if (N.kv_get(1) != 0) throw new Win32Exception();")]
    [InlineData("using var h = N.kv_file(); if (h.IsInvalid) throw new Win32Exception();")]
    [InlineData("throw new Win32Exception();")]
    [InlineData("N.kv_put(1); N.Helper(); _ = Marshal.GetLastWin32Error();")]
    [InlineData("N.kv_put(1); throw new Win32Exception(5);")]
    [InlineData("N.kv_put(1); throw new Win32Exception(5, \"put\");")]
    [InlineData("if (N.kv_get(1) != 0) throw new Win32Exception(\"get\");")]
    [InlineData("throw new Win32Exception(\"nothing was called\");")]
    [InlineData("if (DateTime.Now.Ticks > 0) { N.kv_put(1); } else { _ = Marshal.GetLastWin32Error(); }")]
    [InlineData("N.kv_get(1); if (DateTime.Now.Ticks > 0) { N.kv_put(1); } _ = Marshal.GetLastWin32Error();")]
    [InlineData("Action a = () => N.kv_put(1); a(); _ = Marshal.GetLastWin32Error();")]
    [InlineData("N.kv_put(1); Action read = () => _ = Marshal.GetLastWin32Error();")]
    [InlineData("try { N.kv_get(1); } catch { _ = Marshal.GetLastWin32Error(); }")]
    [InlineData("for (;;) { _ = Marshal.GetLastWin32Error(); N.kv_put(1); }")]
    [InlineData("N.kv_put(1); Marshal.SetLastPInvokeError(3); _ = Marshal.GetLastWin32Error();")]
    [InlineData("N.Check(N.kv_get(1));")]
    [InlineData("N.Check(N.Get(1));")]
    [InlineData("var rc = N.kv_get(1); N.kv_put(2); N.Check(rc);")]
    [InlineData("N.kv_put(1); N.Check(N.Either(1));")]
    [InlineData("N.kv_put(1); N.CheckOwn();")]
    [InlineData("N.Check(DateTime.Now.Second);")]
    [InlineData("if (N.Get(1) != 0) throw new Win32Exception();")]
    [InlineData("if (N.Logged(1) != 0) throw new Win32Exception();")]
    [InlineData("if (N.kv_get(1) != 0) throw new System.Net.Sockets.SocketException();")]
    [InlineData("if (N.kv_put(1) != 0) throw new System.Net.Sockets.SocketException(5);")]
    [InlineData("if (N.kv_get(1) != 0) throw new N.KvException(\"get\");")]
    [InlineData("if (N.kv_put(1) != 0) throw new N.KvException(5);")]
    public Task When_the_read_is_right_or_not_certain(string body) => Run(Imports + "class C { void M() { " + body + " } }");

    [Theory]
    [InlineData("kernel32.dll", "Marshal.ThrowExceptionForHR(Marshal.GetHRForLastWin32Error());")]
    [InlineData("kernel32", "Marshal.ThrowExceptionForHR(Marshal.GetHRForLastWin32Error());")]
    [InlineData("kv", "if (OperatingSystem.IsWindows()) Marshal.ThrowExceptionForHR(Marshal.GetHRForLastWin32Error());")]
    [InlineData("libc", "throw new Win32Exception(Marshal.GetLastPInvokeError());")]
    public Task Where_the_code_is_one_of_Windows(string library, string read) => Run($$"""
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("{{library}}", SetLastError = true)] static extern int kv_do(int handle);
            static void M() { if (kv_do(1) == 0) { {{read}} } }
        }
        """);

    [Fact]
    public Task On_a_release_that_nobody_asks_between_the_call_and_its_error() => Run("""
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kernel32")] static extern bool CloseHandle(IntPtr handle);
            [DllImport("advapi32", SetLastError = true)] static extern bool AdjustTokenPrivileges(IntPtr token, bool none, IntPtr privileges, int length, IntPtr before, IntPtr size);
            static void M(IntPtr token) { var done = AdjustTokenPrivileges(token, false, 0, 0, 0, 0); CloseHandle(token); if (!done) throw new Win32Exception(); }
        }
        """);

    [Theory]
    [InlineData("if (kv_resize(file) != 0) { kv_close(file); throw new Win32Exception(Marshal.GetLastWin32Error()); }")]
    [InlineData("var rc = kv_resize(file); if (rc != 0) { kv_close(file); throw new Win32Exception(); }")]
    [InlineData("if (kv_resize(file) != 0 || file == 0) { if (file != 0) kv_close(file); throw new Win32Exception(); }")]
    public Task On_a_function_without_a_result_that_cleans_up_behind_the_test_of_another(string body) => Run($$"""
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kv", SetLastError = true)] static extern int kv_resize(int file);
            [DllImport("kv")] static extern void kv_close(int file);
            static void M(int file) { {{body}} }
        }
        """);

    [Fact]
    public Task On_types_of_the_users_that_look_like_the_frameworks() => Run("""
        using System.Runtime.InteropServices;
        static class N { [DllImport("kv")] public static extern int kv_put(int key); }
        static class Marshal { public static int GetLastWin32Error() => 0; }
        class Win32Exception : System.Exception { }
        class C { int M() { N.kv_put(1); if (N.kv_put(2) == 0) throw new Win32Exception(); return Marshal.GetLastWin32Error(); } }
        """);

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = "using System.Runtime.InteropServices; class C { [DllImport(] static extern int f(; void M() { f(1; Marshal.GetLastWin32Error( } ",
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier> { TestCode = code }.RunAsync();
}
