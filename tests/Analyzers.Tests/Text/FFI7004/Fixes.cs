using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7004;

public sealed class Fixes
{
    private static Task Run(string before, string after, string key, int changes) => new CSharpCodeFixTest<FFI7004StringIsNotNullTerminated, FFI7004TerminateText, DefaultVerifier>
    {
        TestCode = Using(before),
        FixedCode = Using(after),
        CodeActionEquivalenceKey = key,

        // Two reports on one text go with one change.
        NumberOfIncrementalIterations = changes,
    }.RunAsync();

    [Fact]
    public Task Encodes_the_null_character_too() => Run(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_bytes(byte[] text);
            [DllImport("kv")] static extern int kv_pointer(byte* text);
            [DllImport("kv")] static extern int kv_chars(char[] text);
            static void M(string s, string t)
            {
                kv_bytes([|System.Text.Encoding.UTF8.GetBytes(s)|]); // the first
                kv_bytes([|System.Text.Encoding.UTF8.GetBytes(s ?? t)|]);
                kv_chars([|s.ToCharArray()|]);
                var bytes = System.Text.Encoding.UTF8.GetBytes(s + t);
                kv_bytes([|bytes|]);
                fixed (byte* p = bytes)
                {
                    kv_pointer([|p|]);
                }
            }
        }
        """,
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_bytes(byte[] text);
            [DllImport("kv")] static extern int kv_pointer(byte* text);
            [DllImport("kv")] static extern int kv_chars(char[] text);
            static void M(string s, string t)
            {
                kv_bytes(System.Text.Encoding.UTF8.GetBytes(s + "\0")); // the first
                kv_bytes(System.Text.Encoding.UTF8.GetBytes((s ?? t) + "\0"));
                kv_chars((s + "\0").ToCharArray());
                var bytes = System.Text.Encoding.UTF8.GetBytes(s + t + "\0");
                kv_bytes(bytes);
                fixed (byte* p = bytes)
                {
                    kv_pointer(p);
                }
            }
        }
        """,
        "FFI7004:AppendNull",
        4);

    [Fact]
    public Task Pins_a_string() => Run(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_wide(char* text);
            static void M(ReadOnlySpan<char> span, string s)
            {
                // The whole of it.
                fixed (char* p = span)
                {
                    kv_wide([|p|]);
                }

                fixed (char* p = s.AsSpan(1, 2))
                {
                    kv_wide([|p|]);
                    kv_wide([|p|]);
                }
            }
        }
        """,
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_wide(char* text);
            static void M(ReadOnlySpan<char> span, string s)
            {
                // The whole of it.
                fixed (char* p = span.ToString())
                {
                    kv_wide(p);
                }

                fixed (char* p = s.AsSpan(1, 2).ToString())
                {
                    kv_wide(p);
                    kv_wide(p);
                }
            }
        }
        """,
        "FFI7004:PinString",
        2);
}
