using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2004;

/// <summary>FFI2004 stays quiet where KeepAlive protects something, and where what follows keeps the object alive anyway.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("private readonly Store _own = new Store(); void M() { GC.KeepAlive(_own); N.kv_get(_own.Handle, 1); M2(); } void M2() { }")]
    [InlineData("private readonly Store _own = new Store(); void M() { N.kv_get(_own.Handle, 1); GC.KeepAlive(_own); }")]
    [InlineData("int M(Store store) { var r = N.kv_get(store.Handle, 1); GC.KeepAlive(store); return r; }")]
    [InlineData("int M() { try { return N.kv_get(_handle, 1); } finally { GC.KeepAlive(this); } }")]
    [InlineData("void M(Store store) { N.kv_get(store.Handle, 1); GC.KeepAlive(store); N.kv_get(store.Handle, 2); GC.KeepAlive(store); }")]
    [InlineData("void M(Store store) { N.kv_get(store.Handle, 1); GC.KeepAlive(store); N.kv_get(store.Handle, 2); }")]
    [InlineData("void M(Store store) { GC.KeepAlive(store); N.kv_get(store.Handle, 2); Console.WriteLine(store); }")]
    [InlineData("void M(Store store) { for (;;) { GC.KeepAlive(store); N.kv_get(store.Handle, 2); } }")]
    [InlineData("void M(Store store, IntPtr other) { N.kv_get(store.Handle, 1); GC.KeepAlive(store); N.kv_get(other, 1); }")]
    [InlineData("void M(Store store, Callbacks callbacks) { N.kv_get(store.Handle, 1); GC.KeepAlive(callbacks); GC.KeepAlive(store); }")]
    [InlineData("void M<T>(T value) { GC.KeepAlive(value); }")]
    [InlineData("void M<T>(T value) where T : struct { GC.KeepAlive(value); }")]
    [InlineData("void M() { GC.KeepAlive(new Store()); GC.KeepAlive(_store); GC.KeepAlive(s_store); }")]
    [InlineData("void M(bool wait) { while (wait) { N.kv_get(_handle, 1); } GC.KeepAlive(this); }")]
    [InlineData("void M(Store store) { while (true) { if (N.kv_get(store.Handle, 1) < 0) break; } GC.KeepAlive(store); }")]
    [InlineData("async Task M(Store store) { N.kv_get(store.Handle, 1); GC.KeepAlive(store); await Task.Yield(); }")]
    [InlineData("async Task M(Store store) { await Task.Yield(); GC.KeepAlive(_store); }")]
    [InlineData("IEnumerable<int> M(Store store) { N.kv_get(store.Handle, 1); GC.KeepAlive(store); yield return 1; }")]
    [InlineData("void M(Store store) { Action later = () => GC.KeepAlive(store); N.kv_get(store.Handle, 1); later(); }")]
    [InlineData("void M(Store store) { Task.Run(async () => await Task.Yield()); N.kv_get(store.Handle, 1); GC.KeepAlive(store); }")]
    [InlineData("void M(Store store) { GC.KeepAlive(store); Managed(store.Handle); }")]
    [InlineData("void M(Store store) { if (store != null) { GC.KeepAlive(store); } N.kv_get(store.Handle, 1); }")]
    [InlineData("void M(string text) { GC.KeepAlive(text); GC.KeepAlive(typeof(Store)); }")]
    [InlineData("void M(Point point, int result) { GC.KeepAlive(point); GC.KeepAlive(result); GC.KeepAlive(DateTime.Now); }")]
    [InlineData("void M(Other GC, IntPtr value) { GC.KeepAlive(value); }")]
    public Task Sound_code(string member) => Verify("~Program() { }" + member);

    [Theory]
    [InlineData("~Program() { N.kv_get(_handle, 1); GC.KeepAlive(_store); }")]
    [InlineData("~Program() { Managed(_handle); GC.KeepAlive(_store); }")]
    [InlineData("~Program() { var own = Own; GC.KeepAlive(own); } object Own => _store;")]
    [InlineData("~Program() { new Store(); GC.KeepAlive(_store); }")]
    [InlineData("~Program() { _store = null; GC.KeepAlive(_store); }")]
    [InlineData("public void Dispose() => GC.KeepAlive(_store);")]
    public Task A_finalizer_that_does_more_and_what_a_caller_calls(string member) => Verify(member);

    private static Task Verify(string member) => new CSharpAnalyzerTest<FFI2004KeepAliveHasNoEffect, DefaultVerifier>
    {
        TestCode = Reports.Imports + $$"""
            class Other { public void KeepAlive(object value) { } }
            class Program
            {
                private IntPtr _handle;
                private Store _store = new();
                private static readonly Store s_store = new();
                static void Managed(IntPtr value) { }
                {{member}}
            }
            """,
    }.RunAsync();
}
