using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1015;

/// <summary>FFI1015 reports GCHandles that are never freed, freed twice, or asked for an address that they do not have.</summary>
public sealed class Reports
{
    internal const string Declarations = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        delegate void Done(IntPtr state);
        struct Options { public int Size; }
        static class N
        {
            [DllImport("kv")] public static extern int kv_put(IntPtr data);
            [DllImport("kv")] public static extern void kv_start(Done done, IntPtr state);
        }

        """;

    [Theory]
    [InlineData("static void M(byte[] b) { var h = [|GCHandle.Alloc(b, GCHandleType.Pinned)|]; N.kv_put(h.AddrOfPinnedObject()); }")]
    [InlineData("static void M(byte[] b) { N.kv_put([|GCHandle.Alloc(b, GCHandleType.Pinned)|].AddrOfPinnedObject()); }")]
    [InlineData("static void M(object o) { var h = [|GCHandle.Alloc(o)|]; N.kv_start(Finish, GCHandle.ToIntPtr(h)); } static void Finish(IntPtr state) { }")]
    [InlineData("readonly GCHandle _h; C(object o) { _h = [|GCHandle.Alloc(o)|]; }")]
    [InlineData("GCHandle _h; C(byte[] b, int n) { _h = [|GCHandle.Alloc(b, GCHandleType.Pinned)|]; if (n < 0) throw new ArgumentException(); } void Dispose() { _h.Free(); }")]
    [InlineData("static void Start(object o) { [|GCHandle.Alloc(o)|]; }")]
    [InlineData("static void Start() { Done done = Finish; var h = [|GCHandle.Alloc(done)|]; N.kv_start(done, GCHandle.ToIntPtr(h)); } static void Finish(IntPtr state) { }")]
    [InlineData("readonly GCHandle _h; C(Func<int> f) { } C(int i) : this(() => i) { _h = [|GCHandle.Alloc(this)|]; }")]
    [InlineData("readonly GCHandle _h; C() { _h = [|GCHandle.Alloc(this)|]; N.kv_put(GCHandle.ToIntPtr(_h)); } static C From(IntPtr p) => (C)GCHandle.FromIntPtr(p).Target;")]
    [InlineData("static void M(byte[] b) { IntPtr g = default; try { var h = [|GCHandle.Alloc(b)|]; g = GCHandle.ToIntPtr(h); Console.WriteLine(); } catch (Exception) { } finally { if (g == default) GCHandle.FromIntPtr(g).Free(); } }")]
    [InlineData("static void M(object o) { var g = GCHandle.ToIntPtr(GCHandle.Alloc(o)); GCHandle.FromIntPtr(g).Free(); [|GCHandle.FromIntPtr(g).Free()|]; }")]
    [InlineData("static void M(object o) { var h = GCHandle.Alloc(o); h.Free(); [|h.Free()|]; }")]
    [InlineData("static void M(object o) { var h = GCHandle.Alloc(o); var g = h; h.Free(); [|g.Free()|]; }")]
    [InlineData("static void M(object o, bool b) { var h = GCHandle.Alloc(o); if (b) h.Free(); [|h.Free()|]; }")]
    [InlineData("static void M(byte[] b) { var h = GCHandle.Alloc(b); try { N.kv_put([|h.AddrOfPinnedObject()|]); } finally { h.Free(); } }")]
    [InlineData("static void M(byte[] b) { var h = GCHandle.Alloc(b, GCHandleType.Weak); try { N.kv_put([|h.AddrOfPinnedObject()|]); } finally { h.Free(); } }")]
    [InlineData("static int M() { var o = new Options(); var h = [|GCHandle.Alloc(o, GCHandleType.Pinned)|]; try { N.kv_put(h.AddrOfPinnedObject()); return o.Size; } finally { h.Free(); } }")]
    [InlineData("static void M(byte[] b) { void Local() { var h = [|GCHandle.Alloc(b, GCHandleType.Pinned)|]; N.kv_put(h.AddrOfPinnedObject()); } Local(); }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); int Next(int offset) { var p = [|GCHandle.ToIntPtr(_h) + offset|]; return N.kv_put(p); } ~C() => _h.Free();")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); int Next(int offset) => N.kv_put([|(IntPtr)_h + offset|]); ~C() => _h.Free();")]
    public Task In_every_shape(string code) =>
        new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier> { TestCode = Declarations + "class C { " + code + " }" }.RunAsync();

    [Theory]
    [InlineData("void Start() { Done done = Finish; {|#0:GCHandle.Alloc(done)|}; N.kv_start(done, IntPtr.Zero); } void Finish(IntPtr state) { }")]
    [InlineData("readonly Done _done; C() { _done = Finish; {|#0:GCHandle.Alloc(_done)|}; N.kv_start(_done, IntPtr.Zero); } void Finish(IntPtr state) { }")]
    public Task A_delegate_that_an_object_roots_for_good_is_a_suggestion(string code) => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Declarations + "class C { " + code + " }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1015", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
                "The GCHandle is never freed, so each object that comes here keeps a delegate and what it captures in memory until the process ends; "
                + "keep the delegate in a static field, or in an object that lives as long as native code may call it"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); public void Dispose() { {|#0:_h.Free()|}; }")]
    [InlineData("readonly GCHandle _h; public C(object o) { _h = GCHandle.Alloc(o); } public void Dispose() { if (_h.IsAllocated) { {|#0:this._h.Free()|}; } }")]
    [InlineData("readonly GCHandle _h; public C(object o) { _h = GCHandle.Alloc(o); } ~C() => Dispose(false); public void Dispose() => Dispose(true); void Dispose(bool disposing) { if (_h.IsAllocated) {|#0:_h.Free()|}; }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); readonly List<object> _users = new(); public void Dispose() { if (_users.Count == 0) { {|#0:_h.Free()|}; } }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); readonly List<object> _users = new(); public void Dispose() { if (_users != null) { _users.Clear(); {|#0:_h.Free()|}; } }")]
    public Task A_readonly_handle_that_can_be_freed_again(string code) => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Declarations + "public class C : IDisposable { " + code + " }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1015", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
                "'Free' works on a copy of '_h', which is readonly and goes on to say that it is allocated: a second 'Dispose' frees the handle again, which may be another one's by then; make '_h' a field that can change"),
        },
    }.RunAsync();
}
