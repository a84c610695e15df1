using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using BoundaryLint.Tests.Ownership.FFI1001;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7001StringEncodingDiffers, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7001;

public sealed class Reports
{
    private const string AnsiOrUtf8 = "in the code page of the machine on Windows and as UTF-8 elsewhere";

    [Fact]
    public Task One_report_for_a_declaration_and_one_for_each_stated_value() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(string {|#0:path|}, int flags, System.Text.StringBuilder {|#1:text|}, string[] {|#2:names|});
                [DllImport("kv", CharSet = CharSet.Auto)] static extern int kv_auto(string {|#3:path|});
                [DllImport("kv")] static extern int kv_stated([MarshalAs(UnmanagedType.LPStr)] string {|#4:a|}, [MarshalAs(UnmanagedType.LPTStr)] string {|#5:b|});
                [DllImport("kv", CharSet = CharSet.Ansi)] static extern int kv_ansi(string {|#6:path|});
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "kv_open", "`path`, `text`, `names`", "cross " + AnsiOrUtf8 + " because of the default `CharSet`",
            "state `LPUTF8Str` or `CharSet.Unicode`, whichever the native side reads"),
        Verify.Diagnostic().WithLocation(3).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "kv_auto", "`path`", "crosses as UTF-16 on Windows and as UTF-8 elsewhere because of `CharSet`", "state `LPUTF8Str` or `CharSet.Unicode`, whichever the native side reads"),
        Verify.Diagnostic().WithLocation(4).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "kv_stated", "`a`", "crosses " + AnsiOrUtf8 + " because of `MarshalAs`", "state `LPUTF8Str` or `LPWStr`, whichever the native side reads"),
        Verify.Diagnostic().WithLocation(5).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "kv_stated", "`b`", "crosses as UTF-16 on Windows and as UTF-8 elsewhere because of `MarshalAs`", "state `LPUTF8Str` or `LPWStr`, whichever the native side reads"),
        Verify.Diagnostic().WithLocation(6).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "kv_ansi", "`path`", "crosses " + AnsiOrUtf8 + " because of `CharSet`", "state `LPUTF8Str` or `CharSet.Unicode`, whichever the native side reads"));

    [Fact]
    public Task Every_form_and_place() => Verify.VerifyAnalyzerAsync(
        Using("""
            struct Options { public string {|#0:Path|}; public int Flags; public string {|#1:Name|}; }
            delegate void Log(string {|#2:message|});
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Unused(string {|#3:message|});
            static partial class Native
            {
                [DllImport("kv")] static extern void kv_set(in Options options, Log log);
                [LibraryImport("kv")] internal static partial int kv_generated([MarshalAs(UnmanagedType.LPStr)] string {|#4:path|});
                [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf16)] internal static partial int puts(string {|#5:text|});
                static void M()
                {
                    [DllImport("kv")] static extern void kv_local(string {|#6:path|});
                }
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(3).WithSeverity(DiagnosticSeverity.Hidden),
        Verify.Diagnostic().WithLocation(4).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(5).WithArguments(
            "puts", "`text`", "crosses as UTF-16, and this library reads `char*`, because of `StringMarshalling`", "state `StringMarshalling.Utf8`"),
        Verify.Diagnostic().WithLocation(6).WithSeverity(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("[DllImport(\"kv\")] static extern void kv_name([MarshalAs(UnmanagedType.LPUTF8Str)] string name);")]
    [InlineData("[DllImport(\"libkv.so\")] static extern void kv_name([MarshalAs(UnmanagedType.LPUTF8Str)] string name);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_name([MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Utf8Marshaler))] string name);")]
    [InlineData("[LibraryImport(\"kv\", StringMarshalling = StringMarshalling.Utf8)] internal static partial void kv_name(string name);")]
    public Task A_warning_where_another_declaration_of_the_library_states_UTF8(string other) => Verify.VerifyAnalyzerAsync(
        Using("abstract class Utf8Marshaler : ICustomMarshaler { public abstract object MarshalNativeToManaged(nint p); public abstract nint MarshalManagedToNative(object o); "
            + "public abstract void CleanUpNativeData(nint p); public abstract void CleanUpManagedData(object o); public abstract int GetNativeDataSize(); }\n"
            + "static partial class Native { " + other + " [DllImport(\"kv\")] static extern int kv_open(string {|#0:path|}); [DllImport(\"zv\")] static extern int zv_open(string {|#1:path|}); }"),
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "kv_open", "`path`", "crosses " + AnsiOrUtf8 + ", while other declarations of the library state UTF-8, because of the default `CharSet`",
            "state `LPUTF8Str` or `CharSet.Unicode`, whichever the native side reads"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task A_suggestion_where_ANSI_is_stated_beside_UTF8() => Verify.VerifyAnalyzerAsync(
        Using("static class Native { [DllImport(\"kv\")] static extern void kv_name([MarshalAs(UnmanagedType.LPUTF8Str)] string name); "
            + "[DllImport(\"kv\")] static extern int kv_read([MarshalAs(UnmanagedType.LPStr)] string {|#0:file|}); }"),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Evidence_decides() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern void kv_utf8([NativeText(NativeTextEncoding.Utf8)] string {|#0:text|}, string other);
                [DllImport("kv")] static extern void kv_utf16([NativeText(NativeTextEncoding.Utf16)] string {|#1:text|});
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "kv_utf8", "`text`", "crosses as UTF-16, and native code uses UTF-8 ([NativeText]), because of `CharSet`", "state `LPUTF8Str`"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "kv_utf16", "`text`", "crosses " + AnsiOrUtf8 + ", and native code uses UTF-16 ([NativeText]), because of the default `CharSet`", "state `LPWStr`"));

    [Fact]
    public Task A_Windows_project_and_Windows_functions_lose_text_which_is_a_suggestion() => new CSharpAnalyzerTest<FFI7001StringEncodingDiffers, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(string {|#0:path|});
                [DllImport("kernel32")] static extern int DeleteFile(string {|#1:path|});
            }
            """),
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
            Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info).WithArguments(
                "DeleteFile", "`path`", "crosses in the code page of the machine, which loses other characters, because of the default `CharSet`", "state `CharSet.Unicode`"),
        },
    }.On("win-x64").RunAsync();

    [Fact]
    public Task Text_that_the_program_converts_itself() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(IntPtr path);
                static int M(string path)
                {
                    IntPtr text = {|#0:Marshal.StringToHGlobalAnsi(path)|};
                    try { return kv_open(text); } finally { Marshal.FreeHGlobal(text); }
                }
                static int N(string path) => kv_open({|#1:Marshal.StringToCoTaskMemAuto(path)|});
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "kv_open", "`path`", "crosses " + AnsiOrUtf8 + " because of `Marshal.StringToHGlobalAnsi`",
            "`Marshal.StringToCoTaskMemUTF8` gives UTF-8 everywhere, `Marshal.StringToCoTaskMemUni` UTF-16"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI7001StringEncodingDiffers, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(string [|path|], Unknown x, );
                [DllImport("kv" static extern int kv_name(string
            """),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
