using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4001;

/// <summary>FFI4001 reports each way of dropping a status, at the severity of the evidence.</summary>
public sealed class Reports
{
    private const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        enum KvStatus { Ok, NotFound }
        static partial class N
        {
            [DllImport("kv")] [return: NativeStatus] public static extern int kv_put(int key);
            [LibraryImport("kv")] [return: NativeStatus(SuccessIf = NativeSuccess.NotNegative)] public static partial int kv_write(int key);
            [DllImport("kv")] public static extern KvStatus kv_delete(int key);
            [DllImport("ole32")] [return: MarshalAs(UnmanagedType.Error)] public static extern int CoInitialize(nint reserved);
        }

        """;

    [Theory]
    [InlineData("[|N.kv_put(1)|];")]
    [InlineData("[|N.kv_write(1)|];")]
    [InlineData("[|N.CoInitialize(0)|];")]
    [InlineData("Action a = () => [|N.kv_put(1)|]; a();")]
    [InlineData("void Local() => [|N.kv_put(1)|]; Local();")]
    [InlineData("for (var i = 0; i < 3; [|N.kv_put(i)|]) { i++; }")]
    [InlineData("foreach (var i in new[] { 1 }) [|N.kv_put(i)|];")]
    [InlineData("unsafe { [|((delegate* unmanaged[Cdecl]<int, HRESULT>)0)(1)|]; }")]
    [InlineData("[|Marshal.GetDelegateForFunctionPointer<Put>(0)(1)|];")]
    public Task A_stated_status_as_a_warning(string body) =>
        Run(Imports + "struct HRESULT { public int Value; } [UnmanagedFunctionPointer(CallingConvention.Cdecl)] [return: NativeStatus] delegate int Put(int key); class C { void M() { " + body + " } }");

    [Fact]
    public Task In_a_record_an_async_method_an_iterator_and_a_property() => Run(Imports + """
        record R(int Key) { public void Put() => [|N.kv_put(Key)|]; }
        class P
        {
            async System.Threading.Tasks.Task A() { [|N.kv_put(1)|]; await System.Threading.Tasks.Task.Yield(); }
            System.Collections.Generic.IEnumerable<int> I() { [|N.kv_put(1)|]; yield return 1; }
            int Property { set { [|N.kv_put(value)|]; } }
            ~P() { {|#0:N.kv_put(1)|}; }
        }
        """, new DiagnosticResult("FFI4001", DiagnosticSeverity.Warning).WithLocation(0));

    [Fact]
    public Task An_inferred_status_one_step_lower() => Run(
        Imports + "class C { void M() { {|#0:N.kv_delete(1)|}; } }",
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "The status that 'kv_delete' returns is ignored (0 means success; inferred from KvStatus.Ok): a failure goes unnoticed and what follows works on data that was "
                + "never made; check it and throw"));

    internal const string ErrorImports = """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        static unsafe class E
        {
            [DllImport("leveldb")] public static extern void leveldb_put(IntPtr db, IntPtr options, byte[] key, nuint keylen, byte[] val, nuint vallen, out IntPtr errptr);
            [DllImport("kv")] public static extern nint kv_open(int key, [NativeStatus] out nint problem);
            [DllImport("kv")] public static extern void kv_flush([NativeStatus(Success = 1)] out int answer);
            [DllImport("kv")] public static extern nint kv_load(int key, [NativeStatus] byte** problem);
            [DllImport("kv")] public static extern nint kv_make(int key, ref IntPtr error);
        }

        """;

    [Theory]
    [InlineData("[|E.kv_open(1, out var p)|];")]
    [InlineData("var h = [|E.kv_open(1, out nint p)|];")]
    [InlineData("nint p; [|E.kv_open(1, out p)|];")]
    [InlineData("[|E.kv_open(1, out var p)|]; p = 0;")]
    [InlineData("[|E.kv_flush(out var answer)|];")]
    [InlineData("byte* p = null; var h = [|E.kv_load(1, &p)|];")]
    [InlineData("[|E.leveldb_put(0, 0, null, 0, null, 0, out var error)|];")]
    [InlineData("IntPtr p; [|E.leveldb_put(0, 0, null, 0, null, 0, out p)|]; [|E.leveldb_put(0, 0, null, 0, null, 0, out p)|];")]
    [InlineData("Action a = () => { [|E.kv_open(1, out var p)|]; }; a();")]
    public Task An_error_parameter_that_nobody_reads(string body) => Run(ErrorImports + "class C { unsafe void M() { " + body + " } }");

    [Fact]
    public Task An_error_parameter_that_only_its_name_tells_of_one_step_lower() => Run(
        ErrorImports + "class C { void M() { var error = IntPtr.Zero; {|#0:E.kv_make(1, ref error)|}; } }",
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "Whether 'kv_make' failed stands in 'error', which nobody reads (null means success; inferred from the name error): a failure goes unnoticed and what follows works on "
                + "data that was never made; test it and throw"));

    [Fact]
    public Task A_discarded_error_under_the_strict_option()
    {
        var test = New(ErrorImports + "class C { void M() { [|E.kv_open(1, out _)|]; } }");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nboundarylint.FFI4001.strict = true\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_discard_under_the_strict_option()
    {
        var test = New(Imports + "class C { void M() { _ = [|N.kv_put(1)|]; } }");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nboundarylint.FFI4001.strict = true\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_status_enumeration_that_is_declared_as_one() => Run("""
        using System.Runtime.InteropServices;
        using BoundaryLint;
        [NativeStatus(Success = 1)] enum Outcome { Bad, Fine }
        static class N { [DllImport("kv")] public static extern Outcome kv_put(int key); }
        class C { void M() { [|N.kv_put(1)|]; } }
        """);

    [Fact]
    public Task A_release_in_Dispose_one_step_lower() => Run(
        """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        static class N { [DllImport("kv")] [return: NativeStatus] public static extern int kv_close([Releases] nint store); }
        sealed class Store : IDisposable { nint _h; public void Dispose() { {|#0:N.kv_close(_h)|}; } public void Close() { [|N.kv_close(_h)|]; } }
        """,
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("N.GetDpi(h, out var x); if (x == 0) return; N.Use(x);", DiagnosticSeverity.Info)]
    [InlineData("N.GetDpi(h, out var x); if (x > 0) N.Use(x);", DiagnosticSeverity.Info)]
    [InlineData("uint x = 96; N.GetDpi(h, out x); N.Use(x);", DiagnosticSeverity.Info)]
    [InlineData("uint x; x = 96; N.GetDpi(h, out x); N.Use(x);", DiagnosticSeverity.Info)]
    [InlineData("N.Make(h, out var o); if (o != null) N.Use(1);", DiagnosticSeverity.Info)]
    [InlineData("N.Make(h, out var o); if (o is null) return;", DiagnosticSeverity.Info)]
    [InlineData("N.Make(h, out var o); o.ToString(); if (o != null) N.Use(1);", DiagnosticSeverity.Warning)]
    [InlineData("N.GetDpi(h, out var x); N.Use(x);", DiagnosticSeverity.Warning)]
    [InlineData("N.GetDpi(h, out var x); if (x == 96) N.Use(x);", DiagnosticSeverity.Warning)]
    [InlineData("N.GetDpi(h, out _);", DiagnosticSeverity.Warning)]
    [InlineData("N.Name(h, out var n); if (n == \"kv\") N.Use(1);", DiagnosticSeverity.Info)]
    [InlineData("N.Name(h, out var n); if (string.Equals(n, \"kv\")) N.Use(1);", DiagnosticSeverity.Info)]
    [InlineData("N.Name(h, out var n); return n;", DiagnosticSeverity.Info)]
    [InlineData("N.Name(h, out var n); if (n == \"kv\") N.Use((uint)n.Length);", DiagnosticSeverity.Warning)]
    [InlineData("N.Name(h, out var n); Console.WriteLine(n);", DiagnosticSeverity.Warning)]
    [InlineData("N.Name(h, out var n); return n.Trim();", DiagnosticSeverity.Warning)]
    public Task What_is_asked_for_by_its_values_one_step_lower(string body, DiagnosticSeverity severity) => Run(
        """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        static class N
        {
            [DllImport("kv")] [return: NativeStatus] public static extern int GetDpi(IntPtr h, out uint x);
            [DllImport("kv")] [return: NativeStatus] public static extern int Make(IntPtr h, [MarshalAs(UnmanagedType.IUnknown)] out object made);
            [DllImport("kv")] [return: NativeStatus] public static extern int Name(IntPtr h, [MarshalAs(UnmanagedType.BStr)] out string name);
            [DllImport("kv")] public static extern void Use(uint x);
        }
        class C { 
        """ + (body.Contains("return n") ? "string" : "void") + " M(IntPtr h) { " + string.Concat(body.Split(';', 2)[0].StartsWith("N.", StringComparison.Ordinal) ? Marked(body, 0) : Marked(body, body.IndexOf("N.GetDpi", StringComparison.Ordinal)), " } }"),
        new DiagnosticResult("FFI4001", severity).WithLocation(0));

    [Theory]
    [InlineData("try { {|#0:N.kv_put(1)|}; } catch { }", DiagnosticSeverity.Info)]
    [InlineData("try { {|#0:N.kv_put(1)|}; } catch (Exception) { }", DiagnosticSeverity.Info)]
    [InlineData("try { {|#0:N.kv_put(1)|}; } catch (DllNotFoundException) { }", DiagnosticSeverity.Warning)]
    [InlineData("try { {|#0:N.kv_put(1)|}; } catch (Exception e) { Console.WriteLine(e); }", DiagnosticSeverity.Warning)]
    [InlineData("try { {|#0:N.kv_put(1)|}; Console.WriteLine(1); } catch { }", DiagnosticSeverity.Warning)]
    [InlineData("var bits = new byte[8]; Array.Clear(bits, 0, 8); {|#0:N.kv_fill(bits)|}; Console.WriteLine(bits[0]);", DiagnosticSeverity.Info)]
    [InlineData("byte[] bits = new byte[8], other = new byte[8]; Array.Clear(other, 0, 8); {|#0:N.kv_fill(bits)|}; Console.WriteLine(bits[0]);", DiagnosticSeverity.Warning)]
    [InlineData("var bits = new byte[8]; {|#0:N.kv_fill(bits)|}; Console.WriteLine(bits[0]);", DiagnosticSeverity.Warning)]
    public Task A_failure_that_is_meant_to_be_ignored_one_step_lower(string body, DiagnosticSeverity severity) => Run(
        Imports.Replace("kv_put(int key);", "kv_put(int key); [DllImport(\"kv\")] [return: NativeStatus] public static extern int kv_fill(byte[] bits);") + "class C { void M() { " + body + " } }",
        new DiagnosticResult("FFI4001", severity).WithLocation(0));

    private static string Marked(string body, int start)
    {
        var end = body.IndexOf(';', start);
        return body.Substring(0, start) + "{|#0:" + body.Substring(start, end - start) + "|}" + body.Substring(end);
    }

    [Fact]
    public Task What_makes_nothing_and_what_a_finalizer_cannot_mend_one_step_lower() => Run(
        """
        using System;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kernel32")] public static extern bool SetConsoleCtrlHandler(Func<int, bool> handler, bool add);
            [DllImport("advapi32")] public static extern bool OpenProcessToken(IntPtr process, uint access, out IntPtr token);
            [DllImport("kernel32")] public static extern bool CloseHandle(IntPtr handle);
            [DllImport("dwmapi")] public static extern int DwmSetWindowAttribute(IntPtr window, uint attribute, ref int value, uint size);
            [DllImport("libc")] public static extern nint write(int file, byte[] bytes, nint count);
            [DllImport("shcore")] public static extern int GetDpiForMonitor(IntPtr monitor, int type, out uint x, out uint y);
            [DllImport("kernel32")] public static extern bool ReadFile(IntPtr file, byte[] buffer, int size, out int read, IntPtr overlapped);
        }
        class C
        {
            uint Dpi(IntPtr monitor) { {|#4:N.GetDpiForMonitor(monitor, 0, out var x, out _)|}; return x; }
            byte[] Read(IntPtr file) { var bytes = new byte[8]; [|N.ReadFile(file, bytes, 8, out var read, default)|]; return read > 0 ? bytes : null; }
            static readonly Func<int, bool> s_ignore = _ => true;
            int _file;
            ~C() { {|#0:N.write(_file, new byte[1], 1)|}; }
            void M(IntPtr process) { {|#1:N.SetConsoleCtrlHandler(s_ignore, true)|}; {|#3:N.CloseHandle(process)|}; var dark = 1; {|#2:N.DwmSetWindowAttribute(process, 20, ref dark, 4)|}; [|N.OpenProcessToken(process, 8, out var token)|]; [|N.write(_file, new byte[1], 1)|]; }
        }
        """,
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(0),
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(1),
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(2),
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Hidden).WithLocation(3),
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(4));

    [Fact]
    public Task The_one_caller_that_drops_what_all_others_check() => Run(
        """
        using System;
        using System.Runtime.InteropServices;
        static class N { [DllImport("kv")] public static extern int kv_put(int key); }
        class C
        {
            void A() { if (N.kv_put(1) != 0) throw new Exception(); }
            void B() { var rc = N.kv_put(1); if (rc != 0) throw new Exception(); }
            void D() { Check(N.kv_put(1)); }
            static void Check(int rc) { if (rc != 0) throw new Exception(); }
            void E() { {|#0:N.kv_put(1)|}; }
        }
        """,
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("[[nodiscard]] int kv_put(int key);")]
    [InlineData("__attribute__((warn_unused_result)) int kv_put(int key);")]
    [InlineData("_Check_return_ int kv_put(int key);")]
    [InlineData("_Must_inspect_result_ int kv_put(int key);")]
    public Task What_the_header_demands_to_be_looked_at(string declaration)
    {
        var test = OfHeader(declaration, "class C { void M() { {|#0:N.kv_put(1)|}; _ = N.kv_put(2); var rc = N.kv_put(3); } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI4001", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "The status that 'kv_put' returns is ignored (its declaration demands that the result is looked at; kv.h:1): a failure goes unnoticed and what follows works on data that "
                + "was never made; check it and throw"));
        return test.RunAsync();
    }

    [Fact]
    public Task But_not_an_owned_result_that_FFI1003_reports() =>
        OfHeader("/* @boundary return: owned(kv_free) */\n[[nodiscard]] int kv_put(int key);\nvoid kv_free(int key);", "class C { void M() { N.kv_put(1); } }").RunAsync();

    private static Test OfHeader(string header, string code)
    {
        var test = New("using System.Runtime.InteropServices;\nstatic class N { [DllImport(\"kv\")] public static extern int kv_put(int key); }\n" + code);
        test.TestState.AdditionalFiles.Add(("/kv.h", header + "\n"));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n[/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"));
        return test;
    }

    [Fact]
    public Task The_environment_is_a_suggestion() => Run(
        """
        using System.Runtime.InteropServices;
        static class N { [DllImport("libc")] public static extern int setenv(string name, string value, int overwrite); }
        class C { void M() { {|#0:N.setenv("A", "b", 1)|}; } }
        """,
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("{|#0:W.OpenProcessToken(p, 8, out var token)|}; W.AdjustToken(token, 3);", DiagnosticSeverity.Info)]
    [InlineData("{|#0:W.OpenProcessToken(p, 8, out _token)|}; using var identity = new System.Security.Principal.WindowsIdentity(_token);", DiagnosticSeverity.Info)]
    [InlineData("{|#0:W.OpenProcessToken(p, 8, out var token)|}; Keep(token);", DiagnosticSeverity.Warning)]
    [InlineData("{|#0:W.OpenProcessToken(p, 8, out var token)|}; W.kv_use(token);", DiagnosticSeverity.Warning)]
    public Task A_handle_that_the_next_function_refuses_as_a_suggestion(string body, DiagnosticSeverity severity) => Run(
        """
        using System;
        using System.Runtime.InteropServices;
        namespace System.Security.Principal { class WindowsIdentity : IDisposable { public WindowsIdentity(IntPtr token) { } public void Dispose() { } } }
        static class W
        {
            [DllImport("advapi32")] public static extern bool OpenProcessToken(IntPtr process, int access, out IntPtr token);
            [DllImport("advapi32")] public static extern void AdjustToken(IntPtr token, int how);
            [DllImport("kv")] public static extern void kv_use(IntPtr token);
        }
        class C { IntPtr _token; static void Keep(IntPtr token) { } void M(IntPtr p) { 
        """ + body + " } }",
        new DiagnosticResult("FFI4001", severity).WithLocation(0));

    private static Task Run(string code, params DiagnosticResult[] expected)
    {
        var test = New(code);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private static Test New(string code) => new() { TestCode = code, MarkupOptions = MarkupOptions.UseFirstDescriptor };

    private sealed class Test : CSharpAnalyzerTest<FFI4001NativeStatusIgnored, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
