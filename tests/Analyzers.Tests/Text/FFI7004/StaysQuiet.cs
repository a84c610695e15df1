using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Contract;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7004StringIsNotNullTerminated, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7004;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_text_that_ends() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_bytes(byte[] text);
            [DllImport("kv")] static extern int kv_pointer(byte* text);
            [DllImport("kv")] static extern int kv_wide(char* text);
            [DllImport("kv")] static extern int kv_memory(IntPtr text);
            static void M(string s)
            {
                kv_bytes(System.Text.Encoding.UTF8.GetBytes(s + "\0"));
                kv_bytes(System.Text.Encoding.UTF8.GetBytes(s + '\0'));
                kv_bytes(System.Text.Encoding.UTF8.GetBytes(s + char.MinValue));
                kv_bytes(System.Text.Encoding.UTF8.GetBytes($"{s}\0"));
                kv_bytes(System.Text.Encoding.UTF8.GetBytes("name\0"));
                var terminated = s + "\0";
                kv_bytes(System.Text.Encoding.UTF8.GetBytes(terminated));
                fixed (char* p = s) kv_wide(p);
                fixed (char* p = s.AsSpan()) kv_wide(p);
                fixed (char* p = s.AsSpan(1)) kv_wide(p);
                fixed (byte* p = "name"u8) kv_pointer(p);
                kv_memory(Marshal.StringToCoTaskMemUTF8(s));
                var buffer = new byte[s.Length * 3 + 1];
                System.Text.Encoding.UTF8.GetBytes(s, 0, s.Length, buffer, 0);
                kv_bytes(buffer);
                var resized = System.Text.Encoding.UTF8.GetBytes(s);
                Array.Resize(ref resized, resized.Length + 1);
                kv_bytes(resized);
            }
        }
        """));

    [Fact]
    public Task On_text_with_a_length_and_on_buffers() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_put(byte[] text, int amount);
            [DllImport("kv")] static extern int kv_named(int textLength, byte[] text);
            [DllImport("kv")] static extern int kv_given(long a, byte[] text, IntPtr b);
            [DllImport("kv")] static extern int kv_range(byte* text, byte* behind);
            [DllImport("kv")] static extern int kv_fixed([MarshalAs(UnmanagedType.LPArray, SizeConst = 4)] byte[] code);
            [DllImport("kv")] static extern int kv_fill(char* buffer);
            [DllImport("kv")] static extern int kv_bytes(byte* data);
            [DllImport("kv")] static extern int kv_wide(char* text);
            static void M(string s, Span<char> buffer, ReadOnlySpan<byte> data, ReadOnlySpan<char> known, byte[] given)
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(s);
                kv_put(bytes, bytes.Length);
                kv_named(bytes.Length, bytes);
                kv_given(bytes.Length, bytes, IntPtr.Zero);
                fixed (byte* p = bytes) kv_range(p, p + bytes.Length);
                kv_fixed(System.Text.Encoding.ASCII.GetBytes(s));
                fixed (char* p = buffer) kv_fill(p);
                fixed (byte* p = data) kv_bytes(p);
                fixed (byte* p = given) kv_bytes(p);
                if (known[known.Length - 1] != 0) throw new ArgumentException("not terminated");
                fixed (char* p = known) kv_wide(p);
            }
        }
        """));

    [Fact]
    public Task Where_a_marshaller_of_the_project_passes_the_array() => Verify.VerifyAnalyzerAsync(Using("""
        using System.Runtime.InteropServices.Marshalling;
        unsafe struct Slice { public void* Start; public nuint Length; }
        [CustomMarshaller(typeof(byte[]), MarshalMode.ManagedToUnmanagedIn, typeof(SliceMarshaller))]
        static unsafe class SliceMarshaller { public static Slice ConvertToUnmanaged(byte[] managed) => default; }
        static partial class Native
        {
            [LibraryImport("kv")] internal static partial int kv_get([MarshalUsing(typeof(SliceMarshaller))] byte[] key);
            static void M(string s) => kv_get(System.Text.Encoding.UTF8.GetBytes(s));
        }
        """));

    [Fact]
    public Task Where_a_header_says_that_none_is_needed() => HeaderTest.VerifyAsync<FFI7004StringIsNotNullTerminated>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_code(byte[] code);
            [DllImport("kv")] static extern int kv_counted(byte[] text, IntPtr flags, byte amount);
            static void M(string s)
            {
                kv_code(System.Text.Encoding.ASCII.GetBytes(s));
                kv_counted(System.Text.Encoding.ASCII.GetBytes(s), IntPtr.Zero, 4);
            }
        }
        """,
        """
        /* @boundary code: nozeroterm */
        int kv_code(const char *code);
        /* @boundary text: bytes(amount) */
        int kv_counted(const char *text, void *flags, unsigned char amount);
        """);
}
