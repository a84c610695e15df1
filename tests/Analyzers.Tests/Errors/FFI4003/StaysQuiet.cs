using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4003;

/// <summary>FFI4003 stays quiet when nothing in between replaces the error, or when another call's error is meant.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("if (!N.ReadIt(1)) { Trace(true); } int Trace(bool quiet) { if (!quiet) { Console.WriteLine(\"x\"); return 0; } return Marshal.GetLastWin32Error(); }")]
    [InlineData("if (!N.ReadIt(1)) { Trace(true); } int Trace(bool quiet) { if (quiet) return Marshal.GetLastWin32Error(); Console.WriteLine(\"x\"); return 0; }")]
    [InlineData("if (!N.ReadIt(1)) { Trace(true); } int Trace(bool quiet) { if (quiet) Console.WriteLine(\"x\"); else return Marshal.GetLastWin32Error(); return 0; }")]
    [InlineData("if (!N.ReadIt(1)) { Trace(); } void Trace() { Console.WriteLine(\"x\"); if (!N.WriteIt(2)) throw new Win32Exception(); }")]
    [InlineData("""if (!N.ReadIt(1)) throw new Win32Exception();""")]
    [InlineData("""if (!N.ReadIt(1)) return; new System.Threading.Thread(() => { while (true) { if (!N.WriteIt(1)) throw new Win32Exception(); } }).Start();""")]
    [InlineData("""if (!N.ReadIt(1)) { var e = Marshal.GetLastWin32Error(); Console.WriteLine(); throw new Win32Exception(e); }""")]
    [InlineData("""if (!N.ReadIt(1)) throw new Win32Exception(Marshal.GetLastWin32Error(), string.Format("{0} failed", 1) + $"x{DateTime.Now}");""")]
    [InlineData("""using var h = N.CreateIt(1); if (h.IsInvalid) throw new Win32Exception();""")]
    [InlineData("""var h = N.CreateIt(1); if (h.IsInvalid) { h.Dispose(); throw new Win32Exception(); }""")]
    [InlineData("""var h = N.CreateIt(1); var isBad = h.IsInvalid; var raw = h.DangerousGetHandle(); if (isBad) { h.SetHandleAsInvalid(); throw new Win32Exception(); }""")]
    [InlineData("""var p = Marshal.AllocHGlobal(4); try { if (!N.ReadIt(1)) throw new Win32Exception(); } finally { Marshal.FreeHGlobal(p); N.CloseIt(1); }""")]
    [InlineData("""var p = Marshal.AllocHGlobal(4); var ok = N.ReadIt(1); var v = Marshal.ReadInt32(p); Marshal.FreeHGlobal(p); if (!ok) throw new Win32Exception();""")]
    [InlineData("""if (!N.ReadIt(1)) { N.kv_note(1); throw new Win32Exception(); }""")]
    [InlineData("""if (!N.ReadIt(1)) { if (!N.WriteIt(1)) throw new Win32Exception(); }""")]
    [InlineData("""if (N.ReadIt(1)) { N.CloseIt(1); var e = Marshal.GetLastWin32Error(); }""")]
    [InlineData("""N.ReadIt(1); N.CloseIt(1); var e = Marshal.GetLastWin32Error();""")]
    [InlineData("""if (!N.ReadIt(1)) { var ok = N.WriteIt(1); throw new Win32Exception(); }""")]
    [InlineData("""if (!N.ReadIt(1)) { var e = Marshal.GetLastPInvokeError(); N.CloseIt(1); Marshal.SetLastPInvokeError(e); throw new Win32Exception(); }""")]
    [InlineData("""Console.WriteLine(); if (!N.ReadIt(1)) throw new Win32Exception(); Console.WriteLine(); if (!N.WriteIt(1)) throw new Win32Exception();""")]
    [InlineData("""if (!N.ReadIt(1)) { Note(1); throw new Win32Exception(); }""")]
    [InlineData("""if (!N.ReadIt(1)) { Guard(1); throw new Win32Exception(); }""")]
    [InlineData("""if (!N.ReadIt(1)) { if (Other()) throw new Win32Exception(); }""")]
    [InlineData("""if (N.ReadIt(1)) Console.WriteLine(); else throw new Win32Exception();""")]
    [InlineData("""while (true) { if (N.ReadIt(1)) { Console.WriteLine(); continue; } throw new Win32Exception(); }""")]
    [InlineData("""for (var i = 0; i < 3; i++) { if (!N.ReadIt(i)) throw new Win32Exception(); File.Delete("x"); }""")]
    [InlineData("""if (!N.ReadIt(1)) { Fail(); }""")]
    [InlineData("""try { if (!N.ReadIt(1)) throw new Win32Exception(); } catch (Win32Exception e) { Console.WriteLine(e); throw; }""")]
    [InlineData("""if (!N.ReadIt(1)) { var s = new System.Text.StringBuilder(); s.Append(1).Append("x"); throw new Win32Exception(Marshal.GetLastWin32Error(), s.ToString()); }""")]
    [InlineData("""if (!N.ReadIt(1)) { lock (this) { throw new Win32Exception(); } }""")]
    [InlineData("""if (!N.ReadIt(1)) { Task.Run(() => { if (!N.WriteIt(2)) throw new Win32Exception(); }); }""")]
    [InlineData("""if (!N.ReadIt(1)) { GC.Collect(); GC.KeepAlive(this); Thread.Sleep(1); throw new Win32Exception(); }""")]
    [InlineData("""var w = Math.Log(2); if (!N.ReadIt(1)) { var r = Math.Log10(3); throw new Win32Exception(); }""")]
    [InlineData("""if (!N.ReadIt(1)) { var n = Path.Combine("a", "b"); var k = Path.GetFileName(n); throw new Win32Exception(n); }""")]
    [InlineData("""if (!N.ReadIt(1)) { Func<int> read = () => Marshal.GetLastWin32Error(); throw new Win32Exception(); }""")]
    [InlineData("""if (!N.ReadIt(1)) { Console.WriteLine(); throw new Win32Exception(5); }""")]
    [InlineData("""if (!N.ReadIt(1)) throw new System.Net.Sockets.SocketException();""")]
    [InlineData("""if (!N.ReadIt(1)) { Console.WriteLine(); throw new System.Net.Sockets.SocketException(5); }""")]
    [InlineData("""if (N.kv_resize(1) != 0) { var e = Marshal.GetLastWin32Error(); N.kv_free(1); throw new Win32Exception(e); }""")]
    [InlineData("""N.kv_resize(1); N.kv_free(1); throw new Win32Exception();""")]
    [InlineData("""if (N.kv_resize(1) != 0) { N.kv_prepare(1); throw new Win32Exception(); }""")]
    [InlineData("""if (N.kv_resize(1) != 0) { N.kv_free(1); } throw new Win32Exception();""")]
    [InlineData("""if (!N.ReadIt(1)) { var text = new StringWriter(); text.WriteLine("x"); TextWriter other = text; throw new Win32Exception(); }""")]
    [InlineData("""if (!N.ReadIt(1)) { var memory = new MemoryStream(); memory.WriteByte(1); throw new Win32Exception(); }""")]
    public Task When_the_error_is_still_the_calls(string body) => Run(Reports.Imports + "class C { void M() { " + body + """
         }
            int _count;
            void Note(int key) { _count += key; var text = $"{key}"; }
            static void Guard(int key) { if (key < 0) { Console.WriteLine("bad"); throw new ArgumentException("key"); } }
            static bool Other() => N.WriteIt(1);
            static void Fail() => throw new Win32Exception();
        }
        """);

    [Fact]
    public Task The_text_of_an_error_right_after_the_call_or_of_a_code() => Run("""
        using System;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("sqlite3")] public static extern int sqlite3_exec(IntPtr db, IntPtr sql, IntPtr callback, IntPtr argument, IntPtr message);
            [DllImport("sqlite3")] public static extern int sqlite3_finalize(IntPtr statement);
            [DllImport("sqlite3")] public static extern IntPtr sqlite3_errmsg(IntPtr db);
        }
        class C
        {
            void M(IntPtr db, IntPtr sql, IntPtr statement)
            {
                if (N.sqlite3_exec(db, sql, default, default, default) != 0)
                {
                    N.sqlite3_finalize(statement);
                    throw new Exception(Marshal.PtrToStringUTF8(N.sqlite3_errmsg(db)));
                }

                N.sqlite3_exec(db, sql, default, default, default);
                Console.WriteLine(Marshal.PtrToStringUTF8(N.sqlite3_errmsg(db)));
            }
        }
        """);

    [Fact]
    public Task On_types_of_the_users_that_look_like_the_frameworks() => Run("""
        using System.Runtime.InteropServices;
        static class N { [DllImport("kv", SetLastError = true)] public static extern bool kv_put(int key); }
        static class Marshal { public static int GetLastWin32Error() => 0; }
        static class Console { public static void WriteLine() { } }
        class Win32Exception : System.Exception { }
        class C
        {
            int M() { if (!N.kv_put(1)) { System.Console.WriteLine(); throw new Win32Exception(); } return Marshal.GetLastWin32Error(); }
            int K() { if (!N.kv_put(1)) { Console.WriteLine(); return System.Runtime.InteropServices.Marshal.GetLastWin32Error(); } return 0; }
        }
        """);

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI4003LastErrorReadTooLate, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = "using System; using System.Runtime.InteropServices; class C { [DllImport(\"k\", SetLastError = true)] static extern bool f(; void M() { if (!f(1) { Console.WriteLine(; Marshal.GetLastWin32Error( } ",
    }.RunAsync();

    [Fact]
    public Task When_the_call_that_is_meant_is_an_import_of_another_project()
    {
        var test = new CSharpAnalyzerTest<FFI4003LastErrorReadTooLate, DefaultVerifier>
        {
            TestCode = """
                using System.ComponentModel;
                using System.Runtime.InteropServices;
                static class N { [DllImport("kv", SetLastError = true)] public static extern bool kv_start(int timer); }
                class C
                {
                    void M()
                    {
                        if (!N.kv_start(1)) return;
                        new System.Threading.Thread(() => { if (!Shared.kv_wait(1)) throw new Win32Exception(); }).Start();
                    }
                }
                """,
        };
        test.TestState.AdditionalProjects["Natives"].Sources.Add(
            "using System.Runtime.InteropServices; public static class Shared { [DllImport(\"kv\", SetLastError = true)] public static extern bool kv_wait(int timer); }");
        test.TestState.AdditionalProjectReferences.Add("Natives");
        return test.RunAsync();
    }

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4003LastErrorReadTooLate, DefaultVerifier> { TestCode = code }.RunAsync();
}
