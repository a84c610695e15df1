using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2003;

/// <summary>FFI2003 is quiet where the object lives during the call, where no finalizer releases the handle, and where the object is made or released.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("public static implicit operator IntPtr(C c) => c._h; int M() { var n = N.kv_size(this); GC.KeepAlive(this); return n; }")]
    [InlineData("public static implicit operator IntPtr(C c) => c._other; int M() => N.kv_size(this);")]
    [InlineData("public static implicit operator IntPtr(C c) => Other(c._h); static IntPtr Other(IntPtr h) => h; int M() => N.kv_size(this);")]
    [InlineData("public static implicit operator C(IntPtr h) => new C(); void M() { C c = _other; Console.WriteLine(c); }")]
    public Task Conversions_behind_which_the_object_is_used_or_of_other_values(string code) => Run("class C { IntPtr _h = N.kv_open(); IntPtr _other; ~C() { N.kv_close(_h); } " + code + " }", false);

    [Theory]
    [InlineData("int M() { var n = N.kv_size(_h); GC.KeepAlive(this); return n; }")]
    [InlineData("int M() { try { return N.kv_size(_h); } finally { GC.KeepAlive(this); } }")]
    [InlineData("C M() { N.kv_size(_h); return this; }")]
    [InlineData("int _n; void M() { _n = N.kv_size(_h); }")]
    [InlineData("int M() => Check(N.kv_size(_h)); int Check(int n) => n;")]
    [InlineData("int M() { var n = N.kv_size(_h); Check(n); return n; } void Check(int n) { }")]
    [InlineData("void M() { while (N.kv_size(_h) > 0) { } }")]
    [InlineData("int M() { lock (this) { return N.kv_size(_h); } }")]
    [InlineData("int M() => N.kv_ref(new HandleRef(this, _h));")]
    [InlineData("async Task<int> M() { await Task.Yield(); return N.kv_size(_h); }")]
    [InlineData("IEnumerable<int> M() { yield return N.kv_size(_h); }")]
    [InlineData("Func<int> M() => () => N.kv_size(_h);")]
    [InlineData("bool M() => _h == IntPtr.Zero;")]
    [InlineData("IntPtr M() => _h;")]
    [InlineData("void Dispose() { N.kv_close(_h); GC.SuppressFinalize(this); }")]
    [InlineData("void Destroy() { N.kv_close(_h); _h = IntPtr.Zero; GC.SuppressFinalize(this); }")]
    [InlineData("static int M(Options o) { using (o) { return N.kv_size(o.Handle); } }")]
    [InlineData("static int M() { using var o = new Options(); return N.kv_size(o.Handle); }")]
    [InlineData("static int M(Options o) { var n = N.kv_size(o.Handle); GC.KeepAlive(o); return n; }")]
    [InlineData("static int M(IList<Options> all) { var n = 0; foreach (var o in all) n += N.kv_size(o.Handle); return n; }")]
    [InlineData("static int M(IList<Options> all) { var o = new Options(); all.Add(o); return N.kv_size(o.Handle); }")]
    [InlineData("static readonly Options Shared = new Options(); static int M() => N.kv_size(Shared.Handle);")]
    [InlineData("public C() { N.kv_size(_h); }")]
    [InlineData("static int M(dynamic o) => N.kv_size(o.Handle);")]
    [InlineData("int M() => N.kv_siz(_h", true)]
    public Task Where_the_object_lives(string code, bool isHalfTyped = false) => Run("class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + code + " }", isHalfTyped);

    [Theory]
    [InlineData("void M() => kv_each(_h, code => _last = code);")]
    [InlineData("void M() { Done done = code => _last = code; kv_each(_h, done); }")]
    [InlineData("void M() => kv_each(_h, Keep); void Keep(int code) => _last = code;")]
    [InlineData("Done _done; void M() { _done = Keep; kv_each(_h, _done); } void Keep(int code) => _last = code;")]
    [InlineData("static void M(Options o) => kv_each(o.Handle, code => o.Dispose());")]
    public Task Where_a_delegate_of_the_call_holds_the_object(string member) => Run(
        "class C { delegate void Done(int code); [DllImport(\"kv\")] static extern int kv_each(IntPtr file, Done done); IntPtr _h = N.kv_open(); int _last; ~C() { N.kv_close(_h); } " + member + " }", false);

    [Theory]
    [InlineData("class C { IntPtr _h = N.kv_open(); int M() => N.kv_size(_h); }")]
    [InlineData("class C { IntPtr _h = N.kv_open(), _other; ~C() { N.kv_close(_other); } int M() => N.kv_size(_h); }")]
    [InlineData("class C { IntPtr _h = N.kv_open(); ~C() { Console.WriteLine(_h); } int M() => N.kv_size(_h); }")]
    [InlineData("class C : IDisposable { IntPtr _h = N.kv_open(); ~C() => Dispose(false); public void Dispose() => Dispose(true); void Dispose(bool disposing) { if (disposing) { N.kv_close(_h); } } int M() => N.kv_size(_h); }")]
    [InlineData("class C : IDisposable { IntPtr _h = N.kv_open(); ~C() => Dispose(false); public void Dispose() => Dispose(true); void Dispose(bool disposing) { if (!disposing) throw new InvalidOperationException(); N.kv_close(_h); } int M() => N.kv_size(_h); }")]
    [InlineData("class C : SafeHandleZeroOrMinusOneIsInvalid { public C() : base(true) { } protected override bool ReleaseHandle() => N.kv_size(handle) == 0; }")]
    [InlineData("class C : SafeHandleZeroOrMinusOneIsInvalid { public C() : base(true) { N.kv_size(handle); } protected override bool ReleaseHandle() => true; }")]
    [InlineData("abstract class B : SafeHandle { protected B() : base(IntPtr.Zero, true) { } public override bool IsInvalid => false; protected abstract void Unbind(); protected override bool ReleaseHandle() { Unbind(); return true; } } class C : B { protected override void Unbind() => N.kv_close(handle); }")]
    [InlineData("class C { IntPtr _h = N.kv_open(); ~C() { kv_show(_h); kv_set_focus(_h); } [DllImport(\"kv\")] static extern void kv_show(IntPtr h); [DllImport(\"kv\")] static extern void kv_set_focus(IntPtr h); int M() => N.kv_size(_h); }")]
    [InlineData("class C : IDisposable { IntPtr _h; C(IntPtr h) { _h = h; } ~C() => Dispose(); public void Dispose() { if (KvIsOpen(_h)) { KvSendMessage(_h, 0); } } [DllImport(\"kv\")] static extern bool KvIsOpen(IntPtr h); [DllImport(\"kv\")] static extern int KvSendMessage(IntPtr h, int message); int M() => N.kv_size(_h); }")]
    [InlineData("struct S { public IntPtr H; int M() => N.kv_size(H); }")]
    [InlineData("class C { SafeFileHandle _h = new SafeFileHandle(); ~C() { _h.Dispose(); } [DllImport(\"kv\")] static extern int kv_take(SafeFileHandle h); int M() => kv_take(_h); }")]
    [InlineData("class C { IntPtr _h = N.kv_open(); ~C() { Free(); } void Free() { N.kv_size(_h); N.kv_close(_h); } }")]
    public Task Where_no_finalizer_releases_the_handle_meanwhile(string code) => Run(code, false);

    [Theory]
    [InlineData("bool _closed; ~C() { if (_closed) return; N.kv_close(_h); } void Close() { _closed = true; N.kv_size(_h); }")]
    [InlineData("enum State { Ready, Done } State _state; ~C() { if (_state == State.Ready) Abort(); } void Abort() { if (_state != State.Ready) throw new InvalidOperationException(); _state = State.Done; N.kv_close(_h); } int Commit() { _state = State.Done; return N.kv_size(_h); }")]
    [InlineData("~C() { if (_h != IntPtr.Zero) N.kv_close(_h); } int Close() { var h = _h; _h = IntPtr.Zero; return N.kv_size(h); }")]
    [InlineData("bool _owns; ~C() { if (_owns && _h != default) { N.kv_close(_h); } } int Detach() { _owns = false; return N.kv_size(_h); }")]
    public Task Where_the_finalizer_is_told_that_there_is_nothing_to_release(string code) => Run("class C { IntPtr _h = N.kv_open(); " + code + " }", false);

    [Theory]
    [InlineData("int Detach() { GC.SuppressFinalize(this); return N.kv_size(_h); }")]
    [InlineData("int Detach() { var h = _h; GC.SuppressFinalize(this); return N.kv_size(h); }")]
    [InlineData("int Detach(bool b) { GC.SuppressFinalize(this); if (b) { return N.kv_size(_h); } return 0; }")]
    [InlineData("static int Detach() { var c = new C(); GC.SuppressFinalize(c); return N.kv_size(c._h); }")]
    public Task Where_the_finalizer_does_not_run_any_more(string code) => Run("class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + code + " }", false);

    [Theory]
    [InlineData("int Detach() { var h = handle; SetHandleAsInvalid(); return N.kv_size(h); }")]
    [InlineData("static int Detach(C c) { var h = c.handle; c.SetHandleAsInvalid(); return N.kv_size(h); }")]
    public Task Where_the_handle_is_not_released_any_more(string code) =>
        Run("class C : SafeHandleZeroOrMinusOneIsInvalid { public C() : base(true) { } protected override bool ReleaseHandle() { N.kv_close(handle); return true; } " + code + " }", false);

    [Theory]
    [InlineData("class C : SafeHandleZeroOrMinusOneIsInvalid { public C() : base(true) { } protected override bool ReleaseHandle() => true; int M() => N.kv_size(handle); }")]
    [InlineData("class C : SafeHandleZeroOrMinusOneIsInvalid { public C() : base(true) { } protected override bool ReleaseHandle() { handle = IntPtr.Zero; return true; } int M() => N.kv_size(handle); }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern void kv_set_listener(IntPtr file, Read read); IntPtr _h = N.kv_open(); ~C() { kv_set_listener(_h, null); } int M() => N.kv_size(_h); }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern void kv_set_listener(IntPtr file, IntPtr read); IntPtr _h = N.kv_open(); ~C() { kv_set_listener(_h, IntPtr.Zero); } int M() => N.kv_size(_h); }")]
    public Task Where_the_finalizer_releases_nothing(string code) => Run(code, false);

    [Theory]
    [InlineData("class C { readonly Action<IntPtr> _log; IntPtr _h = N.kv_open(); C(Action<IntPtr> log) => _log = log; ~C() { _log(default); } int M() => N.kv_size(_h); }")]
    [InlineData("class C { readonly Action<IntPtr, bool> _log; IntPtr _h = N.kv_open(), _other; C(Action<IntPtr, bool> log) => _log = log; ~C() { _log(_other, true); } int M() => N.kv_size(_h); }")]
    [InlineData("class C { readonly Action<IntPtr> _release; IntPtr _h = N.kv_open(); C(Action<IntPtr> release) => _release = release; ~C() => Dispose(false); void Dispose(bool disposing) { if (disposing) _release(_h); } int M() => N.kv_size(_h); }")]
    [InlineData("class C { readonly Action<IntPtr> _release; IntPtr _h = N.kv_open(); C(Action<IntPtr> release) => _release = release; ~C() => _release(_h); int M() { var n = N.kv_size(_h); GC.KeepAlive(this); return n; } }")]
    public Task Where_no_stored_delegate_releases_the_handle_meanwhile(string code) => Run(code, false);

    [Theory]
    [InlineData("class C { GCHandle _self; IntPtr _h = N.kv_open(); public C() { _self = GCHandle.Alloc(this); } ~C() => Dispose(); public void Dispose() { N.kv_close(_h); _self.Free(); } int M() => N.kv_size(_h); }")]
    [InlineData("abstract class B { protected GCHandle _self; protected B() { _self = GCHandle.Alloc(this, GCHandleType.Normal); } } class C : B { IntPtr _h = N.kv_open(); ~C() => Free(); void Free() { N.kv_close(_h); _self.Free(); } int M() => N.kv_size(_h); }")]
    public Task Where_the_object_holds_itself_until_it_is_released(string code) => Run(code, false);

    [Theory]
    [InlineData("IntPtr _operation; [DllImport(\"kv\")] static extern int kv_start(IntPtr file, ref IntPtr operation); int M() => kv_start(_h, ref _operation);")]
    [InlineData("[DllImport(\"user32\")] static extern IntPtr CallNextHookEx(IntPtr hook, int code, IntPtr w, IntPtr l); IntPtr M(int code) => CallNextHookEx(_h, code, 0, 0);")]
    public Task Where_the_call_gets_the_address_of_a_field_or_ignores_the_handle(string code) => Run("class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + code + " }", false);

    [Theory]
    [InlineData("int M() { lock (_gate) { return N.kv_size(_h); } }")]
    [InlineData("int M() { lock (_gate) return N.kv_put(IntPtr.Zero, _h); }")]
    public Task Where_the_finalizer_waits_for_the_lock_of_the_call(string member) =>
        Run("class C { readonly object _gate = new object(); IntPtr _h = N.kv_open(); ~C() => Free(); void Free() { lock (_gate) { if (_h != IntPtr.Zero) N.kv_close(_h); _h = IntPtr.Zero; } } " + member + " }", false);

    [Theory]
    [InlineData("int M() { var s = new Stream(); var n = N.kv_size(s.Handle); GC.KeepAlive(s); return n; }")]
    [InlineData("int M() { var s = new Stream(); var n = N.kv_size(s.Handle); s.Flush(); return n; }")]
    [InlineData("static readonly Stream s = new Stream(); int M() => N.kv_size(s.Handle);")]
    [InlineData("int M(Stream s) => Helper.None(s.Handle);")]
    [InlineData("int M() { var s = new Borrowed(); return N.kv_size(s.Handle); }")]
    [InlineData("int M() { var s = new Number(); return N.kv_size(s.Handle); }")]
    [InlineData("int M(IMixed s) => N.kv_size(s.Handle);")]
    [InlineData("IntPtr M(Stream s) => s.Handle;")]
    [InlineData("int M() { using var s = new System.IO.FileStream(\"a\", System.IO.FileMode.Open); return N.kv_size(s.Handle); }")]
    public Task Where_an_object_that_holds_a_SafeHandle_lives_or_its_handle_is_none(string member) => Run(
        Reports.Lenders + """
            #pragma warning disable CS0618
            class Borrowed { private readonly SafeFileHandle _f; public Borrowed() { _f = new SafeFileHandle(N.kv_open(), false); } public IntPtr Handle => _f.DangerousGetHandle(); }
            class Number { public IntPtr Handle => N.kv_open(); }
            interface IMixed { IntPtr Handle { get; } }
            class First : Stream, IMixed { }
            class Second : Number, IMixed { }

            """ + "class C { " + member + " }",
        false);

    private static Task Run(string code, bool isHalfTyped) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestCode = Reports.Declarations + code,
        CompilerDiagnostics = isHalfTyped ? CompilerDiagnostics.None : CompilerDiagnostics.Errors,
    }.RunAsync();
}
