using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4006;

/// <summary>FFI4006 reports the use of an output whose status was not tested, or means failure.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        enum KvStatus { Ok, Bad }
        static unsafe partial class N
        {
            [DllImport("kv")] public static extern KvStatus kv_open(IntPtr path, out IntPtr kv);
            [LibraryImport("kv")] public static partial KvStatus kv_close(nint kv);
            [LibraryImport("kv")] public static partial KvStatus kv_size(nint kv, out int size);
            [DllImport("kv")] public static extern KvStatus kv_peek(IntPtr kv, out byte* value);
            [DllImport("kv")] public static extern KvStatus kv_text(IntPtr kv, out IntPtr value, out IntPtr error);
            [DllImport("kv")] public static extern int kv_use(IntPtr kv);
            [DllImport("kv")] public static extern IntPtr kv_errmsg(IntPtr kv);
        }

        """;

    internal const string ErrorImports = """
        using System;
        using System.Runtime.InteropServices;
        static unsafe class E
        {
            [DllImport("leveldb")] public static extern IntPtr leveldb_open(IntPtr options, string name, out IntPtr errptr);
            [DllImport("leveldb")] public static extern void leveldb_close(IntPtr db);
            [DllImport("leveldb")] public static extern void leveldb_put(IntPtr db, IntPtr options, byte[] key, nuint keylen, byte[] val, nuint vallen, out IntPtr errptr);
            [DllImport("leveldb")] public static extern IntPtr leveldb_get(IntPtr db, IntPtr options, byte[] key, nuint keylen, out nuint vallen, byte** errptr);
            [DllImport("kv")] public static extern void kv_measure(IntPtr kv, out int size, ref IntPtr failure);
            [DllImport("kv")] public static extern bool kv_find(IntPtr kv, out IntPtr found, out IntPtr error);
        }

        """;

    internal const string Header = """
        typedef struct kv kv;
        typedef enum { KV_OK, KV_BAD } kv_status;
        /* @boundary return: status(0)
         * @boundary store: out, owned(kv_close) */
        kv_status kv_open(const char *path, kv **store);
        /* @boundary return: status(0)
         * @boundary store: releases */
        kv_status kv_close(kv *store);
        /* @boundary return: status(0) */
        kv_status kv_size(kv *store, int *size);
        /* @boundary return: status(0) */
        kv_status kv_peek(kv *store, unsigned char **value);
        /* @boundary return: status(0) */
        kv_status kv_text(kv *store, char **value, char **error);
        /* @boundary failure: status(null) */
        void kv_measure(kv *store, int *size, void **failure);
        int kv_use(kv *store);
        const char *kv_errmsg(kv *store);
        """;

    [Theory]
    [InlineData("var rc = N.kv_size(0, out var n); for (var i = 0; i < [|n|]; i++) N.kv_use(0); if (rc != KvStatus.Ok) return;")]
    [InlineData("var rc = N.kv_open(0, out var kv); N.kv_use([|kv|]); if (rc != KvStatus.Ok) return; N.kv_close(kv);")]
    [InlineData("var rc = N.kv_open(0, out var kv); if (rc != KvStatus.Ok) { N.kv_use([|kv|]); return; } N.kv_close(kv);")]
    [InlineData("var rc = N.kv_open(0, out var kv); if (rc == KvStatus.Ok) { N.kv_close(kv); return; } N.kv_use([|kv|]);")]
    [InlineData("var rc = N.kv_size(given, out var n); var buffer = [|new byte[n]|]; if (rc != KvStatus.Ok) return;")]
    [InlineData("var rc = N.kv_size(given, out var n); var p = Marshal.AllocHGlobal([|n|]); if (rc == 0) N.kv_use(p); Marshal.FreeHGlobal(p);")]
    [InlineData("var rc = N.kv_peek(given, out var p); var first = [|*p|]; if (rc != KvStatus.Ok) return;")]
    [InlineData("var rc = N.kv_text(given, out var text, out var error); var s = Marshal.PtrToStringUTF8([|text|]); if (rc != KvStatus.Ok) s = null;")]
    [InlineData("var rc = N.kv_open(0, out var kv); if (DateTime.Now.Ticks > 0 && rc != 0) return; N.kv_use([|kv|]); N.kv_close(kv);")]
    [InlineData("void Local() { var rc = N.kv_open(0, out var kv); N.kv_use([|kv|]); if (rc == 0) N.kv_close(kv); } Local();")]
    [InlineData("Action a = () => { var rc = N.kv_open(0, out var kv); N.kv_use([|kv|]); if (rc == 0) N.kv_close(kv); }; a();")]
    public Task An_output_that_is_used_too_early(string body) => Run(Imports + "class C { unsafe void M(IntPtr given) { " + body + " } }");

    [Theory]
    [InlineData("var db = E.leveldb_open(0, null, out var e); E.leveldb_put([|db|], 0, null, 0, null, 0, out var f); if (e != 0 || f != 0) return; E.leveldb_close(db);")]
    [InlineData("byte* e = null; var p = E.leveldb_get(given, 0, null, 0, out var n, &e); var copy = [|new byte[n]|]; if (e != null) return;")]
    [InlineData("IntPtr e = default; E.kv_measure(given, out var n, ref e); var copy = [|new byte[n]|]; if (e != default) return;")]
    [InlineData("byte* e = null; var p = E.leveldb_get(given, 0, null, 0, out _, &e); if (e != null) { Marshal.ReadByte([|p|]); }")]
    [InlineData("var db = Open(out var e); E.leveldb_put({|FFI4006:db|}, 0, null, 0, null, 0, out var f); if (e != 0 || f != 0) return; E.leveldb_close(db);")]
    public Task A_result_that_is_used_before_the_error_was_tested(string body) =>
        Run(ErrorImports + "class C { unsafe void M(IntPtr given) { " + body + " } static IntPtr Open(out IntPtr e) => E.leveldb_open(0, null, out e); }");

    [Fact]
    public Task The_message_names_the_error() => new CSharpAnalyzerTest<FFI4006OutputUsedBeforeStatusIsChecked, DefaultVerifier>
    {
        TestCode = ErrorImports + "class C { void M() { var db = E.leveldb_open(0, null, out var e); E.leveldb_put({|#0:db|}, 0, null, 0, null, 0, out var f); if (e != 0 || f != 0) return; E.leveldb_close(db); } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4006", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "'db' is used before 'errptr' of 'leveldb_open' was tested (null means success; known from the LevelDB documentation (leveldb_open)): a function that fails leaves its outputs unset; test the error first"),
        },
    }.RunAsync();

    [Fact]
    public Task In_a_record_and_an_iterator() => Run(Imports + """
        record R(nint Path)
        {
            public System.Collections.Generic.IEnumerable<int> I() { var rc = N.kv_open(Path, out var kv); yield return N.kv_use([|kv|]); if (rc == 0) N.kv_close(kv); }
        }
        """);

    [Fact]
    public Task What_only_names_say_is_a_suggestion() => new CSharpAnalyzerTest<FFI4006OutputUsedBeforeStatusIsChecked, DefaultVerifier>
    {
        TestCode = Imports + "class C { void M() { var rc = N.kv_open(0, out var kv); N.kv_use({|#0:kv|}); if (rc == 0) N.kv_close(kv); } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI4006", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "'kv' is used before the status of 'kv_open' was tested (0 means success; inferred from KvStatus.Ok): a function that fails leaves its outputs unset; test the status first"),
        },
    }.RunAsync();

    [Fact]
    public Task When_the_helper_that_is_called_for_the_failure_may_return() => Run(Imports + """
        class C
        {
            static bool s_strict;
            int M() { IntPtr kv; if (N.kv_open(0, out kv) != KvStatus.Ok) { Fail(); } return N.kv_use([|kv|]); }
            void Fail() { if (!s_strict) return; throw new Exception(); }
        }
        """);

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4006OutputUsedBeforeStatusIsChecked, DefaultVerifier> { TestCode = code }.WithHeader(Header).RunAsync();
}
