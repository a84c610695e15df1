using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5007;

public sealed class Fixes
{
    [Fact]
    public Task Writes_the_value_of_the_header() => VerifyAsync(
        """
        static class Kv
        {
            const int [|KV_BUSY|] = 6; // busy
            internal const uint [|KV_OPEN_SHARED|] = 0x08 /* shared */, KV_OPEN_CREATE = 4;
            const string [|KV_NAME|] = "kv";
            static readonly int [|KV_LIMIT|] = 1 + 2;
        }
        """,
        """
        static class Kv
        {
            const int KV_BUSY = 5; // busy
            internal const uint KV_OPEN_SHARED = 0x20 /* shared */, KV_OPEN_CREATE = 4;
            const string KV_NAME = "kv-store";
            static readonly int KV_LIMIT = 100;
        }
        """);

    internal static Task VerifyAsync(string code, string expected, string header = Reports.Header)
    {
        var test = new CSharpCodeFixTest<FFI5007ConstantDiffers, FFI5007MatchValue, DefaultVerifier>
        {
            TestCode = "using System.Runtime.InteropServices;\n" + code,
            FixedCode = "using System.Runtime.InteropServices;\n" + expected,
        };
        test.TestState.AddHeader(header);
        test.FixedState.AddHeader(header);
        return test.RunAsync();
    }
}
