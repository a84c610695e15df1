using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6003;

/// <summary>Calls outside of locks, functions that do not call back, and callbacks that need no lock.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() { N.kv_pump(0); }")]
    [InlineData("void M() { lock (gate) { sum++; } N.kv_pump(0); }")]
    [InlineData("void M() { lock (gate) { N.kv_size(0); } }")]
    [InlineData("void M() { lock (gate) { Action a = () => N.kv_pump(0); } }")]
    [InlineData("void M() { lock (gate) { void Local() => N.kv_pump(0); } }")]
    [InlineData("void M() { lock (gate) { N.kv_visit(0, code => sum += code); } }")]
    [InlineData("void M() { lock (gate) { N.kv_visit(0, OnCode); } } void OnCode(int code) { Add(code); } void Add(int code) => sum += code;")]
    [InlineData("void M() { lock (gate) { N.kv_scan(0, OnCode); } } void OnCode(int code) { lock (other) { sum += code; } }")]
    [InlineData("void M() { lock (gate) { N.kv_foreach(0, code => sum += code); } }")]
    [InlineData("void M() { lock (gate) { N.sqlite3_step(0); } }")]
    [InlineData("void M() { try { N.kv_pump(0); } finally { sum = 0; } }")]
    [InlineData("void M() { try { sum = 1; } finally { Monitor.Exit(gate); N.kv_pump(0); } }")]
    [InlineData("class Monitor2 { public void Exit(object o) { } } void M(Monitor2 m) { try { N.kv_pump(0); } finally { m.Exit(gate); } }")]
    public Task On(string member) =>
        Programs.Verify<FFI6003LockHeldAcrossCallback>(Reports.Native + "class C { readonly object gate = new(); readonly object other = new(); int sum; " + member + " }");
}
