using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6006;

/// <summary>Callbacks that wait, await, or call what they must not.</summary>
public sealed class Reports
{
    internal const string Native = """
        static partial class N
        {
            [DllImport("kv")] internal static extern void kv_set_log(Log callback);
            [LibraryImport("kv")] internal static partial void kv_each(nint store, Log callback);
            [DllImport("kv"), NotInCallback] internal static extern int kv_close(nint store);
            [DllImport("kv")] internal static extern int kv_size(nint store);
            [DllImport("kv")] internal static extern void kv_thread_start(Log callback);
            [DllImport("sqlite3")] internal static extern int sqlite3_close(nint db);
        }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Log(int code);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Ask(int code);
        static class Work
        {
            internal static Task Do(int code) => Task.CompletedTask;
            internal static Task<int> Get(int code) => Task.FromResult(code);
            internal static ValueTask<int> Value(int code) => new(code);
        }

        """;

    [Theory]
    [InlineData("[UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static int OnAsk(int code) => [|Work.Get(code).Result|];")]
    [InlineData("[UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static void OnLog(int code) { [|Work.Do(code).Wait()|]; }")]
    [InlineData("[UnmanagedCallersOnly] static int OnAsk(int code) => [|Work.Get(code).GetAwaiter().GetResult()|];")]
    [InlineData("void M() => N.kv_set_log(code => [|Work.Do(code).Wait()|]);")]
    [InlineData("void M() => N.kv_set_log(delegate(int code) { [|Work.Do(code).ConfigureAwait(false).GetAwaiter().GetResult()|]; });")]
    [InlineData("void M() => N.kv_each(0, OnLog); void OnLog(int code) { int i = [|Work.Value(code).Result|]; }")]
    [InlineData("void M() => N.kv_each(0, OnLog); void OnLog(int code) { [|Task.WaitAll(Work.Do(code), Work.Get(code))|]; }")]
    [InlineData("void M() => N.kv_each(0, OnLog); void OnLog(int code) { [|Helper(code)|]; } static void Helper(int code) { Inner(code); } static void Inner(int code) => Work.Do(code).Wait();")]
    [InlineData("Ask M() { int OnAsk(int code) => [|Work.Get(code).Result|]; return OnAsk; }")]
    [InlineData("void M() { [UnmanagedCallersOnly] static void OnLog(int code) { [|Work.Do(code).Wait()|]; } }")]
    [InlineData("readonly Log log = code => { if (code > 0) [|Work.Do(code).Wait()|]; };")]
    [InlineData("nint M() => Marshal.GetFunctionPointerForDelegate<Action>(() => [|Work.Do(0).Wait()|]);")]
    public Task Waiting_for_asynchronous_work(string member) => Programs.Verify<FFI6006CallbackBlocks>(Native + "class C { " + member + " }");

    [Theory]
    [InlineData("void M() => N.kv_set_log(async code [|=>|] await Work.Do(code));")]
    [InlineData("void M() => N.kv_set_log(OnLog); async void [|OnLog|](int code) { await Work.Do(code); }")]
    [InlineData("void M() => N.kv_set_log(async [|delegate|](int code) { await Work.Do(code); });")]
    public Task Asynchronous_callbacks(string member) => Programs.Verify<FFI6006CallbackBlocks>(Native + "class C { " + member + " }");

    [Theory]
    [InlineData("async void OnGot(nint data) { await Work.Do(0); Use(Marshal.ReadInt32(data)); }", DiagnosticSeverity.Warning)]
    [InlineData("async void OnGot(nint data) { Use(Marshal.ReadInt32(data)); await Work.Do(0); N.kv_size(data); }", DiagnosticSeverity.Info)]
    public Task An_argument_is_read_behind_an_await(string callback, DiagnosticSeverity severity) => Programs.Verify<FFI6006CallbackBlocks>(
        Native + "delegate void Got(nint data); class C { nint M() => Marshal.GetFunctionPointerForDelegate<Got>(OnGot); static void Use(int value) { } " + callback.Replace("OnGot(", "{|#0:OnGot|}(") + " }",
        severity,
        "FFI6006");

    [Theory]
    [InlineData("void M() => N.kv_each(1, code => [|N.kv_close(1)|]);")]
    [InlineData("void M() => N.kv_thread_start(code => [|N.kv_close(1)|]);")]
    [InlineData("[UnmanagedCallersOnly] static void OnLog(int code) { try { [|Close()|]; } catch { } } static void Close() => N.kv_close(0);")]
    [InlineData("[UnmanagedCallersOnly] static void OnUpdate(nint db) { [|N.sqlite3_close(db)|]; }")]
    public Task Calls_that_are_forbidden_inside(string member) => Programs.Verify<FFI6006CallbackBlocks>(Native + "class C { " + member + " }");

    [Theory]
    [InlineData("ManualResetEvent e; void M() => N.kv_set_log(code => {|#0:e.WaitOne()|});")]
    [InlineData("SemaphoreSlim s; void M() => N.kv_set_log(code => {|#0:s.Wait()|});")]
    [InlineData("Thread t; void M() => N.kv_set_log(code => {|#0:t.Join()|});")]
    [InlineData("void M() => N.kv_set_log(code => {|#0:Work.Do(code).Wait(100)|});")]
    public Task Suggests_where_it_waits_for_something_else_or_not_forever(string member) =>
        Programs.Verify<FFI6006CallbackBlocks>(Native + "class C { " + member + " }", DiagnosticSeverity.Info, "FFI6006");

    [Fact]
    public Task The_message_says_which_callback_and_why() => Programs.VerifyMessage<FFI6006CallbackBlocks>(
        Native + "class C { void M() => N.kv_each(0, OnLog); void OnLog(int code) { {|#0:Helper(code)|}; } void Helper(int code) => Work.Do(code).Wait(); }",
        DiagnosticSeverity.Warning,
        "FFI6006",
        "In `OnLog`, which native code calls, `.Wait()` through `Helper` blocks the native thread until other work is done, which may need that thread; start the work and report its end later");

    [Fact]
    public Task A_header_forbids_a_call() => new CSharpAnalyzerTest<FFI6006CallbackBlocks, DefaultVerifier>
    {
        TestCode = Programs.Usings + Programs.Attributes + Native + "class C { void M() => N.kv_set_log(code => {|#0:N.kv_size(0)|}); }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI6006", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "In this callback, which native code calls as a `Log`, `kv_size` is called, which its contract forbids inside a callback (kv.h:1); call it after the callback has returned"),
        },
    }.WithHeader("/* @boundary notincallback */\nint kv_size(void *store);").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6006CallbackBlocks, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Programs.Usings + Programs.Attributes + Native + "class C { [UnmanagedCallersOnly] static void OnLog(int code) { [|Work.Do(code).Wait()|]; Work.Do(code). } void M() => N.kv_set_log(code => Missing.",
    }.RunAsync();
}
