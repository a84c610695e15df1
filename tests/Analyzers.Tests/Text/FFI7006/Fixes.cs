using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7006;

public sealed class Fixes
{
    [Fact]
    public Task Looks_for_the_null_character() => new CSharpCodeFixTest<FFI7006NativeFilledBufferIsReadPastItsTerminator, FFI7006CutAtTerminator, DefaultVerifier>
    {
        TestCode = Using("""
            unsafe static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_name([Out] char[] text, int length);
                [DllImport("kv")] static extern int kv_pointer(char* text, int length);
                [DllImport("kv")] static extern int kv_bytes(byte[] text, int length);
                static string Array_()
                {
                    var buffer = new char[64];
                    kv_name(buffer, buffer.Length);

                    // The name.
                    return [|new string(buffer)|];
                }
                static string Bytes()
                {
                    var end = 3;
                    var buffer = new byte[64];
                    kv_bytes(buffer, buffer.Length);
                    var text = [|System.Text.Encoding.UTF8.GetString(buffer)|];
                    return text + end;
                }
                static string Span_()
                {
                    Span<char> buffer = stackalloc char[64];
                    fixed (char* p = buffer)
                    {
                        kv_pointer(p, 64);
                    }

                    return [|buffer.ToString()|];
                }
            }
            """),
        FixedCode = Using("""
            unsafe static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_name([Out] char[] text, int length);
                [DllImport("kv")] static extern int kv_pointer(char* text, int length);
                [DllImport("kv")] static extern int kv_bytes(byte[] text, int length);
                static string Array_()
                {
                    var buffer = new char[64];
                    kv_name(buffer, buffer.Length);

                    // The name.
                    var end = Array.IndexOf(buffer, '\0');
                    return new string(buffer, 0, end < 0 ? buffer.Length : end);
                }
                static string Bytes()
                {
                    var end = 3;
                    var buffer = new byte[64];
                    kv_bytes(buffer, buffer.Length);
                    var bufferEnd = Array.IndexOf(buffer, (byte)0);
                    var text = System.Text.Encoding.UTF8.GetString(buffer, 0, bufferEnd < 0 ? buffer.Length : bufferEnd);
                    return text + end;
                }
                static string Span_()
                {
                    Span<char> buffer = stackalloc char[64];
                    fixed (char* p = buffer)
                    {
                        kv_pointer(p, 64);
                    }

                    var end = buffer.IndexOf('\0');
                    return buffer.Slice(0, end < 0 ? buffer.Length : end).ToString();
                }
            }
            """),
    }.RunAsync();
}
