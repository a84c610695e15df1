using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Contract;
using BoundaryLint.Tests.Ownership.FFI1001;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7002StringLengthIsCountedInTheWrongUnit, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7002;

public sealed class Reports
{
    [Fact]
    public Task The_message_names_the_function_the_text_and_the_unit() => Verify.VerifyAnalyzerAsync(
        Using("""
            static partial class Native
            {
                [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)] private static partial int kv_put(string key, nint length);
                static void M(string key) => kv_put(key, {|#0:key.Length|});
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "kv_put",
            "`key.Length`",
            "parameter `key`",
            "UTF-16 code units",
            "UTF-8 text outside ASCII has more bytes; count them with `Encoding.UTF8.GetByteCount`"));

    [Fact]
    public Task Every_way_to_pass_UTF8_and_every_conversion_of_the_length() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            struct GoString { public IntPtr p; public nint n; }
            [DllImport("kv")] static extern int kv_a([MarshalAs(UnmanagedType.LPUTF8Str)] string text, UIntPtr length);
            [DllImport("kv")] static extern int kv_b(byte[] text, int length);
            [DllImport("kv")] static extern int kv_c(byte* text, IntPtr length);
            [DllImport("kv")] static extern int kv_d(IntPtr text, long length);
            [DllImport("kv")] static extern int kv_e(int flags, int textLength, [MarshalAs(UnmanagedType.LPUTF8Str)] string text);
            [DllImport("kv")] static extern int kv_go(GoString text);
            static delegate* unmanaged<byte*, int, int> Pointer;
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Put([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int length);
            static void M(string s, Put put)
            {
                kv_a(s, (UIntPtr)[|s.Length|]);
                kv_a(s, (UIntPtr)([|s.Length|] + 1));
                kv_a(s, new UIntPtr((uint)[|s.Length|]));
                kv_a(text: s, length: (UIntPtr)[|(s.Length * sizeof(char))|]);
                kv_b(System.Text.Encoding.UTF8.GetBytes(s), [|s.Length|]);
                var bytes = System.Text.Encoding.UTF8.GetBytes(s);
                kv_b(bytes, [|s.Length|]);
                fixed (byte* p = bytes) kv_c(p, (IntPtr)[|s.Length|]);
                fixed (byte* p = &bytes[0]) Pointer(p, [|s.Length|]);
                var memory = Marshal.StringToCoTaskMemUTF8(s);
                kv_d(memory, [|s.Length|]);
                var length = s.Length;
                kv_d(memory, [|length|]);
                kv_e(1, [|s.Length|], s);
                kv_go(new GoString { p = memory, n = [|s.Length|] });
                put(s, [|s.Length|]);
            }
        }
        """).Replace("[|(s.Length * sizeof(char))|]", "([|s.Length * sizeof(char)|])"));

    [Fact]
    public Task What_a_header_counts() => HeaderTest.VerifyAsync<FFI7002StringLengthIsCountedInTheWrongUnit>(
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_bytes(string text, int size);
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_units(string text, int count);
            [DllImport("kv")] static extern int kv_far(int amount, IntPtr other, [MarshalAs(UnmanagedType.LPUTF8Str)] string text);
            static void M(string s)
            {
                kv_bytes(s, [|s.Length|]);
                kv_bytes(s, [|System.Text.Encoding.UTF8.GetByteCount(s)|]);
                kv_units(s, [|s.Length * 2|]);
                kv_units(s, [|System.Text.Encoding.Unicode.GetByteCount(s)|]);
                kv_far([|s.Length|], IntPtr.Zero, s);
            }
        }
        """,
        """
        /* @boundary text: in, bytes(size) */
        int kv_bytes(const char16_t *text, int size);
        /* @boundary text: in, count(count) */
        int kv_units(const char16_t *text, int count);
        /* @boundary text: in, bytes(amount) */
        int kv_far(int amount, void *other, const char *text);
        """);

    [Fact]
    public Task The_code_page_of_Windows_is_a_suggestion_where_nothing_else_runs() => new CSharpAnalyzerTest<FFI7002StringLengthIsCountedInTheWrongUnit, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_put(string key, int length);
                static void M(string key) => kv_put(key, {|#0:key.Length|});
            }
            """),
        ExpectedDiagnostics = { Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info) },
    }.On("win-x64").RunAsync();

    [Fact]
    public Task In_lambdas_local_functions_iterators_and_half_typed_code() => new CSharpAnalyzerTest<FFI7002StringLengthIsCountedInTheWrongUnit, DefaultVerifier>
    {
        TestCode = Using("""
            record Keys(string First)
            {
                public int Put() => Native.kv_put(First, [|First.Length|]);
            }
            partial class Native
            {
                [DllImport("kv")] internal static extern int kv_put([MarshalAs(UnmanagedType.LPUTF8Str)] string key, int length);
                System.Collections.Generic.IEnumerable<int> M(string key)
                {
                    Func<int> put = () => kv_put(key, [|key.Length|]);
                    int Local(string inner) => kv_put(inner, [|inner.Length|]);
                    yield return kv_put(key, [|key.Length|]);
                    kv_put(key);
                    kv_put(key, );
                }
            }
            """),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
