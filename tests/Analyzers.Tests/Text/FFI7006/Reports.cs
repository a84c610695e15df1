using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7006NativeFilledBufferIsReadPastItsTerminator, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7006;

public sealed class Reports
{
    [Fact]
    public Task The_message_names_reader_buffer_and_function() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_name([Out] char[] text, int length);
                static string M()
                {
                    var buffer = new char[64];
                    kv_name(buffer, buffer.Length);
                    return {|#0:new string(buffer)|};
                }
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("new string", "buffer", "`kv_name` fills and which has 64 elements"));

    [Fact]
    public Task Every_way_to_pass_and_to_read_the_buffer() => Verify.VerifyAnalyzerAsync(Using("""
        unsafe static partial class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_name([Out] char[] text, int length);
            [LibraryImport("kv")] private static partial int kv_pointer(char* text, int length);
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_ref(ref char text, uint length);
            static readonly delegate* unmanaged<char*, int, int> Pointer;
            static void M()
            {
                Span<char> span = stackalloc char[64];
                fixed (char* p = span) kv_pointer(p, 64);
                _ = [|span.ToString()|];
                _ = [|new string(span)|];
                Span<char> other = stackalloc char[32];
                kv_ref(ref MemoryMarshal.GetReference(other), (uint)other.Length);
                _ = [|other.ToString()|];
                Span<char> third = stackalloc char[32];
                kv_ref(ref third[0], 32);
                _ = [|new string(third)|];
                var rented = System.Buffers.ArrayPool<char>.Shared.Rent(100);
                kv_name(rented, rented.Length);
                _ = [|new string(rented)|];
                var pooled = System.Buffers.ArrayPool<char>.Shared.Rent(100);
                kv_name(pooled, 100);
                _ = {|#0:new string(pooled)|};
                var fourth = new char[16];
                fixed (char* p = &fourth[0]) Pointer(p, fourth.Length);
                string Local() { var inner = new char[8]; kv_name(inner, 8); return [|new string(inner)|]; }
                Func<string> lambda = () => { var inner = new char[8]; kv_name(inner, 8); return [|new string(inner)|]; };
                _ = [|new string(fourth)|];
            }
        }
        """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task Bytes_are_certain_where_a_header_says_that_they_are_text() => HeaderTest.VerifyAsync<FFI7006NativeFilledBufferIsReadPastItsTerminator>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_text(byte[] text, int length);
            [DllImport("kv")] static extern int kv_bytes(byte[] data, int length);
            static void M()
            {
                var text = new byte[64];
                kv_text(text, text.Length);
                _ = {|#0:System.Text.Encoding.UTF8.GetString(text)|};
                _ = {|#1:System.Text.Encoding.UTF8.GetString(text, 0, text.Length)|};
                var data = new byte[64];
                kv_bytes(data, 64);
                _ = {|#2:System.Text.Encoding.ASCII.GetString(data, 0, 64)|};
            }
        }
        """,
        """
        int kv_text(char *text, int length);
        int kv_bytes(unsigned char *data, int length);
        """,
        null,
        Verify.Diagnostic().WithLocation(0),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Arrays_inside_structs_that_native_code_fills() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
            struct Info
            {
                [MarshalAs(UnmanagedType.ByValArray, SizeConst = 32)] public char[] Name;
                public int Size;
            }
            [DllImport("kv")] static extern int kv_info(out Info info);
            static string M()
            {
                kv_info(out var info);
                return [|new string(info.Name)|];
            }
        }
        """));
}
