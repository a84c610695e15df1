using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1015;

/// <summary>FFI1015 is quiet where the handle is freed, kept for later, or given to a callback that frees it.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("GCHandle _h; C(byte[] b, int n) { _h = GCHandle.Alloc(b, GCHandleType.Pinned); if (n < 0) { _h.Free(); throw new ArgumentException(); } } void Dispose() { _h.Free(); }")]
    [InlineData("GCHandle _h; C(byte[] b, int n) { _h = GCHandle.Alloc(b, GCHandleType.Pinned); if (n < 0) throw new ArgumentException(); } ~C() { _h.Free(); }")]
    [InlineData("static void M(byte[] b) { var h = GCHandle.Alloc(b, GCHandleType.Pinned); try { N.kv_put(h.AddrOfPinnedObject()); } finally { h.Free(); } }")]
    [InlineData("static void M(byte[] b) { GCHandle h = default; try { h = GCHandle.Alloc(b, GCHandleType.Pinned); N.kv_put(h.AddrOfPinnedObject()); } finally { if (h.IsAllocated) h.Free(); } }")]
    [InlineData("static void M(object o) { var h = GCHandle.Alloc(o); N.kv_start(Finish, GCHandle.ToIntPtr(h)); } static void Finish(IntPtr state) { var h = GCHandle.FromIntPtr(state); h.Free(); }")]
    [InlineData("static void M(object o) { N.kv_start(Finish, (IntPtr)GCHandle.Alloc(o)); } static void Finish(IntPtr state) { ((GCHandle)state).Free(); }")]
    [InlineData("static GCHandle M(object o) => GCHandle.Alloc(o);")]
    [InlineData("static void Root(Delegate callback) { GCHandle.Alloc(callback); N.kv_put(Marshal.GetFunctionPointerForDelegate(callback)); }")]
    [InlineData("static void Root(MulticastDelegate callback) { GCHandle.Alloc(callback, GCHandleType.Normal); }")]
    [InlineData("static List<GCHandle> _all = new List<GCHandle>(); static void M(object o) { var h = GCHandle.Alloc(o); _all.Add(h); }")]
    [InlineData("GCHandle _h; C(object o) { _h = GCHandle.Alloc(o); } ~C() { _h.Free(); }")]
    [InlineData("static void M(object o, out GCHandle kept) { kept = GCHandle.Alloc(o, GCHandleType.Pinned); N.kv_start(Finish, IntPtr.Zero); } static void Finish(IntPtr state) { }")]
    [InlineData("static void M(object o, out GCHandle kept) { Action a = () => { try { N.kv_start(Finish, IntPtr.Zero); } catch (Exception e) { Console.WriteLine(e); } }; kept = GCHandle.Alloc(a); Use(a); } static void Finish(IntPtr state) { } static void Use(Action a) { if (a == null) throw new ArgumentNullException(); }")]
    [InlineData("readonly GCHandle _h; C() { _h = GCHandle.Alloc(this); N.kv_put(GCHandle.ToIntPtr(_h)); } static void Done(IntPtr p) => GCHandle.FromIntPtr(p).Free();")]
    [InlineData("GCHandle _h; C() { _h = GCHandle.Alloc(this); N.kv_put((IntPtr)_h); } public void Dispose() { if (_h.IsAllocated) _h.Free(); }")]
    [InlineData("static void M(object o) { N.kv_start(Finish, GCHandle.ToIntPtr(GCHandle.Alloc(o))); } static void Finish(IntPtr state) { } static GCHandle HandleOf(IntPtr p) => GCHandle.FromIntPtr(p);")]
    [InlineData("static void M(object o) { N.kv_start(Finish, GCHandle.ToIntPtr(GCHandle.Alloc(o))); } static void Finish(IntPtr state) { } static GCHandle? HandleOf(IntPtr p) => p == IntPtr.Zero ? null : GCHandle.FromIntPtr(p);")]
    [InlineData("GCHandle _h; public void Use(object o) { _h = GCHandle.Alloc(o); N.kv_put(GCHandle.ToIntPtr(_h)); } public void Stop() { _h.Free(); }")]
    [InlineData("static void M(uint[] b) { GCHandle h = default; h = GCHandle.Alloc(b, GCHandleType.Pinned); N.kv_put(h.AddrOfPinnedObject()); h.Free(); }")]
    [InlineData("static readonly GCHandle Kept = GCHandle.Alloc(new object());")]
    [InlineData("static void Start() { Done done = Finish; GCHandle.Alloc(done); N.kv_start(done, IntPtr.Zero); } static void Finish(IntPtr state) { }")]
    [InlineData("static void Start() { var rooted = GCHandle.Alloc(new Done(Finish)); N.kv_start((Done)rooted.Target, IntPtr.Zero); } static void Finish(IntPtr state) { }")]
    [InlineData("static void Start() { GCHandle.Alloc(new Done(Finish)); } static void Finish(IntPtr state) { }")]
    [InlineData("static readonly Done Callback = Finish; static C() { GCHandle.Alloc(Callback); N.kv_start(Callback, IntPtr.Zero); } static void Finish(IntPtr state) { }")]
    [InlineData("static void M(object o, out GCHandle kept) { kept = GCHandle.Alloc(o); if (N.kv_put(IntPtr.Zero) != 0) throw new InvalidOperationException(); }")]
    [InlineData("static GCHandle _h; static void M(object o) { _h = GCHandle.Alloc(o); }")]
    [InlineData("static void M(object o) { var h = GCHandle.Alloc(o); h.Free(); h = GCHandle.Alloc(o); h.Free(); }")]
    [InlineData("static void M(byte[] b, bool pin) { var h = GCHandle.Alloc(b, pin ? GCHandleType.Pinned : GCHandleType.Normal); try { if (pin) N.kv_put(h.AddrOfPinnedObject()); } finally { h.Free(); } }")]
    [InlineData("static void M(byte[] b) { GCHandle h; h = GCHandle.Alloc(b); h.Free(); h = GCHandle.Alloc(b, GCHandleType.Pinned); N.kv_put(h.AddrOfPinnedObject()); h.Free(); }")]
    [InlineData("static void M() { var o = new Options(); var h = GCHandle.Alloc(o, GCHandleType.Pinned); try { N.kv_put(h.AddrOfPinnedObject()); } finally { h.Free(); } }")]
    [InlineData("static int M() { var o = new Options(); var h = GCHandle.Alloc(o, GCHandleType.Pinned); try { N.kv_put(h.AddrOfPinnedObject()); o = (Options)h.Target; return o.Size; } finally { h.Free(); } }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4], GCHandleType.Pinned); int Next(int offset) => N.kv_put(_h.AddrOfPinnedObject() + offset); ~C() => _h.Free();")]
    [InlineData("protected readonly GCHandle _h; protected C(object o) { _h = GCHandle.Alloc(o); }")]
    [InlineData("GCHandle _h = GCHandle.Alloc(new byte[4]); public void Dispose() { if (_h.IsAllocated) _h.Free(); }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); bool _gone; public void Dispose() { if (_gone) return; _gone = true; _h.Free(); }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); bool _gone; public void Dispose() { if (!_gone) { _h.Free(); _gone = true; } }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); ~C() => _h.Free();")]
    [InlineData("readonly struct Pin : IDisposable { readonly GCHandle _h; public Pin(byte[] b) => _h = GCHandle.Alloc(b, GCHandleType.Pinned); public void Dispose() => _h.Free(); }")]
    [InlineData("sealed class Kept : SafeHandle { readonly GCHandle _h; public Kept(object o) : base(IntPtr.Zero, true) { _h = GCHandle.Alloc(o); SetHandle((IntPtr)_h); } public override bool IsInvalid => !_h.IsAllocated; protected override bool ReleaseHandle() { _h.Free(); return true; } }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); int _gone; public void Dispose() { if (System.Threading.Interlocked.Exchange(ref _gone, 1) == 0) _h.Free(); }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); byte[] _data = new byte[4]; public void Dispose() { if (_data == null) return; _h.Free(); _data = null; }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); readonly System.Threading.CancellationTokenSource _s = new(); public void Dispose() { if (_s.IsCancellationRequested) return; _s.Cancel(); _h.Free(); }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); readonly List<object> _users = new(); public void Dispose() { if (_users?.Remove(this) == true) { _h.Free(); } }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); readonly System.Timers.Timer _t = new(); public void Dispose() { if (!_t.Enabled) return; _t.Enabled = false; _h.Free(); }")]
    [InlineData("readonly GCHandle _h = GCHandle.Alloc(new byte[4]); public void Stop() => _h.Free();")]
    [InlineData("static void M(byte[] b) { var h = GCHandle.Alloc(b, GCHandleType.Pin", true)]
    [InlineData("static void M(object o, string s, byte[] b, Options[] all, Array any) { foreach (var one in new[] { o, s, b, all, any }) { var h = GCHandle.Alloc(one, GCHandleType.Pinned); h.Free(); } }")]
    [InlineData("static void M(string s) { var h = GCHandle.Alloc(s, GCHandleType.Pinned); h.Free(); }")]
    [InlineData("static void M(Options[] all) { var h = GCHandle.Alloc(all, GCHandleType.Pinned); h.Free(); }")]
    [InlineData("class Plain { public int A; public double B; } static void M(Plain one) { var h = GCHandle.Alloc(one, GCHandleType.Pinned); h.Free(); }")]
    [InlineData("static void M<T>(T[] all, T one) { var h = GCHandle.Alloc(all, GCHandleType.Pinned); h.Free(); var g = GCHandle.Alloc(one, GCHandleType.Pinned); g.Free(); }")]
    [InlineData("static bool M(string[] names) { try { var h = GCHandle.Alloc(names, GCHandleType.Pinned); h.Free(); return true; } catch (ArgumentException) { return false; } }")]
    [InlineData("static void M(string[] names, GCHandleType type) { var h = GCHandle.Alloc(names, type); h.Free(); }")]
    [InlineData("interface IRun { void Run(IntPtr state); } IRun _run; void M() { while (true) { var state = (IntPtr)GCHandle.Alloc(this); _run.Run(state); } } static void Finish(IntPtr state) => ((GCHandle)state).Free();")]
    [InlineData("interface IRun { void Run(IntPtr state); } IRun _run; void M() { while (true) { var h = GCHandle.Alloc(this); _run.Run((IntPtr)h); h.Free(); } }")]
    [InlineData("static IntPtr M(object o) { var state = (IntPtr)GCHandle.Alloc(o); N.kv_put(state); return state; }")]
    public Task Where_the_handle_is_right(string code, bool isHalfTyped = false) => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Reports.Declarations + "class C { " + code + " }",
        CompilerDiagnostics = isHalfTyped ? CompilerDiagnostics.None : CompilerDiagnostics.Errors,
    }.RunAsync();

    [Fact]
    public Task What_the_runtimes_of_Unity_pin() => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Reports.Declarations + "namespace UnityEngine { class Object { } } class C { static void M(string[] names) { var h = GCHandle.Alloc(names, GCHandleType.Pinned); h.Free(); } }",
    }.RunAsync();

    [Fact]
    public Task On_another_GCHandle() => new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier>
    {
        TestCode = Reports.Declarations.Replace("using System.Runtime.InteropServices;", "using DllImportAttribute = System.Runtime.InteropServices.DllImportAttribute;")
            + "struct GCHandle { public static GCHandle Alloc(object o) => default; public IntPtr AddrOfPinnedObject() => default; } class C { static void M(object o) { var h = GCHandle.Alloc(o); N.kv_put(h.AddrOfPinnedObject()); } }",
    }.RunAsync();

    [Theory]
    [InlineData("GCHandle _h; C(IntPtr s) { _h = GCHandle.Alloc(this); if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)) != 0) { _h.Free(); throw new Exception(); } } void Dispose() => _h.Free();")]
    [InlineData("GCHandle _h; C(IntPtr s) { _h = GCHandle.Alloc(this); if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)) != 0) { Dispose(); throw new Exception(); } } void Dispose() => _h.Free();")]
    [InlineData("GCHandle _h; C(IntPtr s) { _h = GCHandle.Alloc(this); try { if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)) != 0) throw new Exception(); } catch { _h.Free(); throw; } } void Dispose() => _h.Free();")]
    [InlineData("GCHandle _h; C(IntPtr s) { _h = GCHandle.Alloc(this); var id = W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)); if (s == default) throw new Exception(); } void Dispose() => _h.Free();")]
    [InlineData("GCHandle _h; C(IntPtr s) { if (W.kv_unused(s) != 0) throw new Exception(); _h = GCHandle.Alloc(this); W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() => _h.Free();")]
    [InlineData("GCHandle _h; C(IntPtr s, object o) { _h = GCHandle.Alloc(o); if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)) != 0) throw new Exception(); } ~C() => _h.Free();")]
    [InlineData("GCHandle _h; void Start(IntPtr s) { _h = GCHandle.Alloc(this); if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(_h)) != 0) throw new Exception(); } void Dispose() => _h.Free();")]
    [InlineData("void M(IntPtr s, object o) { var h = GCHandle.Alloc(o); try { if (W.kv_watch(s, W.OnChange, GCHandle.ToIntPtr(h)) != 0) throw new Exception(); } finally { h.Free(); } }")]
    [InlineData("GCHandle _h; IntPtr _w; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { W.kv_watch_remove(_w); _h.Free(); }")]
    [InlineData("GCHandle _h; IntPtr _w; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { if (_w == default) { _h.Free(); } else { W.kv_watch_remove(_w); _h.Free(); } }")]
    [InlineData("GCHandle _h; IntPtr _w; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { if (_w == default) { _h.Free(); return; } W.kv_watch_remove(_w); _h.Free(); }")]
    [InlineData("GCHandle _h; IntPtr _w; IntPtr _o; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { W.kv_unwatch(_w); _h.Free(); W.kv_watch_remove(_w); }")]
    [InlineData("GCHandle _h; IntPtr _w; IntPtr _o; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Dispose() { W.kv_watch_remove(_w); _h.Free(); W.kv_watch_remove(_o); }")]
    [InlineData("GCHandle _h; IntPtr _w; void Open() { _h = GCHandle.Alloc(this); _w = W.kv_watch_new(W.OnChange, GCHandle.ToIntPtr(_h)); } void Reset() { W.kv_watch_remove(_w); _h.Free(); Console.Write(W.kv_watch_count(_w)); }")]
    [InlineData("GCHandle _h; IntPtr _w; void Open(byte[] b) { _h = GCHandle.Alloc(b, GCHandleType.Pinned); _w = N.kv_put(_h.AddrOfPinnedObject()); } void Dispose() { _h.Free(); W.kv_watch_remove(_w); }")]
    public Task User_data_that_is_freed_in_time(string code) =>
        new CSharpAnalyzerTest<FFI1015GCHandleMisused, DefaultVerifier> { TestCode = Reports.Declarations + Reports.Watches.Replace("kv_watch_count(", "kv_unused(IntPtr store); [DllImport(\"kv\")] public static extern int kv_watch_count(") + "class C { " + code + " }" }.RunAsync();
}
