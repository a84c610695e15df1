using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1007;

/// <summary>FFI1007 reports handle objects with the wrong idea of who releases the value.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("using var h = new Thing(L.kd_default(), [|true|]);")]
    [InlineData("var p = L.kd_default(); using var h = new Thing(p, owns: [|true|]);")]
    [InlineData("using var h = [|new Thing(L.kd_default())|];")]
    [InlineData("var t = N.kd_make(); var p = L.kd_name(t); using (var h = new SafeFileHandle(p, [|true|])) { } N.kd_done(t);")]
    [InlineData("using var h = new SafeFileHandle(other.DangerousGetHandle(), [|true|]);")]
    [InlineData("using var h = new Thing(N.kd_make(), [|false|]);")]
    [InlineData("var p = N.kd_make(); using var h = new Thing(p, [|false|]); N.Log(\"x\");")]
    [InlineData("using var h = [|new View(N.kd_make())|];")]
    [InlineData("using var h = new Box(N.kd_make(), [|false|]);")]
    [InlineData("using var h = new ManyBox(N.kd_make(), [|false|], true);")]
    [InlineData("var p = N.kd_make(); var h = new SmallBox(p, [|false|]); h.Use();")]
    [InlineData("Action a = () => { using var h = new Thing(L.kd_default(), [|true|]); }; a();")]
    [InlineData("void Local() { using var h = new Thing(L.kd_default(), [|true|]); } Local();")]
    [InlineData("if (b) { using var h = new Thing(N.malloc(4), [|false|]); }")]
    public Task In_a_body(string body) => Run("class C { void M(SafeHandle other, bool b) { " + body + " } }");

    [Theory]
    [InlineData("class C { Thing Get() => new Thing(L.kd_default(), [|true|]); }")]
    [InlineData("class C { Thing Make() => new Thing(N.kd_make(), [|false|]); }")]
    [InlineData("class C { Box Make() => new SmallBox(N.kd_make(), takeOwnership: [|false|]); }")]
    [InlineData("class C { static IntPtr NotNull(IntPtr p) { if (p == IntPtr.Zero) throw new Exception(); return p; } Box Make() => new Box(NotNull(N.kd_make()), [|false|]); }")]
    [InlineData("class C { readonly Thing _t; C() { _t = new Thing(L.kd_default(), [|true|]); } }")]
    [InlineData("class C { async Task M() { await Task.Yield(); using var h = new Thing(L.kd_default(), [|true|]); } }")]
    public Task In_members(string code) => Run(code);

    [Fact]
    public async Task The_message_names_the_lender_and_the_flag()
    {
        await Message(DiagnosticSeverity.Warning, "`Thing` releases what `kd_default` only lends ([Borrowed]), and so does the owner; wrap it without ownership (`ownsHandle: false`)", "new Thing(L.kd_default(), {|#0:true|})");
        await Message(DiagnosticSeverity.Warning, "`Thing` does not release the handle that `kd_make` hands over ([Owned]), and nobody else here does; wrap it as owned (`owns: true`)", "new Thing(N.kd_make(), {|#0:false|})");
        await Message(DiagnosticSeverity.Info, "`Thing` releases what `ks_get_child` only lends (inferred from the name ks_get_child), and so does the owner; wrap it without ownership (`ownsHandle: false`)", "new Thing(N.ks_get_child(default), {|#0:true|})");
    }

    [Fact]
    public Task A_constructor_that_takes_no_reference() => Run("""
        class Kept : SafeHandleZeroOrMinusOneIsInvalid
        {
            public Kept(IntPtr value) : base(true) { SetHandle(value); Use(); }
            void Use() { if (!IsInvalid) N.kd_use(handle); }
            protected override bool ReleaseHandle() { N.kd_done(handle); return true; }
        }
        class C { Kept M() => [|new Kept(L.kd_default())|]; }
        """);

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1007BorrowedHandleWrappedAsOwned, DefaultVerifier>
    {
        TestCode = Programs.Declarations + "class C { void M() { using var h = new Thing(L.kd_default(), [|true|]); var g = new Thing(L.kd_default(), ",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static Task Message(DiagnosticSeverity severity, string message, string expression)
    {
        var test = new CSharpAnalyzerTest<FFI1007BorrowedHandleWrappedAsOwned, DefaultVerifier> { TestCode = Programs.Declarations + "class C { Thing M() => " + expression + "; }" };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1007", severity).WithLocation(0).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1007BorrowedHandleWrappedAsOwned, DefaultVerifier> { TestCode = Programs.Declarations + code }.RunAsync();
}
