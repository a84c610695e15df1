using System.Threading.Tasks;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7002StringLengthIsCountedInTheWrongUnit, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7002;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_the_right_unit() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_utf8([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int length);
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_utf16(string text, int length);
            [DllImport("kv")] static extern int kv_bytes(byte[] text, int length);
            [DllImport("kv")] static extern int kv_chars(char* text, int length);
            static void M(string s)
            {
                kv_utf8(s, System.Text.Encoding.UTF8.GetByteCount(s));
                kv_utf16(s, s.Length);
                kv_utf16(s, s.Length * 2);
                var bytes = System.Text.Encoding.UTF8.GetBytes(s);
                kv_bytes(bytes, bytes.Length);
                kv_bytes(System.Text.Encoding.ASCII.GetBytes(s), s.Length);
                fixed (char* p = s) kv_chars(p, s.Length);
                const string Name = "name";
                kv_utf8(Name, Name.Length);
                kv_utf8("name", "name".Length);
            }
        }
        """));

    // What is made of itself, or of what is made of it, had another value before.
    [Fact]
    public Task On_variables_that_are_made_of_themselves() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_utf8([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int length);
            static bool Find(string s, out int n) { n = s.Length; return true; }
            static void M(string s, object o)
            {
                int count = default;
                count = count + 1;
                kv_utf8(s, count);
                int one = default, other = default;
                one = other + 1;
                other = one + 1;
                kv_utf8(s, one);
                if (Find(s, out var found)) found = found + 1;
                kv_utf8(s, found);
                if (o is int number) { number = number - 1; kv_utf8(s, number); }
            }
        }
        """));

    [Fact]
    public Task On_lengths_of_other_texts_and_numbers_that_mean_something_else() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            struct Field { public IntPtr Text; public int Cursor; }
            [DllImport("kv")] static extern int kv_utf8([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int length);
            [DllImport("kv")] static extern int kv_move([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int cursorPosition);
            [DllImport("kv")] static extern int kv_chars([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int numChars);
            [DllImport("kv")] static extern int kv_flags([MarshalAs(UnmanagedType.LPUTF8Str)] string text, IntPtr x, int depth);
            static void M(string s, string other, Field field)
            {
                kv_utf8(s, other.Length);
                kv_utf8(s, 5);
                kv_utf8(s, -1);
                kv_move(s, s.Length);
                kv_chars(s, s.Length);
                kv_flags(s, IntPtr.Zero, s.Length);
                field = new Field { Text = Marshal.StringToCoTaskMemUTF8(s), Cursor = s.Length };
                Managed(s, s.Length);
            }
            static void Managed(string text, int length) { }
        }
        """));
}
