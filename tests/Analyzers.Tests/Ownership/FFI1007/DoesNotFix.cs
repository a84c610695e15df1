using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1007;

/// <summary>FFI1007 offers no fix where the constructor itself decides.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("[|new Thing(L.kd_default())|]")]
    [InlineData("[|new View(N.kd_make())|]")]
    public Task Where_no_flag_is_written(string expression)
    {
        var code = Programs.Declarations + "class C { Thing M() => " + expression + "; }";
        return new CSharpCodeFixTest<FFI1007BorrowedHandleWrappedAsOwned, FFI1007StateOwnership, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
