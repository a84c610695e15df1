using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Contract;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7006NativeFilledBufferIsReadPastItsTerminator, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7006;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_buffers_that_are_cut() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_name([Out] char[] text, int length);
            [DllImport("kv")] static extern int kv_pointer(char* text, int length);
            static void M()
            {
                var buffer = new char[64];
                var count = kv_name(buffer, buffer.Length);
                _ = new string(buffer, 0, count);
                _ = new string(buffer).TrimEnd('\0');
                _ = new string(buffer).Split('\0')[0];
                _ = new string(buffer).Replace("\0", "").Trim();
                var text = new string(buffer);
                var end = text.IndexOf('\0');
                var whole = new string(buffer);
                if (whole.Length > 3) whole = whole.Substring(0, 3);
                Span<char> span = stackalloc char[64];
                fixed (char* p = span) kv_pointer(p, 64);
                _ = span.Slice(0, count).ToString();
                _ = new string(span[..count]);
                fixed (char* p = span) _ = new string(p);
                _ = Cut(new string(buffer));
                var searched = new char[64];
                kv_name(searched, searched.Length);
                var zero = Array.IndexOf(searched, '\0');
                _ = zero < 0 ? new string(searched) : new string(searched, 0, zero);
                var spanned = new char[64];
                kv_name(spanned, spanned.Length);
                var place = spanned.AsSpan().IndexOf('\0');
                _ = place < 0 ? new string(spanned) : new string(spanned, 0, place);
            }
            static string Cut(string text) => text;
        }
        """));

    [Fact]
    public Task On_buffers_of_the_texts_own_size_and_buffers_that_nobody_fills() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_name([Out] char[] text, int length);
            [DllImport("kv")] static extern int kv_count();
            static void M(char[] given)
            {
                var exact = new char[kv_count()];
                kv_name(exact, exact.Length);
                _ = new string(exact);
                kv_name(given, given.Length);
                _ = new string(given);
                var own = new char[] { 'a', 'b' };
                _ = new string(own);
                var later = new char[8];
                _ = new string(later);
                kv_name(later, 8);
                var managed = new char[8];
                Fill(managed);
                _ = new string(managed);
            }
            static void Fill(char[] text) { }
        }
        """));

    [Fact]
    public Task On_buffers_that_native_code_only_reads_or_fills_without_an_end() => HeaderTest.VerifyAsync<FFI7006NativeFilledBufferIsReadPastItsTerminator>(
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_read(char[] text, int length);
            [DllImport("kv")] static extern int kv_hex(byte[] text, int length);
            static void M()
            {
                var text = new char[8];
                kv_read(text, 8);
                _ = new string(text);
                var hex = new byte[40];
                kv_hex(hex, 40);
                _ = System.Text.Encoding.ASCII.GetString(hex);
            }
        }
        """,
        """
        int kv_read(const char16_t *text, int length);
        /* @boundary text: out, nozeroterm */
        int kv_hex(char *text, int length);
        """);
}
