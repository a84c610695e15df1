using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1012;

/// <summary>FFI1012 reports references that are not given back exactly once.</summary>
public sealed class Reports
{
    internal const string Declarations = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;
        using Microsoft.Win32.SafeHandles;
        static class N { [DllImport("kv")] public static extern int kv_size(IntPtr file); public static void Log(string s) => Console.WriteLine(s); }

        """;

    [Theory]
    [InlineData("static IEnumerable<int> M(SafeHandle h) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; yield return N.kv_size(h.DangerousGetHandle()); h.DangerousRelease(); }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; return N.kv_size(h.DangerousGetHandle()); }")]
    [InlineData("static int M(SafeHandle h, bool b) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; if (b) return 0; var n = N.kv_size(h.DangerousGetHandle()); h.DangerousRelease(); return n; }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; var n = N.kv_size(h.DangerousGetHandle()); N.Log(\"x\"); h.DangerousRelease(); return n; }")]
    [InlineData("static void M(SafeHandle h) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; try { N.Log(\"x\"); h.DangerousRelease(); } catch (Exception) { } }")]
    [InlineData("static void M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); h.DangerousRelease(); [|h.DangerousRelease()|]; }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; try { h.DangerousAddRef(ref ok); return N.kv_size(h.DangerousGetHandle()); } finally { [|h.DangerousRelease()|]; } }")]
    [InlineData("SafeFileHandle _h; int M() { bool ok = false; try { _h.DangerousAddRef(ref ok); return N.kv_size(_h.DangerousGetHandle()); } finally { [|_h.DangerousRelease()|]; } }")]
    [InlineData("SafeFileHandle _h; int M() { bool ok = false; [|_h.DangerousAddRef(ref ok)|]; return N.kv_size(_h.DangerousGetHandle()); }")]
    [InlineData("static void M(SafeHandle h) { void Local() { bool ok = false; [|h.DangerousAddRef(ref ok)|]; N.kv_size(h.DangerousGetHandle()); } Local(); }")]
    [InlineData("static readonly Action<SafeHandle> F = h => { bool ok = false; [|h.DangerousAddRef(ref ok)|]; N.kv_size(h.DangerousGetHandle()); };")]
    public Task In_every_shape(string code) =>
        new CSharpAnalyzerTest<FFI1012ReferencesNotBalanced, DefaultVerifier> { TestCode = Declarations + "class C { " + code + " }" }.RunAsync();

    [Theory]
    [InlineData("using (var h = Open()) { bool ok = false; try { h.DangerousAddRef(ref ok); N.kv_size(h.DangerousGetHandle()); } finally { {|#0:h.DangerousRelease()|}; } }", DiagnosticSeverity.Info)]
    [InlineData("using var h = Open(); bool ok = false; try { h.DangerousAddRef(ref ok); N.kv_size(h.DangerousGetHandle()); } finally { {|#0:h.DangerousRelease()|}; }", DiagnosticSeverity.Info)]
    [InlineData("var h = Open(); using (h) { bool ok = false; try { h.DangerousAddRef(ref ok); N.kv_size(h.DangerousGetHandle()); } finally { {|#0:h.DangerousRelease()|}; } }", DiagnosticSeverity.Info)]
    [InlineData("var h = Open(); bool ok = false; try { h.DangerousAddRef(ref ok); N.kv_size(h.DangerousGetHandle()); } finally { {|#0:h.DangerousRelease()|}; }", DiagnosticSeverity.Warning)]
    [InlineData("var h = Open(); bool ok = false; {|#0:h.DangerousAddRef(ref ok)|}; N.Log(\"x\"); h.DangerousRelease();", DiagnosticSeverity.Warning)]
    public Task A_fresh_handle_of_a_using_as_a_suggestion(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1012ReferencesNotBalanced, DefaultVerifier>
    {
        TestCode = Declarations + "class C { static SafeHandle Open() => null; static void M() { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1012", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();
}
