using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1014;

/// <summary>FFI1014's fix tells the SafeHandle to let go, and leaves out the release of raw values.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
                using var h = N.kh_open();
                // From here on the list owns it.
                G.kh_adopt([|h|]); // adopted
                N.Log("x");
        """,
        """
                using var h = N.kh_open();
                // From here on the list owns it.
                G.kh_adopt(h); // adopted
                h.SetHandleAsInvalid();
                N.Log("x");
        """)]
    [InlineData(
        """
                using var h = N.kh_open();
                N.Check(G.kh_put([|h|]));
        """,
        """
                using var h = N.kh_open();
                N.Check(G.kh_put(h));
                h.SetHandleAsInvalid();
        """)]
    [InlineData(
        """
                using var h = N.kh_open();
                var rc = G.kh_put([|h|]);
                if (rc != KvStatus.Ok)
                {
                    throw new Exception();
                }
                N.Log("x");
        """,
        """
                using var h = N.kh_open();
                var rc = G.kh_put(h);
                if (rc != KvStatus.Ok)
                {
                    throw new Exception();
                }
                h.SetHandleAsInvalid();
                N.Log("x");
        """)]
    [InlineData(
        """
                var p = N.kd_make();
                N.kd_give([|p|]);
                N.kd_done(p);
        """,
        """
                var p = N.kd_make();
                N.kd_give(p);
        """)]
    public Task One_side_lets_go(string before, string after)
    {
        var start = Programs.Declarations + "class C\n{\n    void M()\n    {\n";
        return new CSharpCodeFixTest<FFI1014OwnershipStillHeld, FFI1014LetGo, DefaultVerifier>
        {
            TestCode = start + before + "\n    }\n}\n",
            FixedCode = start + after + "\n    }\n}\n",
        }.RunAsync();
    }
}
