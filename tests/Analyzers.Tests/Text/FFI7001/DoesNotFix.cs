using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7001;

public sealed class DoesNotFix
{
    [Fact]
    public Task Buffers_inside_structs_and_function_pointers() => new CSharpCodeFixTest<FFI7001StringEncodingDiffers, FFI7001StateEncoding, DefaultVerifier>
    {
        TestCode = Using("""
            struct Tag { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string [|Name|]; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_tag(ref Tag tag);
            }
            """),
    }.RunAsync();
}
