using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1012;

/// <summary>FFI1012 is quiet where each reference is given back once, or may be by somebody else.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("static IEnumerable<int> M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); try { yield return N.kv_size(h.DangerousGetHandle()); } finally { if (ok) h.DangerousRelease(); } }")]
    [InlineData("static void M(SafeHandle h) { bool ok = false; bool other = false; h.DangerousAddRef(ref ok); h.DangerousAddRef(ref other); h.DangerousRelease(); h.DangerousRelease(); }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; try { h.DangerousAddRef(ref ok); return N.kv_size(h.DangerousGetHandle()); } finally { if (ok) h.DangerousRelease(); } }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); try { return N.kv_size(h.DangerousGetHandle()); } finally { h.DangerousRelease(); } }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); try { N.Log(\"x\"); return N.kv_size(h.DangerousGetHandle()); } finally { if (ok) { h.DangerousRelease(); } } }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; try { h.DangerousAddRef(ref ok); if (!ok) return 0; return N.kv_size(h.DangerousGetHandle()); } finally { if (ok) h.DangerousRelease(); } }")]
    [InlineData("static int M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); var n = N.kv_size(h.DangerousGetHandle()); h.DangerousRelease(); return n; }")]
    [InlineData("static void M(SafeHandle h, SafeHandle g) { bool a = false, b = false; try { h.DangerousAddRef(ref a); g.DangerousAddRef(ref b); N.kv_size(h.DangerousGetHandle()); } finally { if (b) g.DangerousRelease(); if (a) h.DangerousRelease(); } }")]
    [InlineData("SafeFileHandle _h; void Enter() { bool ok = false; _h.DangerousAddRef(ref ok); } void Leave() { _h.DangerousRelease(); }")]
    [InlineData("sealed class Lease : IDisposable { readonly SafeHandle _h; public Lease(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); _h = h; } public void Dispose() => _h.DangerousRelease(); }")]
    [InlineData("sealed class Lease : IDisposable { readonly SafeHandle _h; public Lease(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); _h = ok ? h : new SafeFileHandle(IntPtr.Zero, false); } public void Dispose() => _h.SetHandleAsInvalid(); }")]
    [InlineData("static Stack<SafeHandle> _held = new Stack<SafeHandle>(); static void M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); _held.Push(h); }")]
    [InlineData("static SafeHandle M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); return h; }")]
    [InlineData("static IntPtr M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); return h.DangerousGetHandle(); }")]
    [InlineData("static IntPtr M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); if (!ok) throw new InvalidOperationException(); var raw = h.DangerousGetHandle(); return raw; }")]
    [InlineData("class Mine { public void DangerousAddRef(ref bool ok) { } public void DangerousRelease() { } } static void M(Mine h) { bool ok = false; h.DangerousAddRef(ref ok); }")]
    [InlineData("static void M(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref o", true)]
    public Task Where_references_are_balanced(string code, bool isHalfTyped = false) => new CSharpAnalyzerTest<FFI1012ReferencesNotBalanced, DefaultVerifier>
    {
        TestCode = Reports.Declarations + "class C { " + code + " }",
        CompilerDiagnostics = isHalfTyped ? CompilerDiagnostics.None : CompilerDiagnostics.Errors,
    }.RunAsync();
}
