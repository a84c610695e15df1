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
    [InlineData("GCHandle _h; public void Use(object o) { _h = [|GCHandle.Alloc(o)|]; N.kv_put(GCHandle.ToIntPtr(_h)); }")]
    [InlineData("static void M(uint[] b) { GCHandle h = default(GCHandle); if (b != null) { h = GCHandle.Alloc(b); N.kv_put([|h.AddrOfPinnedObject()|]); } if (h.IsAllocated) h.Free(); }")]
    [InlineData("static void M(uint[] b) { var h = new GCHandle(); h = GCHandle.Alloc(b); N.kv_put([|h.AddrOfPinnedObject()|]); h.Free(); }")]
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
    [InlineData("GCHandle _h; readonly string _name = null; C(bool isStrong) { _h = [|GCHandle.Alloc(this, isStrong ? GCHandleType.Pinned : GCHandleType.Weak)|]; } void Dispose() => _h.Free();")]
    [InlineData("static void M(Done done) { var h = [|GCHandle.Alloc(done, GCHandleType.Pinned)|]; N.kv_put(GCHandle.ToIntPtr(h)); h.Free(); }")]
    [InlineData("static void M(string[] names) { var h = [|GCHandle.Alloc(names, GCHandleType.Pinned)|]; try { N.kv_put(h.AddrOfPinnedObject()); } finally { h.Free(); } }")]
    [InlineData("struct Named { public string Name; } struct Outer { public Named Named; } static void M(Outer[] all) { var h = [|GCHandle.Alloc(all, GCHandleType.Pinned)|]; h.Free(); }")]
    [InlineData("class Named { object _name; } class Numbered : Named { int _number; } static void M(Numbered one) { var h = [|GCHandle.Alloc(one, GCHandleType.Pinned)|]; h.Free(); }")]
    [InlineData("interface IRun { void Run(IntPtr state); } IRun _run; bool _stop; void M() { while (!_stop) { var state = (IntPtr)[|GCHandle.Alloc(this)|]; if (state != IntPtr.Zero) _run.Run(state); } }")]
    [InlineData("interface IRun { void Run(IntPtr state); } IRun _run; bool _stop; void M() { while (!_stop) { var state = (IntPtr)[|GCHandle.Alloc(this)|]; System.Diagnostics.Contracts.Contract.Assume(state != IntPtr.Zero); _run.Run(state); } }")]
    public Task In_every_shape(string code) =>
        new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier> { TestCode = Declarations + "class C { " + code + " }" }.RunAsync();

    [Fact]
    public Task A_number_that_goes_to_methods_of_the_project_once_is_a_suggestion() => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Declarations + "class C { interface IRun { void Run(IntPtr state); } IRun _run; void M() => _run.Run(GCHandle.ToIntPtr({|#0:GCHandle.Alloc(this)|})); }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1015", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "The GCHandle is a number from here on, and nothing in this project makes a handle of it again and frees it; keep the GCHandle, and free it when native code has let go") },
    }.RunAsync();

    [Fact]
    public Task The_message_about_what_cannot_be_pinned() => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Declarations + "class C { static void M(string[] names) { var h = {|#0:GCHandle.Alloc(names, GCHandleType.Pinned)|}; h.Free(); } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1015", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "GCHandle.Alloc throws ArgumentException: the elements of a 'string[]' are references, and what has references in it cannot be pinned; use GCHandleType.Normal to keep it alive, and pin the data that native code works on") },
    }.RunAsync();

    internal const string Watches = """
        delegate void Changed(IntPtr state);
        sealed class WatchHandle : SafeHandle { public WatchHandle() : base(default, true) { } public override bool IsInvalid => false; protected override bool ReleaseHandle() => true; }
        static class W
        {
            [DllImport("kv")] public static extern int kv_watch(IntPtr store, Changed changed, IntPtr state);
            [DllImport("kv")] public static extern IntPtr kv_watch_new(Changed changed, IntPtr state);
            [DllImport("kv")] public static extern WatchHandle kv_watch_open(Changed changed, IntPtr state);
            [DllImport("kv")] public static extern void kv_unwatch(IntPtr store);
            [DllImport("kv")] public static extern void kv_watch_remove(IntPtr watch);
            [DllImport("kv")] public static extern int kv_watch_count(IntPtr watch);
            public static readonly Changed OnChange = static _ => { };
        }

        """;

    [Theory]
    [InlineData("GCHandle _h; C(IntPtr s) { _h = {|#0:GCHandle.Alloc(this)|}; if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)) != 0) throw new Exception(); } void Dispose() => _h.Free();", DiagnosticSeverity.Warning)]
    [InlineData("GCHandle _h; int _id; C(IntPtr s) { _h = {|#0:GCHandle.Alloc(this)|}; _id = W.kv_watch(s, W.OnChange, (IntPtr)_h); if (_id < 0) { Console.WriteLine(s); throw new Exception(); } } void Dispose() => _h.Free();", DiagnosticSeverity.Warning)]
    [InlineData("GCHandle _h; C(IntPtr s) { _h = {|#0:GCHandle.Alloc(this)|}; var state = GCHandle.ToIntPtr(_h); var id = W.kv_watch(s, W.OnChange, state); if (id < 0) throw new Exception(); } void Dispose() => _h.Free();", DiagnosticSeverity.Warning)]
    [InlineData("GCHandle _h; C(IntPtr s) { _h = {|#0:GCHandle.Alloc(this)|}; if (W.kv_watch(s, W.OnChange, (IntPtr)_h) != 0) throw new Exception(); } void Dispose() => _h.Free(); static void Drop(IntPtr p) => GCHandle.FromIntPtr(p).Free();", DiagnosticSeverity.Info)]
    [InlineData("readonly List<GCHandle> _all = new(); void M(IntPtr s, object o) { var h = {|#0:GCHandle.Alloc(o)|}; if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(h)) != 0) throw new Exception(); _all.Add(h); }", DiagnosticSeverity.Info)]
    [InlineData("static void M(IntPtr s, object o) { var h = GCHandle.ToIntPtr({|#0:GCHandle.Alloc(o)|}); if (W.kv_watch(s, W.OnChange, h) != 0) throw new Exception(); } static void Drop(IntPtr p) => GCHandle.FromIntPtr(p).Free();", DiagnosticSeverity.Info)]
    public Task User_data_that_native_code_did_not_take(string code, DiagnosticSeverity severity) => RunWatches(code, severity);

    [Theory]
    [InlineData("GCHandle _h; IntPtr _w; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { {|#0:_h.Free()|}; W.kv_watch_remove(_w); }")]
    [InlineData("GCHandle _h; IntPtr _w; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { if (_h.IsAllocated) { {|#0:_h.Free()|}; } if (_w != default) { W.kv_watch_remove(_w); } }")]
    [InlineData("GCHandle _h; IntPtr _s; void Open() { _h = GCHandle.Alloc(this); W.kv_watch(_s, W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { try { {|#0:_h.Free()|}; } finally { W.kv_unwatch(_s); W.kv_watch_remove(_s); } }")]
    [InlineData("GCHandle _h; WatchHandle _w; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_open(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { {|#0:_h.Free()|}; _w.Dispose(); }")]
    [InlineData("IntPtr _h; IntPtr _w; void Open() { _h = GCHandle.ToIntPtr(GCHandle.Alloc(this)); _w = W.kv_watch_new(W.OnChange, _h); } void Dispose() { {|#0:GCHandle.FromIntPtr(_h).Free()|}; W.kv_watch_remove(_w); }")]
    public Task User_data_that_is_freed_before_native_code_lets_go_of_it(string code) => RunWatches(code, DiagnosticSeverity.Info);

    private static Task RunWatches(string code, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Declarations + Watches + "class C { " + code + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1015", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("void Start() { Done done = Finish; {|#0:GCHandle.Alloc(done)|}; N.kv_start(done, IntPtr.Zero); } void Finish(IntPtr state) { }")]
    [InlineData("void Start() { Done done = Finish; _ = {|#0:GCHandle.Alloc(done)|}; N.kv_start(done, IntPtr.Zero); } void Finish(IntPtr state) { }")]
    [InlineData("void Start(System.Reflection.Emit.DynamicMethod method) { {|#0:GCHandle.Alloc(method)|}; N.kv_start((Done)method.CreateDelegate(typeof(Done)), IntPtr.Zero); }")]
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
