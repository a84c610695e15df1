using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1007;

/// <summary>FFI1007's fix turns the flag round.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData("new Thing(L.kd_default(), [|true|] /* ours? */)", "new Thing(L.kd_default(), false /* ours? */)")]
    [InlineData("new Thing(owns: [|true|], p: L.kd_default())", "new Thing(owns: false, p: L.kd_default())")]
    [InlineData("new Thing(N.kd_make(), [|false|])", "new Thing(N.kd_make(), true)")]
    public Task The_flag_is_turned_round(string before, string after) => new CSharpCodeFixTest<FFI1007BorrowedHandleWrappedAsOwned, FFI1007StateOwnership, DefaultVerifier>
    {
        TestCode = Programs.Declarations + "class C { Thing M() => " + before + "; }",
        FixedCode = Programs.Declarations + "class C { Thing M() => " + after + "; }",
    }.RunAsync();
}
