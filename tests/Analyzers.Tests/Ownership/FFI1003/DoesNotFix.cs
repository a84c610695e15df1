using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1003;

/// <summary>FFI1003 offers no fix where the release's place is not certain.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("[|N.malloc(4)|];")]
    [InlineData("var p = [|N.kd_make()|]; p = N.malloc(4); N.free(p);")]
    [InlineData("IntPtr p = default; while (b) { p = [|N.kd_make()|]; } N.kd_done(p);")]
    [InlineData("var p = [|N.kd_make()|]; if (b) return; all.Add(p);")]
    [InlineData("var p = [|N.kd_make()|]; if (b) return; N.kd_done(p); p = IntPtr.Zero; if (p != IntPtr.Zero) N.kd_use(p);")]
    [InlineData("var p = [|N.kd_make()|]; try { if (b) return; N.kd_done(p); p = IntPtr.Zero; } finally { if (p != IntPtr.Zero) N.Log(\"x\"); }")]
    [InlineData("var p = [|N.kd_make()|]; if (b) return; if (Done(p)) N.Log(\"x\"); bool Done(IntPtr q) { N.kd_done(q); return true; }")]
    [InlineData("var p = [|N.kd_make()|]; if (b) goto end; N.kd_done(p); end: N.Log(\"x\");")]
    [InlineData("var rc = [|N.kv_open(default, out var db)|]; N.Log(\"x\"); if (rc != KvStatus.Ok) return; if (b) return; N.kv_close(db);")]
    [InlineData("switch (all.Count) { case 1: var p = [|N.kd_make()|]; N.kd_use(p); break; }")]
    [InlineData("var p = [|N.kd_make()|]; var q = p; if (b) return; N.kd_done(q);")]
    [InlineData("Span<IntPtr> two = stackalloc IntPtr[2]; two[0] = [|N.kd_make()|]; if (b) return; foreach (var p in two) N.kd_done(p);")]
    [InlineData("var two = new IntPtr[2]; two[0] = [|N.kd_make()|]; if (b) return; foreach (var p in two) N.kd_done(p);")]
    [InlineData("var (p, n) = ([|N.kd_make()|], 3); if (b) return; N.kd_done(p);")]
    [InlineData("if ([|N.kd_make()|] is var p) N.kd_use(p);")]
    public Task Where_the_place_of_the_release_is_not_certain(string body)
    {
        var test = new CSharpCodeFixTest<FFI1003NativeResourceNotReleased, FFI1003ReleaseOnEveryPath, DefaultVerifier>();
        test.TestState.Sources.Add("using System;\nusing System.Collections.Generic;\nclass C { void M(bool b, List<IntPtr> all) { " + body + " } }");
        test.TestState.Sources.Add(Resources.Declarations);
        test.FixedState.Sources.Add(test.TestState.Sources[0]);
        test.FixedState.Sources.Add(Resources.Declarations);
        return test.RunAsync();
    }

    /// <summary>Whether the former one is still in use, only the author knows.</summary>
    [Fact]
    public Task A_setter_that_overwrites_its_field()
    {
        var test = new CSharpCodeFixTest<FFI1003NativeResourceNotReleased, FFI1003ReleaseOnEveryPath, DefaultVerifier>();
        test.TestState.Sources.Add("using System;\nusing System.Runtime.InteropServices;\nclass C : IDisposable { IntPtr _p; public string Name { set { _p = [|Marshal.StringToHGlobalAnsi(value)|]; } } public void Dispose() { Marshal.FreeHGlobal(_p); _p = IntPtr.Zero; } }");
        test.TestState.Sources.Add(Resources.Declarations);
        test.FixedState.Sources.Add(test.TestState.Sources[0]);
        test.FixedState.Sources.Add(Resources.Declarations);
        return test.RunAsync();
    }
}
