using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2003;

/// <summary>FFI2003 reports native calls with the handle of an object that nothing uses any more.</summary>
public sealed class Reports
{
    internal const string Declarations = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;
        using Microsoft.Win32.SafeHandles;
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Read(IntPtr file);
        unsafe struct kv_file { public int size; }
        static unsafe partial class N
        {
            [DllImport("kv")] public static extern IntPtr kv_open();
            [DllImport("kv")] public static extern void kv_close(IntPtr file);
            [DllImport("kv")] public static extern int kv_size(IntPtr file);
            [DllImport("kv")] public static extern int kv_put(IntPtr file, IntPtr options);
            [DllImport("kv")] public static extern int kv_ref(HandleRef file);
            [DllImport("kv")] public static extern int kv_raw(kv_file* file);
            [LibraryImport("kv")] public static partial int kv_sync(nint file);
        }
        unsafe abstract class Native : IDisposable
        {
            protected internal IntPtr Handle { get; private set; } = N.kv_open();
            ~Native() => Dispose(false);
            public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
            protected virtual void Dispose(bool disposing) { N.kv_close(Handle); Handle = IntPtr.Zero; }
        }
        class Options : Native { }
        class Writer
        {
            internal IntPtr _raw = N.kv_open();
            public IntPtr Raw => _raw;
            ~Writer() { if (_raw != IntPtr.Zero) N.kv_close(_raw); }
        }

        """;

    internal const string Lenders = """
        sealed class FileHandle : SafeHandleZeroOrMinusOneIsInvalid { public FileHandle() : base(true) { } protected override bool ReleaseHandle() { N.kv_close(handle); return true; } }
        static class M { [DllImport("kv")] public static extern FileHandle kv_make(); }
        interface IStream { IntPtr Handle { get; } }
        class Stream : IStream
        {
            private readonly FileHandle _file = new();
            public Stream() { _file = M.kv_make(); }
            public IntPtr Handle => _file.DangerousGetHandle();
            public IntPtr GetHandle() { if (_file.IsInvalid) return IntPtr.Zero; return _file.DangerousGetHandle(); }
            public void Flush() { }
        }
        class Shared { private readonly FileHandle _file; public Shared(FileHandle file) { _file = file; } public IntPtr Own => _file.DangerousGetHandle(); }
        class Facade { private readonly IStream _stream = new Stream(); public IntPtr Handle => _stream.Handle; }
        static class Helper { public static int Size(IntPtr file) => N.kv_size(file); public static int Half(IntPtr file) => Size(file) / 2; public static int None(IntPtr file) => file == IntPtr.Zero ? 1 : 0; }

