using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1004;

/// <summary>FFI1004 stays quiet where something sees to it that the value is released once.</summary>
public sealed class StaysQuiet
{
    [Fact]
    public Task A_function_that_ends_what_stands_in_the_memory() => CSharpAnalyzerVerifier<FFI1004ResourceReleasedTwice, DefaultVerifier>.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        class Encoder
        {
            [DllImport("kx")] static extern IntPtr kx_init(int level);
            [DllImport("kx")] static extern void kx_close(IntPtr place);
            void Close(IntPtr encoder) { var place = Marshal.AllocHGlobal(8); Marshal.WriteIntPtr(place, encoder); kx_close(place); Marshal.FreeHGlobal(place); }
            IntPtr Open() => kx_init(1);
        }
        """);

    [Theory]
    [InlineData("int answer; do { answer = N.zmq_ctx_term(c); } while (answer == -1 && N.zmq_errno() == 4);")]
    [InlineData("while (N.zmq_ctx_term(c) != 0) { }")]
    public Task A_release_that_is_repeated_because_it_was_interrupted(string body) => CSharpAnalyzerVerifier<FFI1004ResourceReleasedTwice, DefaultVerifier>.VerifyAnalyzerAsync(
        $$"""
        using System;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("zmq")] public static extern IntPtr zmq_ctx_new();
            [DllImport("zmq")] public static extern int zmq_ctx_term(IntPtr context);
            [DllImport("zmq")] public static extern int zmq_errno();
        }
        class C
        {
            void M() { var c = N.zmq_ctx_new(); {{body}} }
        }
        """);

    [Theory]
    [InlineData("var p = N.kd_make(); try { N.kd_use(p); } finally { N.kd_done(p); }")]
    [InlineData("var p = N.kd_make(); if (b) N.kd_done(p); else N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); if (b) { N.kd_done(p); return; } N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); if (b) { N.kd_done(p); p = IntPtr.Zero; } if (p != IntPtr.Zero) N.kd_done(p);")]
    [InlineData("var done = false; var p = N.kd_make(); if (b) { N.kd_done(p); done = true; } if (!done) N.kd_done(p);")]
    [InlineData("for (var i = 0; i < k; i++) { var p = N.kd_make(); N.kd_done(p); }")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); p = N.kd_make(); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); try { N.Log(\"x\"); } catch { N.kd_done(p); throw; } N.kd_done(p);")]
    [InlineData("var p = N.ks_create(); N.ks_ref(p); N.ks_destroy(p); N.ks_destroy(p);")]
    [InlineData("var u = Marshal.GetIUnknownForObject(this); Marshal.AddRef(u); Marshal.Release(u); Marshal.Release(u);")]
    [InlineData("var p = Marshal.AllocHGlobal(4); p = Marshal.ReAllocHGlobal(p, 8); Marshal.FreeHGlobal(p);")]
    [InlineData("using var h = N.kh_open(); h.Dispose();")]
    [InlineData("var h = N.kh_open(); h.Close(); h.Dispose();")]
    [InlineData("var g = GCHandle.Alloc(this); g.Free(); g.Free();")]
    [InlineData("var p = N.kd_make(); using var h = b ? new SafeFileHandle(p, true) : new SafeFileHandle(p, true);")]
    [InlineData("var p = N.kd_make(); using (var h = new SafeFileHandle(p, false)) { N.Log(\"x\"); } N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); using var h = new SafeFileHandle(p, true); h.SetHandleAsInvalid(); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); using var h = new Viewing(p); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); using var h = new Child(p); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); SafeFileHandle h; if (k > 1) { h = new SafeFileHandle(p, true); } else { N.kd_done(p); }")]
    [InlineData("IntPtr p = IntPtr.Zero; Action free = () => N.kd_done(p); p = N.kd_make(); free(); N.Log(\"x\");")]
    public Task In_one_body(string body) => Run($$"""
        class Viewing : SafeHandleZeroOrMinusOneIsInvalid
        {
            public Viewing(IntPtr p) : base(false) { SetHandle(p); }
            protected override bool ReleaseHandle() => true;
        }
        class Child : SafeHandleZeroOrMinusOneIsInvalid
        {
            public Child(IntPtr parent) : base(true) { SetHandle(N.ks_get_child(parent)); }
            protected override bool ReleaseHandle() { N.kh_close(handle); return true; }
        }
        class C { void M(bool b, int k) { {{body}} } }
        """);

    [Theory]
    [InlineData("public void Dispose() { if (_p != IntPtr.Zero) { N.kd_done(_p); _p = IntPtr.Zero; } }")]
    [InlineData("public void Dispose() { var p = _p; _p = IntPtr.Zero; if (p != IntPtr.Zero) N.kd_done(p); }")]
    [InlineData("public void Dispose() { N.kd_done(_p); _p = default; }")]
    [InlineData("public void Dispose() { if (_p == IntPtr.Zero) N.kd_done(_p); }")]
    [InlineData("public void Dispose() { if (_disposed) return; N.kd_done(_p); _disposed = true; }")]
    [InlineData("public void Dispose() { if (_disposed) return; _disposed = true; N.kd_done(_p); }")]
    [InlineData("public void Dispose() { if (!_disposed) { Dispose(true); _disposed = true; } } protected virtual void Dispose(bool disposing) { N.kd_done(_p); }")]
    [InlineData("public void Dispose() { Dispose(true); GC.SuppressFinalize(this); } protected virtual void Dispose(bool disposing) { if (!_disposed) { if (disposing) { N.Log(\"\"); } N.kd_done(_p); _disposed = true; } } ~C() { Dispose(false); }")]
    [InlineData("public void Dispose() { var p = Interlocked.Exchange(ref _p, IntPtr.Zero); if (p != IntPtr.Zero) N.kd_done(p); }")]
    [InlineData("int _state; public void Dispose() { if (Interlocked.Exchange(ref _state, 1) == 0) N.kd_done(_p); }")]
    [InlineData("int _state; public void Dispose() { if (Interlocked.CompareExchange(ref _state, 1, 0) != 0) return; N.kd_done(_p); }")]
    [InlineData("int _users = 1; public void Dispose() { if (Interlocked.Decrement(ref _users) == 0) N.kd_done(_p); }")]
    [InlineData("int _users = 1; public void Dispose() { if (--_users == 0) N.kd_done(_p); }")]
    [InlineData("bool IsDisposed { get; set; } public void Dispose() { if (IsDisposed) return; N.kd_done(_p); IsDisposed = true; }")]
    [InlineData("int _state; bool IsDisposed => _state != 0; public void Dispose() { if (IsDisposed) return; N.kd_done(_p); _state++; }")]
    [InlineData("public void Dispose() { if (Begin()) N.kd_done(_p); } bool Begin() { var first = !_disposed; _disposed = true; return first; }")]
    [InlineData("public void Dispose() { Free(); _p = IntPtr.Zero; } void Free() { N.kd_done(_p); }")]
    [InlineData("readonly CancellationTokenSource _s = new CancellationTokenSource(); public void Dispose() { if (_s.IsCancellationRequested) return; _s.Cancel(); N.kd_done(_p); }")]
    [InlineData("public void Dispose() { Free(); } void Free() { N.kd_done(_p); Forget(); } void Forget() => _p = IntPtr.Zero;")]
    [InlineData("public void Dispose() { ObjectDisposedException.ThrowIf(_disposed, this); N.kd_done(_p); _disposed = true; }")]
    [InlineData("public void Dispose() { lock (this) { var was = _disposed; _disposed = true; if (was) return; } N.kd_done(_p); }")]
    [InlineData("public ValueTask DisposeAsync() { if (_disposed) return default; _disposed = true; N.kd_done(_p); return default; } public void Dispose() { }")]
    [InlineData("public void Dispose() { GC.SuppressFinalize(this); if (!_disposed) N.kd_done(_p); _disposed = true; } ~C() { N.kd_done(_p); }")]
    [InlineData("public void Dispose() { if (_p != IntPtr.Zero) N.kd_done(_p); _p = IntPtr.Zero; } ~C() { if (_p != IntPtr.Zero) N.kd_done(_p); }")]
    [InlineData("~C() { N.kd_done(_p); } public void Dispose() { }")]
    [InlineData("public void Dispose() { } public void Free() { N.kd_done(_p); }")]
    [InlineData("public void Dispose() { _safe.Dispose(); } readonly KvHandle _safe = N.kh_open();")]
    [InlineData("public void Dispose() { if (_g.IsAllocated) _g.Free(); } GCHandle _g;")]
    public Task In_one_class(string members) => Run($$"""
        class C : IDisposable
        {
            private IntPtr _p = N.kd_make();
            private bool _disposed;
            {{members}}
        }
        """);

    [Theory]
    [InlineData("IntPtr _q; public void Dispose() { if (_q == IntPtr.Zero) { return; } N.kd_done(_q); N.kd_done(_p); _q = IntPtr.Zero; }")]
    [InlineData("IntPtr _q; public void Dispose() { if (_q != IntPtr.Zero) { N.kd_done(_q); N.kd_done(_p); _q = IntPtr.Zero; } }")]
    [InlineData("IntPtr _q; public void Dispose() { var first = false; if (_q != IntPtr.Zero) { N.kd_done(_q); _q = IntPtr.Zero; first = true; } if (first) { N.kd_done(_p); } }")]
    [InlineData("IntPtr _q; public void Dispose() { if (_q != IntPtr.Zero) { N.kd_done(_q); _q = IntPtr.Zero; } else { throw new ObjectDisposedException(\"c\"); } N.kd_done(_p); }")]
    [InlineData("public void Destroy() { N.kd_done(_p); _p = IntPtr.Zero; } public void Dispose() { if (_p != IntPtr.Zero) { N.kd_done(_p); _p = IntPtr.Zero; } }")]
    [InlineData("public void Destroy() { N.kd_done(_p); _disposed = true; } public void Dispose() { if (_disposed) return; _disposed = true; N.kd_done(_p); }")]
    [InlineData("public void Destroy() { N.kd_done(_p); } public void Dispose() { if (_disposed) return; _disposed = true; Destroy(); }")]
    [InlineData("private void Destroy() { N.kd_done(_p); } public void Dispose() { if (_p != IntPtr.Zero) { N.kd_done(_p); _p = IntPtr.Zero; } }")]
    [InlineData("public void Destroy() { N.kd_done(_p); } public void Dispose() { _p = IntPtr.Zero; }")]
    [InlineData("public void ClosePath() { N.free(_p); } public void Dispose() { if (_disposed) return; _disposed = true; N.kd_done(_p); }")]
    public Task Where_other_members_of_the_object_decide(string members) => Run($$"""
        class C : IDisposable
        {
            private IntPtr _p = N.kd_make();
            private bool _disposed;
            {{members}}
        }
        """);

    [Theory]
    [InlineData("abstract class B : IDisposable { bool _d; public void Dispose() { if (_d) return; _d = true; Free(); } protected abstract void Free(); } class C : B { IntPtr _p = N.kd_make(); protected override void Free() { N.kd_done(_p); } }")]
    [InlineData("class B : IDisposable { protected bool Gone { get; private set; } public void Dispose() { Dispose(true); } protected virtual void Dispose(bool disposing) { Gone = true; } } class C : B { IntPtr _p = N.kd_make(); protected override void Dispose(bool disposing) { if (!Gone) N.kd_done(_p); base.Dispose(disposing); } }")]
    [InlineData("class C : System.IO.Stream { IntPtr _p = N.kd_make(); protected override void Dispose(bool disposing) { N.kd_done(_p); } public override bool CanRead => true; public override bool CanSeek => true; public override bool CanWrite => true; public override long Length => 0; public override long Position { get; set; } public override void Flush() { } public override int Read(byte[] b, int o, int c) => 0; public override long Seek(long o, System.IO.SeekOrigin s) => 0; public override void SetLength(long v) { } public override void Write(byte[] b, int o, int c) { } }")]
    [InlineData("class C : SafeHandleZeroOrMinusOneIsInvalid { IntPtr _p = N.kd_make(); public C() : base(true) { } protected override bool ReleaseHandle() { N.kd_done(_p); return true; } }")]
    [InlineData("ref struct C { IntPtr _p; public void Dispose() { N.kd_done(_p); } }")]
    [InlineData("static class C { static IntPtr _p = N.kd_make(); public static void Close() { N.kd_done(_p); } }")]
    [InlineData("class Marshal { public static void FreeHGlobal(IntPtr p) { } } class C { void M(IntPtr p) { Marshal.FreeHGlobal(p); Marshal.FreeHGlobal(p); } }")]
    public Task Over_several_classes(string code) => Run(code);

#if ROSLYN_4_8_OR_GREATER
    [Theory]
    [InlineData("class C(IntPtr p) : IDisposable { public void Dispose() { if (p == IntPtr.Zero) return; N.kd_done(p); p = IntPtr.Zero; } }")]
    [InlineData("class C(IntPtr p) : IDisposable { bool _done; public void Dispose() { if (_done) return; _done = true; N.kd_done(p); } }")]
    [InlineData("class C(IntPtr p) : IDisposable { public void Dispose() => N.kd_done(Interlocked.Exchange(ref p, IntPtr.Zero)); }")]
    [InlineData("class C(IntPtr p, Action<IntPtr> free) : IDisposable { public void Dispose() => free(p); }")]
    [InlineData("sealed class C(IntPtr p) : SafeHandle(p, true) { public override bool IsInvalid => handle == IntPtr.Zero; protected override bool ReleaseHandle() { N.kd_done(p); return true; } }")]
    public Task In_a_class_with_a_primary_constructor(string code) => Run(code);
#endif

    [Fact]
    public Task A_service_that_is_deleted_and_whose_handle_is_closed() => Run("""
        static class W
        {
            [DllImport("advapi32", CharSet = CharSet.Unicode)] static extern IntPtr CreateService(IntPtr manager, string name, string display, int access, int type, int start, int error, string path, string group, IntPtr tag, string needs, string user, string word);
            [DllImport("advapi32", CharSet = CharSet.Unicode)] static extern IntPtr OpenService(IntPtr manager, string name, int access);
            [DllImport("advapi32")] static extern bool DeleteService(IntPtr service);
            [DllImport("advapi32")] static extern bool CloseServiceHandle(IntPtr handle);
            static void Remove(IntPtr manager)
            {
                var service = OpenService(manager, "kv", 1);
                if (service == IntPtr.Zero) throw new Exception();
                try { if (!DeleteService(service)) throw new Exception(); } finally { CloseServiceHandle(service); }
            }

            static void Add(IntPtr manager)
            {
                var service = CreateService(manager, "kv", "kv", 1, 1, 1, 1, "kv", null, IntPtr.Zero, null, null, null);
                if (service == IntPtr.Zero) throw new Exception();
                try { if (DateTime.Now.Ticks > 0) { DeleteService(service); throw new Exception(); } } finally { CloseServiceHandle(service); }
            }
        }
        """);

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1004ResourceReleasedTwice, DefaultVerifier> { TestCode = Resources.Declarations + code }.RunAsync();

    [Theory]
    [InlineData("var o = new Plain(); N.free(o.P);")]
    [InlineData("var o = new Plain(); N.free(o.P); o.P = default; o.Dispose();")]
    [InlineData("var o = new Plain(); if (b) { N.free(o.P); return; } o.Dispose();")]
    [InlineData("var o = new Plain(); N.free(o.P); if (b) return; o.Dispose();")]
    [InlineData("var o = new Plain(); N.kd_use(o.P); o.Dispose();")]
    [InlineData("var o = new Owner(false); N.kd_done(o.Pointer); o.Dispose();")]
    [InlineData("var o = new Owner(); N.kd_done(o.Pointer); o.Forget(); o.Dispose();")]
    [InlineData("using var o = new Owner(); N.kd_done(o.Other);")]
    [InlineData("using var o = new Plain(); N.kd_done(o.P);")]
    [InlineData("using var o = b ? new Plain() : given; N.free(o.P);")]
    [InlineData("N.free(given.P); given.Dispose();")]
    public Task What_an_object_gives_out(string body) =>
        CSharpAnalyzerVerifier<FFI1004ResourceReleasedTwice, DefaultVerifier>.VerifyAnalyzerAsync(Resources.Declarations + Reports.Owner + "class C { void M(bool b, Plain given) { " + body + " } }");

    [Theory]
    [InlineData("var p = N.kd_make(); if (b) { N.kd_done(p); throw new InvalidOperationException(); } SetHandle(p);")]
    [InlineData("var p = N.kd_make(); SetHandle(p); if (b) { N.kd_done(p); SetHandleAsInvalid(); throw new InvalidOperationException(); }")]
    [InlineData("var p = N.kd_make(); SetHandle(p); if (b) { SetHandle(default); N.kd_done(p); throw new InvalidOperationException(); }")]
    [InlineData("var p = N.kd_make(); var q = N.kd_make(); SetHandle(p); if (b) { N.kd_done(q); throw new InvalidOperationException(); }")]
    [InlineData("var p = N.kd_make(); if (b) { SetHandle(p); } else { N.kd_done(p); }")]
    [InlineData("var p = N.kd_make(); SetHandle(p); if (b) { N.kd_done(p); handle = default; throw new InvalidOperationException(); }")]
    [InlineData("var p = N.kd_make(); SetHandle(p); if (b) { N.kd_done(p); throw new InvalidOperationException(); }", "", "true")]
    [InlineData("var p = N.kd_make(); SetHandle(p); if (b) { N.kd_done(p); throw new InvalidOperationException(); }", "N.kd_done(_second);", "true")]
    [InlineData("var p = N.kd_make(); SetHandle(p); if (b) { N.kd_done(p); throw new InvalidOperationException(); }", "N.kd_done(handle);", "false")]
    [InlineData("var p = N.kd_make(); SetHandle(p); if (b) { N.kd_done(p); throw new InvalidOperationException(); }", "N.kd_done(handle);", "b")]
    public Task What_a_constructor_of_a_handle_class_releases(string body, string release = "N.kd_done(handle);", string owns = "true") =>
        CSharpAnalyzerVerifier<FFI1004ResourceReleasedTwice, DefaultVerifier>.VerifyAnalyzerAsync(Resources.Declarations + Reports.Pair(body, release, owns));
}
