using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1014;

/// <summary>FFI1014 reports the argument whose ownership goes away while it is released here too.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("var p = N.kd_make(); Hand([|p|]); N.kd_done(p); } static void Hand(IntPtr x) { N.kd_give(x);")]
    [InlineData("using var h = N.kh_open(); G.kh_adopt([|h|]);")]
    [InlineData("using (var h = N.kh_open()) { G.kh_adopt([|h|]); }")]
    [InlineData("var h = N.kh_open(); try { G.kh_adopt([|h|]); } finally { h.Dispose(); }")]
    [InlineData("using var h = N.kh_open(); N.Check(G.kh_put([|h|]));")]
    [InlineData("using var h = N.kh_open(); if (G.kh_put([|h|]) != KvStatus.Ok) throw new Exception();")]
    [InlineData("var p = N.kd_make(); N.kd_give([|p|]); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); try { N.kd_give([|p|]); } finally { N.kd_done(p); }")]
    [InlineData("N.kd_give([|q|]); N.kd_done(q);")]
    [InlineData("var p = N.kd_make(); if (G.kd_put([|p|]) == KvStatus.Ok) N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); give([|p|]); N.kd_done(p);")]
    [InlineData("Action a = () => { var p = N.kd_make(); N.kd_give([|p|]); N.kd_done(p); }; a();")]
    [InlineData("void Local() { var p = N.kd_make(); N.kd_give([|p|]); N.kd_done(p); } Local();")]
    public Task In_a_body(string body) => Run("class C { void M(IntPtr q, Give give) { " + body + " } }");

    [Theory]
    [InlineData("K.SetClipboardData(1, [|h|]); K.GlobalFree(h);")]
    [InlineData("try { K.SetClipboardData(1, [|h|]); } finally { K.GlobalFree(h); }")]
    [InlineData("if (K.SetClipboardData(1, [|h|]) == IntPtr.Zero) throw new Exception(); K.GlobalFree(h);")]
    public Task Memory_on_the_clipboard(string body) => Run(Clipboard.Imports + "class C { void M() { var h = K.GlobalAlloc(2, (UIntPtr)4); " + body + " } }");

    [Fact]
    public async Task The_message_names_the_taker_and_the_release()
    {
        await Message(
            "`kh_adopt` becomes the owner of `h`, and it is released here all the same by `using`; call `SetHandleAsInvalid` on it when the call has succeeded",
            "using var h = N.kh_open(); G.kh_adopt({|#0:h|});");
        var line = Programs.Declarations.Split('\n').Length;
        await Message($"`kd_give` becomes the owner of `p`, and it is released here all the same in line {line}; leave the release to native code", "var p = N.kd_make(); N.kd_give({|#0:p|}); N.kd_done(p);");
    }

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1014OwnershipStillHeld, DefaultVerifier>
    {
        TestCode = Programs.Declarations + "class C { void M() { var p = N.kd_make(); N.kd_give([|p|]); N.kd_done(p); N.kd_give( } }",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static Task Message(string message, string body)
    {
        var test = new CSharpAnalyzerTest<FFI1014OwnershipStillHeld, DefaultVerifier> { TestCode = Programs.Declarations + "class C { void M() { " + body + " } }" };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1014", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1014OwnershipStillHeld, DefaultVerifier> { TestCode = Programs.Declarations + code }.RunAsync();
}