        """;

    [Theory]
    [InlineData("int M() { var s = new Stream(); return N.kv_size([|s.Handle|]); }")]
    [InlineData("int M() { var s = new Stream(); return N.kv_size([|s.GetHandle()|]); }")]
    [InlineData("int M() { return N.kv_size([|new Stream().Handle|]); }")]
    [InlineData("Stream _s = new Stream(); int M() { return N.kv_size([|_s.Handle|]); }")]
    [InlineData("FileHandle _f; C() { _f = global::M.kv_make(); } IntPtr Raw => _f?.DangerousGetHandle() ?? IntPtr.Zero; int M() => N.kv_size([|Raw|]);")]
    public Task What_holds_the_only_reference_to_a_SafeHandle(string code) => Run(Lenders + "class C { " + code + " }");

    [Theory]
    [InlineData("int M(Stream s) { return N.kv_size({|#0:s.Handle|}); }", "kv_size", "s", "Stream", "s.Handle")]
    [InlineData("int M() { var s = new Shared(global::M.kv_make()); return N.kv_size({|#0:s.Own|}); }", "kv_size", "s", "Shared", "s.Own")]
    [InlineData("int M() { var f = new Facade(); return N.kv_size({|#0:f.Handle|}); }", "kv_size", "f", "Facade", "f.Handle")]
    [InlineData("int M() { var s = new Stream(); return Helper.Half({|#0:s.Handle|}); }", "Helper.Half", "s", "Stream", "s.Handle")]
    [InlineData("int M() { var s = new System.IO.FileStream(\"a\", System.IO.FileMode.Open); return Helper.Half({|#0:s.Handle|}); }", "Helper.Half", "s", "FileStream", "s.Handle")]
    public Task What_others_may_hold_or_a_method_gives_to_native_code_is_a_suggestion(string code, string call, string owner, string type, string read) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestCode = Declarations + Lenders + "#pragma warning disable CS0618\nclass C { " + code + " }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                $"'{call}' works with '{read}' while nothing uses '{owner}' any more: the finalizer of the SafeHandle in '{type}' can release the handle in the middle of the call; call GC.KeepAlive({owner}) behind it, or give it the SafeHandle itself"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("bool _closed; ~C() { if (_closed) return; N.kv_close(_h); } int M() { _closed = false; return N.kv_size([|_h|]); }")]
    [InlineData("bool _closed; ~C() { if (_closed) return; N.kv_close(_h); } int M(bool b) { if (b) { _closed = true; } return N.kv_size([|_h|]); }")]
    [InlineData("bool _closed; ~C() { if (_closed) return; N.kv_close(_h); } int M() { _closed = true; Console.WriteLine(); _closed = false; return N.kv_size([|_h|]); }")]
    [InlineData("bool _closed; ~C() { if (!_closed) N.kv_close(_h); N.kv_close(_h); } int M() { _closed = true; return N.kv_size([|_h|]); }")]
    public Task Where_the_guard_of_the_finalizer_is_open(string code) => Run("class C { IntPtr _h = N.kv_open(); " + code + " }");

    [Theory]
    [InlineData("int M() { GC.SuppressFinalize(this); GC.ReRegisterForFinalize(this); return N.kv_size([|_h|]); }")]
    [InlineData("int M(bool b) { if (b) { GC.SuppressFinalize(this); } return N.kv_size([|_h|]); }")]
    [InlineData("int M(object other) { GC.SuppressFinalize(other); return N.kv_size([|_h|]); }")]
    [InlineData("int M(SafeHandle other) { other.SetHandleAsInvalid(); return N.kv_size([|_h|]); }")]
    [InlineData("static int M() { var c = new C(); GC.SuppressFinalize(new C()); return N.kv_size([|c._h|]); }")]
    public Task Where_the_finalizer_still_runs(string code) => Run("class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + code + " }");

    [Theory]
    [InlineData("public static implicit operator IntPtr(C c) => c._h;", "int M() => N.kv_size([|this|]);")]
    [InlineData("public static implicit operator IntPtr(C c) => c == null ? IntPtr.Zero : c._h;", "int M() { return N.kv_size([|this|]); }")]
    [InlineData("public static explicit operator IntPtr(C c) { return c._h; }", "int M() => N.kv_size([|(IntPtr)this|]);")]
    [InlineData("public static implicit operator IntPtr(C c) => c._h;", "static int M() { var c = new C(); return N.kv_size([|c|]); }")]
    public Task Through_a_conversion_to_the_raw_value(string conversion, string method) => Run("class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + conversion + " " + method + " }");

    [Fact]
    public Task Through_a_conversion_of_what_a_field_holds() => Run("""
        class Wrapper { IntPtr _h = N.kv_open(); ~Wrapper() { N.kv_close(_h); } public static implicit operator IntPtr(Wrapper wrapper) => wrapper._h; }
        public class C { readonly Wrapper _wrapper = new Wrapper(); public int M() => N.kv_size([|_wrapper|]); }
        """);

    [Theory]
    [InlineData("static class Engine { static C s_c; public static C Tool => s_c; public static void Start() { s_c = C.GetInstance(); } }", "", "internal C() { } internal static C GetInstance() => new C();")]
    [InlineData("static class Registry { static readonly Dictionary<IntPtr, object> All = new(); public static void Add(IntPtr h, object o) { All[h] = o; } }", "", "public C() { Registry.Add(_h, this); }")]
    [InlineData("", "", "static readonly List<C> All = new(); public C() { All.Add(this); } public C(int k) : this() { }")]
    [InlineData("static class Engine { public static void Start() { C.GetInstance().M(); } }", "x", "internal C() { } internal static C GetInstance() => new C();")]
    [InlineData("static class Registry { static readonly Dictionary<IntPtr, WeakReference<C>> All = new(); public static void Add(IntPtr h, C o) { All[h] = new(o); } }", "x", "public C() { Registry.Add(_h, this); }")]
    [InlineData("", "x", "static readonly List<C> All = new(); public C() { All.Add(this); } public C(int k) { }")]
    public Task What_a_static_field_holds_is_a_suggestion(string others, string warns, string members) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestCode = Declarations + others + " public class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } public int M() => N.kv_size({|#0:_h|}); " + members + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2003", warns.Length > 0 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("~C() => _release(_h);")]
    [InlineData("~C() => _release?.Invoke(_h);")]
    [InlineData("~C() { if (_release != null) _release.Invoke(this._h); }")]
    [InlineData("~C() => Free(); void Free() { if (_h == IntPtr.Zero) return; _release(_h); _h = IntPtr.Zero; }")]
    [InlineData("~C() => Dispose(false); void Dispose(bool disposing) { if (disposing) { GC.SuppressFinalize(this); } _release(_h); }")]
    public Task Where_the_finalizer_releases_by_a_delegate_that_the_object_keeps(string code) =>
        Run("class C { readonly Action<IntPtr> _release; IntPtr _h; C(IntPtr h, Action<IntPtr> release) { _h = h; _release = release; } int M() => N.kv_size([|_h|]); " + code + " }");

    [Theory]
    [InlineData("kv_send_close")]
    [InlineData("kv_get_rid_and_free")]
    [InlineData("kv_leave")]
    [InlineData("kv_set_closed_and_free")]
    public Task Where_the_name_of_what_the_finalizer_calls_leaves_a_release_open(string name) => Run(
        "class C { [DllImport(\"kv\")] static extern void " + name + "(IntPtr file); IntPtr _h = N.kv_open(); ~C() { " + name + "(_h); } int M() => N.kv_size([|_h|]); }");

    [Theory]
    [InlineData("void M() => kv_each([|_h|], code => { });")]
    [InlineData("void M() => kv_each([|_h|], Drop); static void Drop(int code) { }")]
    [InlineData("void M(Done done) => kv_each([|_h|], done);")]
    [InlineData("void M() { Done done = code => { }; kv_each([|_h|], done); done = code => _last = code; }")]
    [InlineData("void M(C other) => kv_each([|_h|], other.Keep); void Keep(int code) => _last = code;")]
    [InlineData("static void M(Options o, Options other) => kv_each([|o.Handle|], code => other.Dispose());")]
    public Task Where_a_delegate_of_the_call_holds_something_else(string member) => Run(
        "class C { delegate void Done(int code); [DllImport(\"kv\")] static extern int kv_each(IntPtr file, Done done); IntPtr _h = N.kv_open(); int _last; ~C() { N.kv_close(_h); } " + member + " }");

    [Theory]
    [InlineData("int M() { return Size(); int Size() => N.kv_size([|_h|]); }")]
    [InlineData("int M() => N.kv_size([|_h|]);")]
    [InlineData("int M() => N.kv_sync([|_h|]);")]
    [InlineData("int M() { return N.kv_size([|this._h|]); }")]
    [InlineData("int P => N.kv_size([|_h|]);")]
    [InlineData("int P { get => N.kv_size([|_h|]); }")]
    [InlineData("int M() { var p = [|_h|]; if (p == IntPtr.Zero) throw new ObjectDisposedException(\"\"); return N.kv_size(p); }")]
    [InlineData("int M() { Check(); return N.kv_size([|_h|]); } void Check() { }")]
    [InlineData("int M() { var n = N.kv_size([|_h|]); return n + 1; }")]
    [InlineData("int M(int c) { if (c > 0) { N.kv_size([|_h|]); return 0; } Check(); return 1; } void Check() { }")]
    [InlineData("int M() { GC.KeepAlive(this); return N.kv_size([|_h|]); }")]
    [InlineData("unsafe int M(delegate* unmanaged<IntPtr, int> read) => read([|_h|]);")]
    [InlineData("int M(Read read) => read([|_h|]);")]
    [InlineData("unsafe int M() => N.kv_raw((kv_file*)[|_h|]);")]
    [InlineData("string M() => Marshal.PtrToStringAnsi([|_h|]);")]
    [InlineData("static int M(Writer w) => N.kv_size([|w.Raw|]);")]
    [InlineData("static int M(Writer w) => N.kv_size([|w._raw|]);")]
    [InlineData("static int M(Options o) => N.kv_size([|o.Handle|]);")]
    [InlineData("static int M() => N.kv_size([|new Options().Handle|]);")]
    [InlineData("static int M() { var o = new Options(); return N.kv_size([|o.Handle|]); }")]
    [InlineData("Options _o = new Options(); int M() => N.kv_size([|_o.Handle|]);")]
    [InlineData("int M(Options o) => N.kv_put([|_h|], [|o.Handle|]);")]
    [InlineData("static int M(Options o) { var n = N.kv_size([|o.Handle|]); o = null; return n; }")]
    [InlineData("static int M(Options o) { int Local(Options i) => N.kv_size([|i.Handle|]); return Local(o); }")]
    [InlineData("static readonly Func<Options, int> F = o => N.kv_size([|o.Handle|]);")]
    public Task In_every_shape(string code) => Run("class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + code + " }");

    [Theory]
    [InlineData("class C : Native { int M() => N.kv_size([|Handle|]); }")]
    [InlineData("class C { IntPtr _h = N.kv_open(); ~C() => Free(); void Free() { N.kv_close(_h); _h = IntPtr.Zero; } int M() => N.kv_size([|_h|]); }")]
    [InlineData("partial class C { IntPtr _h = N.kv_open(); int M() => N.kv_size([|_h|]); } partial class C { ~C() { N.kv_close(_h); } }")]
    [InlineData("class C { IntPtr _h = Marshal.AllocHGlobal(8); ~C() { Marshal.FreeHGlobal(_h); } int M() => N.kv_size([|_h|]); }")]
    [InlineData("class C : Native { IntPtr _s = N.kv_open(); protected override void Dispose(bool disposing) { if (disposing) { } N.kv_close(_s); base.Dispose(disposing); } int M() => N.kv_size([|_s|]); }")]
    [InlineData("sealed class C : SafeHandleZeroOrMinusOneIsInvalid { public C() : base(true) { } protected override bool ReleaseHandle() { N.kv_close(handle); return true; } int M() => N.kv_size([|handle|]); }")]
    [InlineData("unsafe class C { kv_file* _h; ~C() { N.kv_close((IntPtr)_h); } int M() => N.kv_raw([|_h|]); }")]
#if ROSLYN_4_8_OR_GREATER
    [InlineData("class C(IntPtr h) { readonly IntPtr _h = h; ~C() { N.kv_close(_h); } int M() => N.kv_size([|_h|]); }")]
#endif
    public Task For_every_finalizer(string code) => Run(code);

    [Fact]
    public Task Where_another_objects_field_is_given_by_reference() => Run("""
        class Other { public IntPtr Operation; }
        class C { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } [DllImport("kv")] static extern int kv_start(IntPtr file, ref IntPtr operation); int M(Other other) => kv_start([|_h|], ref other.Operation); }
        """);

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier> { TestCode = Declarations + code }.RunAsync();

    [Theory]
    [InlineData("int M() { lock (_other) { return N.kv_size([|_h|]); } }")]
    [InlineData("int M() { lock (_gate) { } return N.kv_size([|_h|]); }")]
    public Task Under_a_lock_that_the_finalizer_does_not_take(string member) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestCode = Declarations + "class C { readonly object _gate = new object(), _other = new object(); IntPtr _h = N.kv_open(); ~C() { lock (_gate) { N.kv_close(_h); } } " + member + " }",
    }.RunAsync();

    [Theory]
    [InlineData("internal", "using (var c = new C()) { c.M(); }", DiagnosticSeverity.Info)]
    [InlineData("internal", "using C c = new(); c.M();", DiagnosticSeverity.Info)]
    [InlineData("internal", "new Holder().Dispose(); using (new C()) { }", DiagnosticSeverity.Info)]
    [InlineData("public", "using (var c = new C()) { c.M(); }", DiagnosticSeverity.Warning)]
    [InlineData("internal", "var c = new C(); c.M();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "new C().M(); using (var c = new C()) { c.M(); }", DiagnosticSeverity.Warning)]
    [InlineData("internal", "", DiagnosticSeverity.Info)]
    [InlineData("internal", "var c = new C(); c.M(); c.Dispose();", DiagnosticSeverity.Info)]
    [InlineData("internal", "var c = new C(); try { c.M(); } finally { c?.Dispose(); }", DiagnosticSeverity.Info)]
    [InlineData("internal", "var c = new C(); s_all.Add(c); c.M();", DiagnosticSeverity.Info)]
    [InlineData("internal", "s_all.Add(new C());", DiagnosticSeverity.Info)]
    [InlineData("internal", "s_one = new C(); s_one.M();", DiagnosticSeverity.Info)]
    [InlineData("internal", "var c = new C(); s_one = c; c.M();", DiagnosticSeverity.Info)]
    [InlineData("internal", "using var c = Make(1); c.M();", DiagnosticSeverity.Info)]
    [InlineData("internal", "using (var c = MakeLater().GetAwaiter().GetResult()) c.M();", DiagnosticSeverity.Info)]
    [InlineData("internal", "C c; c = new C(); Action a = () => c.M(); a();", DiagnosticSeverity.Info)]
    [InlineData("internal", "C c; c = new C(); c.M();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "var n = s_all.Count == 0 ? new C().M() : 0;", DiagnosticSeverity.Warning)]
    [InlineData("internal", "Make(1).M();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "var c = Make(1); c.M();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "var c = (C)Make(1)!; if (c != null) c.M();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "using (var c = new C()) { c.M(); } } public static object Lend() { var c = new C(); return c; } static int Size(object c) { return ((C)c).M();", DiagnosticSeverity.Warning)]
    public Task What_its_makers_hold_as_a_suggestion(string access, string body, DiagnosticSeverity severity) => Made(access, body, severity, OutputKind.DynamicallyLinkedLibrary);

    [Theory]
    [InlineData("using (var c = new C()) { c.M(); }", DiagnosticSeverity.Info)]
    [InlineData("new C().M();", DiagnosticSeverity.Warning)]
    public Task A_public_class_of_a_program_has_no_other_makers(string body, DiagnosticSeverity severity) => Made("public", body, severity, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("class C : SafeHandleZeroOrMinusOneIsInvalid { public C() : base(true) { } protected override bool ReleaseHandle() { N.kv_close(handle); return true; } int M() => N.kv_size([|handle|]); }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern void kv_set_listener(IntPtr file, Read read); IntPtr _h = N.kv_open(); ~C() { kv_set_listener(_h, null); N.kv_close(_h); } int M() => N.kv_size([|_h|]); }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern void kv_unset(IntPtr file); IntPtr _h = N.kv_open(); ~C() { kv_unset(_h); } int M() => N.kv_size([|_h|]); }")]
    public Task Where_the_finalizer_releases_beside_what_it_sets(string code) => Run(code);

    [Theory]
    [InlineData("class C { GCHandle _self; IntPtr _h = N.kv_open(); public C() { _self = GCHandle.Alloc(this, GCHandleType.WeakTrackResurrection); } ~C() { N.kv_close(_h); _self.Free(); } int M() => N.kv_size([|_h|]); }")]
    [InlineData("class C { GCHandle _self; IntPtr _h = N.kv_open(); public C() { _self = GCHandle.Alloc(this); } public C(int a) { } ~C() { N.kv_close(_h); _self.Free(); } int M() => N.kv_size([|_h|]); }")]
    [InlineData("class C { GCHandle _self; IntPtr _h = N.kv_open(); public C() { _self = GCHandle.Alloc(this); } ~C() { N.kv_close(_h); } void Started() => _self.Free(); int M() => N.kv_size([|_h|]); }")]
    [InlineData("class C { GCHandle _other; IntPtr _h = N.kv_open(); public C() { _other = GCHandle.Alloc(new object()); } ~C() { N.kv_close(_h); _other.Free(); } int M() => N.kv_size([|_h|]); }")]
    public Task Where_no_handle_holds_the_object_to_its_release(string code) => Run(code);

    [Theory]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public static int Open() { using var c = new C(); return c.M(); }", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public static int Open() { using (var c = new C()) { return c.M(); } }", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public IEnumerable<int> All() { while (true) yield return M(); }", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public static int Open() { var c = new C(); return c.M(); }", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public static int Open() { using var c = new C(); return c.M(); } public int Size => M();", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public static Func<int> Open() { using var c = new C(); return c.M; }", DiagnosticSeverity.Warning)]
    [InlineData("public int M() => N.kv_size({|#0:_h|}); public static int Open() { using var c = new C(); return c.M(); }", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public int Sum() { var n = M(); return n + Rest(); } private int Rest() => 1;", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private int _n; public int Sum() { try { return M(); } finally { _n++; } }", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private int _n; public void Sum() { while (_n < 9) M(); }", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public int _n; public static int Sum() { var c = new C(); var n = c.M(); return n + c._n; }", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public static int Sum(C c) => c.M();", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private int Inner() => M(); private int _n; public int Sum() { var n = Inner(); return n + _n; }", DiagnosticSeverity.Info)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private int Inner() => M(); public int Sum() => Inner();", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private int _n; public int Sum() { _n = 1; return M(); }", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public int Value { get; set; } public C Sum() { var n = M(); return new C { Value = n }; }", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); public int Value { get; set; } public int? Sum(C other) { var n = M(); return n + other?.Value; }", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private static int s_n; public int Sum() { var n = M(); s_n = n; return n; }", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private int _n; public int Sum(bool all) { if (all) { return M(); } return _n; }", DiagnosticSeverity.Warning)]
    [InlineData("private int M() => N.kv_size({|#0:_h|}); private int _n; public int Sum() { var n = M(); throw new Exception(_n.ToString()); }", DiagnosticSeverity.Warning)]
    public Task A_private_method_whose_callers_hold_the_object_as_a_suggestion(string members, DiagnosticSeverity severity) =>
        Severity("public class C : IDisposable { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } public void Dispose() { N.kv_close(_h); GC.SuppressFinalize(this); } " + members + " }", severity);

    [Theory]
    [InlineData("_loop = Task.Run(() => Poll());", "while (!_ends) { }", DiagnosticSeverity.Info)]
    [InlineData("_loop = Task.Run(Poll);", "while (!_ends) { }", DiagnosticSeverity.Info)]
    [InlineData("_loop = Task.Factory.StartNew(this.Poll);", "do { } while (!_ends);", DiagnosticSeverity.Info)]
    [InlineData("_loop = Task.Run(async () => { while (!_ends) { await Task.Delay(1); Poll(); } });", "", DiagnosticSeverity.Info)]
    [InlineData("new System.Threading.Thread(Poll).Start();", "for (;;) { }", DiagnosticSeverity.Info)]
    [InlineData("_loop = Task.Run(() => Poll());", "_ends = true;", DiagnosticSeverity.Warning)]
    [InlineData("_loop = Task.Run(() => Turn());", "while (!_ends) { }", DiagnosticSeverity.Warning)]
    [InlineData("Poll();", "while (!_ends) { }", DiagnosticSeverity.Warning)]
    [InlineData("Run(Poll);", "while (!_ends) { }", DiagnosticSeverity.Warning)]
    public Task An_object_whose_own_loop_runs_on_another_thread_as_a_suggestion(string start, string loop, DiagnosticSeverity severity) => Severity(
        "public class C { IntPtr _h = N.kv_open(); bool _ends; Task _loop; ~C() { N.kv_close(_h); } public C() { " + start + " } public C(int n) : this() { } public void Start() { Task.Run(Poll); } private void Poll() { " + loop + " } private static void Turn() { while (true) { } } private void Run(Action action) { } public int M() => N.kv_size({|#0:_h|}); }", severity);

    [Theory]
    [InlineData("kv_release_threadsafe(_h);", DiagnosticSeverity.Info)]
    [InlineData("if (_h != IntPtr.Zero) { EnqueueRelease(_h); _h = IntPtr.Zero; }", DiagnosticSeverity.Info)]
    [InlineData("kv_release_threadsafe(_h); N.kv_close(_h);", DiagnosticSeverity.Warning)]
    [InlineData("N.kv_close(_h); EnqueueRelease(_h);", DiagnosticSeverity.Warning)]
    [InlineData("kv_release(_h);", DiagnosticSeverity.Warning)]
    public Task A_finalizer_that_leaves_the_release_to_another_thread_as_a_suggestion(string finalizer, DiagnosticSeverity severity) => Severity(
        "public class C { [DllImport(\"kv\")] static extern void kv_release_threadsafe(IntPtr h); [DllImport(\"kv\", EntryPoint = \"kv_release_deferred\")] static extern void EnqueueRelease(IntPtr h); [DllImport(\"kv\")] static extern void kv_release(IntPtr h); IntPtr _h = N.kv_open(); ~C() { " + finalizer + " } public int M() => N.kv_size({|#0:_h|}); }", severity);

    [Theory]
    [InlineData("protected", "public int All() { var n = Solve(1); return n + _n; }", "", DiagnosticSeverity.Info)]
    [InlineData("protected", "public int All() { try { return Solve(1); } finally { _n++; } }", "", DiagnosticSeverity.Info)]
    [InlineData("protected", "public int All() => Solve(1);", "", DiagnosticSeverity.Warning)]
    [InlineData("protected", "public int All() { var n = Solve(1); return n + _n; }", "public int Again() => Solve(2);", DiagnosticSeverity.Warning)]
    [InlineData("public", "public int All() { var n = Solve(1); return n + _n; }", "", DiagnosticSeverity.Warning)]
    public Task An_override_that_only_its_base_class_calls_and_goes_on(string access, string caller, string other, DiagnosticSeverity severity) => Severity(
        "public abstract class B { int _n; " + access + " abstract int Solve(int rows); " + caller + " } public class C : B { IntPtr _h = N.kv_open(); ~C() { N.kv_close(_h); } " + access + " override int Solve(int rows) => N.kv_size({|#0:_h|}); " + other + " }", severity);

    [Theory]
    [InlineData("Use(new C(file, false));", DiagnosticSeverity.Info)]
    [InlineData("Use(new C(file, owns: false)); C c = new(file, false); Use(c);", DiagnosticSeverity.Info)]
    [InlineData("Use(new C(file, true));", DiagnosticSeverity.Warning)]
    [InlineData("Use(new C(file, false)); Use(new C(file, true));", DiagnosticSeverity.Warning)]
    [InlineData("Use(new C(file, file != default));", DiagnosticSeverity.Warning)]
    [InlineData("Use(new C());", DiagnosticSeverity.Warning)]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("Use(new C(file, false)); } [DllImport(\"kv\")] static extern C kv_client(); static void Other() {", DiagnosticSeverity.Warning)]
    public Task A_handle_that_is_only_made_without_ownership_as_a_suggestion(string body, DiagnosticSeverity severity) => Severity(
        """
        public class C : SafeHandleZeroOrMinusOneIsInvalid
        {
            public C() : this(default, true) { }
            public C(IntPtr file, bool owns) : base(owns) { handle = file; }
            protected override bool ReleaseHandle() { N.kv_close(handle); return true; }
            public int Size => N.kv_size({|#0:handle|});
        }
        public static class User { static void Use(C c) { } static void Called(IntPtr file) {
        """ + " " + body + " } }",
        severity);

    [Theory]
    [InlineData("static readonly Registration All = new Registration(C.Load);", DiagnosticSeverity.Info)]
    [InlineData("static readonly Registration All = new Registration(C.Load); static int Other = C.Load(1).Size;", DiagnosticSeverity.Warning)]
    [InlineData("static readonly Func<int, object> All = C.Load;", DiagnosticSeverity.Warning)]
    [InlineData("static int M() => C.Load(1).Size;", DiagnosticSeverity.Warning)]
    public Task What_leaves_as_something_disposable_as_a_suggestion(string members, DiagnosticSeverity severity) => Severity(
        """
        public interface IImage : IDisposable { int Size { get; } }
        public delegate IImage Loader(int n);
        public class Registration { public Registration(Loader loader) { } }
        sealed class C : IImage
        {
            IntPtr _h = N.kv_open();
            ~C() => N.kv_close(_h);
            public void Dispose() { N.kv_close(_h); GC.SuppressFinalize(this); }
            public int Size => N.kv_size({|#0:_h|});
            public static C Load(int n) => new C();
        }
        static class User {
        """ + " " + members + " }",
        severity);

    private static Task Severity(string code, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestCode = Declarations + code,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    private static Task Made(string access, string body, DiagnosticSeverity severity, OutputKind kind) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestState =
        {
            OutputKind = kind,
            Sources =
            {
                Declarations + access + """
                     sealed class C : IDisposable
                    {
                        IntPtr _h = N.kv_open();
                        ~C() => Free();
                        public void Dispose() { Free(); GC.SuppressFinalize(this); }
                        void Free() { N.kv_close(_h); _h = IntPtr.Zero; }
                        public int M() => N.kv_size({|#0:_h|});
                    }
                    sealed class Holder : IDisposable { readonly C _c = new C(); public void Dispose() => _c?.Dispose(); }
                    public static class User { static readonly List<object> s_all = new List<object>(); static C s_one;
                        static C Make(int n) { if (n == 0) return null; var c = new C(); c.M(); return c; } static async Task<C> MakeLater() { await Task.Yield(); return new C(); }
                        static void Main() { 
                    """ + body + " } }",
            },
        },
        ExpectedDiagnostics = { new DiagnosticResult("FFI2003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("using var h = kv_handle(); h.M();", DiagnosticSeverity.Info)]
    [InlineData("kv_handle2(out var h); using (h) h.M();", DiagnosticSeverity.Info)]
    [InlineData("Handle h; kv_handle2(out h); h.M(); h.Close();", DiagnosticSeverity.Info)]
    [InlineData("kv_handle2(out s_handle); s_handle.M();", DiagnosticSeverity.Info)]
    [InlineData("using var h = new Derived(); h.M();", DiagnosticSeverity.Info)]
    [InlineData("kv_handle().M();", DiagnosticSeverity.Warning)]
    [InlineData("kv_handle2(out var h); h.M();", DiagnosticSeverity.Warning)]
    [InlineData("using var h = kv_handle(); h.M(); new Derived().M();", DiagnosticSeverity.Warning)]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("new Derived();", DiagnosticSeverity.Warning)]
    public Task A_handle_that_the_marshaller_makes(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestCode = Declarations + """
            class Handle : SafeHandleZeroOrMinusOneIsInvalid
            {
                public Handle() : base(true) { }
                protected override bool ReleaseHandle() { N.kv_close(handle); return true; }
                public int M() => N.kv_size({|#0:handle|});
            }
            sealed class Derived : Handle { }
            static class User
            {
                static Handle s_handle;
                [DllImport("kv")] static extern Handle kv_handle();
                [DllImport("kv")] static extern int kv_handle2(out Handle handle);
                static void Main() {
            """ + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task What_a_parameter_holds_as_a_suggestion() => new CSharpAnalyzerTest<FFI2003ObjectFinalizedDuringCall, DefaultVerifier>
    {
        TestCode = Declarations + "class Box { public Options Inner { get; } = new Options(); } class C { static int M(Box box) => N.kv_size({|#0:box.Inner.Handle|}); }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();
}
