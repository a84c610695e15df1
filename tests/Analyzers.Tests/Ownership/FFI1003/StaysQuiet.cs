using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1003;

/// <summary>FFI1003 is quiet where somebody releases, somebody else may, or there is nothing to release.</summary>
public sealed class StaysQuiet
{
    /// <summary>FFI1007 says it, and says what is wrong.</summary>
    [Fact]
    public Task What_is_made_for_one_type_and_replaced_for_another() => Run("""
        class C
        {
            static IntPtr Make(Type type, int value)
            {
                var p = IntPtr.Zero;
                if (type == typeof(int) || (type == typeof(uint))) { p = Marshal.AllocHGlobal(4); }
                if (type == typeof(long)) { p = Marshal.AllocHGlobal(8); }
                return p;
            }
        }
        """);

    [Fact]
    public Task What_an_object_without_ownership_got() => Run("class C { void M() { using var h = new Microsoft.Win32.SafeHandles.SafeFileHandle(N.kd_make(), false); N.Log(\"x\"); } }");

    [Theory]
    [InlineData("struct S { public int I; }", "Marshal.StructureToPtr(s, p, false); N.kd_use(p); Marshal.FreeHGlobal(p);")]
    [InlineData("struct S { [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string T; }", "Marshal.StructureToPtr(s, p, false); N.kd_use(p); Marshal.FreeHGlobal(p);")]
    [InlineData("struct S { public string T; }", "Marshal.StructureToPtr(s, p, false); N.kd_use(p); Marshal.DestroyStructure<S>(p); Marshal.FreeHGlobal(p);")]
    [InlineData("struct S { public string T; }", "Marshal.StructureToPtr(s, p, false); kept = p;")]
    public Task Structures_without_copies_or_with_their_destruction(string type, string body) =>
        Run(type + " class C { static IntPtr kept; static IntPtr Kept() { var k = kept; kept = IntPtr.Zero; return k; } void M(S s) { var p = Marshal.AllocHGlobal(64); " + body + " } }");

