using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7004StringIsNotNullTerminated, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7004;

public sealed class Reports
{
    [Fact]
    public Task The_message_names_parameter_function_and_text() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_title(IntPtr window, byte[] title);
                static void M(IntPtr window, string title) => kv_title(window, {|#0:{|#1:System.Text.Encoding.UTF8.GetBytes(title)|}|});
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments(
            "title",
            "kv_title",
            "`System.Text.Encoding.UTF8.GetBytes(title)`",
            "encode the text with \"\\0\" behind it, or let the marshaller do it with a `string` parameter"));

    [Fact]
    public Task Bytes_characters_and_spans_in_every_form() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static partial class Native
        {
            [DllImport("kv")] static extern int kv_bytes(byte[] text);
            [DllImport("kv")] static extern int kv_size(int width, int height, byte* text, IntPtr parent, int flags);
            [DllImport("kv")] static extern int kv_chars(char[] text);
            [DllImport("kv")] static extern int kv_address(IntPtr text);
            [LibraryImport("kv")] private static partial int kv_wide(char* text);
            [LibraryImport("kv")] private static partial int kv_void(void* text);
            static readonly delegate* unmanaged<byte*, int> Pointer;
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Take(byte* text);
            static void M(string s, ReadOnlySpan<char> span, Take take)
            {
                var bytes = System.Text.Encoding.ASCII.GetBytes(s);
                kv_bytes([|bytes|]);
                fixed (byte* p = bytes) kv_size(1, 2, [|p|], IntPtr.Zero, 3);
                fixed (byte* p = &bytes[0]) { Pointer([|p|]); take([|p|]); }
                kv_chars([|s.ToCharArray()|]);
                fixed (char* p = span) kv_wide([|p|]);
                fixed (char* p = &MemoryMarshal.GetReference(span)) kv_void([|p|]);
                fixed (char* p = span.Slice(1, 2)) kv_wide([|p|]);
                fixed (char* p = s.AsSpan(1, 2)) kv_wide([|p|]);
                fixed (char* p = span[1..^1]) kv_wide([|p|]);
                var handle = GCHandle.Alloc(bytes, GCHandleType.Pinned);
                kv_address([|handle.AddrOfPinnedObject()|]);
                int Local(string text) => kv_bytes([|System.Text.Encoding.UTF8.GetBytes(text)|]);
                Func<int> lambda = () => kv_bytes([|new System.Text.UTF8Encoding(false).GetBytes(s)|]);
            }
        }
        """));

    [Fact]
    public Task Spans_of_bytes_where_a_header_says_that_they_are_text() => HeaderTest.VerifyAsync<FFI7004StringIsNotNullTerminated>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_text(byte* text);
            [DllImport("kv")] static extern int kv_terminated(byte* text, int flags);
            static void M(ReadOnlySpan<byte> span)
            {
                fixed (byte* p = span)
                {
                    kv_text([|p|]);
                    kv_terminated([|p|], 0);
                }
            }
        }
        """,
        """
        int kv_text(const char *text);
        /* @boundary text: zeroterm */
        int kv_terminated(const unsigned char *text, int flags);
        """);

    [Fact]
    public Task In_half_typed_code() => new CSharpAnalyzerTest<FFI7004StringIsNotNullTerminated, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_bytes(byte[] text);
                static void M(string s) { kv_bytes(); kv_bytes(System.Text.Encoding.UTF8.GetBytes()); kv_bytes([|System.Text.Encoding.UTF8.GetBytes(s)|]) }
            }
            """),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
