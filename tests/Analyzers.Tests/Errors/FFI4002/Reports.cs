using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4002;

/// <summary>FFI4002 reports each way of reading an error that nobody saved.</summary>
public sealed class Reports
{
    private const string Imports = """
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        static partial class N
        {
            [DllImport("kv")] public static extern int kv_put(int key);
            [DllImport("kv", SetLastError = true)] public static extern int kv_get(int key);
            [LibraryImport("kv")] public static partial int kv_flush();
        }
        sealed class KvException : Exception { public KvException(string text) : base(text + ": " + Marshal.GetLastWin32Error()) { } }
        sealed class KvDeepException : Win32Exception { public KvDeepException() { } public KvDeepException(string text) : base(Marshal.GetLastWin32Error(), text) { } }
        sealed class KvCodeException : Exception { public readonly int Code; public KvCodeException() { Code = Marshal.GetLastPInvokeError(); } }

        """;

    private const string Helpers = """
        static class Extensions { public static void Must(this int rc) { if (rc == 0) return; throw new Win32Exception(); } }
        class H
        {
            protected static void Throw() => throw new Win32Exception(Marshal.GetLastWin32Error());
            protected static void Check(int rc) { if (rc != 0) throw new Win32Exception(Marshal.GetLastPInvokeError()); }
            protected static void Ensure(bool done) { if (!done) { int error = Marshal.GetLastWin32Error(); throw new Win32Exception(error); } }
            protected static bool Retry(long rc) { if (rc < 0) { if (Marshal.GetLastWin32Error() != 4) { throw new InvalidOperationException(); } return true; } return false; }
            protected static void CheckStatus(int rc) { if (rc == 7) throw new Win32Exception(Marshal.GetLastWin32Error()); }
            protected static Exception Describe() => new Win32Exception("kv");
            protected static int Put(int key) { Console.WriteLine(key); return N.kv_put(key); }
            protected static int PutTwice(int key) => Put(key * 2);
        }

        """;

    [Theory]
    [InlineData("if (N.kv_put(1) != 0) { Console.WriteLine([|Marshal.GetLastWin32Error()|]); }")]
    [InlineData("if (N.kv_put(1) != 0) { Console.WriteLine([|Marshal.GetLastPInvokeError()|]); }")]
    [InlineData("if (N.kv_flush() != 0) throw [|new Win32Exception()|];")]
    [InlineData("if (N.kv_flush() != 0) throw [|new Win32Exception(\"flush\")|];")]
    [InlineData("var rc = N.kv_put(1); if (rc < 0) throw [|new Win32Exception()|];")]
    [InlineData("N.kv_get(1); N.kv_put(1); _ = [|Marshal.GetLastWin32Error()|];")]
    [InlineData("int rc; rc = N.kv_flush(); var e = rc == 0 ? 0 : [|Marshal.GetLastWin32Error()|];")]
    [InlineData("N.kv_put(1); Console.WriteLine(\"x\"); _ = [|Marshal.GetLastWin32Error()|];")]
    [InlineData("if (N.kv_put(1) != 0) { System.Diagnostics.Debug.WriteLine(\"x\"); throw [|new Win32Exception()|]; }")]
    [InlineData("if (N.kv_get(0) == 0) return; N.kv_put(1); _ = [|Marshal.GetLastWin32Error()|];")]
    [InlineData("void Local() { N.kv_put(1); _ = [|Marshal.GetLastWin32Error()|]; } Local();")]
    [InlineData("Action a = () => { N.kv_put(1); _ = [|Marshal.GetLastWin32Error()|]; }; a();")]
    [InlineData("while (N.kv_put(1) != 0) { _ = [|Marshal.GetLastWin32Error()|]; }")]
    [InlineData("var h = Marshal.GetHRForLastWin32Error(); N.kv_put(2); throw new Exception(\"e\" + [|Marshal.GetLastPInvokeError()|]);")]
    [InlineData("if (N.kv_put(1) != 0) throw [|new System.Net.Sockets.SocketException()|];")]
    [InlineData("if (N.kv_put(1) != 0) throw [|new System.Net.NetworkInformation.NetworkInformationException()|];")]
    [InlineData("if (N.kv_put(1) != 0) throw [|new System.Net.HttpListenerException()|];")]
    [InlineData("if (N.kv_put(1) != 0) throw [|new KvException(\"put\")|];")]
    [InlineData("if (N.kv_put(1) != 0) throw [|new KvCodeException()|];")]
    [InlineData("if (N.kv_put(1) != 0) throw [|new KvDeepException(\"put\")|];")]
    [InlineData("if (N.kv_put(1) != 0) [|Fail()|]; static void Fail() => throw new System.Net.Sockets.SocketException();")]
    public Task A_read_after_a_call_that_does_not_save_it(string body) => Run(Imports + "class C { void M() { " + body + " } }");

