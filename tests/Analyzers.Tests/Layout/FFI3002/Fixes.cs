using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3002;

public sealed class Fixes
{
    [Theory]
    [InlineData(null, "U1")]
    [InlineData("FFI3002.U1", "U1")]
    [InlineData("FFI3002.U2", "U2")]
    public Task The_first_action_keeps_one_byte_and_the_second_makes_it_two(string? key, string stated) => new CSharpCodeFixTest<FFI3002CharHasNoStatedNativeSize, FFI3002StateCharSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Options
            {
                public char [|Separator|]; // between keys
            }
            static class Native
            {
                [DllImport("kv")]
                static extern [|char|] kv_map(char[] [|text|], Options options);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            struct Options
            {
                [MarshalAs(UnmanagedType.U1)]
                public char Separator; // between keys
            }
            static class Native
            {
                [DllImport("kv")]
                [return: MarshalAs(UnmanagedType.U1)]
                static extern char kv_map([MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.U1)] char[] text, Options options);
            }
            """.Replace("UnmanagedType.U1", "UnmanagedType." + stated),
        CodeActionEquivalenceKey = key,
    }.RunAsync();
}
