using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1015;

/// <summary>FFI1015's fixes are not offered where only the program knows when native code is done.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("static void M(object o) { var h = [|GCHandle.Alloc(o)|]; N.kv_start(Finish, GCHandle.ToIntPtr(h)); } static void Finish(IntPtr state) { }")]
    [InlineData("static void M(object o) { var h = GCHandle.Alloc(o); h.Free(); [|h.Free()|]; }")]
    [InlineData("static int M() { var o = new Options(); var h = [|GCHandle.Alloc(o, GCHandleType.Pinned)|]; try { N.kv_put(h.AddrOfPinnedObject()); return o.Size; } finally { h.Free(); } }")]
    [InlineData("static void M(byte[] b) { N.kv_put([|GCHandle.Alloc(b, GCHandleType.Pinned)|].AddrOfPinnedObject()); }")]
    public Task Where_it_would_be_a_guess(string code)
    {
        var text = Reports.Declarations + "class C { " + code + " }";
        return new CSharpCodeFixTest<FFI1015GCHandleMisused, FFI1015FreeOrPin, DefaultVerifier> { TestCode = text, FixedCode = text }.RunAsync();
    }
}
