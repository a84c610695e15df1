using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2008;

/// <summary>FFI2008 stays quiet while the owner lives, on copies, and where nothing says that a value is borrowed.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("var kv = N.kv_new(); N.kv_use(N.kv_text(kv)); N.kv_free(kv);")]
    [InlineData("var kv = N.kv_new(); for (var i = 0; i < 3; i++) { var text = N.kv_text(kv); N.kv_use(text); N.kv_free(kv); kv = N.kv_new(); } N.kv_free(kv);")]
    [InlineData("var kv = N.kv_new(); var s = Marshal.PtrToStringUTF8(N.kv_text(kv)); N.kv_free(kv); Console.WriteLine(s);")]
    [InlineData("var kv = N.kv_new(); var s = N.kv_name(kv); N.kv_free(kv); Console.WriteLine(s);")]
    [InlineData("var kv = N.kv_new(); var first = *N.kv_bytes(kv); N.kv_free(kv); Console.WriteLine(first);")]
    [InlineData("var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); Console.WriteLine(t);")]
    [InlineData("var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); if (t == IntPtr.Zero) return;")]
    [InlineData("var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_free(kv); kv = N.kv_new(); t = N.kv_text(kv); N.kv_use(t); N.kv_free(kv);")]
    [InlineData("for (var i = 0; i < 3; i++) { var kv = N.kv_new(); var t = N.kv_text(kv); N.kv_use(t); N.kv_free(kv); }")]
    [InlineData("using var h = new SafeFileHandle(5, true); var raw = h.DangerousGetHandle(); N.kv_use(raw);")]
    [InlineData("var kv = N.kv_new(); var t = N.kv_text(kv); if (DateTime.Now.Ticks > 0) { N.kv_free(kv); return; } N.kv_use(t); N.kv_free(kv);")]
    [InlineData("var ks = N.ks_create(); var i = N.kv_text(given); N.ks_destroy(ks); N.kv_use(i);")]
    public Task While_the_owner_lives(string body) => Run(Reports.Imports + "class C { unsafe void M(IntPtr given) { " + body + " } IntPtr Own(IntPtr kv) => N.kv_text(kv); }");

    [Fact]
    public Task When_the_owner_is_handed_out_too() => Run(Reports.Imports + """
        class C
        {
            IntPtr _kv;
            IntPtr M(out IntPtr kv) { kv = N.kv_new(); return N.kv_text(kv); }
            IntPtr K() { _kv = N.kv_new(); return N.kv_text(_kv); }
            (IntPtr, IntPtr) T() { var kv = N.kv_new(); return (kv, N.kv_text(kv)); }
        }
        """);

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI2008BorrowedPointerOutlivesItsOwner, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Reports.Imports + "class C { nint M() { var kv = N.kv_new(; var t = N.kv_text(kv; N.kv_free(kv); return t. ",
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2008BorrowedPointerOutlivesItsOwner, DefaultVerifier> { TestCode = code }.WithHeader(Reports.Header).RunAsync();
}
