using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4007;

/// <summary>FFI4007 reports the creating call whose result is used although nothing tested it.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;
        static unsafe partial class N
        {
            [DllImport("libc")] public static extern IntPtr fopen(IntPtr path, IntPtr mode);
            [LibraryImport("libc", EntryPoint = "fopen", SetLastError = true)] public static partial nint OpenIt(nint path, nint mode);
            [DllImport("libc")] public static extern void fclose(IntPtr file);
            [DllImport("libc")] public static extern void* malloc(nuint size);
            [DllImport("libc")] public static extern void free(void* memory);
            [DllImport("kernel32", SetLastError = true)] public static extern SafeFileHandle CreateFileW(IntPtr name, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);
            [DllImport("kernel32", EntryPoint = "CreateFileW", SetLastError = true)] public static extern IntPtr CreateRaw(IntPtr name, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);
            [DllImport("kernel32")] public static extern bool CloseHandle(IntPtr handle);
            [DllImport("kv")] public static extern int kv_use(IntPtr handle);
            [DllImport("kv")] public static extern int kv_file(SafeFileHandle handle);
        }

        """;

    [Theory]
    [InlineData("var f = [|N.fopen(0, 0)|]; N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = [|N.OpenIt(0, 0)|]; N.kv_use(f); N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); if (f == IntPtr.Zero) return; N.kv_use(f); N.fclose(f); f = [|N.fopen(0, 0)|]; N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = [|N.fopen(0, 0)|]; if (DateTime.Now.Ticks > 0) { if (f == IntPtr.Zero) return; } N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = [|N.fopen(0, 0)|]; N.kv_use(f); if (f == IntPtr.Zero) return; N.fclose(f);")]
    [InlineData("N.kv_use([|N.fopen(0, 0)|]);")]
    [InlineData("using var h = [|N.CreateFileW(0, 0, 0, 0, 0, 0, 0)|]; N.kv_file(h);")]
    [InlineData("using (var h = [|N.CreateFileW(0, 0, 0, 0, 0, 0, 0)|]) { N.kv_file(h); }")]
    [InlineData("var h = [|N.CreateRaw(0, 0, 0, 0, 0, 0, 0)|]; N.kv_use(h); N.CloseHandle(h);")]
    [InlineData("var f = [|N.fopen(0, 0)|]; try { N.kv_use(f); } finally { N.fclose(f); }")]
    [InlineData("var p = (int*)[|N.malloc(4)|]; *p = 1; N.free(p);")]
    [InlineData("var p = (byte*)[|N.malloc(4)|]; p[1] = 1; N.free(p);")]
    [InlineData("var p = (IntPtr)[|N.malloc(4)|]; Marshal.WriteInt32(p, 1); N.free((void*)p);")]
    [InlineData("IntPtr f; if (DateTime.Now.Ticks > 0) f = [|N.fopen(0, 0)|]; else f = default; N.kv_use(f); N.fclose(f);")]
    [InlineData("for (var i = 0; i < 3; i++) { var f = [|N.fopen(0, 0)|]; N.kv_use(f); N.fclose(f); }")]
    [InlineData("void Local() { var f = [|N.fopen(0, 0)|]; N.kv_use(f); N.fclose(f); } Local();")]
    [InlineData("Action a = () => { var f = [|N.fopen(0, 0)|]; N.kv_use(f); N.fclose(f); }; a();")]
    [InlineData("var f = [|Open()|]; N.kv_use(f); N.fclose(f);")]
    public Task A_result_that_is_used_at_once(string body) => Run(Imports + "class C { unsafe void M() { " + body + " } static IntPtr Open() { var f = N.fopen(0, 0); return f; } }");

    [Fact]
    public Task In_a_record_an_iterator_an_async_method_and_top_level_statements() => Run(Imports.Replace("using Microsoft.Win32.SafeHandles;", """
        using Microsoft.Win32.SafeHandles;
        var top = [|N.fopen(0, 0)|];
        N.kv_use(top);
        N.fclose(top);
        """, System.StringComparison.Ordinal) + """
        record R(nint Path)
        {
            public System.Collections.Generic.IEnumerable<int> I() { var f = [|N.fopen(Path, 0)|]; yield return N.kv_use(f); N.fclose(f); }
            public async System.Threading.Tasks.Task<int> A() { var f = [|N.fopen(Path, 0)|]; N.kv_use(f); await System.Threading.Tasks.Task.Yield(); N.fclose(f); return 1; }
        }
        """, OutputKind.ConsoleApplication);

    [Fact]
    public Task What_a_contract_says_can_be_null() => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class N
            {
                [DllImport("kv")] public static extern IntPtr kv_open(IntPtr path);
                [DllImport("kv")] public static extern void kv_put(IntPtr kv, int key);
                [DllImport("kv")] public static extern void kv_close(IntPtr kv);
            }
            class C { void M() { var kv = [|N.kv_open(0)|]; N.kv_put(kv, 1); N.kv_close(kv); } }
            """,
    }.WithHeader("""
        typedef struct kv kv;
        /* @boundary return: owned(kv_close), nullable */
        kv *kv_open(const char *path);
        void kv_put(kv *store, int key);
        /* @boundary store: releases */
        void kv_close(kv *store);
        """).RunAsync();

    [Fact]
    public Task What_only_names_say_is_a_suggestion() => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            using Microsoft.Win32.SafeHandles;
            static class N
            {
                [DllImport("kv", SetLastError = true)] public static extern SafeFileHandle kv_make(IntPtr path);
                [DllImport("kv")] public static extern void kv_put(SafeFileHandle kv, int key);
            }
            class C { void M() { using var kv = {|#0:N.kv_make(0)|}; N.kv_put(kv, 1); } }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI4007", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_function_the_value_the_use_and_the_remedy() => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier>
    {
        TestCode = Imports + "class C { void M() { using var h = {|#0:N.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; N.kv_file(h); } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4007", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(
                "CreateFileW", "an invalid handle", " (known from the Windows documentation (CreateFileW))", "'kv_file'", "test 'IsInvalid' right after the call and throw with the last error"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; if (!W.GetFileType(f, out _)) throw new Exception();", DiagnosticSeverity.Info)]
    [InlineData("using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; W.GetFileType(f, out _);", DiagnosticSeverity.Warning)]
    [InlineData("using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; for (var i = 0; W.GetFileType(f, out _); i++) { }", DiagnosticSeverity.Info)]
    [InlineData("using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; var ok = W.GetFileType(f, out _); if (!ok) throw new Exception();", DiagnosticSeverity.Info)]
    [InlineData("bool ok; using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; ok = W.GetFileType(f, out _); ok = true;", DiagnosticSeverity.Warning)]
    [InlineData("bool Ask() { using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; return W.GetFileType(f, out _); }", DiagnosticSeverity.Info)]
    [InlineData("using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; W.GetFileType(f, out _); if (W.GetFileType(f, out _)) { }", DiagnosticSeverity.Info)]
    [InlineData("using var f = {|#0:W.CreateFileW(0, 0, 0, 0, 0, 0, 0)|}; W.Flush(f);", DiagnosticSeverity.Info)]
    [InlineData("var text = W.LoadStringW({|#0:W.LoadLibraryW(\"kv.dll\")|}, 1, 0, 0); if (text == 0) throw new Exception();", DiagnosticSeverity.Warning)]
    [InlineData("W.FillRect(0, 0, {|#0:W.CreateSolidBrush(0)|});", DiagnosticSeverity.Info)]
    [InlineData("var old = W.SelectObject(0, {|#0:W.CreateCompatibleBitmap(0, 1, 1)|});", DiagnosticSeverity.Info)]
    [InlineData("W.FillRect({|#0:W.GetDC(0)|}, 0, 0);", DiagnosticSeverity.Info)]
    [InlineData("var view = W.MapViewOfFile({|#0:W.CreateFileMappingW(-1, 0, 2, 0, 4096, 0)|}, 4, 0, 0, 1); if (view == 0) throw new Exception();", DiagnosticSeverity.Info)]
    [InlineData("W.MapViewOfFile({|#0:W.CreateFileMappingW(-1, 0, 2, 0, 4096, 0)|}, 4, 0, 0, 1);", DiagnosticSeverity.Info)]
    [InlineData("W.GetProcAddress({|#0:W.LoadLibraryW(\"kernel32.dll\")|}, \"a\");", DiagnosticSeverity.Info)]
    [InlineData("W.GetProcAddress({|#0:W.LoadLibraryW(\"kv.dll\")|}, \"a\");", DiagnosticSeverity.Warning)]
    [InlineData("W.CloseDesktop(0); W.AppendMenuW({|#0:W.CreateMenu()|}, 0, 0, 0);", DiagnosticSeverity.Info)]
    [InlineData("W.kv_use({|#0:W.CreateMenu()|});", DiagnosticSeverity.Warning)]
    [InlineData("W.SetParent(0, {|#0:W.CreateWindowExW(0)|});", DiagnosticSeverity.Warning)]
    [InlineData("var f = {|#0:W.open(\"/dev/mem\", 2)|}; W.mmap(0, 4096, 3, 1, f, 0); W.close(f);", DiagnosticSeverity.Info)]
    [InlineData("var f = {|#0:W.open(\"/dev/mem\", 2)|}; W.kv_watch(f); W.close(f);", DiagnosticSeverity.Warning)]
    [InlineData("var f = {|#0:W.fopen(\"a\", \"r\")|}; W.fgetc(f); W.fclose(f);", DiagnosticSeverity.Warning)]
    public Task What_a_checked_call_notices_and_what_never_fails_are_suggestions(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            using Microsoft.Win32.SafeHandles;
            static class W
            {
                [DllImport("kernel32")] public static extern SafeFileHandle CreateFileW(nint name, int access, int share, nint security, int disposition, int flags, nint template);
                [DllImport("kernel32")] public static extern bool GetFileType(SafeFileHandle file, out int type);
                [DllImport("kernel32", PreserveSig = false)] public static extern void Flush(SafeFileHandle file);
                [DllImport("user32")] public static extern int LoadStringW(IntPtr module, int id, nint text, int length);
                [DllImport("gdi32")] public static extern IntPtr CreateSolidBrush(int color);
                [DllImport("gdi32")] public static extern IntPtr CreateCompatibleBitmap(IntPtr context, int width, int height);
                [DllImport("gdi32")] public static extern IntPtr SelectObject(IntPtr context, IntPtr tool);
                [DllImport("user32")] public static extern IntPtr GetDC(IntPtr window);
                [DllImport("user32")] public static extern IntPtr CreateMenu();
                [DllImport("user32")] public static extern bool AppendMenuW(IntPtr menu, uint flags, nint item, nint text);
                [DllImport("user32")] public static extern bool CloseDesktop(IntPtr desktop);
                [DllImport("user32")] public static extern IntPtr CreateWindowExW(int style);
                [DllImport("user32")] public static extern IntPtr SetParent(IntPtr child, IntPtr parent);
                [DllImport("kv")] public static extern void kv_use(IntPtr menu);
                [DllImport("libc")] public static extern int open(string path, int flags);
                [DllImport("libc")] public static extern IntPtr mmap(nint address, nint length, int protection, int flags, int file, nint offset);
                [DllImport("libc")] public static extern int close(int file);
                [DllImport("kv")] public static extern void kv_watch(int file);
                [DllImport("libc")] public static extern IntPtr fopen(string path, string mode);
                [DllImport("libc")] public static extern int fgetc(IntPtr file);
                [DllImport("libc")] public static extern int fclose(IntPtr file);
                [DllImport("kernel32")] public static extern IntPtr CreateFileMappingW(IntPtr file, nint security, int protection, int high, int low, nint name);
                [DllImport("kernel32")] public static extern IntPtr MapViewOfFile(IntPtr mapping, int access, int high, int low, nint bytes);
                [DllImport("user32")] public static extern int FillRect(IntPtr context, nint area, IntPtr brush);
                [DllImport("kernel32", CharSet = CharSet.Unicode)] public static extern IntPtr LoadLibraryW(string name);
                [DllImport("kernel32")] public static extern IntPtr GetProcAddress(IntPtr library, string name);
            }
            class C { void M() { 
            """ + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4007", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    private static Task Run(string code, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var test = new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier> { TestCode = code };
        test.TestState.OutputKind = kind;
        return test.RunAsync();
    }

    [Fact]
    public Task A_handle_that_the_library_does_not_refuse() => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class T
            {
                [DllImport("turbojpeg.dll")] public static extern IntPtr tjInitDecompress();
                [DllImport("kv")] public static extern int kv_decode(IntPtr handle);
            }
            class C { void M() { var h = {|#0:T.tjInitDecompress()|}; T.kv_decode(h); } }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI4007", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();
}
