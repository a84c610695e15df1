using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7003;

public sealed class DoesNotFix
{
    [Fact]
    public Task Constructors_and_lengths_that_would_count_something_else() => new CSharpCodeFixTest<FFI7003NativeStringIsDecodedWithTheWrongEncoding, FFI7003UseRightDecoder, DefaultVerifier>
    {
        TestCode = Using("""
            unsafe static class Native
            {
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf16)] static extern IntPtr kv_name();
                static void M(int length)
                {
                    _ = [|new string((sbyte*)kv_name())|];
                    _ = Marshal.[|PtrToStringAnsi|](kv_name(), length);
                }
            }
            """),
    }.RunAsync();
}
