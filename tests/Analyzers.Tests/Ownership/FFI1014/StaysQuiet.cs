using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1014;

/// <summary>FFI1014 stays quiet where one side only releases the value.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("using var h = N.kh_open(); G.kh_adopt(h); h.SetHandleAsInvalid();")]
    [InlineData("using var h = N.kh_open(); if (G.kh_put(h) == KvStatus.Ok) h.SetHandleAsInvalid();")]
    [InlineData("using var h = N.kh_open(); if (G.kh_put(h) != KvStatus.Ok) throw new Exception(); h.SetHandleAsInvalid();")]
    [InlineData("using var h = N.kh_open(); N.Check(G.kh_put(h)); h.SetHandleAsInvalid();")]
    [InlineData("var h = N.kh_open(); G.kh_adopt(h);")]
    [InlineData("using var h = N.kh_open(); N.kh_get(h);")]
    [InlineData("var p = N.kd_make(); N.kd_give(p);")]
    [InlineData("var p = N.kd_make(); if (G.kd_put(p) != KvStatus.Ok) N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); var rc = G.kd_put(p); if (rc == KvStatus.Busy) { N.kd_done(p); return; }")]
    [InlineData("var p = N.kd_make(); try { N.Check(G.kd_put(p)); } catch { N.kd_done(p); throw; }")]
    [InlineData("var p = N.kd_make(); if (b) N.kd_give(p); else N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); var given = false; try { N.Log(\"x\"); N.kd_give(p); given = true; } finally { if (!given) N.kd_done(p); }")]
    [InlineData("var p = N.kd_make(); N.kd_give(p); p = N.kd_make(); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); var r = G.kd_swap(p); if (r == IntPtr.Zero) N.kd_done(p);")]
    [InlineData("var p = N.ks_create(); N.ks_ref(p); N.kd_give(p); N.ks_destroy(p);")]
    public Task In_a_body(string body) => new CSharpAnalyzerTest<FFI1014OwnershipStillHeld, DefaultVerifier>
    {
        TestCode = Programs.Declarations + "class C { void M(bool b) { " + body + " } }",
    }.RunAsync();

    [Theory]
    [InlineData("if (K.SetClipboardData(1, h) == IntPtr.Zero) K.GlobalFree(h);")]
    [InlineData("K.SetClipboardData(1, h);")]
    public Task Memory_that_the_clipboard_refuses(string body) => new CSharpAnalyzerTest<FFI1014OwnershipStillHeld, DefaultVerifier>
    {
        TestCode = Programs.Declarations + Clipboard.Imports + "class C { void M() { var h = K.GlobalAlloc(2, (UIntPtr)4); " + body + " } }",
    }.RunAsync();
}

/// <summary>Windows takes over what is put on the clipboard.</summary>
internal static class Clipboard
{
    public const string Imports = """
        static class K
        {
            [DllImport("user32")] public static extern IntPtr SetClipboardData(uint format, IntPtr memory);
            [DllImport("kernel32")] public static extern IntPtr GlobalAlloc(uint flags, UIntPtr bytes);
            [DllImport("kernel32")] public static extern IntPtr GlobalFree(IntPtr memory);
        }

        """;
}