    [Theory]
    [InlineData("var p = N.ks_create(); if (p.Equals(IntPtr.Zero)) return; N.ks_destroy(p);")]
    [InlineData("var rc = (int)N.kv_open(default, out var db); if ((uint)(rc - 4) <= 1u) return; if (rc == 0) N.kv_close(db);")]
    [InlineData("var p = N.ks_create(); if (IntPtr.Zero.Equals(p)) return; N.ks_destroy(p);")]
    [InlineData("var p = N.ks_create(); if (!p.Equals((object)IntPtr.Zero)) N.ks_destroy(p);")]
    [InlineData("var p = Marshal.AllocHGlobal(4); try { N.Log(\"x\"); if (b) return; } finally { Marshal.FreeHGlobal(p); }")]
    [InlineData("var p = N.kd_make(); try { N.Log(\"x\"); } catch { N.kd_done(p); throw; } N.kd_done(p);")]
    [InlineData("IntPtr p = IntPtr.Zero; try { p = N.malloc(4); N.Log(\"x\"); } finally { if (p != IntPtr.Zero) N.free(p); }")]
    [InlineData("IntPtr p = default; try { if (b) p = N.malloc(4); N.Log(\"x\"); } finally { N.free(p); }")]
    [InlineData("using var h = N.kh_open(); N.Log(\"x\");")]
    [InlineData("using (var h = N.kh_open()) { N.Log(\"x\"); }")]
    [InlineData("var h = N.kh_open(); using (h) { N.Log(\"x\"); }")]
    [InlineData("using var pin = new Memory<byte>(new byte[4]).Pin(); N.Log(\"x\");")]
    [InlineData("var p = N.malloc(4); if (b) { N.free(p); return; } N.free(p);")]
    [InlineData("try { var p = N.kd_make(); try { N.Log(\"x\"); } finally { N.kd_done(p); } } catch (Exception e) when (e.Message.Length > 3) { }")]
    [InlineData("var p = N.kd_make(); var n = b switch { true => N.kd_use(p), false => 3 }; N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); var n = N.kd_use(p) switch { 1 => 2, > 5 => 3, _ => 4 }; N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); var q = N.kd_make(); (p, q) = (q, p); N.kd_done(p); N.kd_done(q);")]
    [InlineData("if (N.kd_make() is not (0 or -1) and var p) N.kd_done(p);")]
    [InlineData("if (N.kh_open() is { IsInvalid: false } h) h.Dispose();")]
    [InlineData("var p = N.kd_make(); Drop(p); static void Drop(IntPtr x) => N.kd_done(x);")]
    [InlineData("var p = N.kd_make(); Drop(p); async void Drop(IntPtr x) { await Task.Yield(); N.kd_done(x); }")]
    [InlineData("var all = new IntPtr[3]; for (var i = 0; i < 3; i++) all[i] = N.kd_make(); foreach (var p in all) N.kd_done(p);")]
    [InlineData("var all = new GCHandle[3]; try { for (var i = 0; i < 3; i++) { all[i] = GCHandle.Alloc(new object()); N.Log(\"x\"); } } finally { foreach (var h in all) if (h.IsAllocated) h.Free(); }")]
    [InlineData("Span<IntPtr> all = stackalloc IntPtr[3]; for (var i = 0; i < 3; i++) all[i] = N.kd_make(); foreach (ref var p in all) N.kd_done(p);")]
    [InlineData("Span<GCHandle> all = stackalloc GCHandle[3]; var n = 0; try { for (; n < 3; n++) all[n] = GCHandle.Alloc(new object()); if (b) throw new ArgumentException(); } finally { for (var i = 0; i < n; i++) all[i].Free(); }")]
    [InlineData("Span<IntPtr> all = s_all; for (var i = 0; i < 3; i++) all[i] = N.kd_make(); if (b) return; foreach (var p in all) N.kd_done(p);")]
    [InlineData("Span<IntPtr> all = stackalloc IntPtr[3]; for (var i = 0; i < 3; i++) all[i] = N.kd_make(); all.CopyTo(s_all);")]
    [InlineData("Span<IntPtr> all = b ? stackalloc IntPtr[3] : s_all; for (var i = 0; i < 3; i++) all[i] = N.kd_make();")]
    [InlineData("var all = new IntPtr[2]; all[0] = N.kd_make(); all[1] = N.kd_make(); N.kd_done(all[1]); N.kd_done(all[0]);")]
    [InlineData("var all = new Stack<GCHandle>(); all.Push(GCHandle.Alloc(new object())); while (all.Count > 0) all.Pop().Free();")]
    [InlineData("var all = new List<IntPtr>(); all.Add(N.kd_make()); all.ForEach(p => N.kd_done(p));")]
    [InlineData("var all = new List<IntPtr>(); void Clean() { foreach (var p in all) N.kd_done(p); } all.Add(N.kd_make()); Clean();")]
    [InlineData("var all = new IntPtr[2]; all[0] = N.kd_make(); s_all = all;")]
    [InlineData("_v = new V { P = N.kd_make() };")]
    [InlineData("s_v = new V { N = 3, P = N.kd_make() };")]
    [InlineData("Prop = new V { P = N.kd_make() };")]
    [InlineData("var vs = new V[1]; vs[0] = new V { P = N.kd_make() }; s_vs = vs;")]
    [InlineData("V v; v = new V { P = N.kd_make() }; N.kd_use(v.P); N.kd_done(v.P);")]
    public Task Released_on_every_path(string body) => Run("struct V { public IntPtr P; public int N; } class C { V _v; static V s_v; static V[] s_vs; V Prop { get; set; } static IntPtr[] s_all; void M(bool b) { " + body + " } }");

    /// <summary>Only the last struct of the call gets handles: the others are what the caller filled in.</summary>
    [Fact]
    public Task What_CreateProcess_is_given() => Run("""
        struct Start { public int Size; public IntPtr Input; } struct Made { public IntPtr Process; public IntPtr Thread; }
        class C
        {
            [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern bool CreateProcessW(string name, string line, IntPtr a, IntPtr b, bool inherit, uint flags, IntPtr env, string folder, ref Start start, out Made made);
            [DllImport("kernel32")] static extern bool CloseHandle(IntPtr h);
            void M() { Start s = default; if (!CreateProcessW(null, "x", default, default, false, 0, default, null, ref s, out var made)) return; CloseHandle(made.Process); CloseHandle(made.Thread); }
        }
        """);

    [Theory]
    [InlineData("set { if (_p != IntPtr.Zero) Marshal.FreeHGlobal(_p); _p = Marshal.StringToHGlobalAnsi(value); }")]
    [InlineData("set { var old = _p; _p = Marshal.StringToHGlobalAnsi(value); Marshal.FreeHGlobal(old); }")]
    [InlineData("set { Clear(); _p = Marshal.StringToHGlobalAnsi(value); }")]
    [InlineData("set { if (_p != IntPtr.Zero) throw new InvalidOperationException(); _p = Marshal.StringToHGlobalAnsi(value); }")]
    [InlineData("init { _p = Marshal.StringToHGlobalAnsi(value); }")]
    [InlineData("set { Marshal.FreeHGlobal(Interlocked.Exchange(ref _p, Marshal.StringToHGlobalAnsi(value))); }")]
    [InlineData("set { _p = Marshal.StringToHGlobalAnsi(value); Use(); }")]
    public Task Setters_of_fields(string setter) => Run("class C : IDisposable { IntPtr _p; void Clear() { Marshal.FreeHGlobal(_p); _p = default; } void Use() { N.kd_use(_p); Clear(); } public void Dispose() { Marshal.FreeHGlobal(_p); _p = default; } public string Name { " + setter + " } }");

