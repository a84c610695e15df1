using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4003;

/// <summary>FFI4003 reports each thing that can come between a native call and the read of its error.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.ComponentModel;
        using System.IO;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Win32.SafeHandles;
        static partial class N
        {
            [DllImport("kernel32", SetLastError = true)] public static extern bool ReadIt(int key);
            [DllImport("kernel32", SetLastError = true)] public static extern bool CloseIt(int key);
            [LibraryImport("kernel32", SetLastError = true)] [return: MarshalAs(UnmanagedType.Bool)] public static partial bool WriteIt(int key);
            [DllImport("libc", SetLastError = true)] public static extern int open(int path);
            [DllImport("libc", SetLastError = true)] public static extern int close(int file);
            [DllImport("kernel32", SetLastError = true)] public static extern IntPtr FindIt(int key);
            [DllImport("kernel32", SetLastError = true)] public static extern SafeFileHandle CreateIt(int key);
            [DllImport("kv")] public static extern void kv_note(int key);
            [DllImport("kv", SetLastError = true)] public static extern int kv_resize(int key);
            [DllImport("kv", SetLastError = true)] public static extern void kv_free(int key);
            [DllImport("kv", SetLastError = true)] public static extern void kv_prepare(int key);
            [UnmanagedFunctionPointer(CallingConvention.Cdecl, SetLastError = true)] public delegate bool Put(int key);
        }

        """;

    [Theory]
    [InlineData("if (!N.ReadIt(1)) { [|Log()|]; } void Log() { Console.WriteLine(\"failed\"); throw new Win32Exception(); }")]
    [InlineData("var ok = N.ReadIt(1); if (!ok) [|Trace(true)|]; int Trace(bool verbose) { if (verbose) Console.WriteLine(\"failed\"); return Marshal.GetLastWin32Error(); }")]
    [InlineData("""if (!N.ReadIt(1)) { Console.WriteLine("failed"); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Console.Error.WriteLine("failed"); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.WriteIt(1)) { Console.WriteLine("failed"); throw new Win32Exception([|Marshal.GetLastWin32Error()|]); }""")]
    [InlineData("""if (N.open(1) < 0) { File.Delete("x"); throw new Exception("e" + [|Marshal.GetLastPInvokeError()|]); }""")]
    [InlineData("""var f = N.open(1); if (f == -1) { N.close(2); throw [|new Win32Exception("text")|]; }""")]
    [InlineData("""if (N.open(1) < 0) { _ = N.close(2); throw [|new Win32Exception()|]; }""")]
    [InlineData("""var ok = N.ReadIt(1); N.CloseIt(2); if (!ok) throw [|new Win32Exception()|];""")]
    [InlineData("""var p = N.FindIt(1); if (p == IntPtr.Zero) { N.CloseIt(2); throw [|new Win32Exception()|]; }""")]
    [InlineData("""var h = N.CreateIt(1); if (h.IsInvalid) { N.CloseIt(2); throw [|new Win32Exception()|]; }""")]
    [InlineData("""var h = N.CreateIt(1); Console.WriteLine("x"); if (h.IsInvalid) throw [|new Win32Exception()|];""")]
    [InlineData("""N.ReadIt(1); Console.WriteLine("x"); var e = [|Marshal.GetLastWin32Error()|];""")]
    [InlineData("""if (!N.ReadIt(1)) { var e = Marshal.GetLastWin32Error(); Console.WriteLine(e); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Cleanup(); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Note(); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Note(); [|Fail()|]; }""")]
    [InlineData("""if (N.ReadIt(1)) return; Note(); throw [|new Win32Exception()|];""")]
    [InlineData("""bool ok; try { ok = N.ReadIt(1); } finally { N.CloseIt(1); } if (!ok) throw [|new Win32Exception()|];""")]
    [InlineData("""bool ok; using (var s = new FileStream("x", FileMode.Open)) { ok = N.ReadIt(1); } if (!ok) throw [|new Win32Exception()|];""")]
    [InlineData("""if (!N.ReadIt(1) || !N.WriteIt(2)) { Console.WriteLine(); throw [|new Win32Exception()|]; }""")]
    [InlineData("""while (!N.ReadIt(1)) { Console.WriteLine("again"); if ([|Marshal.GetLastWin32Error()|] == 5) return; }""")]
    [InlineData("""if (!N.ReadIt(1)) { var t = new StreamWriter("log"); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { var v = Environment.GetEnvironmentVariable("KV"); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) Task.Run(() => { throw [|new Win32Exception()|]; });""")]
    [InlineData("""if (!N.ReadIt(1)) ThreadPool.QueueUserWorkItem(_ => Console.WriteLine([|Marshal.GetLastWin32Error()|]));""")]
    [InlineData("""void Local() { if (!N.ReadIt(1)) { Console.WriteLine(); throw [|new Win32Exception()|]; } } Local();""")]
    [InlineData("""Action a = () => { if (!N.ReadIt(1)) { Console.WriteLine(); throw [|new Win32Exception()|]; } }; a();""")]
    [InlineData("""void Log() => Console.WriteLine(); if (!N.ReadIt(1)) { Log(); throw [|new Win32Exception()|]; }""")]
    [InlineData("""N.Put put = null!; if (!put(1)) { Console.WriteLine(); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { lock (this) { Console.WriteLine(); } throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { try { Console.WriteLine(); } catch { } throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Console.WriteLine("x"); throw [|new System.Net.Sockets.SocketException()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Console.WriteLine("x"); throw [|new System.Net.NetworkInformation.NetworkInformationException()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Console.WriteLine("x"); throw [|new KvException("read")|]; }""")]
    [InlineData("""if (N.kv_resize(1) != 0) { N.kv_free(1); throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (N.kv_resize(1) != 0) { N.kv_free(1); throw new IOException("resize " + [|Marshal.GetLastWin32Error()|]); }""")]
    [InlineData("""var n = N.kv_resize(1); if (n > 0) { N.kv_free(1); throw [|new Win32Exception()|]; }""")]
    public Task A_read_behind_what_replaces_the_error(string body) => Run(Imports + "class C { void M() { " + body + """
         }
            static void Cleanup() { N.CloseIt(1); }
            static void Note() { if (DateTime.Now.Ticks > 0) Console.WriteLine("note"); }
            static void Fail() => throw new Win32Exception();
        }
        sealed class KvException : Exception { public int Code; public KvException(string text) : base(text + Marshal.GetLastWin32Error()) { } }
        """);

    [Fact]
    public Task Behind_an_await_in_an_iterator_a_record_and_top_level_statements() => Run(Imports.Replace("using Microsoft.Win32.SafeHandles;", """
        using Microsoft.Win32.SafeHandles;
        if (!N.ReadIt(1)) { Console.WriteLine("failed"); throw [|new Win32Exception()|]; }
        """, System.StringComparison.Ordinal) + """
        record R(int Key)
        {
            public async Task A() { if (!N.ReadIt(Key)) { await Task.Delay(1); throw [|new Win32Exception()|]; } }
            public System.Collections.Generic.IEnumerable<int> I() { if (!N.ReadIt(Key)) { Console.WriteLine(); yield return [|Marshal.GetLastWin32Error()|]; } }
            public System.Collections.Generic.IEnumerable<int> Y() { var read = N.ReadIt(Key); yield return 1; if (!read) yield return [|Marshal.GetLastWin32Error()|]; }
        }
        """, OutputKind.ConsoleApplication);

    [Fact]
    public Task The_text_of_an_error_behind_another_call_into_the_library() => Run("""
        using System;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("sqlite3")] public static extern int sqlite3_exec(IntPtr db, IntPtr sql, IntPtr callback, IntPtr argument, IntPtr message);
            [DllImport("sqlite3")] public static extern IntPtr sqlite3_errmsg(IntPtr db);
        }
        class C
        {
            void M(IntPtr db, IntPtr sql, IntPtr rollback)
            {
                if (N.sqlite3_exec(db, sql, default, default, default) != 0)
                {
                    N.sqlite3_exec(db, rollback, default, default, default);
                    throw new Exception(Marshal.PtrToStringUTF8([|N.sqlite3_errmsg(db)|]));
                }
            }
        }
        """);

    [Theory]
    [InlineData("Action a", "a();", "Action.Invoke")]
    [InlineData("IDisposable d", "d.Dispose();", "IDisposable.Dispose")]
    [InlineData("TextWriter log", "log.WriteLine(1);", "TextWriter.WriteLine")]
    [InlineData("Stream log", "log.WriteByte(1);", "Stream.WriteByte")]
    public Task Unknown_code_is_a_suggestion(string parameter, string call, string name) => new CSharpAnalyzerTest<FFI4003LastErrorReadTooLate, DefaultVerifier>
    {
        TestCode = Imports + "class C { void M(" + parameter + ") { if (!N.ReadIt(1)) { " + call + " throw {|#0:new Win32Exception()|}; } } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                $"'new Win32Exception' reads the last error of 'ReadIt' too late: '{(name == "Action.Invoke" ? "Action" : name)}' in between may make a native call that replaces it; "
                    + "capture the error in a local right after the call"),
        },
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_call_the_reason_and_the_remedy() => new CSharpAnalyzerTest<FFI4003LastErrorReadTooLate, DefaultVerifier>
    {
        TestCode = Imports + "class C { void M() { if (!N.ReadIt(1)) { N.CloseIt(1); throw {|#0:new Win32Exception()|}; } } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4003", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "'new Win32Exception' reads the last error of 'ReadIt' too late: 'N.CloseIt' in between makes native calls that replace it, even when they succeed; "
                    + "capture the error in a local right after the call"),
        },
    }.RunAsync();

    private static Task Run(string code, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var test = new CSharpAnalyzerTest<FFI4003LastErrorReadTooLate, DefaultVerifier> { TestCode = code };
        test.TestState.OutputKind = kind;
        return test.RunAsync();
    }
}
