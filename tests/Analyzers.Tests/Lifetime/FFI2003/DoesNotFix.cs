using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2003;

/// <summary>FFI2003's fix is not offered where nothing names the object, or where a try statement has no place.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("static int M() => N.kv_size([|new Options().Handle|]);")]
    [InlineData("static readonly Func<Options, int> F = o => N.kv_size([|o.Handle|]);")]
    [InlineData("int M() { int a = N.kv_size([|_h|]), b = 2; return a + b; }")]
    public Task Where_there_is_no_place(string code)
    {
        var text = Reports.Declarations + "class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + code + " }";
        return new CSharpCodeFixTest<FFI2003ObjectFinalizedDuringCall, FFI2003KeepAlive, DefaultVerifier> { TestCode = text, FixedCode = text }.RunAsync();
    }
}