    [Theory]
    [InlineData("if (n < 0) throw new ArgumentException(); _p = Marshal.AllocHGlobal(4);", "")]
    [InlineData("_p = Marshal.AllocHGlobal(4); if (n < 0) { Dispose(); throw new ArgumentException(); }", "")]
    [InlineData("_p = Marshal.AllocHGlobal(4); if (n < 0) { Marshal.FreeHGlobal(_p); throw new ArgumentException(); }", "")]
    [InlineData("_p = Marshal.AllocHGlobal(4); try { ThrowIfNegative(n); } catch { Marshal.FreeHGlobal(_p); throw; }", "")]
    [InlineData("_p = Marshal.AllocHGlobal(4); all.Add(this); if (n < 0) throw new ArgumentException();", "")]
    [InlineData("_p = Marshal.AllocHGlobal(4); if (n < 0) throw new ArgumentException();", "~C() { Dispose(); }")]
    [InlineData("_p = N.ks_create(); if (_p == IntPtr.Zero) throw new ArgumentException();", "")]
    [InlineData("_p = Marshal.AllocHGlobal(4); N.kd_give(_p); if (n < 0) throw new ArgumentException();", "")]
    [InlineData("_p = Marshal.AllocHGlobal(4); s_all.Add(_p); if (n < 0) throw new ArgumentException();", "static readonly System.Collections.Generic.List<IntPtr> s_all = new();")]
    public Task Objects_whose_constructor_throws(string body, string members) => Run(Reports.OfThrowingConstructor(body, members));

