using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Callbacks;
using BoundaryLint.Rules.Errors;
using BoundaryLint.Rules.Layout;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

/// <summary>What a header or the catalogue says reaches the rules, through the compiler's own way of giving files to analyzers.</summary>
public sealed class RulesUseContracts
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task FFI4001_knows_a_status_from_the_header() => Verify<FFI4001NativeStatusIgnored>(
        """
        static class Native { [DllImport("kv")] public static extern int kv_do(); }
        class C { void M() { {|#0:Native.kv_do()|}; } }
        """,
        "/* @boundary return: status(0) */\nint kv_do(void);",
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Warning).WithLocation(0));

    [Fact]
    public Task FFI4001_knows_a_status_from_the_catalogue_and_only_notes_a_release_that_fails() => Verify<FFI4001NativeStatusIgnored>(
        """
        static class Native
        {
            [DllImport("e_sqlite3")] public static extern int sqlite3_bind_int(IntPtr statement, int index, int value);
            [DllImport("kernel32", SetLastError = true)] public static extern bool CloseHandle(IntPtr handle);
        }
        class C { void M() { {|#0:Native.sqlite3_bind_int(default, 1, 1)|}; {|#1:Native.CloseHandle(default)|}; } }
        """,
        null,
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Warning).WithLocation(0),
        new DiagnosticResult("FFI4001", DiagnosticSeverity.Hidden).WithLocation(1));

    [Fact]
    public Task FFI2001_knows_from_the_header_what_is_kept_and_what_is_not() => Verify<FFI2001DelegateCollectedWhileNativeCodeHoldsIt>(
        """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Callback(int code);
        static class Native
        {
            [DllImport("kv")] public static extern void kv_run(Callback callback);
            [DllImport("kv")] public static extern void kv_set_up(Callback callback);
        }
        class C { int sum; void M() { Native.kv_run({|FFI2001:x => sum += x|}); Native.kv_set_up(x => sum += x); } }
        """,
        """
        typedef void (*kv_callback)(int code);
        /* @boundary callback: retained(until kv_stop) */
        void kv_run(kv_callback callback);
        /* @boundary callback: noescape */
        void kv_set_up(kv_callback callback);
        """);

    [Fact]
    public Task FFI2001_knows_from_the_catalogue_what_is_kept_and_what_is_not() => Verify<FFI2001DelegateCollectedWhileNativeCodeHoldsIt>(
        """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Compare(IntPtr a, IntPtr b);
        delegate bool Handler(uint code);
        static class Native
        {
            [DllImport("libc")] public static extern void qsort(IntPtr values, nuint count, nuint size, Compare compare);
            [DllImport("kernel32", SetLastError = true)] public static extern bool SetConsoleCtrlHandler(Handler handler, bool add);
        }
        class C
        {
            int count;
            void M() { Native.qsort(default, 0, 0, (a, b) => ++count); Native.SetConsoleCtrlHandler({|FFI2001:x => ++count > 0|}, true); }
        }
        """,
        null);

    [Fact]
    public Task FFI1006_warns_of_what_the_header_says_is_owned() => Verify<FFI1006OwnedHandleIsRaw>(
        """
        static class Native
        {
            [DllImport("kv")] public static extern int kv_lookup(out IntPtr {|#0:item|});
            [DllImport("kv")] public static extern IntPtr kv_text();
            [DllImport("kv")] public static extern void kv_drop_it(IntPtr item);
        }
        """,
        """
        typedef struct kv_item kv_item;
        /* @boundary item: owned(kv_drop_it) */
        int kv_lookup(kv_item **item);
        /* @boundary return: owned(kv_drop_it) */
        char *kv_text(void);
        /* @boundary item: releases */
        void kv_drop_it(void *item);
        """,
        new DiagnosticResult("FFI1006", DiagnosticSeverity.Warning).WithLocation(0));

    [Fact]
    public Task FFI1006_notes_what_the_catalogue_says_is_owned_and_leaves_memory_alone() => Verify<FFI1006OwnedHandleIsRaw>(
        """
        static class Native
        {
            [DllImport("kernel32")] public static extern {|#0:IntPtr|} CreateEvent(IntPtr security, bool manual, bool initial, string name);
            [DllImport("kernel32")] public static extern bool CloseHandle(IntPtr handle);
            [DllImport("kernel32")] public static extern IntPtr LocalAlloc(uint flags, nuint size);
            [DllImport("kernel32")] public static extern IntPtr LocalFree(IntPtr memory);
            [DllImport("user32")] public static extern IntPtr GetDC(IntPtr window);
            [DllImport("user32")] public static extern int ReleaseDC(IntPtr window, IntPtr dc);
        }
        """,
        null,
        new DiagnosticResult("FFI1006", DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("", "e_sqlite3", false)]
    [InlineData("x86", "e_sqlite3", true)]
    [InlineData("x86", "libc", false)]
    public Task FFI6001_minds_the_conventions_of_the_catalogue_where_a_process_can_meet_them(string platform, string library, bool reports)
    {
        var function = library == "libc" ? "getenv" : "sqlite3_errstr";
        var name = reports ? "{|FFI6001:" + function + "|}" : function;
        var test = new CSharpAnalyzerTest<FFI6001CallbackWithoutCallingConvention, DefaultVerifier>
        {
            TestCode = Usings + $"static class Native {{ [DllImport(\"{library}\")] public static extern IntPtr {name}(IntPtr value); }}",
        };
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.PlatformTarget = {platform}\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task FFI3001_knows_the_size_from_the_header() => Verify<FFI3001BoolHasNoStatedNativeSize>(
        """
        static class Native
        {
            [DllImport("kv")] public static extern {|#0:bool|} kv_has(int key, bool {|#1:deep|}, bool flag, ref bool {|#2:found|}, bool {|#3:wide|});
            [DllImport("kv")] public static extern bool kv_open();
            [DllImport("kv")] public static extern {|#4:bool|} kv_unknown();
        }
        """,
        """
        #include <stdbool.h>
        bool kv_has(int key, bool deep, int flag, bool *found, long wide);
        int kv_open(void);
        """,
        new DiagnosticResult("FFI3001", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "The result of `kv_has` is `bool` without a stated native size: it crosses as 4 bytes and has 1 byte in kv.h:2; state [MarshalAs(UnmanagedType.U1)]"),
        new DiagnosticResult("FFI3001", DiagnosticSeverity.Warning).WithLocation(1),
        new DiagnosticResult("FFI3001", DiagnosticSeverity.Warning).WithLocation(2),

        // C's long has another size on Windows, so the header proves nothing.
        new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(3),
        new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(4));

    [Fact]
    public Task FFI3001s_fix_writes_the_size_that_the_header_proves()
    {
        var test = new CSharpCodeFixTest<FFI3001BoolHasNoStatedNativeSize, FFI3001StateBoolSize, DefaultVerifier>
        {
            TestCode = Usings + "static class Native\n{\n    [DllImport(\"kv\")]\n    public static extern [|bool|] kv_has(int key);\n}\n",
            FixedCode = Usings + "static class Native\n{\n    [DllImport(\"kv\")]\n    [return: MarshalAs(UnmanagedType.U1)]\n    public static extern bool kv_has(int key);\n}\n",
        };
        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.AdditionalFiles.Add(("/src/native/kv.h", "_Bool kv_has(int key);"));
            state.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n[/src/native/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"));
        }

        return test.RunAsync();
    }

    private static Task Verify<TAnalyzer>(string source, string? header, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> { TestCode = Usings + source };
        if (header is not null)
        {
            test.TestState.AdditionalFiles.Add(("/src/native/kv.h", header));
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n[/src/native/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"));
        }

        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
