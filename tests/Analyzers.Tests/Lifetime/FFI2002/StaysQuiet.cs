using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2002;

/// <summary>Pointers whose delegate lives long enough, or about whose delegate nothing is known.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() => pointer = Marshal.GetFunctionPointerForDelegate(kept);")]
    [InlineData("void M() => pointer = Marshal.GetFunctionPointerForDelegate(kept = OnCode);")]
    [InlineData("void M() => pointer = Marshal.GetFunctionPointerForDelegate(kept ??= OnCode);")]
    [InlineData("void M() { kept = OnCode; pointer = Marshal.GetFunctionPointerForDelegate(kept); }")]
    [InlineData("static readonly Callback S = OnStatic; static readonly nint P = Marshal.GetFunctionPointerForDelegate(S);")]
    [InlineData("nint M(Callback given) => Marshal.GetFunctionPointerForDelegate(given);")]
    [InlineData("nint M<T>(T given) where T : Delegate => Marshal.GetFunctionPointerForDelegate(given);")]
    [InlineData("void M() { var c = new Callback(OnCode); var p = Marshal.GetFunctionPointerForDelegate(c); N.kv_run(p); GC.KeepAlive(c); }")]
    [InlineData("void M() { var c = new Callback(OnCode); N.kv_run(Marshal.GetFunctionPointerForDelegate(c)); GC.KeepAlive(c); }")]
    [InlineData("void M() { var c = new Callback(OnCode); try { N.kv_set_log(Marshal.GetFunctionPointerForDelegate(c)); N.kv_poll(); } finally { GC.KeepAlive(c); } }")]
    [InlineData("void M() { var c = new Callback(OnCode); pointer = Marshal.GetFunctionPointerForDelegate(c); kept = c; }")]
    [InlineData("void M() { var c = new Callback(OnCode); handle = GCHandle.Alloc(c); pointer = Marshal.GetFunctionPointerForDelegate(c); }")]
    [InlineData("void M() { var c = new Callback(OnCode); pointer = Marshal.GetFunctionPointerForDelegate(c); list.Add(c); }")]
    [InlineData("void M() { var c = new Callback(OnCode); N.kv_run(Marshal.GetFunctionPointerForDelegate(c)); N.kv_use(c); }")]
    [InlineData("void M() { var c = new Callback(OnCode); all = new Pair { P = Marshal.GetFunctionPointerForDelegate(c), D = c }; }")]
    [InlineData("(nint, Callback) M() { var c = new Callback(OnCode); return (Marshal.GetFunctionPointerForDelegate(c), c); }")]
    [InlineData("Action M() { var c = new Callback(OnCode); pointer = Marshal.GetFunctionPointerForDelegate(c); return () => GC.KeepAlive(c); }")]
    [InlineData("void M() { Marshal.GetFunctionPointerForDelegate(new Callback(OnCode)); _ = Marshal.GetFunctionPointerForDelegate(new Callback(OnCode)); }")]
    [InlineData("void M() { var c = Make(); pointer = Marshal.GetFunctionPointerForDelegate(c); }")]
    [InlineData("void M() { foreach (var c in list) pointer = Marshal.GetFunctionPointerForDelegate(c); }")]
    [InlineData("public void Set(Callback c) { kept = c; pointer = Marshal.GetFunctionPointerForDelegate(c); }")]
    [InlineData("public void Set(Callback c) { list.Add(c); pointer = Marshal.GetFunctionPointerForDelegate(c); }")]
    [InlineData("private void Set(Callback c) { pointer = Marshal.GetFunctionPointerForDelegate(c); }")]
    [InlineData("public void Set(C other, Callback c) { other.pointer = Marshal.GetFunctionPointerForDelegate(c); }")]
    [InlineData("public void Set(Callback c) { N.kv_run(Marshal.GetFunctionPointerForDelegate(c)); GC.KeepAlive(c); }")]
    [InlineData("public void Set(Callback c) { pointer = Marshal.GetFunctionPointerForDelegate(c); N.kv_run(pointer); GC.KeepAlive(c); pointer = 0; }")]
    [InlineData("public nint Convert(Callback c) => Marshal.GetFunctionPointerForDelegate(c);")]
    [InlineData("nint P(Callback c) { list.Add(c); return Marshal.GetFunctionPointerForDelegate(c); } void M() => pointer = P(OnCode);")]
    [InlineData("static nint P(Callback c) => c == null ? 1 : 2; void M() => pointer = P(OnCode);")]
    [InlineData("static nint P(Callback c) => Marshal.GetFunctionPointerForDelegate(c); void M() { kept = OnCode; pointer = P(kept); }")]
    [InlineData("static nint P(Callback c) => Marshal.GetFunctionPointerForDelegate(c); void M() { var c = new Callback(OnCode); N.kv_run(P(c)); GC.KeepAlive(c); }")]
    public Task The_delegate_is_kept(string member) => Reports.Verify($$"""
        struct Pair { public nint P; public Callback D; }
        class C
        {
            nint pointer;
            Callback kept;
            GCHandle handle;
            Pair all;
            System.Collections.Generic.List<Callback> list = new();
            void OnCode(int code) { }
            static void OnStatic(int code) { }
            Callback Make() => kept;
            {{member}}
        }
        """);

    [Fact]
    public Task Another_class_called_Marshal() => new CSharpAnalyzerTest<FFI2002FunctionPointerOutlivesDelegate, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class Marshal { public static nint GetFunctionPointerForDelegate(Delegate d) => 0; }
            class C { nint M() => Marshal.GetFunctionPointerForDelegate(new Action(GC.Collect)); }
            """,
    }.RunAsync();
}