    [Theory]
    [InlineData("public void Load(int n) { Marshal.FreeHGlobal(_p); _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void Load(int n) { Clear(); _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void Load(int n) { if (_p != IntPtr.Zero) throw new InvalidOperationException(); _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void Load(int n) { if (_isLoaded) return; _isLoaded = true; _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void Load(int n) { if (!IsEmpty) Clear(); _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void Open(int n) { _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void Initialize(int n) { _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void CreateBuffer(int n) { _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("private void SetSize(int n) { _p = Marshal.AllocHGlobal(n); }")]
    [InlineData("public void SetSize(int n) { _p = Marshal.AllocHGlobal(n); N.kd_use(_p); Clear(); }")]
    [InlineData("public override string ToString() { _p = Marshal.AllocHGlobal(4); return \"\"; }")]
    public Task Methods_that_write_fields(string method) => Run("class C : IDisposable { IntPtr _p; bool _isLoaded; bool IsEmpty => _p == IntPtr.Zero; void Clear() { Marshal.FreeHGlobal(_p); _p = default; } public void Dispose() { Clear(); Marshal.FreeHGlobal(_p); _p = default; } " + method + " }");

    [Theory]
    [InlineData("var s = Marshal.StringToHGlobalAnsi(a[i]); Marshal.WriteIntPtr(p, i * IntPtr.Size, s); all.Add(s);", "N.kd_use(p); foreach (var s in all) Marshal.FreeHGlobal(s);")]
    [InlineData("Marshal.WriteIntPtr(p, i * IntPtr.Size, Marshal.StringToHGlobalAnsi(a[i]));", "N.kd_use(p); for (var i = 0; i < a.Length; i++) Marshal.FreeHGlobal(Marshal.ReadIntPtr(p, i * IntPtr.Size));")]
    [InlineData("Marshal.WriteIntPtr(p, i * IntPtr.Size, Marshal.StringToHGlobalAnsi(a[i]));", "N.kd_use(p); FreeAll(p, a.Length);")]
    [InlineData("Marshal.WriteIntPtr(p, i * IntPtr.Size, Marshal.StringToHGlobalAnsi(a[i]));", "N.kd_use(p); var copy = new IntPtr[a.Length]; Marshal.Copy(p, copy, 0, a.Length); foreach (var s in copy) Marshal.FreeHGlobal(s);")]
    [InlineData("Marshal.WriteIntPtr(p, i * IntPtr.Size, Marshal.StringToHGlobalAnsi(a[i]));", "_kept = p;")]
    [InlineData("Marshal.WriteIntPtr(p, i * IntPtr.Size, new IntPtr(i));", "N.kd_use(p);")]
    public Task Elements_that_are_freed(string body, string use) => Run(Reports.ArrayElements(body, use));

    [Theory]
    [InlineData("public void Open(int n) { Close(); _p = Marshal.AllocHGlobal(n); }", "public void Close() { Marshal.FreeHGlobal(_p); _p = default; }")]
    [InlineData("public void Open(int n) { if (_p != IntPtr.Zero) throw new InvalidOperationException(); _p = Marshal.AllocHGlobal(n); }", "public void Close() { Marshal.FreeHGlobal(_p); _p = default; }")]
    [InlineData("public void Open(int n) { ThrowIfOpen(); _p = Marshal.AllocHGlobal(n); } void ThrowIfOpen() { if (_p != IntPtr.Zero) throw new InvalidOperationException(); }", "public void Close() { Marshal.FreeHGlobal(_p); _p = default; }")]
    [InlineData("internal void Open(int n) { _p = Marshal.AllocHGlobal(n); }", "public void Close() { Marshal.FreeHGlobal(_p); _p = default; }")]
    [InlineData("public void CreateBuffer(int n) { _p = Marshal.AllocHGlobal(n); }", "public void Close() { Marshal.FreeHGlobal(_p); _p = default; }")]
    [InlineData("public void Open(int n) { _p = Marshal.AllocHGlobal(n); }", "public void Close() => Dispose(); public void Clear() { Marshal.FreeHGlobal(_p); _p = default; }")]
    public Task Methods_that_open_what_is_closed(string open, string close) => Run("class C : IDisposable { IntPtr _p; " + open + " " + close + " public void Dispose() { Marshal.FreeHGlobal(_p); _p = default; } }");

    [Theory]
    [InlineData("var rc = N.kv_open(default, out var db); if (rc != KvStatus.Ok) return (int)rc; N.kv_close(db); return 0;")]
    [InlineData("if (N.kv_open(default, out var db) == KvStatus.Ok) { N.kv_close(db); } return 1;")]
    [InlineData("var rc = N.kv_open(default, out var db); if (rc == KvStatus.Ok) N.kv_close(db); return 1;")]
    [InlineData("N.Check(N.kv_open(default, out var db)); N.kv_close(db); return 1;")]
    [InlineData("var p = N.malloc(4); if (p == IntPtr.Zero) throw new OutOfMemoryException(); N.free(p); return 1;")]
    [InlineData("var p = N.ks_create(); if (p == IntPtr.Zero) return -1; N.ks_destroy(p); return 1;")]
    [InlineData("var h = N.kh_open(); if (h.IsInvalid) return -1; h.Dispose(); return 1;")]
    [InlineData("if (!NativeLibrary.TryLoad(\"kv\", out var l)) return 0; NativeLibrary.Free(l); return 1;")]
    [InlineData("Outcome o = N.kv_open(default, out var db); if (o) { N.kv_close(db); } return 1;")]
    [InlineData("Judge.Look(Judge.kj_new(out var db)); Judge.kj_delete(db); return 1;")]
    [InlineData("var p = Marshal.AllocHGlobal(4); if (p == IntPtr.Zero) { var q = Marshal.AllocHGlobal(4); return 2; } Marshal.FreeHGlobal(p); return 1;")]
    public Task A_creating_call_that_failed_owes_nothing(string body) => Run("enum Answer { NotOccurred, Occurred } static class Judge { [DllImport(\"kj\")] public static extern Answer kj_new(out IntPtr made); [DllImport(\"kj\")] public static extern void kj_delete(IntPtr made); "
        + "public static void Look(Answer answer) { if (answer == Answer.Occurred) Raise(); } static void Raise() => throw new InvalidOperationException(); } struct Outcome { int _v; public static implicit operator Outcome(KvStatus s) => new Outcome { _v = (int)s }; public static implicit operator bool(Outcome o) => o._v == 0; } class C { int M() { " + body + " } }");

    [Fact]
    public Task Bodies_that_are_not_written_yet_do_not_throw() => Run("class C { static void Fill(IntPtr p) { throw new NotImplementedException(); } IntPtr M() { var p = Marshal.AllocHGlobal(4); Fill(p); return p; } }");

    [Theory]
    [InlineData("IntPtr M() { var p = N.malloc(4); return p; }")]
    [InlineData("IntPtr M() => N.kd_make();")]
    [InlineData("void M(out IntPtr p) { p = N.kd_make(); }")]
    [InlineData("bool M(out IntPtr p) => N.kv_open(default, out p) == KvStatus.Ok;")]
    [InlineData("void M(List<IntPtr> all) { var p = N.kd_make(); all.Add(p); }")]
    [InlineData("void M(IntPtr[] all) { all[0] = N.kd_make(); }")]
#if ROSLYN_4_8_OR_GREATER
    [InlineData("object M() { var p = N.kd_make(); return new Owner(p); } sealed class Owner(IntPtr p) : IDisposable { public void Dispose() => N.kd_done(p); }")]
#endif
    [InlineData("SafeHandle M() { var p = N.kd_make(); return new SafeFileHandle(p, true); }")]
    [InlineData("KvHandle M() { N.Check(N.kh_create(out var h)); return h; }")]
    [InlineData("void M() { var p = N.kd_make(); N.kd_give(p); }")]
    [InlineData("void M(Action<IntPtr> take) { var p = N.kd_make(); take(p); }")]
    [InlineData("Action M() { var p = N.kd_make(); return () => N.kd_done(p); }")]
    [InlineData("IntPtr M() { var p = N.ks_create(); return N.ks_ref(p); }")]
    [InlineData("(IntPtr, int) M() { var p = N.kd_make(); return (p, 1); }")]
    [InlineData("static void Free(IntPtr p) { if (p != IntPtr.Zero) N.kd_done(p); } void M() { var p = N.kd_make(); Free(p); }")]
    [InlineData("object M() { var p = N.kd_make(); return Wrapper.Over(p); } sealed class Wrapper : SafeHandleZeroOrMinusOneIsInvalid { Wrapper() : base(true) { } public static Wrapper Over(IntPtr p) { var w = new Wrapper(); w.SetHandle(p); return w; } protected override bool ReleaseHandle() => true; }")]
    [InlineData("delegate void Free(IntPtr data); [DllImport(\"kt\")] static extern void kt_tensor(IntPtr data, Free deallocator, IntPtr state); void M() { var p = Marshal.AllocHGlobal(4); kt_tensor(p, Marshal.FreeHGlobal, default); }")]
    [InlineData("[DllImport(\"kt\")] static extern void kt_tensor(IntPtr data, IntPtr deallocator); void M(IntPtr free) { var p = Marshal.AllocHGlobal(4); kt_tensor(p, free); }")]
    [InlineData("IntPtr M() { var list = Marshal.AllocHGlobal(8); Marshal.WriteIntPtr(list, N.kd_make()); return list; }")]
    [InlineData("void M(IntPtr list) { var p = N.kd_make(); Marshal.WriteIntPtr(list, 8, p); }")]
    [InlineData("class H : SafeHandle { public H() : base(N.kd_make(), true) { } public override bool IsInvalid => handle == IntPtr.Zero; protected override bool ReleaseHandle() { N.kd_done(handle); return true; } }")]
    [InlineData("struct Owner { IntPtr _p; public static implicit operator Owner(IntPtr p) => new Owner { _p = p }; } static Owner s_owner; void M() { s_owner = N.kd_make(); }")]
    [InlineData("[DllImport(\"ks\")] static extern void ks_strfreev(IntPtr texts); void M() { var p = Marshal.AllocHGlobal(8); ks_strfreev(p); }")]
    public Task Ownership_that_goes_elsewhere(string member) => Run("class C { " + member + " }");

    [Theory]
    [InlineData("IntPtr M() { var p = N.kd_make(); return p + 8; }")]
    [InlineData("IntPtr M(bool b) { var p = N.kd_make(); if (b) return IntPtr.Add(p, 8); return p; }")]
    [InlineData("IntPtr M() { var p = N.kd_make(); if (p == default) { try { return default; } finally { Console.Write(1); } } return (IntPtr)((long)p + 8); }")]
    [InlineData("IntPtr M() { var p = N.kd_make(); return new IntPtr(p.ToInt64() + 8); }")]
    [InlineData("unsafe byte* M() { var p = (byte*)N.kd_make(); return &p[8]; }")]
    [InlineData("unsafe byte* M() { var p = (byte*)N.kd_make(); return 8 + p; }")]
    [InlineData("IntPtr _p; void M() { var p = N.kd_make(); _p = IntPtr.Subtract(p, -8); }")]
    [InlineData("void M(out IntPtr after) { var p = N.kd_make(); after = p + 8; }")]
    public Task An_address_in_the_memory_that_goes_elsewhere(string member) => Run("class C { " + member + " }");

    [Theory]
    [InlineData("var owns = false; IntPtr p = default; if (b) { p = N.kd_make(); owns = true; } if (owns) N.kd_done(p);")]
    [InlineData("IntPtr p = default; if (b) p = N.kd_make(); if (b) N.kd_done(p);")]
    [InlineData("IntPtr p = default; if (s != null) p = N.kd_make(); N.kd_use(p); if (s != null) N.kd_done(p);")]
    [InlineData("IntPtr p = default; if (s is not null) p = N.kd_make(); N.kd_use(p); if (s is null) return; N.kd_done(p);")]
    [InlineData("var p = N.ks_get_child(default); N.Log(\"\" + p);")]
    [InlineData("NativeLibrary.Load(\"kv\");")]
    [InlineData("var h = GCHandle.Alloc(new object()); N.Log(\"\" + GCHandle.ToIntPtr(h));")]
    [InlineData("var p = N.kd_make(); N.kd_use(p); N.kd_done(p);")]
    [InlineData("var p = N.kd_make(); if (b) Environment.Exit(1); N.kd_done(p);")]
    [InlineData("var p = s?.Length is int n ? N.malloc((nuint)n) : default; N.free(p);")]
    public Task Flags_borrowed_values_and_what_lasts(string body) => Run("class C { void M(bool b, string s) { " + body + " } }");

    [Theory]
    [InlineData("class C : IDisposable { IntPtr _p = N.kd_make(); public void Dispose() { N.kd_done(_p); _p = default; } }")]
    [InlineData("class C : IDisposable { IntPtr _p = N.kd_make(); ~C() => Dispose(false); public void Dispose() { Dispose(true); GC.SuppressFinalize(this); } protected virtual void Dispose(bool disposing) { if (_p != IntPtr.Zero) { N.kd_done(_p); _p = IntPtr.Zero; } } }")]
    [InlineData("class C : IDisposable { IntPtr _p = N.kd_make(); public void Dispose() { var p = Interlocked.Exchange(ref _p, IntPtr.Zero); if (p != IntPtr.Zero) N.kd_done(p); } }")]
    [InlineData("class C : IAsyncDisposable { IntPtr _p = N.kd_make(); public ValueTask DisposeAsync() { N.kd_done(_p); return default; } }")]
    [InlineData("class C { static readonly IntPtr P = N.kd_make(); int Get() => N.kd_use(P); }")]
    [InlineData("class C { static IntPtr s_p; static int Get() { if (s_p == IntPtr.Zero) s_p = N.kd_make(); return N.kd_use(s_p); } }")]
    [InlineData("class C { internal IntPtr P = N.kd_make(); }")]
    [InlineData("class C { IntPtr _p = N.kd_make(); public IntPtr Handle => _p; }")]
    [InlineData("class C { IntPtr _p = N.kd_make(); void Give(List<IntPtr> all) => all.Add(_p); }")]
    [InlineData("class C { IntPtr _p = N.kd_make(); void Free() => Release(ref _p); static void Release(ref IntPtr p) { N.kd_done(p); p = default; } }")]
    [InlineData("class C { public static readonly C Instance = new(); IntPtr _p; C() { _p = N.kd_make(); } int Get() => N.kd_use(_p); }")]
    [InlineData("class C { protected IntPtr P = N.kd_make(); } class D : C { void Free() => N.kd_done(P); }")]
    [InlineData("class C { readonly IntPtr _p = N.kd_make(); static IntPtr s_last; static void Use(IntPtr p) { s_last = p; } public void Get() => Use(_p); }")]
    [InlineData("class C { readonly IntPtr _p = N.kd_make(); static void End(IntPtr p) => Free(p); static void Free(IntPtr p) { N.kd_done(p); } public void Get() => End(_p); }")]
    [InlineData("class C { [DllImport(\"kd\")] static extern int kd_bind(IntPtr thing, IntPtr text); void M(IntPtr d, string s) { var p = Marshal.StringToHGlobalUni(s); if (kd_bind(d, p) < 0) Marshal.FreeHGlobal(p); } }")]
    [InlineData("class C { [DllImport(\"kd\")] static extern int kd_bind(IntPtr thing, IntPtr text); void M(IntPtr d, string s) { var p = Marshal.StringToHGlobalUni(s); if (s.Length > 3) { Marshal.FreeHGlobal(p); return; } if (kd_bind(d, p) < 0) throw new InvalidOperationException(); } }")]
    [InlineData("class C { readonly IntPtr _p = N.kd_make(); [DllImport(\"kd\")] static extern int kd_set_parent(IntPtr thing, IntPtr parent); [DllImport(\"kd\")] static extern int kd_set_current(IntPtr thing); public void Get(IntPtr parent) => kd_set_parent(_p, parent); public void Set() => kd_set_current(_p); }")]
    [InlineData("class C { IntPtr _p = N.kd_make(); class Inner { void Free(C c) => N.kd_done(c._p); } }")]
    [InlineData("class Pool { readonly Stack<IntPtr> _free = new(); IntPtr Rent() => _free.Count > 0 ? _free.Pop() : N.kd_make(); void Return(IntPtr p) => _free.Push(p); }")]
    [InlineData("class C { KvHandle _h; void Open() { _h ??= N.kh_open(); } void Close() { _h?.Dispose(); } }")]
    [InlineData("struct S { IntPtr _p; public void Open() { _p = N.kd_make(); } }")]
    public Task Fields_that_something_releases_or_gives_away(string code) => Run(code);

    [Fact]
    public Task Types_that_look_like_the_frameworks() => CSharpAnalyzerVerifier<FFI1003NativeResourceNotReleased, DefaultVerifier>.VerifyAnalyzerAsync("""
        using System;
        static class N { [System.Runtime.InteropServices.DllImport("x")] static extern int x(); }
        static class Marshal { public static IntPtr AllocHGlobal(int size) => default; public static void FreeHGlobal(IntPtr p) { } }
        class SafeHandle : IDisposable { public void Dispose() { } }
        class C { void M() { var p = Marshal.AllocHGlobal(4); var h = new SafeHandle(); } }
        """);

    [Fact]
    public Task Half_typed_code_that_calls_a_local_function_of_another_body() => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\nLocal();\nvoid Local() { }\nclass C { void M() { var p = Marshal.AllocHGlobal(4); try { Local(); } finally { Marshal.FreeHGlobal(p); } } }",
        TestState = { OutputKind = OutputKind.ConsoleApplication },
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("static void M() { using var p = W.OpenProcess(1, false, 2); W.Ask(p); }")]
    [InlineData("static void M() { var p = W.OpenProcess(1, false, 2); try { W.Ask(p); } finally { p.Dispose(); } }")]
    [InlineData("static List<(int, Handle)> M(int[] ids) { var all = new List<(int, Handle)>(); foreach (var id in ids) { var p = W.OpenProcess(1, false, id); if (p == IntPtr.Zero) { continue; } if (id > 3) { all.Add((id, p)); continue; } p.Dispose(); } return all; }")]
    public Task A_handle_in_a_struct_of_its_own_that_releases_it(string code) => Run("""
        readonly struct Handle : IDisposable
        {
            private readonly IntPtr _handle;
            public void Dispose() => W.CloseHandle(_handle);
            public static implicit operator IntPtr(Handle value) => value._handle;
        }
        static class W
        {
            [DllImport("kernel32")] public static extern bool CloseHandle(IntPtr handle);
            [DllImport("kernel32")] public static extern Handle OpenProcess(int access, bool inherit, int id);
            [DllImport("kernel32")] public static extern int Ask(IntPtr process);
        }
        class C { 
        """ + code + " }");

    [Fact]
    public Task Three_buffers_whose_lengths_say_who_owns_them() => Run("""
        unsafe class C
        {
            [DllImport("kv")] static extern byte kv_show(byte* a, byte* b, byte* c);
            static bool M(string a, string b, string c)
            {
                byte* na; int la = 0; if (a != null) { la = System.Text.Encoding.UTF8.GetByteCount(a); if (la > 2048) { na = New(la + 1); } else { byte* s = stackalloc byte[la + 1]; na = s; } na[0] = 0; } else { na = null; }
                byte* nb; int lb = 0; if (b != null) { lb = System.Text.Encoding.UTF8.GetByteCount(b); if (lb > 2048) { nb = New(lb + 1); } else { byte* s = stackalloc byte[lb + 1]; nb = s; } nb[0] = 0; } else { nb = null; }
                byte* nc; int lc = 0; if (c != null) { lc = System.Text.Encoding.UTF8.GetByteCount(c); if (lc > 2048) { nc = New(lc + 1); } else { byte* s = stackalloc byte[lc + 1]; nc = s; } nc[0] = 0; } else { nc = null; }
                var shown = kv_show(na, nb, nc);
                if (la > 2048) { Done(na); }
                if (lb > 2048) { Done(nb); }
                if (lc > 2048) { Done(nc); }
                return shown != 0;
            }

            static byte* New(int size) => (byte*)N.malloc((nuint)size);
            static void Done(byte* memory) => N.free((IntPtr)memory);
        }
        """);

    [Theory]
    [InlineData("static void M(IntPtr at) { if (W.VirtualAlloc(at, 4096, 0x1000, 4) == IntPtr.Zero) throw new Exception(); }")]
    [InlineData("static void M(IntPtr at) { W.Map(at, 4096); }")]
    public Task Memory_at_an_address_of_the_program(string code) => Run("""
        static class W
        {
            [DllImport("kernel32")] public static extern IntPtr VirtualAlloc(IntPtr address, nint size, int type, int protection);
            [DllImport("c")] static extern IntPtr mmap(IntPtr address, nuint length, int protection, int flags, int file, long offset);
            public static IntPtr Map(IntPtr at, nuint length) => mmap(at, length, 3, 0x12, -1, 0);
        }
        class C { 
        """ + code + " }");

    [Fact]
    public Task A_class_with_a_layout_that_native_code_clears() => Run("""
        [StructLayout(LayoutKind.Sequential)]
        sealed class PropVariant : IDisposable
        {
            private ushort _type; private ushort _1; private ushort _2; private ushort _3; private IntPtr _text;
            public PropVariant(string text) { _type = 31; _text = Marshal.StringToCoTaskMemUni(text); }
            [DllImport("ole32")] static extern void PropVariantClear([In, Out] PropVariant value);
            public void Dispose() => PropVariantClear(this);
        }
        """);

    [Fact]
    public Task Memory_in_a_struct_that_a_tool_writes_to_memory() => Run("""
        static class Tool { public static unsafe void Write<T>(void* at, ref T data) where T : unmanaged { throw new NotImplementedException(); } }
        unsafe class C
        {
            struct Node { public IntPtr Children; }
            static void Write<T>(IntPtr at, ref T data) where T : unmanaged => Tool.Write((void*)at, ref data);
            static IntPtr M(IntPtr node) { var value = new Node(); var all = Marshal.AllocHGlobal(8); value.Children = all; Write(node, ref value); return node; }
        }
        """);

    private static Task Run(string code) => CSharpAnalyzerVerifier<FFI1003NativeResourceNotReleased, DefaultVerifier>.VerifyAnalyzerAsync(Resources.Declarations + code);

    [Theory]
    [InlineData("class T { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; }")]
    [InlineData("class T { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; } class C { void M(T t) { N.kd_use(t.Pointer); N.kd_done(t.Pointer); } }")]
    [InlineData("class T { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; } class C { void M(T t) { var p = t.Pointer; N.kd_done(p); } }")]
    [InlineData("class T { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; } class C { void M(T t) => N.kd_give(t.Pointer); }")]
    [InlineData("class T { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; public void Dispose() => N.kd_done(_p); } class C { int M(T t) => N.kd_use(t.Pointer); }")]
    [InlineData("public class T { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; } class C { int M(T t) => N.kd_use(t.Pointer); }")]
    [InlineData("interface I { IntPtr Pointer { get; } } class T : I { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; } class C { int M(T t) => N.kd_use(t.Pointer); }")]
    [InlineData("class T { readonly IntPtr _p = N.kd_make(); public virtual IntPtr Pointer => _p; } class C { int M(T t) => N.kd_use(t.Pointer); }")]
    [InlineData("class T { readonly IntPtr _p = N.kd_make(); public IntPtr Pointer => _p; } class C { string M(T t) { N.kd_use(t.Pointer); return \"Pointer\"; } }")]
    [InlineData("struct T { public IntPtr P, Q; public T(int n) { P = N.kd_make(); Q = N.kd_make(); } public void Dispose() { N.kd_done(P); N.kd_done(Q); } }")]
    [InlineData("struct T { public IntPtr P, Q; public T(int n) { P = N.kd_make(); Q = N.kd_make(); } }")]
    [InlineData("struct T { public IntPtr P, Q; public T(int n) { P = N.kd_make(); Q = N.kd_make(); } public void Dispose() { N.kd_done(P); } } class C { void M(T t) { t.Dispose(); N.kd_done(t.Q); } }")]
    [InlineData("public struct T { public IntPtr P, Q; public T(int n) { P = N.kd_make(); Q = N.kd_make(); } public void Dispose() { N.kd_done(P); } }")]
    [InlineData("struct T { public IntPtr P, Q; public T(int n, IntPtr q) { P = N.kd_make(); Q = q; } public void Dispose() { N.kd_done(P); } }")]
    [InlineData("struct T { public IntPtr P, Q; public T(int n) { P = N.kd_make(); Q = N.kd_make(); } public void Dispose() { Done(ref P); Done(ref Q); } static void Done(ref IntPtr p) { N.kd_done(p); p = default; } }")]
    public Task Fields_that_other_code_of_the_project_may_release(string code) => Run(code);
}
