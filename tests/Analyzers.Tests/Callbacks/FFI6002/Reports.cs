using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6002;

/// <summary>Functions that must not run without a GC transition.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("class N { [DllImport(\"kv\"), [|SuppressGCTransition|], Blocking] static extern int kv_sync(nint store); }")]
    [InlineData("class N { [DllImport(\"kv\"), CallsBack] [[|SuppressGCTransition|]] static extern int kv_pump(nint store); }")]
    [InlineData("partial class N { [LibraryImport(\"kv\")] [[|SuppressGCTransition|]] [Blocking] internal static partial int kv_sync(nint store); }")]
    [InlineData("class N { [DllImport(\"kv\"), [|UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition) })|], Blocking] static extern int kv_sync(nint store); }")]
    [InlineData("class N { [DllImport(\"libc\"), [|SuppressGCTransition|]] static extern nint read(int fd, nint buffer, nint count); }")]
    [InlineData("class N { [DllImport(\"kernel32\"), [|SuppressGCTransition|]] static extern void Sleep(uint milliseconds); }")]
    [InlineData("class N { [DllImport(\"kv\", SetLastError = true), [|SuppressGCTransition|]] static extern int kv_size(nint store); }")]
    [InlineData("class N { [DllImport(\"kv\", SetLastError = true), [|SuppressGCTransition|], Fast] static extern int kv_size(nint store); }")]
    [InlineData("delegate void D(int code); class N { [DllImport(\"kv\"), [|SuppressGCTransition|]] static extern void kv_set_log(D callback); }")]
    [InlineData("unsafe class N { [DllImport(\"kv\"), [|SuppressGCTransition|]] static extern void kv_each(delegate* unmanaged[Cdecl]<int, void> f); }")]
    [InlineData("unsafe class N { void M(nint p) { var f = ([|delegate* unmanaged[Cdecl, SuppressGCTransition]<delegate* unmanaged[Cdecl]<int, void>, void>|])p; } }")]
    [InlineData("class C { void M() { [DllImport(\"kv\"), [|SuppressGCTransition|], Blocking] static extern int kv_sync(nint store); } }")]
    public Task With_certainty(string source) => Programs.Verify<FFI6002UnsuitableSuppressGCTransition>(source);

    [Theory]
    [InlineData("class N { [DllImport(\"kv\"), {|#0:SuppressGCTransition|}] static extern int kv_read_all(nint store); }")]
    [InlineData("class N { [DllImport(\"kv\"), {|#0:SuppressGCTransition|}] static extern int kv_size(nint store); }")]
    [InlineData("partial class N { [LibraryImport(\"kv\"), {|#0:SuppressGCTransition|}] internal static partial int kv_size(nint store); }")]
    public Task Suggests_where_nothing_says_that_it_is_short(string source) => Programs.Verify<FFI6002UnsuitableSuppressGCTransition>(source, DiagnosticSeverity.Info, "FFI6002");

    [Fact]
    public Task The_header_is_evidence() => new CSharpAnalyzerTest<FFI6002UnsuitableSuppressGCTransition, DefaultVerifier>
    {
        TestCode = Programs.Usings + Programs.Attributes + "class N { [DllImport(\"kv\"), {|#0:SuppressGCTransition|}] static extern int kv_sync(nint store); }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI6002", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "`kv_sync` is called without a GC transition, but it blocks (kv.h:1): no garbage collection can start or end until it returns; remove `SuppressGCTransition`"),
        },
    }.WithHeader("/* @boundary blocking */\nint kv_sync(void *store);").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6002UnsuitableSuppressGCTransition, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Programs.Usings + Programs.Attributes + "class N { [DllImport(\"kv\"), [|SuppressGCTransition|], Blocking] static extern int kv_sync(nint ; [SuppressGCTransition",
    }.RunAsync();
}
