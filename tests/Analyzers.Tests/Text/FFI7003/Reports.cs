using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Contract;
using BoundaryLint.Tests.Ownership.FFI1001;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7003NativeStringIsDecodedWithTheWrongEncoding, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7003;

public sealed class Reports
{
    [Fact]
    public Task The_message_names_the_function_both_encodings_and_the_evidence() => HeaderTest.VerifyAsync<FFI7003NativeStringIsDecodedWithTheWrongEncoding>(
        """
        static class Native
        {
            [DllImport("kv")] static extern IntPtr kv_name(IntPtr store);
            static string Name(IntPtr store) => Marshal.{|#0:PtrToStringAnsi|}(kv_name(store));
        }
        """,
        """
        struct store;
        /* @boundary return: borrowed(store), utf8 */
        const char *kv_name(struct store *store);
        """,
        null,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "PtrToStringAnsi",
            "the result of `kv_name`",
            "in the code page of the machine on Windows and as UTF-8 elsewhere",
            "and native code writes UTF-8 (kv.h:2)",
            "use `Marshal.PtrToStringUTF8`"));

    [Fact]
    public Task What_the_C_type_excludes() => HeaderTest.VerifyAsync<FFI7003NativeStringIsDecodedWithTheWrongEncoding>(
        """
        unsafe static partial class Native
        {
            [DllImport("kv")] static extern IntPtr kv_name();
            [DllImport("kv")] static extern int kv_wide(out IntPtr text);
            [LibraryImport("kv")] private static partial nint kv_sixteen();
            static void M()
            {
                _ = Marshal.[|PtrToStringUni|](kv_name());
                var name = kv_name();
                _ = Marshal.[|PtrToStringAuto|](name);
                _ = [|new string((char*)kv_name())|];
                kv_wide(out var text);
                _ = Marshal.[|PtrToStringUni|](text);
                IntPtr later;
                later = kv_sixteen();
                _ = Marshal.[|PtrToStringUTF8|](later);
                _ = Marshal.[|PtrToStringAnsi|](kv_sixteen(), 4);
                _ = [|new string((sbyte*)kv_sixteen())|];
            }
        }
        """,
        """
        const char *kv_name(void);
        int kv_wide(const wchar_t **text);
        const char16_t *kv_sixteen(void);
        """);

    [Fact]
    public Task Buffers_that_native_code_fills() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kernel32", CharSet = CharSet.Ansi)] static extern uint GetModuleFileNameA(IntPtr module, IntPtr name, uint size);
            [DllImport("kernel32")] static extern uint GetModuleFileNameW(IntPtr module, char* name, uint size);
            [DllImport("kernel32")] static extern uint GetTempPathA(uint size, byte* name);
            static string M()
            {
                IntPtr buffer = Marshal.AllocHGlobal(260);
                try
                {
                    GetModuleFileNameA(IntPtr.Zero, buffer, 260);
                    _ = Marshal.[|PtrToStringAuto|](buffer);
                    return Marshal.[|PtrToStringUni|](buffer);
                }
                finally
                {
                    Marshal.FreeHGlobal(buffer);
                }
            }
            static string Stack()
            {
                byte* name = stackalloc byte[260];
                GetTempPathA(260, name);
                char* wide = stackalloc char[260];
                GetModuleFileNameW(IntPtr.Zero, wide, 260);
                return [|new string((char*)name)|] + Marshal.[|PtrToStringAnsi|]((IntPtr)wide);
            }
        }
        """));

    [Fact]
    public Task The_builtin_catalogue_and_names_of_Windows_functions() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("sqlite3")] static extern IntPtr sqlite3_errmsg(IntPtr db);
            [DllImport("sqlite3")] static extern IntPtr sqlite3_errmsg16(IntPtr db);
            [DllImport("kernel32")] static extern IntPtr GetCommandLineW();
            [DllImport("kernel32")] static extern IntPtr GetCommandLineA();
            static void M(IntPtr db)
            {
                _ = Marshal.[|PtrToStringAnsi|](sqlite3_errmsg(db));
                _ = Marshal.[|PtrToStringUTF8|](sqlite3_errmsg16(db));
                _ = Marshal.[|PtrToStringAnsi|](GetCommandLineW());
                _ = Marshal.[|PtrToStringUni|](GetCommandLineA());
            }
        }
        """));

    [Fact]
    public Task Every_form_that_hands_out_text() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            struct Info { [NativeText(NativeTextEncoding.Utf8)] public IntPtr Name; public int Size; }
            [DllImport("kv")] static extern void kv_info(out Info info);
            [return: NativeText(NativeTextEncoding.Utf8)] [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate IntPtr GetName();
            static readonly delegate* unmanaged<IntPtr> Pointer;
            [UnmanagedCallersOnly] static void Log([NativeText(NativeTextEncoding.Utf8)] IntPtr message) => Console.WriteLine(Marshal.[|PtrToStringAnsi|](message));
            static void M(IntPtr export)
            {
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf16)] static extern IntPtr kv_local();
                kv_info(out var info);
                _ = Marshal.[|PtrToStringAnsi|](info.Name);
                var get = Marshal.GetDelegateForFunctionPointer<GetName>(export);
                _ = Marshal.[|PtrToStringAnsi|](get());
                Func<string> lambda = () => Marshal.[|PtrToStringUTF8|](kv_local());
                _ = Marshal.PtrToStringAnsi(Pointer());
            }
        }
        static class Later
        {
            [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_later();
            static async System.Threading.Tasks.Task<string> M()
            {
                await System.Threading.Tasks.Task.Yield();
                return Marshal.[|PtrToStringUni|](kv_later());
            }
        }
        """));

    [Fact]
    public Task Inference_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path);
                [DllImport("kv")] static extern IntPtr kv_name();
                [DllImport("other")] static extern IntPtr other_name();
                static void M()
                {
                    _ = Marshal.{|#0:PtrToStringAnsi|}(kv_name());
                    _ = Marshal.{|#1:PtrToStringAnsi|}(other_name());
                    _ = Marshal.{|#2:PtrToStringAuto|}(other_name());
                }
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "PtrToStringAnsi",
            "the result of `kv_name`",
            "in the code page of the machine on Windows and as UTF-8 elsewhere",
            "and native code writes UTF-8 (inferred from kv_open)",
            "use `Marshal.PtrToStringUTF8`"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task A_decoder_of_the_projects_own_tells_its_habit() => new CSharpAnalyzerTest<FFI7003NativeStringIsDecodedWithTheWrongEncoding, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern IntPtr kv_name();
                static string M() => Marshal.{|#0:PtrToStringAnsi|}(kv_name());
                static string ToUtf8String(this IntPtr text) => Marshal.PtrToStringUTF8(text);
            }
            """),
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(
                "PtrToStringAnsi",
                "the result of `kv_name`",
                "in the code page of the machine",
                "and this file reads other texts as UTF-8 (inferred from `ToUtf8String`)",
                "use `Marshal.PtrToStringUTF8` if the library writes UTF-8"),
        },
    }.On("win-x64").RunAsync();

    [Fact]
    public Task In_half_typed_code() => new CSharpAnalyzerTest<FFI7003NativeStringIsDecodedWithTheWrongEncoding, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_name();
                static void M() { Marshal.PtrToStringAnsi(); Marshal.[|PtrToStringAnsi|](kv_name()) }
            }
            """),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