    [Fact]
    public Task The_function_that_was_tested_and_not_the_one_that_cleans_up_behind_it() => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = """
            using System.ComponentModel;
            using System.Runtime.InteropServices;
            static class N
            {
                [DllImport("kv")] static extern int {|#1:kv_resize|}(int file);
                [DllImport("kv")] static extern void {|#2:kv_close|}(int file);
                static void M(int file) { if (kv_resize(file) != 0) { kv_close(file); throw {|#0:new Win32Exception()|}; } }
                static void Other(int file) { kv_close(file); if ({|#3:Marshal.GetLastWin32Error()|} != 0) return; }
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4002", DiagnosticSeverity.Warning).WithLocation(0).WithLocation(1).WithArguments(
                "'new Win32Exception()' reads the error of 'kv_resize', which is declared without SetLastError = true, so the runtime does not save it; add SetLastError = true to the declaration"),
            new DiagnosticResult("FFI4002", DiagnosticSeverity.Warning).WithLocation(3).WithLocation(2).WithArguments(
                "'Marshal.GetLastWin32Error()' reads the error of 'kv_close', which is declared without SetLastError = true, so the runtime does not save it; add SetLastError = true to the declaration"),
        },
    }.RunAsync();

    [Fact]
    public Task In_a_record_an_async_method_an_iterator_and_a_partial_class() => Run(Imports + """
        record R(int Key) { public int Put() => N.kv_put(Key) == 0 ? 0 : [|Marshal.GetLastWin32Error()|]; }
        partial class P
        {
            async System.Threading.Tasks.Task A() { N.kv_put(1); _ = [|Marshal.GetLastWin32Error()|]; await System.Threading.Tasks.Task.Yield(); }
            System.Collections.Generic.IEnumerable<int> I() { N.kv_put(1); yield return [|Marshal.GetLastWin32Error()|]; }
        }
        """);

    [Theory]
    [InlineData("[|Check(N.kv_put(1))|];")]
    [InlineData("[|Throw()|];", "if (N.kv_put(1) != 0)")]
    [InlineData("var rc = N.kv_put(1); [|Ensure(rc == 0)|];")]
    [InlineData("[|Check(Put(1))|];")]
    [InlineData("[|Check(PutTwice(1))|];")]
    [InlineData("if (Put(1) != 0) throw [|new Win32Exception()|];")]
    [InlineData("[|N.kv_put(1).Must()|];")]
    [InlineData("while ([|Retry(N.kv_put(1))|]) { }")]
    public Task A_helper_that_reads_the_error_of_its_callers_call(string body, string before = "") => Run(Imports + Helpers + "class C : H { void M() { " + before + body + " } }");

    [Theory]
    [InlineData("", "class C { static Win32Exception Last() => new(); void M() { if (N.kv_put(1) != 0) throw [|Last()|]; } }")]
    [InlineData("", "class C { static void Throw() => throw new System.Net.Sockets.SocketException(); void M() { if (N.kv_put(1) != 0) [|Throw()|]; } }")]
    [InlineData("", "class C { static void Throw() => throw new System.Net.NetworkInformation.NetworkInformationException(); void M() { if (N.kv_put(1) != 0) [|Throw()|]; } }")]
    [InlineData("", "class C { static void Throw() => throw new System.Net.HttpListenerException(); void M() { if (N.kv_put(1) != 0) [|Throw()|]; } }")]
    [InlineData("using Failure = System.ComponentModel.Win32Exception;", "class C { static void Throw() => throw new Failure(); void M() { if (N.kv_put(1) != 0) [|Throw()|]; } }")]
    public Task A_helper_that_gives_the_exception_another_name(string usings, string member) => Run(usings + Imports + member);

    [Theory]
    [InlineData("{|#0:CheckStatus(N.kv_put(1))|};", "CheckStatus")]
    [InlineData("N.kv_put(1); _ = {|#0:Describe()|};", "Describe")]
    public Task A_helper_that_reads_it_for_some_failures_only(string body, string helper) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = Imports + Helpers + "class C : H { void M() { " + body + " } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4002", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                $"'{helper}()' reads the error of 'kv_put', which is declared without SetLastError = true, so the runtime does not save it; add SetLastError = true to the declaration"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("chmod", "\"libc\"", DiagnosticSeverity.Warning, "")]
    [InlineData("kv_open", "\"kv\"", DiagnosticSeverity.Info, " outside Windows")]
    public Task An_HRESULT_made_of_errno(string function, string library, DiagnosticSeverity severity, string where) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = $$"""
            using System.Runtime.InteropServices;
            static class N
            {
                [DllImport({{library}}, SetLastError = true)] static extern int {{function}}(byte[] path, uint mode);
                static void M(byte[] path)
                {
                    if ({{function}}(path, 0) != 0)
                    {
                        Marshal.ThrowExceptionForHR({|#0:Marshal.GetHRForLastWin32Error()|});
                    }
                }
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4002", severity).WithLocation(0).WithMessage(
                $"'Marshal.GetHRForLastWin32Error()' takes the errno that '{function}' leaves{where} for an error code of Windows, so that the exception tells another error (EACCES, 13, becomes "
                    + "ERROR_INVALID_DATA); throw new Win32Exception(Marshal.GetLastPInvokeError()), which knows errno there"),
        },
    }.RunAsync();

