using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1014;

/// <summary>FFI1014 offers no fix where success is not plain, or the release serves other paths too.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("var p = N.kd_make(); try { N.kd_give([|p|]); } finally { N.kd_done(p); }")]
    [InlineData("using var h = N.kh_open(); G.kh_put([|h|]);")]
    [InlineData("using var h = N.kh_open(); if (G.kh_put([|h|]) == KvStatus.Ok) { N.Log(\"x\"); return; }")]
    public Task Where_it_would_guess(string body)
    {
        var code = Programs.Declarations + "class C { void M() { " + body + " } }";
        return new CSharpCodeFixTest<FFI1014OwnershipStillHeld, FFI1014LetGo, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
