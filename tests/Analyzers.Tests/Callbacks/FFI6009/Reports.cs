using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6009;

/// <summary>Objects that are disposed while native code still calls them.</summary>
public sealed class Reports
{
    internal const string Native = """
        static unsafe partial class N
        {
            [DllImport("kv")] internal static extern void kv_subscribe(nint store, [Retained(Until = "kv_unsubscribe")] Log callback, nint user);
            [LibraryImport("kv")] internal static partial nint kv_watch(nint store, [Retained(Until = "kv_unwatch")] Log callback);
            [DllImport("kv")] internal static extern void kv_listen(nint store, [Retained(Until = "kv_unlisten")] delegate* unmanaged[Cdecl]<nint, void> callback, nint user);
            [DllImport("kv")] internal static extern void kv_unsubscribe(nint store, Log callback, nint user);
            [DllImport("kv")] internal static extern void kv_unwatch(nint token);
            [DllImport("kv")] internal static extern void kv_unlisten(nint store);
            [DllImport("kv")] internal static extern void kv_add_hook(nint store, Log callback);
            [DllImport("kv")] internal static extern void kv_remove_hook(nint store);
            [DllImport("kv")] internal static extern void kv_set_log([Retained] Log callback);
            [DllImport("kv")] internal static extern void kv_close([Releases] nint store);
            [DllImport("kv")] internal static extern int kv_size(nint store);
        }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Log(nint user);

        """;

    internal const string Fields = "nint store; nint token; bool disposed; Log log; GCHandle self; void OnLog(nint user) { } static void OnStatic(nint user) { } [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static void OnRaw(nint user) { } ";

    [Theory]
    [InlineData("C() { log = OnLog; [|N.kv_subscribe(store, log, 0)|]; } public void Dispose() { }")]
    [InlineData("void Start() => [|N.kv_subscribe(store, OnLog, 0)|]; public void Dispose() => disposed = true;")]
    [InlineData("void Start() { token = [|N.kv_watch(store, user => disposed = true)|]; } public void Dispose() { N.kv_size(store); }")]
    [InlineData("unsafe void Start() { self = GCHandle.Alloc(this); [|N.kv_listen(store, &OnRaw, GCHandle.ToIntPtr(self))|]; } public void Dispose() { self.Free(); }")]
    [InlineData("void Start() { var handle = GCHandle.Alloc(this); [|N.kv_subscribe(store, OnStatic, (nint)handle)|]; } public void Dispose() { }")]
    [InlineData("void Start() { Log made = new Log(OnLog); [|N.kv_subscribe(store, made, 0)|]; } void Stop() { N.kv_unsubscribe(store, log, 0); } public void Dispose() { }")]
    [InlineData("void Start() => [|N.kv_subscribe(store, OnLog, 0)|]; public void Dispose() { Dispose(true); GC.SuppressFinalize(this); } protected virtual void Dispose(bool disposing) { disposed = true; }")]
    [InlineData("int P { set { [|N.kv_subscribe(store, OnLog, 0)|]; } } public void Dispose() { }")]
    [InlineData("async Task Start() { await Task.Yield(); [|N.kv_subscribe(store, OnLog, 0)|]; } public void Dispose() { }")]
    [InlineData("void Start() { void Local() => [|N.kv_subscribe(store, OnLog, 0)|]; Local(); } public void Dispose() { }")]
    [InlineData("void Start() { Action a = () => [|N.kv_subscribe(store, OnLog, 0)|]; a(); } public void Dispose() { }")]
    public Task On(string members) => Programs.Verify<FFI6009CallbackAfterDispose>(Native + "class C : IDisposable { " + Fields + members + " }");

    [Fact]
    public Task A_pair_of_names_is_a_suggestion() => Programs.Verify<FFI6009CallbackAfterDispose>(
        Native + "class C : IDisposable { " + Fields + "void Start() { {|#0:N.kv_add_hook(store, log = OnLog)|}; } public void Dispose() { } }", DiagnosticSeverity.Info, "FFI6009");

    [Fact]
    public Task A_part_in_another_file_disposes() => new CSharpAnalyzerTest<FFI6009CallbackAfterDispose, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Programs.Usings + Programs.Attributes + Native + "partial class C { nint store; Log log; void Start() { [|N.kv_subscribe(store, log, 0)|]; } void OnLog(nint user) { } }",
                "partial class C : System.IDisposable { C() { log = OnLog; } public void Dispose() { } }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task The_message_names_both_functions() => Programs.VerifyMessage<FFI6009CallbackAfterDispose>(
        Native + "class C : IDisposable { " + Fields + "void Start() => {|#0:N.kv_subscribe(store, OnLog, 0)|}; public void Dispose() { } }",
        DiagnosticSeverity.Warning,
        "FFI6009",
        "`kv_subscribe` keeps a callback to this `C` until `kv_unsubscribe` is called ([Retained]), which `Dispose` never does; call it there, before what the callback uses is released");

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6009CallbackAfterDispose, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Programs.Usings + Programs.Attributes + Native + "class C : IDisposable { " + Fields + "void Start() { [|N.kv_subscribe(store, OnLog, 0)|]; N.kv_subscribe(store, } public void Dispose() { N.kv_",
    }.RunAsync();
}
