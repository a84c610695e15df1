using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1005;

/// <summary>FFI1005 is quiet where the variable holds something else by then, or only its number is looked at.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("var p = N.kd_make(); N.kd_use(p); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); p = N.kd_make(); N.kd_use(p); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); if (b) { N.kd_done(p); return; } N.kd_use(p); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); Console.WriteLine(p);")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); all.Remove(p);")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); if (p != IntPtr.Zero) N.Log(\"x\");")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); p = IntPtr.Zero; N.kd_use(p);")]
    [InlineData("for (var i = 0; i < 3; i++) { var p = N.kd_make(); N.kd_use(p); N.kd_done(p); }")]
    [InlineData("var h = N.kh_open(); h.Dispose(); if (h.IsClosed) N.Log(\"x\");")]
    [InlineData("var p = N.ks_create(); N.ks_ref(p); N.ks_destroy(p); N.kd_use(p); N.ks_destroy(p);")]
    [InlineData("var p = N.kd_make(); var done = false; if (b) { N.kd_done(p); done = true; } if (!done) { N.kd_use(p); N.kd_done(p); }")]
    public Task Code(string body) => CSharpAnalyzerVerifier<FFI1005NativeResourceUsedAfterRelease, DefaultVerifier>.VerifyAnalyzerAsync(
        Resources.Declarations + "class C { void M(bool b, List<IntPtr> all) { " + body + " } }");

    [Fact]
    public Task Types_that_look_like_the_frameworks() => CSharpAnalyzerVerifier<FFI1005NativeResourceUsedAfterRelease, DefaultVerifier>.VerifyAnalyzerAsync("""
        using System;
        static class N { [System.Runtime.InteropServices.DllImport("x")] static extern int x(); }
        static class Marshal { public static IntPtr AllocHGlobal(int size) => default; public static void FreeHGlobal(IntPtr p) { } public static int ReadInt32(IntPtr p) => 0; }
        class C { void M() { var p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); Marshal.ReadInt32(p); } }
        """);
}
