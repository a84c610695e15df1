using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1016;

/// <summary>FFI1016's fix needs the contract attributes, which the package's generator writes.</summary>
public sealed class DoesNotFix
{
    [Fact]
    public Task Without_the_attributes()
    {
        const string Code = "using System.Runtime.InteropServices;\nclass C { [DllImport(\"kv\")] static extern [|nint|] kv_root(); }";
        return new CSharpCodeFixTest<FFI1016OwnershipNotStated, FFI1016StateOwnership, DefaultVerifier> { TestCode = Code, FixedCode = Code }.RunAsync();
    }
}
