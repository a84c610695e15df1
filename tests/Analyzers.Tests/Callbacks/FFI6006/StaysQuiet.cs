using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6006;

/// <summary>Callbacks that return at once, waits elsewhere, and what only looks like a wait.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() => Work.Do(0).Wait();")]
    [InlineData("void M() { Action<int> a = code => Work.Do(code).Wait(); }")]
    [InlineData("async void M() { await Work.Do(0); }")]
    [InlineData("void M() => N.kv_set_log(code => _ = Work.Do(code));")]
    [InlineData("void M() => N.kv_set_log(code => Task.Run(() => Work.Do(code).Wait()));")]
    [InlineData("void M() => N.kv_set_log(code => { async void Local() { await Work.Do(code); } });")]
    [InlineData("void M() => N.kv_set_log(code => Fire(code)); async void Fire(int code) { await Work.Do(code); Work.Do(code).Wait(); }")]
    [InlineData("void M() => N.kv_set_log(code => { var t = Work.Get(code); if (t.IsCompletedSuccessfully) Console.WriteLine(t.Result); });")]
    [InlineData("Ask M() => code => { var t = Work.Get(code); return t.IsCompleted ? t.GetAwaiter().GetResult() : 0; };")]
    [InlineData("Ask M() => code => Task.FromResult(code).Result;")]
    [InlineData("void M() => N.kv_set_log(code => Work.Do(code).Wait(0));")]
    [InlineData("void M() => N.kv_thread_start(code => Work.Do(code).Wait());")]
    [InlineData("void M() { N.kv_close(0); }")]
    [InlineData("void M() => N.kv_each(0, code => Task.Run(() => N.kv_close(0)));")]
    [InlineData("void M() => N.kv_each(0, code => N.kv_size(0));")]
    [InlineData("class Answer { public int Result => 1; public void Wait() { } } void M() => N.kv_set_log(code => { int i = new Answer().Result; new Answer().Wait(); });")]
    [InlineData("void M() => N.kv_each(0, code => Loop(code)); void Loop(int code) { if (code > 0) Loop(code - 1); }")]
    public Task On(string member) => Programs.Verify<FFI6006CallbackBlocks>(Reports.Native + "class C { " + member + " }");
}
