using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6004;

/// <summary>Blocking calls where the thread is needed by somebody else.</summary>
public sealed class Reports
{
    internal const string Native = """
        static partial class N
        {
            [DllImport("kv"), Blocking] internal static extern int kv_sync(nint store);
            [LibraryImport("kv"), Blocking] internal static partial int kv_wait(nint store);
            [DllImport("kv")] internal static extern int kv_size(nint store);
            [DllImport("kv")] internal static extern void kv_set_log(Log callback);
            [DllImport("kv")] internal static extern void kv_thread_start(Log callback);
            [DllImport("kernel32")] internal static extern void Sleep(uint milliseconds);
            [Blocking] internal static void Flush() => kv_sync(0);
        }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl), Blocking] delegate int Pulled(nint store);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Log(int code);

        """;

    [Theory]
    [InlineData("async Task M() { [|N.kv_sync(0)|]; await Task.Yield(); }")]
    [InlineData("async Task<int> M() { await Task.Yield(); return [|N.kv_wait(0)|]; }")]
    [InlineData("async ValueTask M() { await Task.Yield(); [|N.Flush()|]; }")]
    [InlineData("async void M() { await Task.Yield(); [|N.kv_sync(0)|]; }")]
    [InlineData("async System.Collections.Generic.IAsyncEnumerable<int> M() { await Task.Yield(); yield return [|N.kv_sync(0)|]; }")]
    [InlineData("Task SaveAsync() { [|N.kv_sync(0)|]; return Task.CompletedTask; }")]
    [InlineData("Task<int> SaveAsync() => Task.FromResult([|N.kv_sync(0)|]);")]
    [InlineData("void M() { async Task Local() { await Task.Yield(); [|N.kv_sync(0)|]; } _ = Local(); }")]
    [InlineData("event Func<Task> E; void M() { E += async () => { await Task.Yield(); [|N.kv_sync(0)|]; }; }")]
    [InlineData("async Task M(Pulled pulled) { await Task.Yield(); [|pulled(0)|]; }")]
    [InlineData("async Task M() { await foreach (var i in Other()) { if (i > 0) { try { [|N.kv_sync(i)|]; } finally { } } } } async System.Collections.Generic.IAsyncEnumerable<int> Other() { await Task.Yield(); yield return 1; }")]
    public Task In_asynchronous_code(string member) => Programs.Verify<FFI6004BlockingCallInAsynchronousCode>(Native + "class C { " + member + " }");

    [Theory]
    [InlineData("[UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static void OnLog(int code) { [|N.kv_sync(code)|]; }")]
    [InlineData("void M() => N.kv_set_log(code => [|N.kv_sync(code)|]);")]
    [InlineData("void M() => N.kv_set_log(OnLog); void OnLog(int code) { [|N.kv_wait(code)|]; }")]
    [InlineData("void M() => N.kv_set_log(OnLog); void OnLog(int code) { [|Helper(code)|]; } void Helper(int code) => N.kv_wait(code);")]
    [InlineData("void M() { void OnLog(int code) { [|N.kv_wait(code)|]; } N.kv_set_log(OnLog); }")]
    [InlineData("void M() { [UnmanagedCallersOnly] static void OnLog(int code) { [|N.kv_wait(code)|]; } }")]
    [InlineData("nint M() => Marshal.GetFunctionPointerForDelegate<Action>(() => [|N.kv_wait(0)|]);")]
    public Task In_a_callback(string member) => Programs.Verify<FFI6004BlockingCallInAsynchronousCode>(Native + "class C { " + member + " }");

    [Fact]
    public Task What_the_catalogue_knows_is_a_suggestion() => Programs.Verify<FFI6004BlockingCallInAsynchronousCode>(
        Native + "class C { async Task M() { {|#0:N.Sleep(100)|}; await Task.Yield(); } }", DiagnosticSeverity.Info, "FFI6004");

    [Fact]
    public Task The_message_names_the_function_the_evidence_and_the_place() => Programs.VerifyMessage<FFI6004BlockingCallInAsynchronousCode>(
        Native + "class C { async Task SaveAsync() { {|#0:N.kv_sync(0)|}; await Task.Yield(); } }",
        DiagnosticSeverity.Warning,
        "FFI6004",
        "`kv_sync` blocks ([Blocking]) inside the asynchronous `SaveAsync`: the caller's thread waits although it was promised not to; run it on another thread, `await Task.Run(…)`");

    [Fact]
    public Task In_a_part_of_a_class_in_another_file() => new CSharpAnalyzerTest<FFI6004BlockingCallInAsynchronousCode, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Programs.Usings + Programs.Attributes + Native + "partial class C { async Task M() { await Task.Yield(); Other(); [|N.kv_sync(0)|]; } }",
                "partial class C { void Other() { } }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6004BlockingCallInAsynchronousCode, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Programs.Usings + Programs.Attributes + Native + "class C { async Task M() { [|N.kv_sync(0)|]; N.kv_sync( await } void O() => N.kv_set_log(code => ",
    }.RunAsync();
}
