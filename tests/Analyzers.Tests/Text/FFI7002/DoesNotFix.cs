using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7002;

public sealed class DoesNotFix
{
    [Fact]
    public Task Code_pages_and_lengths_in_variables() => new CSharpCodeFixTest<FFI7002StringLengthIsCountedInTheWrongUnit, FFI7002CountRightUnits, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_ansi(string key, int length);
                [DllImport("kv")] static extern int kv_utf8([MarshalAs(UnmanagedType.LPUTF8Str)] string key, int length);
                static void M(string key)
                {
                    kv_ansi(key, [|key.Length|]);
                    var length = key.Length;
                    kv_utf8(key, [|length|]);
                    Console.WriteLine(length);
                }
            }
            """),
    }.RunAsync();
}
