using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1013;

/// <summary>FFI1013 is quiet where the SafeHandle lives while its value is used, or where this body cannot tell.</summary>
public sealed class StaysQuiet
{
    [Fact]
    public Task Where_a_delegate_of_the_call_holds_the_object() => new CSharpAnalyzerTest<FFI1013DangerousGetHandle, DefaultVerifier>
    {
        TestCode = Reports.Declarations + """
            class Reader : SafeHandleZeroOrMinusOneIsInvalid
            {
                [DllImport("kv")] static extern int kv_read(IntPtr file, Read read);
                int _n;
                public Reader() : base(true) { }
                protected override bool ReleaseHandle() { N.kv_close(handle); return true; }
                int Next(IntPtr file) => _n++;
                public int All() => kv_read(DangerousGetHandle(), Next);
                public int Some() => kv_read(DangerousGetHandle(), file => _n++);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Where_the_handle_counts_itself() => new CSharpAnalyzerTest<FFI1013DangerousGetHandle, DefaultVerifier>
    {
        TestCode = Reports.Declarations + """
            class Counted : SafeHandleZeroOrMinusOneIsInvalid
            {
                public Counted() : base(true) { }
                protected override bool ReleaseHandle() { N.kv_close(handle); return true; }
                public int Size() { bool ok = false; try { DangerousAddRef(ref ok); return N.kv_size(DangerousGetHandle()); } finally { if (ok) this.DangerousRelease(); } }
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("return true;")]
    [InlineData("if (IsInvalid) return true; SetHandleAsInvalid(); return true;")]
    public Task Where_the_finalizer_releases_nothing(string release) => new CSharpAnalyzerTest<FFI1013DangerousGetHandle, DefaultVerifier>
    {
        TestCode = Reports.Declarations + "class View : SafeHandleZeroOrMinusOneIsInvalid { public View(IntPtr p) : base(true) { SetHandle(p); } protected override bool ReleaseHandle() { " + release + " } public int Size() => N.kv_size(DangerousGetHandle()); }",
    }.RunAsync();

    [Theory]
    [InlineData("static int M() { using var h = N.kv_open(); var (p, n) = (h.DangerousGetHandle(), 1); return N.kv_size(p) + n; }")]
    [InlineData("static void M() { var h = N.kv_open(); var p = h.DangerousGetHandle(); Task.Run(() => N.kv_size(p)).Wait(); h.Dispose(); }")]
    [InlineData("static void M() { var h = N.kv_open(); var p = h.DangerousGetHandle(); Task.Run(() => { N.kv_size(p); GC.KeepAlive(h); }); }")]
    [InlineData("static void M(List<int> all) { using var h = N.kv_open(); var p = h.DangerousGetHandle(); all.ForEach(x => N.kv_size(p)); }")]
    [InlineData("static int M(KvHandle h) { bool ok = false; try { h.DangerousAddRef(ref ok); return N.kv_size(h.DangerousGetHandle()); } finally { if (ok) h.DangerousRelease(); } }")]
    [InlineData("static int M(KvHandle h) { bool ok = false; h.DangerousAddRef(ref ok); try { var p = h.DangerousGetHandle(); return N.kv_size(p); } finally { h.DangerousRelease(); } }")]
    [InlineData("static IntPtr M(KvHandle h) { bool ok = false; h.DangerousAddRef(ref ok); return h.DangerousGetHandle(); }")]
    [InlineData("static int M(KvHandle h) { var n = N.kv_size(h.DangerousGetHandle()); GC.KeepAlive(h); return n; }")]
    [InlineData("static int M(KvHandle[] all) { using (var s = new MemoryStream()) { if (all.Length > 3) return 0; if (all.Length > 2) return 1; Func<KvHandle, int> size = h => { var n = N.kv_size(h.DangerousGetHandle()); GC.KeepAlive(h); return n; }; return size(all[0]); } }")]
    [InlineData("static int M(KvHandle h) { var p = h.DangerousGetHandle(); var n = N.kv_size(p); h.Dispose(); return n; }")]
    [InlineData("static int M() { using (var h = N.kv_open()) { return N.kv_size(h.DangerousGetHandle()); } }")]
    [InlineData("static int M() { using var h = N.kv_open(); var p = h.DangerousGetHandle(); return N.kv_size(p); }")]
    [InlineData("static int M(KvHandle h) { try { return N.kv_size(h.DangerousGetHandle()); } finally { GC.KeepAlive(h); } }")]
    [InlineData("static int M(KvHandle h) { try { return N.kv_size(h.DangerousGetHandle()); } catch (Exception) { h.Dispose(); throw; } }")]
    [InlineData("static void M(KvHandle h) { for (var i = 0; i < 3; i++) { N.kv_size(h.DangerousGetHandle()); GC.KeepAlive(h); } }")]
    [InlineData("static int M(KvHandle h) { var n = N.kv_size(h.DangerousGetHandle()); return h.IsClosed ? 0 : n; }")]
    [InlineData("static int M(KvHandle h) => N.kv_copy(h.DangerousGetHandle(), h);")]
    [InlineData("static int M(KvHandle h) { var o = h; var n = N.kv_size(h.DangerousGetHandle()); GC.KeepAlive(o); return n; }")]
    [InlineData("static int M(KvHandle h) => N.kv_ref(new HandleRef(h, h.DangerousGetHandle()));")]
    [InlineData("static int M(KvHandle h) { var r = new HandleRef(h, h.DangerousGetHandle()); return N.kv_ref(r); }")]
    [InlineData("readonly System.Threading.ManualResetEvent _done = new(false); void M() { var o = new System.Threading.NativeOverlapped { EventHandle = System.Threading.WaitHandleExtensions.GetSafeWaitHandle(_done).DangerousGetHandle() }; N.kv_size(o.EventHandle); _done.WaitOne(); }")]
    [InlineData("static bool M(KvHandle h) => h.DangerousGetHandle() == IntPtr.Zero;")]
    [InlineData("static string M(KvHandle h) => h.DangerousGetHandle().ToString();")]
    [InlineData("static string M(KvHandle h) => $\"{h.DangerousGetHandle():x}\";")]
    [InlineData("static int M() => N.kv_size(Owner.Shared.DangerousGetHandle());")]
    [InlineData("KvHandle _h = N.kv_open(); int _n; void M() { _n = N.kv_size(_h.DangerousGetHandle()); }")]
    [InlineData("KvHandle _h = N.kv_open(); int M() { var n = N.kv_size(_h.DangerousGetHandle()); GC.KeepAlive(this); return n; }")]
    [InlineData("KvHandle _h = N.kv_open(); int M() => Check(N.kv_size(_h.DangerousGetHandle())); int Check(int n) => n;")]
    [InlineData("KvHandle _h = N.kv_open(); async Task<int> M() { await Task.Yield(); return N.kv_size(_h.DangerousGetHandle()); }")]
    [InlineData("static void M(Owner o) { o.Number = N.kv_size(o.Handle.DangerousGetHandle()); }")]
    [InlineData("static int M(IList<KvHandle> all) { var h = all[0]; return N.kv_size(h.DangerousGetHandle()); }")]
    [InlineData("static int M(IList<KvHandle> all) { foreach (var h in all) { N.kv_size(h.DangerousGetHandle()); } return 0; }")]
    [InlineData("static int M(IList<KvHandle> all) { var h = N.kv_open(); all.Add(h); return N.kv_size(h.DangerousGetHandle()); }")]
    [InlineData("static KvHandle _kept; static int M() { var h = N.kv_open(); _kept = h; return N.kv_size(h.DangerousGetHandle()); }")]
    [InlineData("static KvHandle M(out int size) { var h = N.kv_open(); size = N.kv_size(h.DangerousGetHandle()); return h; }")]
    [InlineData("static int M(IntPtr raw) { var h = new KvHandle(raw, false); return N.kv_size(h.DangerousGetHandle()); }")]
    [InlineData("static Func<int> M(KvHandle h) => () => N.kv_size(h.DangerousGetHandle());")]
    [InlineData("static KvHandle Cached() => Owner.Shared; static int M() { var h = Cached(); return N.kv_size(h.DangerousGetHandle()); }")]
    [InlineData("static void M(KvHandle h) { N.kv_close(h.DangerousGetHandle()); h.SetHandleAsInvalid(); }")]
    [InlineData("static void Run(Action f) => f(); static void M() { using var h = N.kv_open(); Run(() => N.kv_size(h.DangerousGetHandle())); }")]
    [InlineData("static void Run(Action f) => f(); static void M() { var h = N.kv_open(); Run(() => { N.kv_size(h.DangerousGetHandle()); GC.KeepAlive(h); }); }")]
    [InlineData("static void Run(Action f) => f(); static void M() { var h = N.kv_open(); Run(() => N.kv_size(h.DangerousGetHandle())); GC.KeepAlive(h); }")]
    [InlineData("static void Run(Action f) => f(); static int M() { var h = N.kv_open(); var n = 0; Run(() => { n = N.kv_size(h.DangerousGetHandle()); }); return n; }")]
    [InlineData("static void Run(Action f) => f(); static int M(int k) { var h = N.kv_open(); Run(() => { N.kv_size(h.DangerousGetHandle()); Console.Write(k); }); return 0; }")]
    [InlineData("static void Run(Action f) => f(); KvHandle _h = N.kv_open(); int _n; void M() => Run(() => { _n = N.kv_size(_h.DangerousGetHandle()); });")]
    [InlineData("static void Run(Action f) => f(); KvHandle _h = N.kv_open(); int _n; void M() { Run(() => N.kv_size(_h.DangerousGetHandle())); _n++; }")]
    [InlineData("int _n; void Run(Action f) { f(); _n++; } KvHandle _h = N.kv_open(); void M() => Run(() => N.kv_size(_h.DangerousGetHandle()));")]
    [InlineData("static void Run(Action f) { f(); GC.KeepAlive(f); } static void M() { var h = N.kv_open(); Run(() => N.kv_size(h.DangerousGetHandle())); }")]
    [InlineData("static void Run(Action f) { for (var i = 0; i < 3; i++) f(); } static void M() { var h = N.kv_open(); Run(() => N.kv_size(h.DangerousGetHandle())); }")]
    [InlineData("static void Run(Action f, KvHandle h) { f(); h.Dispose(); } static void M() { var h = N.kv_open(); Run(() => N.kv_size(h.DangerousGetHandle()), h); }")]
    [InlineData("static async Task Run(Action f) { await Task.Yield(); f(); } static void M() { var h = N.kv_open(); Run(() => N.kv_size(h.DangerousGetHandle())); }")]
    [InlineData("static Action s_f; static void Run(Action f) { s_f = f; } static void M() { var h = N.kv_open(); Run(() => N.kv_size(h.DangerousGetHandle())); }")]
    [InlineData("static void M(List<int> all) { var h = N.kv_open(); all.ForEach(x => N.kv_size(h.DangerousGetHandle())); }")]
    [InlineData("static void M() { var h = N.kv_open(); Task.Run(() => N.kv_size(h.DangerousGetHandle())); }")]
    [InlineData("readonly KvHandle _h = N.kv_open(); public Task M() => Task.Run(() => N.kv_size(_h.DangerousGetHandle()));")]
    [InlineData("readonly KvHandle _h = N.kv_open(); public async Task M() { await Task.Run(() => N.kv_size(_h.DangerousGetHandle())); } public void Dispose() => _h.Dispose();")]
    [InlineData("readonly KvHandle _h = N.kv_open(); Task _t; public void M() { _t = Task.Run(() => N.kv_size(_h.DangerousGetHandle())); } public void Dispose() { _t.Wait(); _h.Dispose(); }")]
    [InlineData("readonly KvHandle _h = N.kv_open(); Thread _t; public void M() { _t = new Thread(() => N.kv_size(_h.DangerousGetHandle())); _t.Start(); } void Stop() => _t.Join(); public void Dispose() { Stop(); _h.Dispose(); }")]
    [InlineData("readonly KvHandle _h = N.kv_open(); public Task M() => Task.Run(() => { var ok = false; _h.DangerousAddRef(ref ok); try { N.kv_size(_h.DangerousGetHandle()); } finally { if (ok) _h.DangerousRelease(); } }); public void Dispose() => _h.Dispose();")]
    [InlineData("readonly KvHandle _h = N.kv_open(); public Task M() => Task.Run(() => Console.Write(_h.DangerousGetHandle())); public void Dispose() => _h.Dispose();")]
    [InlineData("class Mine { public IntPtr DangerousGetHandle() => default; } static int M(Mine h) => N.kv_size(h.DangerousGetHandle());")]
    [InlineData("static int M(KvHandle h) => N.kv_size(h.DangerousGetHandle")]
    public Task Where_the_owner_lives(string code)
    {
        var test = new CSharpAnalyzerTest<FFI1013DangerousGetHandle, DefaultVerifier>
        {
            TestCode = Reports.Declarations + "class C { " + code + " }",
            CompilerDiagnostics = code.EndsWith("DangerousGetHandle", System.StringComparison.Ordinal) ? CompilerDiagnostics.None : CompilerDiagnostics.Errors,
        };
        return test.RunAsync();
    }
}
