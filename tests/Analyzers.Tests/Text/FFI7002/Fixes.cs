using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using BoundaryLint.Tests.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7002;

public sealed class Fixes
{
    [Fact]
    public Task The_bytes_of_UTF8() => new CSharpCodeFixTest<FFI7002StringLengthIsCountedInTheWrongUnit, FFI7002CountRightUnits, DefaultVerifier>
    {
        TestCode = "using System.Text;\n" + Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_put([MarshalAs(UnmanagedType.LPUTF8Str)] string key, IntPtr length, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, uint size);
                static void M(string key, string[] values)
                {
                    foreach (var value in values)
                    {
                        // One of them.
                        kv_put(key, (IntPtr)[|key.Length|], value, (uint)[|value.Length|] /* all of it */);
                    }
                }
            }
            """),
        FixedCode = "using System.Text;\n" + Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_put([MarshalAs(UnmanagedType.LPUTF8Str)] string key, IntPtr length, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, uint size);
                static void M(string key, string[] values)
                {
                    foreach (var value in values)
                    {
                        // One of them.
                        kv_put(key, (IntPtr)Encoding.UTF8.GetByteCount(key), value, (uint)Encoding.UTF8.GetByteCount(value) /* all of it */);
                    }
                }
            }
            """),
    }.RunAsync();

    [Fact]
    public Task The_bytes_of_UTF16() => HeaderTest.FixAsync<FFI7002StringLengthIsCountedInTheWrongUnit, FFI7002CountRightUnits>(
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_bytes(string text, nint size);
            static void M(string s) => kv_bytes(s, (nint)[|s.Length|]);
        }
        """,
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_bytes(string text, nint size);
            static void M(string s) => kv_bytes(s, (nint)(s.Length * sizeof(char)));
        }
        """,
        """
        /* @boundary text: in, bytes(size) */
        int kv_bytes(const char16_t *text, long long size);
        """);

    [Fact]
    public Task The_units_of_UTF16() => HeaderTest.FixAsync<FFI7002StringLengthIsCountedInTheWrongUnit, FFI7002CountRightUnits>(
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_units(string text, int count);
            static void M(string s) => kv_units(s, [|s.Length * sizeof(char)|]);
        }
        """,
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_units(string text, int count);
            static void M(string s) => kv_units(s, s.Length);
        }
        """,
        """
        /* @boundary text: in, count(count) */
        int kv_units(const char16_t *text, int count);
        """);
}
