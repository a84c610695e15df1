using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1013;

/// <summary>FFI1013's fixes are not offered where nothing names the owner, or where the value goes further than the call.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("static int M() => N.kv_size([|N.kv_open().DangerousGetHandle()|]);")]
    [InlineData("static IntPtr M() { var h = N.kv_open(); return [|h.DangerousGetHandle()|]; }")]
    [InlineData("static IntPtr M(KvHandle h) { var p = [|h.DangerousGetHandle()|]; N.kv_size(p); return p; }")]
    [InlineData("static int M() { KvHandle h; return N.kv_size([|(h = N.kv_open()).DangerousGetHandle()|]); }", true)]
    public Task Where_it_would_be_a_guess(string code, bool isQuiet = false)
    {
        var text = Reports.Declarations + "class C { static int Raw(IntPtr p) => N.kv_size(p); " + (isQuiet ? code.Replace("[|", "").Replace("|]", "") : code) + " }";
        return new CSharpCodeFixTest<FFI1013DangerousGetHandle, FFI1013HoldReference, DefaultVerifier> { TestCode = text, FixedCode = text }.RunAsync();
    }
}
