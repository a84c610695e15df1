using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6004;

/// <summary>Where the call does something else on another thread, or where nothing can be awaited.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("Task SaveAsync() { [|N.kv_sync(0)|]; return Task.CompletedTask; }")]
    [InlineData("void M() => N.kv_set_log(code => [|N.kv_sync(code)|]);")]
    [InlineData("[DllImport(\"kv\"), Blocking] static extern int kv_next(nint h, out int value); async Task M() { [|kv_next(0, out var value)|]; await Task.Yield(); }")]
    [InlineData("[DllImport(\"kv\", SetLastError = true), Blocking] static extern int kv_next(nint h); async Task M() { [|kv_next(0)|]; await Task.Yield(); }")]
    [InlineData("[DllImport(\"kv\"), Blocking, ThreadAffine] static extern int kv_next(nint h); async Task M() { [|kv_next(0)|]; await Task.Yield(); }")]
    [InlineData("[DllImport(\"kv\"), Blocking] static extern unsafe int kv_next(int* p); async Task M() { await Task.Yield(); Local(); unsafe void Local() { } } async Task O() { unsafe { [|kv_next(null)|]; } }")]
    [InlineData("[DllImport(\"kv\"), Blocking] static extern int kv_next(Part p); [ThreadAffine] struct Part { nint h; } async Task M(Part p) { [|kv_next(p)|]; await Task.Yield(); }")]
    [InlineData("async Task M() { lock (this) { [|N.kv_sync(0)|]; } await Task.Yield(); }")]
    public Task On(string member) => new CSharpCodeFixTest<FFI6004BlockingCallInAsynchronousCode, FFI6004RunOnAnotherThread, DefaultVerifier>
    {
        TestCode = Programs.Usings + Programs.Attributes + Reports.Native + "class C { " + member + " }",
    }.RunAsync();
}
