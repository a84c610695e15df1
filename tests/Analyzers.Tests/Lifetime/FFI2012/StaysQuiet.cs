using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2012;

/// <summary>FFI2012 is quiet on stack memory that is used while its method runs.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M(Box* box) { int x = 3; box->Data = &x; Use(box); } void Use(Box* box) { }")]
    [InlineData("void M(Box* box) { int x = 3; box->Data = &x; N.kv_read(null); box->Data = null; }")]
    [InlineData("void M() { int x = 3; var box = new Box(); var at = &box; at->Data = &x; N.kv_read(at->Data); }")]
    [InlineData("int M() { int* p = stackalloc int[4]; return N.kv_read(p); }")]
    [InlineData("int M() { int x = 3; return N.kv_read(&x); }")]
    [InlineData("int M() { int x = 3; int* p = &x; *p = 4; return *p; }")]
    [InlineData("void M() { Span<int> s = stackalloc int[4]; s[0] = 1; }")]
    [InlineData("int M() { int* p = stackalloc int[4]; var h = new Local { P = p }; return N.kv_read(h.P); }")]
    [InlineData("void M() { var p = (int*)NativeMemory.Alloc(4); _p = p; }")]
    [InlineData("void M(int[] a) { int x = 3; int* p = &x; p = (int*)NativeMemory.Alloc(4); _p = p; }")]
    [InlineData("void M() { int x = 3; _p = &x; N.kv_read(_p); _p = null; }")]
    [InlineData("void M() { int x = 3; var all = new System.Collections.Generic.List<IntPtr>(); all.Add((IntPtr)(&x)); }")]
    [InlineData("(int, int) M() { int x = 3; int* p = &x; return (*p, 1); }")]
    [InlineData("int* M(int* p) { return p; }")]
    public Task While_the_method_runs(string member) => Run(Reports.Imports + "unsafe ref struct Local { public int* P; } unsafe class C { int* _p; " + member + " }");

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI2012StackMemoryEscapes, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Reports.Imports + "unsafe class C { int* _p; void M() { int* p = stackalloc int[; _p = p; int x; _p = & } int* F() { return stackalloc",
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2012StackMemoryEscapes, DefaultVerifier> { TestCode = code }.WithHeader(Reports.Header).RunAsync();
}
