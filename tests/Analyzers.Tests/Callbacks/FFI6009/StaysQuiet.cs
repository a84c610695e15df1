using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6009;

/// <summary>Registrations that end with the object, and callbacks that do not reach it.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void Start() => N.kv_subscribe(store, log = OnLog, 0); public void Dispose() => N.kv_unsubscribe(store, log, 0);")]
    [InlineData("void Start() => N.kv_subscribe(store, log = OnLog, 0); public void Dispose() { Dispose(true); } protected virtual void Dispose(bool disposing) { if (!disposed) Stop(); } void Stop() => N.kv_unsubscribe(store, log, 0);")]
    [InlineData("void Start() { token = N.kv_watch(store, log = OnLog); } public void Dispose() { if (token != 0) { N.kv_unwatch(token); token = 0; } }")]
    [InlineData("void Start() => N.kv_subscribe(store, log = OnLog, 0); public void Dispose() => N.kv_close(store);")]
    [InlineData("void Start() => N.kv_subscribe(store, log = OnLog, 0); public void Dispose() => N.kv_subscribe(store, null, 0);")]
    [InlineData("void Start() => N.kv_subscribe(store, OnStatic, 0); public void Dispose() { }")]
    [InlineData("void Start() => N.kv_set_log(log = OnLog); public void Dispose() { }")]
    [InlineData("static void Start(C c) => N.kv_subscribe(c.store, OnStatic, 0); public void Dispose() { }")]
    [InlineData("void Start() => N.kv_subscribe(store, log = OnLog, 0); public void Dispose() => Other.Stop(store, log);")]
    [InlineData("Action stop; void Start() => N.kv_subscribe(store, log = OnLog, 0); public void Dispose() => stop();")]
    [InlineData("IDisposable end; void Start() { end = new Ending(N.kv_watch(store, log = OnLog)); } public void Dispose() => end?.Dispose(); sealed class Ending : IDisposable { readonly nint token; public Ending(nint token) { this.token = token; } public void Dispose() => N.kv_unwatch(token); }")]
    [InlineData("event Action Changed { add { N.kv_subscribe(store, log = OnLog, 0); } remove { } } public void Dispose() { Changed -= null; N.kv_close(store); }")]
    [InlineData("void Start(Log given) => N.kv_subscribe(store, given, 0); public void Dispose() { }")]
    public Task On(string members) => new CSharpAnalyzerTest<FFI6009CallbackAfterDispose, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Programs.Usings + Programs.Attributes + Reports.Native + "class C : IDisposable { " + Reports.Fields + members + " }",
                "static class Other { internal static void Stop(nint store, Log log) => N.kv_unsubscribe(store, log, 0); }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task A_type_that_is_never_disposed() =>
        Programs.Verify<FFI6009CallbackAfterDispose>(Reports.Native + "class C { " + Reports.Fields + "void Start() => N.kv_subscribe(store, OnLog, 0); }");

    [Fact]
    public Task The_disposed_owner_of_the_registration() => Programs.Verify<FFI6009CallbackAfterDispose>(Reports.Native + """
        sealed class StoreHandle : SafeHandle
        {
            public StoreHandle() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() { N.kv_close(handle); return true; }
        }
        class C : IDisposable
        {
            readonly StoreHandle store = new();
            Log log;
            void OnLog(nint user) { }
            void Start() => N.kv_subscribe(store.DangerousGetHandle(), log = OnLog, 0);
            public void Dispose() => store?.Dispose();
        }
        """);

    [Fact]
    public Task The_base_disposes_through_an_override() => Programs.Verify<FFI6009CallbackAfterDispose>(
        Reports.Native + "abstract class B : IDisposable { public void Dispose() => Stop(); protected abstract void Stop(); } class C : B { " + Reports.Fields + "void Start() => N.kv_subscribe(store, log = OnLog, 0); protected override void Stop() => N.kv_unsubscribe(store, log, 0); }");
}
