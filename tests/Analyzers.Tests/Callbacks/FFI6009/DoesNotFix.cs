using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6009;

/// <summary>Registrations whose arguments another method does not have.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("void Start() => [|N.kv_subscribe(store, OnLog, 0)|]; public void Dispose() { }")]
    [InlineData("void Start(nint given) => [|N.kv_subscribe(given, log = OnLog, 0)|]; public void Dispose() { }")]
    [InlineData("void Start(nint given) { var token = [|N.kv_watch(given, log = OnLog)|]; } public void Dispose() { }")]
    [InlineData("void Start() => [|N.kv_subscribe(store, log, 0)|]; C() { log = OnLog; } public void Dispose() => disposed = true;")]
    [InlineData("void Start() => [|kv_keep(store, log)|]; C() { log = OnLog; } public void Dispose() { } [DllImport(\"kv\")] static extern void kv_keep(nint store, [Retained(Until = \"kv_drop\")] Log callback);")]
    public Task On(string members) => new CSharpCodeFixTest<FFI6009CallbackAfterDispose, FFI6009UnregisterInDispose, DefaultVerifier>
    {
        TestCode = Programs.Usings + Programs.Attributes + Reports.Native + "class C : IDisposable { " + Reports.Fields + members + " }",
    }.RunAsync();
}
