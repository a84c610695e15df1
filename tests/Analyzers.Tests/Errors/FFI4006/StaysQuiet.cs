using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4006;

/// <summary>FFI4006 stays quiet behind every kind of test, on uses that need no valid value, and on outputs that tell about the failure.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("var rc = N.kv_open(0, out var kv); if (rc != KvStatus.Ok) return; N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("if (N.kv_open(0, out var kv) == KvStatus.Ok) { N.kv_use(kv); N.kv_close(kv); }")]
    [InlineData("if (N.kv_open(0, out var kv) == KvStatus.Ok && N.kv_use(kv) == 0) N.kv_close(kv);")]
    [InlineData("Check(N.kv_open(0, out var kv)); N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("var rc = N.kv_open(0, out var kv); Check(rc); N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("N.kv_open(0, out var kv); N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("_ = N.kv_open(0, out var kv); N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("var rc = N.kv_open(0, out var kv); if (kv == IntPtr.Zero) return; if (rc == 0) N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("var rc = N.kv_open(0, out var kv); Console.WriteLine(kv); if (rc == 0) { N.kv_use(kv); } N.kv_close(kv);")]
    [InlineData("var rc = N.kv_open(0, out var kv); if (rc != 0) { var text = Marshal.PtrToStringUTF8(N.kv_errmsg(kv)); N.kv_close(kv); throw new Exception(text); } N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("var rc = N.kv_text(given, out var text, out var error); if (rc != 0) throw new Exception(Marshal.PtrToStringUTF8(error)); N.kv_use(text);")]
    [InlineData("var rc = N.kv_size(given, out var n); if (rc == KvStatus.Bad) { var p = Marshal.AllocHGlobal(n); Marshal.FreeHGlobal(p); }")]
    [InlineData("switch (N.kv_open(0, out var kv)) { case KvStatus.Ok: N.kv_use(kv); N.kv_close(kv); break; }")]
    [InlineData("var ok = N.kv_open(0, out var kv) == 0; if (!ok) return; N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("var rc = N.kv_open(0, out var kv); Log(rc); N.kv_use(kv); N.kv_close(kv);")]
    [InlineData("_last = N.kv_size(given, out _size);")]
    [InlineData("if (!TryOpen(out var kv)) return; N.kv_use(kv); N.kv_close(kv);")]
    public Task When_the_status_was_tested_or_does_not_matter(string body) => Run(Reports.Imports + "class C { int _size; KvStatus _last; unsafe void M(IntPtr given) { " + body + """
         }
            static void Check(KvStatus rc) { if (rc != KvStatus.Ok) throw new Exception(); }
            static void Log(KvStatus rc) => Console.WriteLine(rc);
            static bool TryOpen(out IntPtr kv) => N.kv_open(0, out kv) == KvStatus.Ok;
            static (KvStatus, IntPtr) Both() { var rc = N.kv_open(0, out var kv); return (rc, kv); }
            static KvStatus Pass(out IntPtr kv) { var rc = N.kv_open(0, out kv); return rc; }
        }
        """);

    [Theory]
    [InlineData("var db = E.leveldb_open(0, null, out var e); if (e != IntPtr.Zero) throw new Exception(); E.leveldb_put(db, 0, null, 0, null, 0, out e); Check(e); E.leveldb_close(db);")]
    [InlineData("var db = E.leveldb_open(0, null, out var e); Check(e); E.leveldb_put(db, 0, null, 0, null, 0, out _); E.leveldb_close(db);")]
    [InlineData("var db = E.leveldb_open(0, null, out _); E.leveldb_put(db, 0, null, 0, null, 0, out _); E.leveldb_close(db);")]
    [InlineData("byte* e = null; var p = E.leveldb_get(given, 0, null, 0, out var n, &e); if (e != null) return; var copy = new byte[n];")]
    [InlineData("IntPtr e = default; E.kv_measure(given, out var n, ref e); if (e == default) { var copy = new byte[n]; }")]
    [InlineData("if (!E.kv_find(given, out var found, out var e)) throw new Exception(Marshal.PtrToStringAnsi(e)); E.leveldb_close(found);")]
    [InlineData("E.kv_find(given, out var found, out var e); if (e != default) throw new Exception(); E.leveldb_close(found);")]
    public Task When_the_error_was_tested(string body) => Run(Reports.ErrorImports + "class C { unsafe void M(IntPtr given) { " + body + " } static void Check(IntPtr e) { if (e != default) throw new Exception(Marshal.PtrToStringAnsi(e)); } }");

    [Theory]
    [InlineData("if (kv_is_error(rc) != 0) throw new Exception(); N.kv_use(kv);")]
    [InlineData("Check(rc); N.kv_use(kv);")]
    public Task When_the_library_itself_judges_the_status(string body) => Run(Reports.Imports
        + "class C { [System.Runtime.InteropServices.DllImport(\"kv\")] static extern int kv_is_error(KvStatus rc); static void Check(KvStatus rc) { if (kv_is_error(rc) != 0) throw new Exception(); } void M() { var rc = N.kv_open(0, out var kv); " + body + " N.kv_close(kv); } }");

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI4006OutputUsedBeforeStatusIsChecked, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Reports.Imports + "class C { void M() { var rc = N.kv_open(0, out var ; N.kv_use(kv; if (rc ",
    }.RunAsync();

    [Fact]
    public Task When_a_helper_that_only_throws_is_called_for_the_failure() => Run(Reports.Imports + """
        class C
        {
            int M() { IntPtr kv; if (N.kv_open(0, out kv) != KvStatus.Ok) { Fail(); } return N.kv_use(kv); }
            void Fail() { var error = Marshal.GetLastWin32Error(); throw new System.ComponentModel.Win32Exception(error); }
        }
        """);

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4006OutputUsedBeforeStatusIsChecked, DefaultVerifier> { TestCode = code }.WithHeader(Reports.Header).RunAsync();
}
