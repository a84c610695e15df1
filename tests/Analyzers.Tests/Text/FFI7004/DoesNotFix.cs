using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7004;

public sealed class DoesNotFix
{
    [Fact]
    public Task Bytes_that_are_counted_elsewhere() => new CSharpCodeFixTest<FFI7004StringIsNotNullTerminated, FFI7004TerminateText, DefaultVerifier>
    {
        TestCode = Using("""
            unsafe static class Native
            {
                [DllImport("kv")] static extern int kv_bytes(byte[] text);
                [DllImport("kv")] static extern int kv_pointer(byte* text);
                [DllImport("kv")] static extern int kv_put(byte[] text, int length);
                static void M(string s)
                {
                    var bytes = System.Text.Encoding.UTF8.GetBytes(s);
                    kv_bytes([|bytes|]);
                    fixed (byte* p = bytes) kv_pointer([|p|]);
                    kv_put(bytes, bytes.Length);
                }
            }
            """),
    }.RunAsync();
}
