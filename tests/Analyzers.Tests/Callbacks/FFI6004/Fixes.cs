using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6004;

/// <summary>The call is awaited on a thread of the pool.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData("async Task M() { [|N.kv_sync(0)|]; await Task.Yield(); }", "async Task M() { await Task.Run(() => N.kv_sync(0)); await Task.Yield(); }")]
    [InlineData("async Task<int> M(nint h, CancellationToken stop) { return [|N.kv_wait(h)|]; }", "async Task<int> M(nint h, CancellationToken stop) { return await Task.Run(() => N.kv_wait(h), stop); }")]
    [InlineData("async Task M(CancellationToken stop) { if ([|N.kv_wait(0)|] != 0) throw new Exception(); await Task.Yield(); }", "async Task M(CancellationToken stop) { if (await Task.Run(() => N.kv_wait(0), stop) != 0) throw new Exception(); await Task.Yield(); }")]
    [InlineData("async Task M() { string s = [|N.kv_wait(0)|].ToString(); await Task.Yield(); }", "async Task M() { string s = (await Task.Run(() => N.kv_wait(0))).ToString(); await Task.Yield(); }")]
    [InlineData("async Task M() { await Task.Delay(1).ConfigureAwait(false); [|N.kv_sync(0)|]; /* done */ }", "async Task M() { await Task.Delay(1).ConfigureAwait(false); await Task.Run(() => N.kv_sync(0)).ConfigureAwait(false); /* done */ }")]
    [InlineData("nint handle; async Task M() { var r = [|N.kv_sync(handle)|]; await Task.Yield(); [|N.Flush()|]; }", "nint handle; async Task M() { var r = await Task.Run(() => N.kv_sync(handle)); await Task.Yield(); await Task.Run(() => N.Flush()); }")]
    [InlineData("void M() { async Task Local(CancellationToken stop) { await Task.Yield(); [|N.kv_sync(0)|]; } }", "void M() { async Task Local(CancellationToken stop) { await Task.Yield(); await Task.Run(() => N.kv_sync(0), stop); } }")]
    public Task Of_asynchronous_code(string before, string after)
    {
        var start = Programs.Usings + Programs.Attributes + Reports.Native;
        return new CSharpCodeFixTest<FFI6004BlockingCallInAsynchronousCode, FFI6004RunOnAnotherThread, DefaultVerifier>
        {
            TestCode = start + "class C { " + before + " }",
            FixedCode = start + "class C { " + after + " }",
        }.RunAsync();
    }
}
