using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5006;

public sealed class Fixes
{
    private const string Import = "static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }\n";

    [Fact]
    public Task Sets_values_and_keeps_those_that_count_on() => VerifyAsync(
        """
        enum Mode
        {
            Fast,
            [|Safe|], // careful
            Slow,
            [|Last|] = 0x10, /* hexadecimal */
        }
        """,
        """
        enum Mode
        {
            Fast,
            Safe = 5, // careful
            Slow = 2,
            Last = 0x20, /* hexadecimal */
        }
        """,
        "enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE = 5, KV_MODE_SLOW = 2, KV_MODE_LAST = 32 }; void kv_set(enum kv_mode mode);");

    [Fact]
    public Task Bases_it_on_the_type_of_the_header() => VerifyAsync(
        "enum [|Mode|] { Fast, Safe }",
        "enum Mode : byte { Fast, Safe }",
        "enum Mode : unsigned char { Fast, Safe }; void kv_set(enum Mode mode);");

    [Fact]
    public Task Adds_missing_members_in_the_manner_of_the_others() => VerifyAsync(
        """
        enum [|Mode|]
        {
            Fast,
            Safe // careful
        }
        """,
        """
        enum Mode
        {
            Fast,
            Safe, // careful
            VerySlow = 2,
            Ludicrous = 3,
        }
        """,
        "enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_VERY_SLOW, KV_MODE_LUDICROUS }; void kv_set(enum kv_mode mode);");

    internal static Task VerifyAsync(string code, string expected, string header)
    {
        var test = new CSharpCodeFixTest<FFI5006EnumDiffers, FFI5006MatchEnum, DefaultVerifier>
        {
            TestCode = "using System.Runtime.InteropServices;\n" + Import + code,
            FixedCode = "using System.Runtime.InteropServices;\n" + Import + expected,
        };
        test.TestState.AddHeader(header);
        test.FixedState.AddHeader(header);
        return test.RunAsync();
    }
}
