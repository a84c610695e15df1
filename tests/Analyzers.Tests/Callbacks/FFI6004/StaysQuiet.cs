using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6004;

/// <summary>Calls that do not block, or whose thread nobody else needs.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() => N.kv_sync(0);")]
    [InlineData("async Task M() { N.kv_size(0); await Task.Yield(); }")]
    [InlineData("async Task M() { await Task.Run(() => N.kv_sync(0)); }")]
    [InlineData("async Task M() { await Task.Run(async () => { N.kv_sync(0); await Task.Yield(); }); }")]
    [InlineData("Task SaveAsync() => Task.Run(() => N.kv_sync(0));")]
    [InlineData("Task SaveAsync() => Task.Factory.StartNew(() => { N.kv_sync(0); });")]
    [InlineData("async Task M() { new Thread(() => N.kv_sync(0)).Start(); await Task.Yield(); }")]
    [InlineData("async Task M() { ThreadPool.QueueUserWorkItem(_ => N.kv_sync(0)); await Task.Yield(); }")]
    [InlineData("async Task M() { void Later() => N.kv_sync(0); await Task.Yield(); }")]
    [InlineData("Task Begin() { N.kv_sync(0); return Task.CompletedTask; }")]
    [InlineData("void M() => N.kv_thread_start(code => N.kv_sync(code));")]
    [InlineData("void M() => N.kv_set_log(code => Task.Run(() => N.kv_sync(code)));")]
    [InlineData("void M() => N.kv_set_log(code => N.kv_size(code));")]
    [InlineData("void M() { Action<int> a = code => N.kv_sync(code); a(1); }")]
    [InlineData("async Task M() { string s = nameof(N.kv_sync); await Task.Yield(); }")]
    [InlineData("class Blocking2Attribute : Attribute { } [Blocking2] static void Slow() { } async Task M() { Slow(); await Task.Yield(); }")]
    public Task On(string member) => Programs.Verify<FFI6004BlockingCallInAsynchronousCode>(Reports.Native + "class C { " + member + " }");

    [Fact]
    public Task The_main_method_has_nobody_waiting() => new CSharpAnalyzerTest<FFI6004BlockingCallInAsynchronousCode, DefaultVerifier>
    {
        TestState =
        {
            OutputKind = OutputKind.ConsoleApplication,
            Sources = { Programs.Usings + Programs.Attributes + Reports.Native + "static class Program { static async Task Main() { N.kv_sync(0); await Task.Yield(); } }" },
        },
    }.RunAsync();
}