    [Fact]
    public Task An_import_of_the_error_function_itself() => Run("""
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kernel32.dll")] static extern uint [|GetLastError|]();
            [DllImport("ws2_32.dll")] static extern int [|WSAGetLastError|]();
            [DllImport("libc", EntryPoint = "__errno_location")] static extern unsafe int* [|Errno|]();
            [DllImport("mine")] static extern uint GetLastError(int context);
            [DllImport("mine", EntryPoint = "GetLastError")] static extern uint Own();
        }
        """);

    [Fact]
    public async Task The_message_names_the_function_and_the_remedy() => await new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = Imports + "class C { void M() { N.kv_put(1); _ = {|#0:Marshal.GetLastWin32Error()|}; } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4002", DiagnosticSeverity.Warning).WithLocation(0).WithLocation("/0/Test0.cs", 6, 48).WithMessage(
                "'Marshal.GetLastWin32Error()' reads the error of 'kv_put', which is declared without SetLastError = true, so the runtime does not save it; "
                    + "add SetLastError = true to the declaration"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("", DiagnosticSeverity.Info)]
    [InlineData("class D { void M() { _ = Marshal.GetLastWin32Error(); } }", DiagnosticSeverity.Info)]
    [InlineData("class D { uint M() => N.GetLastError(); }", DiagnosticSeverity.Warning)]
    public Task An_import_of_the_error_function_that_nobody_calls_is_a_suggestion(string user, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices; static class N { [DllImport(\"kernel32\")] internal static extern uint {|#0:GetLastError|}(); } " + user,
        ExpectedDiagnostics = { new DiagnosticResult("FFI4002", severity).WithLocation(0) },
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier> { TestCode = code }.RunAsync();

    [Theory]
    [InlineData("Marshal.ThrowExceptionForHR({|#0:Marshal.GetLastWin32Error()|});", DiagnosticSeverity.Info)]
    [InlineData("throw Marshal.GetExceptionForHR({|#0:Marshal.GetLastPInvokeError()|});", DiagnosticSeverity.Info)]
    [InlineData("Marshal.ThrowExceptionForHR({|#0:Marshal.GetHRForLastWin32Error()|});", DiagnosticSeverity.Warning)]
    [InlineData("Marshal.ThrowExceptionForHR({|#0:Marshal.GetLastWin32Error()|} | unchecked((int)0x80070000));", DiagnosticSeverity.Warning)]
    public Task An_error_that_is_taken_for_an_HRESULT_is_a_suggestion(string read, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = Imports + "class C { void M() { if (N.kv_put(1) != 0) { " + read + " } } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4002", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("static void Put() { if (N.kv_put(1) != 0) throw new InvalidOperationException(\"put: \" + {|#0:Marshal.GetLastWin32Error()|}); } void M() { try { Put(); } catch (Exception) { } }", DiagnosticSeverity.Info)]
    [InlineData("static void Put() { if (N.kv_put(1) != 0) throw {|#0:new Win32Exception()|}; } static void All() { Put(); } void M() { try { All(); } catch { Console.WriteLine(1); } }", DiagnosticSeverity.Info)]
    [InlineData("static void Put() { if (N.kv_put(1) != 0) throw {|#0:new Win32Exception()|}; } void M() { try { Put(); } catch (Exception e) { Console.WriteLine(e); } }", DiagnosticSeverity.Warning)]
    [InlineData("static void Put() { if (N.kv_put(1) != 0) throw {|#0:new Win32Exception()|}; } void M() { try { Put(); } catch { throw; } }", DiagnosticSeverity.Warning)]
    [InlineData("static void Put() { if (N.kv_put(1) != 0) throw {|#0:new Win32Exception()|}; } void M() { try { Put(); } catch (FormatException) { } }", DiagnosticSeverity.Warning)]
    [InlineData("static void Put() { if (N.kv_put(1) != 0) throw {|#0:new Win32Exception()|}; } void M() { try { Put(); } catch { } Put(); }", DiagnosticSeverity.Warning)]
    [InlineData("static void Put() { if (N.kv_put(1) != 0) throw {|#0:new Win32Exception()|}; } void M() { try { Action later = () => Put(); } catch { } }", DiagnosticSeverity.Warning)]
    [InlineData("public static void Put() { if (N.kv_put(1) != 0) throw {|#0:new Win32Exception()|}; } void M() { try { Put(); } catch { } }", DiagnosticSeverity.Warning)]
    [InlineData("void M() { if (N.kv_put(1) != 0) System.Diagnostics.Debug.WriteLine(\"put: \" + {|#0:Marshal.GetLastWin32Error()|}); }", DiagnosticSeverity.Info)]
    [InlineData("void M() { if (N.kv_put(1) != 0) System.Diagnostics.Trace.TraceError($\"put: {{|#0:Marshal.GetLastWin32Error()|}}\"); }", DiagnosticSeverity.Info)]
    [InlineData("void M() { if (N.kv_put(1) != 0) { {|#0:Marshal.GetLastWin32Error()|}; } }", DiagnosticSeverity.Info)]
    [InlineData("static void Must(int rc) { if (rc != 0) throw new Win32Exception(Marshal.GetLastWin32Error()); } public void M() { {|#0:Must(N.kv_put(1))|}; }", DiagnosticSeverity.Warning)]
    [InlineData("void M() { if (N.kv_put(1) != 0) Environment.Exit({|#0:Marshal.GetLastWin32Error()|}); }", DiagnosticSeverity.Warning)]
    public Task An_error_that_nobody_gets_to_see_as_a_suggestion(string code, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = Imports + "public class C { " + code + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4002", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("W.GetLastError();", DiagnosticSeverity.Info)]
    [InlineData("var error = W.GetLastError();", DiagnosticSeverity.Info)]
    [InlineData("int error; error = W.GetLastError();", DiagnosticSeverity.Info)]
    [InlineData("int error; error = W.GetLastError(); Console.WriteLine(error);", DiagnosticSeverity.Warning)]
    [InlineData("_last = W.GetLastError();", DiagnosticSeverity.Warning)]
    [InlineData("W.GetLastError(); if (W.GetLastError() != 0) return;", DiagnosticSeverity.Warning)]
    public Task The_function_itself_where_nobody_reads_what_it_says_as_a_suggestion(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = "using System; using System.Runtime.InteropServices; public static class W { [DllImport(\"kernel32\")] public static extern int {|#0:GetLastError|}(); } class C { int _last; void M() { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI4002", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();
}
