using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Flow;
using BoundaryLint.Tests.Signatures;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Tests.Flow;

/// <summary>What the flow analysis finds out about small bodies, before any rule judges it.</summary>
public sealed class FlowFactsTests
{
    private const string Declarations = """
        [DllImport("kv")] static extern int kv_open(IntPtr path, out IntPtr db);
        [DllImport("kv")] static extern void kv_close(IntPtr db);
        [DllImport("ks")] static extern IntPtr ks_create();
        [DllImport("ks")] static extern void ks_destroy(IntPtr db);
        [DllImport("ks")] static extern IntPtr ks_ref(IntPtr db);
        [DllImport("ks")] static extern void ks_give([BoundaryLint.Taken] IntPtr db);
        [DllImport("ks")] static extern KvStatus ks_put([BoundaryLint.Taken] IntPtr db);
        [DllImport("kv")] static extern int kv_use(IntPtr db);
        [DllImport("c")] static extern IntPtr malloc(nuint n);
        [DllImport("c")] static extern void free(IntPtr p);
        [DllImport("kv2")] static extern KvStatus kw_open(IntPtr path, out IntPtr db);
        [DllImport("kv2")] static extern void kw_close(IntPtr db);
        delegate IntPtr Make(int n); delegate void Drop(IntPtr p);
        static TDelegate Load<TDelegate>(string name) => Marshal.GetDelegateForFunctionPointer<TDelegate>(NativeLibrary.GetExport(default, name));
        static readonly Make ky_create = Load<Make>(nameof(ky_create)); static Drop _drop; static void Fetch() { _drop = (Drop)Load<Drop>("ky_destroy"); }
        static Func<IntPtr> _ks; static Action<IntPtr> _ksDrop;
        static void Bind(System.Reflection.MethodInfo[] all) { _ks = (Func<IntPtr>)all.Single(m => m.Name == "ks_create").CreateDelegate(typeof(Func<IntPtr>)); _ksDrop = ks_destroy; }
        [DllImport("kv3")] static extern IntPtr kx_create();
        [DllImport("kv3")] static extern KvStatus kx_destroy(IntPtr db);
        static void Log(string s) => Console.WriteLine(s);
        static void Check(KvStatus s) { if (s != KvStatus.Ok) throw new Exception(); }
        static void Free2(IntPtr p) { Marshal.FreeHGlobal(p); }
        static string Drop3(IntPtr p, bool free = false) { if (p == IntPtr.Zero) return null; var s = Marshal.PtrToStringUTF8(p); if (free) ks_destroy(p); return s; }
        static void Drop4(IntPtr p, bool keep, bool log) { if (log) Log("x"); if (!keep) { ks_destroy(p); } }
        static IntPtr NotNull(IntPtr p) { if (p == IntPtr.Zero) throw new Exception(); return p; }
        static IntPtr Either2(IntPtr p, IntPtr q) => p != IntPtr.Zero ? p : q;
        static IntPtr Open() { var p = ks_create(); if (p == IntPtr.Zero) throw new Exception(); return p; }
        IntPtr _h; bool _disposed; string Name => null;
        struct Outcome { public int Value; public bool Ok => Value != 0; public bool Check() { if (Value == 0) throw new Exception(); return Ok; } }
        [DllImport("advapi32.dll", SetLastError = true)] static extern Outcome CredRead(string target, int type, int flags, out IntPtr credential);
        [DllImport("advapi32.dll")] static extern void CredFree(IntPtr credential);
        [DllImport("k", SetLastError=true)] static extern bool doit(int x);
        byte* _p;
        struct Box { public IntPtr Name; public int Size; public IntPtr Data; }
        [StructLayout(LayoutKind.Explicit)] struct Either { [FieldOffset(0)] public IntPtr A; [FieldOffset(0)] public IntPtr B; }
        struct IconInfo { public bool icon; public int x; public int y; public IntPtr hbmMask; public IntPtr hbmColor; }
        [DllImport("kb")] static extern int kv_look(ref Box box);
        [DllImport("kb")] static extern int kv_look_at(Box box);
        [DllImport("kb")] static extern int kv_look_through(Box* box);
        [DllImport("kb")] static extern int kv_set_box(ref Box box);
        [DllImport("kb")] static extern void kv_box_free(ref Box box);
        static int Look(ref Box box) => kv_look(ref box);
        struct Raw { public IntPtr Value; public bool IsValid => Value != IntPtr.Zero; }
        [DllImport("kr")] static extern Raw kr_create();
        [DllImport("kr")] static extern void kr_destroy(Raw thing);
        [DllImport("kr")] static extern int kr_use(Raw thing);
        [DllImport("setupapi")] static extern Raw SetupDiGetClassDevs(IntPtr kind, string name, IntPtr parent, uint flags);
        [DllImport("setupapi")] static extern bool SetupDiDestroyDeviceInfoList(Raw devices);
        [DllImport("user32.dll")] static extern bool GetIconInfo(IntPtr icon, out IconInfo info);
        struct Startup { public int cb; public IntPtr hStdInput; public IntPtr hStdOutput; }
        struct ProcessInformation { public IntPtr hProcess; public IntPtr hThread; public int id; }
        [DllImport("kernel32.dll")] static extern bool CreateProcess(string name, string command, IntPtr process, IntPtr thread, bool inherit, uint flags, IntPtr environment, string directory, ref Startup startup, out ProcessInformation information);
        [DllImport("kernel32.dll")] static extern bool CloseHandle(IntPtr handle);
        [DllImport("kernel32.dll")] static extern bool DuplicateHandle(IntPtr from, IntPtr source, IntPtr to, out IntPtr target, uint access, bool inherit, uint options);
        enum Answer { NotOccurred, Occurred }
        [DllImport("kj")] static extern Answer kj_new(out IntPtr made);
        [DllImport("kj")] static extern void kj_delete(IntPtr made);
        static void Judge(Answer answer) { if (answer == Answer.Occurred) Raise(); }
        static void Raise() => throw new Exception();
        [DllImport("user32.dll")] static extern IntPtr CreateIconIndirect(ref IconInfo info);
        [DllImport("user32.dll")] static extern bool DestroyIcon(IntPtr icon);
        [DllImport("gdi32.dll")] static extern bool DeleteObject(IntPtr thing);
        """;

    // What happens without being wrong, and what only some rules ask for.
    private static readonly HashSet<FactKind> Plain =
    [
        FactKind.Released, FactKind.HandedOut, FactKind.StoredInField, FactKind.FieldReleased, FactKind.Wrapped, FactKind.LeakedByException, FactKind.UsedUnchecked, FactKind.OutputUnchecked, FactKind.Escaped, FactKind.LastErrorOfSuccess,
    ];

    [Theory]
    [InlineData("", "static void Ok1() { var p = Marshal.AllocHGlobal(4); try { Log(\"x\"); } finally { Marshal.FreeHGlobal(p); } }")]
    [InlineData("Leaked", "static int Walk1() => Length(ks_create()); static int Length(IntPtr s) { byte* p = (byte*)s; while (*p != 0) { p++; } return (int)(p - (byte*)s); }")]
    [InlineData("Leaked", "static int Walk2() { var s = (byte*)malloc(4); var p = s; while (*p++ != 0) { } return (int)(p - s); }")]
    [InlineData("", "static void Walk3() { var s = (byte*)malloc(4); var p = s; p += 2; free((IntPtr)(p - 2)); }")]
    [InlineData("", "static void Walk4() { var p = (byte*)malloc(4); p++; kv_use((IntPtr)p); }")]
    [InlineData("", "static void Walk5() { var s = (byte*)malloc(4); var p = s; for (var i = 0; i < 4; i++) { *p++ = 1; } free((IntPtr)s); }")]
    [InlineData("", "static byte* Walk6() { var s = (byte*)malloc(4); var p = s; p++; return p; }")]
    [InlineData("Leaked", "static string Flag1() => Drop3(ks_create());")]
    [InlineData("Leaked", "static string Flag2() { var p = ks_create(); return Drop3(p, false); }")]
    [InlineData("", "static string Flag3() => Drop3(ks_create(), true);")]
    [InlineData("", "static string Flag4(bool b) => Drop3(ks_create(), b);")]
    [InlineData("ReleasedTwice", "static void Flag5() { var p = ks_create(); Drop3(p, free: true); ks_destroy(p); }")]
    [InlineData("Leaked", "static void Flag6(bool b) { var p = ks_create(); Drop4(p, log: b, keep: true); }")]
    [InlineData("", "static void Flag7(bool b) { var p = ks_create(); Drop4(p, false, b); }")]
    [InlineData("", "static string Flag8() { var p = ks_create(); try { return Drop3(p); } finally { ks_destroy(p); } }")]
    [InlineData("Leaked", "static int Through1() { var p = NotNull(ks_create()); return kv_use(p); }")]
    [InlineData("", "static void Through2() { ks_destroy(NotNull(ks_create())); }")]
    [InlineData("", "static IntPtr Through3() => NotNull(ks_create());")]
    [InlineData("ReleasedTwice", "static void Through4() { var q = ks_create(); var p = NotNull(q); ks_destroy(p); ks_destroy(q); }")]
    [InlineData("", "static void Through5(IntPtr other) { var p = Either2(ks_create(), other); ks_destroy(p); }")]
    [InlineData("Leaked", "static int Asked1(int n) { var hr = kv_use(n); if (hr < 0) return 1; var a = Marshal.AllocHGlobal(4); hr = kv_use(n + 1); if (hr < 0) return 2; Marshal.FreeHGlobal(a); return 0; }")]
    [InlineData("Leaked", "static int Asked2(int n) { for (var i = 0; i < n; i++) { Log(\"x\"); } for (var i = 0; i < n; i++) { var a = Marshal.AllocHGlobal(4); if (i == 3) return 1; Marshal.FreeHGlobal(a); } return 0; }")]
    [InlineData("Leaked", "static int Asked3(System.Collections.Generic.List<int> all) { foreach (var one in all) { Log(\"x\"); } foreach (var one in all) { var a = Marshal.AllocHGlobal(4); if (one == 3) return 1; Marshal.FreeHGlobal(a); } return 0; }")]
    [InlineData("", "static void Asked4(int n, int m) { IntPtr p = default; if (n < m) p = Marshal.AllocHGlobal(4); Log(\"x\"); if (n < m) Marshal.FreeHGlobal(p); }")]
    [InlineData("", "static void Asked5(bool[] use) { for (var i = 0; i < 2; i++) { IntPtr p = default; if (use[i]) p = Marshal.AllocHGlobal(4); Log(\"x\"); if (use[i]) Marshal.FreeHGlobal(p); } }")]
    [InlineData("", "static void TwoReferences(SafeHandle h) { bool a = false, b = false; h.DangerousAddRef(ref a); h.DangerousAddRef(ref b); kv_use(h.DangerousGetHandle()); h.DangerousRelease(); h.DangerousRelease(); }")]
    [InlineData("ReleasedAfterTransfer", "static void GiveOn() { var p = ks_create(); Handover(p); ks_destroy(p); } static void Handover(IntPtr p) { ks_give(p); }")]
    [InlineData("", "static void GiveOn2(bool b) { var p = ks_create(); Maybe(p, b); } static void Maybe(IntPtr p, bool b) { if (b) ks_give(p); else ks_destroy(p); }")]
    [InlineData("Leaked", "static void RunBy1(bool b) { var p = RunOf(() => ks_create()); if (b) return; ks_destroy(p); } static T RunOf<T>(Func<T> f) => f();")]
    [InlineData("Leaked", "static void RunBy2(bool b) { var p = Checked2(() => { return ks_create(); }); if (b) return; ks_destroy(p); } static IntPtr Checked2(Func<IntPtr> f) { var p = f(); if (p == IntPtr.Zero) throw new Exception(); return p; }")]
    [InlineData("Leaked", "static void RunBy3(bool b) { var p = Retry(() => malloc(4)); if (b) return; free(p); } static T Retry<T>(Func<T> f) { while (true) { try { return f(); } catch (Exception) { Log(\"x\"); } } }")]
    [InlineData("Leaked", "static void RunBy4(bool b) { var p = Outer(); if (b) return; free(p); } static IntPtr Outer() => Inner(() => malloc(4)); static T Inner<T>(Func<T> f) { lock (typeof(T)) { return f(); } }")]
    [InlineData("ReleasedTwice", "static void RunBy5() { var p = RunOf5(() => malloc(4)); free(p); free(p); } static T RunOf5<T>(Func<T> f) => f();")]
    [InlineData("", "static void RunBy6() { var p = RunOf6(() => malloc(4)); try { Log(\"x\"); } finally { free(p); } } static T RunOf6<T>(Func<T> f) => f();")]
    [InlineData("", "static IntPtr RunBy7() => RunOf7(() => malloc(4)); static T RunOf7<T>(Func<T> f) => f();")]
    [InlineData("", "static void RunBy8() { var n = RunOf8(() => kv_use(default)); Log(n.ToString()); } static T RunOf8<T>(Func<T> f) => f();")]
    [InlineData("", "static void RunBy9(bool b) { var p = Either9(b, () => malloc(4)); if (b) return; free(p); } static IntPtr Either9(bool b, Func<IntPtr> f) => b ? IntPtr.Zero : Same9(f()); static IntPtr Same9(IntPtr p) { _kept9 = p; return p; } static IntPtr _kept9;")]
    [InlineData("", "static void RunBy10(Func<IntPtr> f, bool b) { var p = RunOf10(f); if (b) return; free(p); } static T RunOf10<T>(Func<T> f) => f();")]
    [InlineData("", "static IntPtr RunBy11(bool b) { var p = First11(() => malloc(4), () => ks_create()); if (b) return default; return p; } static IntPtr First11(Func<IntPtr> f, Func<IntPtr> g) { var p = f(); return p != IntPtr.Zero ? p : g(); }")]
    [InlineData("", "static async Task RunBy12(bool b) { var p = await RunOf12(async () => { await Task.Yield(); return malloc(4); }); if (b) return; free(p); } static Task<T> RunOf12<T>(Func<Task<T>> f) => f();")]
    [InlineData("", "static int TryMake1() { if (!Try1(out var p)) return 1; try { return kv_use(p); } finally { ks_destroy(p); } } static bool Try1(out IntPtr p) { p = ks_create(); return p != IntPtr.Zero; }")]
    [InlineData("Leaked", "static int TryMake2(bool b) { if (!Try2(out var p)) return 1; if (b) return 2; ks_destroy(p); return 3; } static bool Try2(out IntPtr p) { p = ks_create(); return p != IntPtr.Zero; }")]
    [InlineData("", "static int TryMake3() { if (!Try3(out var p)) return 1; ks_destroy(p); return 3; } static bool Try3(out IntPtr p) { if (kw_open(default, out p) != KvStatus.Ok) { p = IntPtr.Zero; return false; } return true; }")]
    [InlineData("", "static int TryMake4() { if (!Try4(out var p)) return 1; kw_close(p); return 3; } static bool Try4(out IntPtr p) { if (kw_open(default, out p) != KvStatus.Ok) { return false; } return true; }")]
    [InlineData("Leaked", "static int TryMake5(bool b) { if (!Try5(out var p)) return 1; if (b) return 2; kw_close(p); return 3; } static bool Try5(out IntPtr p) { if (kw_open(default, out p) != KvStatus.Ok) { return false; } return true; }")]
    [InlineData("", "static int TryMake6(int n) { if (!Try6(n, out var p)) return 1; ks_destroy(p); return 3; } static bool Try6(int n, out IntPtr p) { p = ks_create(); return p != IntPtr.Zero && n > 3; }")]
    [InlineData("Leaked", "static void Leak1(bool b) { var p = Marshal.AllocHGlobal(4); if (b) return; Marshal.FreeHGlobal(p); }")]
    [InlineData("ReleasedTwice", "static void Twice() { var p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); Marshal.FreeHGlobal(p); }")]
    [InlineData("UsedAfterRelease", "static int Uaf() { var p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); return Marshal.ReadInt32(p); }")]
    [InlineData("ReleasedWrongly", "static void Wrong() { var p = Marshal.AllocHGlobal(4); Marshal.FreeCoTaskMem(p); }")]
    [InlineData("", "static void Flag(bool b) { IntPtr p = default; if (b) p = Marshal.AllocHGlobal(4); Log(\"q\"); if (b) Marshal.FreeHGlobal(p); }")]
    [InlineData("", "static void NullCheck(bool b) { IntPtr p = IntPtr.Zero; try { if (b) p = Marshal.AllocHGlobal(4); Log(\"q\"); } finally { if (p != IntPtr.Zero) Marshal.FreeHGlobal(p); } }")]
    [InlineData("", "static IntPtr Ret() { var p = Marshal.AllocHGlobal(4); return p; }")]
    [InlineData("", "static int Status(IntPtr path) { var rc = kw_open(path, out var db); if (rc != KvStatus.Ok) return (int)rc; kv_use(db); kw_close(db); return 0; }")]
    [InlineData("Leaked", "static int StatusLeak(IntPtr path) { var rc = kw_open(path, out var db); if (rc != KvStatus.Ok) return (int)rc; if (kv_use(db) != 0) return 3; kw_close(db); return 0; }")]
    [InlineData("", "static void Checked(IntPtr path) { Check(kw_open(path, out var db)); try { Log(\"a\"); } finally { kw_close(db); } }")]
    [InlineData("", "static void Helper() { var p = Marshal.AllocHGlobal(4); Free2(p); }")]
    [InlineData("ReleasedTwice", "static void Helper2() { var p = Marshal.AllocHGlobal(4); Free2(p); Free2(p); }")]
    [InlineData("Leaked", "static void UseOpen(bool b) { var p = Open(); if (b) return; ks_destroy(p); }")]
    [InlineData("", "static void Loop(int n) { for (int i = 0; i < n; i++) { var p = malloc(3); free(p); } }")]
    [InlineData("Overwritten", "static void Loop2(int n) { IntPtr p = default; for (int i = 0; i < n; i++) { p = malloc(3); } free(p); }")]
    [InlineData("Leaked ReleasedTwice", "static void Loop3(int n) { var p = malloc(3); for (int i = 0; i < n; i++) { free(p); } }")]
    [InlineData("Leaked", "static void Discard() { malloc(3); }")]
    [InlineData("Leaked", "static int InStruct1(IntPtr p) { var o = new Box(); o.Name = Marshal.AllocHGlobal(4); return kv_look(ref o); }")]
    [InlineData("Leaked", "static int InStruct2() { var o = new Box { Name = Marshal.AllocHGlobal(4), Size = 1 }; return kv_look(ref o); }")]
    [InlineData("Leaked", "static int InStruct3() => kv_look_at(new Box { Name = Marshal.AllocHGlobal(4) });")]
    [InlineData("Leaked", "static int InStruct4() { Box o; o.Name = Marshal.AllocHGlobal(4); o.Data = default; o.Size = 2; return kv_look_through(&o); }")]
    [InlineData("Leaked", "static int InStruct5() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; return Look(ref o); }")]
    [InlineData("Leaked", "static int InStruct6() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; var rc = kv_look(ref o); if (rc != 0) return rc; Marshal.FreeHGlobal(o.Name); return 0; }")]
    [InlineData("ReleasedTwice", "static void InStruct7() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; Marshal.FreeHGlobal(o.Name); Marshal.FreeHGlobal(o.Name); }")]
    [InlineData("UsedAfterRelease", "static int InStruct8() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; Marshal.FreeHGlobal(o.Name); return Marshal.ReadInt32(o.Name); }")]
    [InlineData("Overwritten", "static void InStruct9() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; kv_look(ref o); o.Name = Marshal.AllocHGlobal(8); kv_look(ref o); Marshal.FreeHGlobal(o.Name); }")]
    [InlineData("Overwritten", "static void InStruct10() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; kv_look(ref o); o = default; }")]
    [InlineData("", "static void Raw3(bool b) { var r = kr_create(); if (!r.IsValid) throw new Exception(); try { if (b) return; kr_use(r); } finally { kr_destroy(r); } }")]
    [InlineData("", "static void Raw1() { var r = kr_create(); if (r.IsValid) { try { kr_use(r); } finally { kr_destroy(r); } } }")]
    [InlineData("", "static int Raw2() { var r = SetupDiGetClassDevs(default, null, default, 2); try { return kr_use(r); } finally { SetupDiDestroyDeviceInfoList(r); } }")]
    [InlineData("", "static int Icon5(IntPtr i, int n) { if (!GetIconInfo(i, out var info)) return 0; if (n == 2 && info.hbmColor == IntPtr.Zero) { DeleteObject(info.hbmMask); return 1; } DeleteObject(info.hbmMask); DeleteObject(info.hbmColor); return info.x; }")]
    [InlineData("Leaked", "static int InStruct11() { var far = new Box { Name = Marshal.AllocHGlobal(4) }; L4(ref far); var near = new Box { Name = Marshal.AllocHGlobal(4) }; L1(ref near); return 0; } static int L1(ref Box b) => kv_look(ref b); static int L2(ref Box b) => L1(ref b); static int L3(ref Box b) => L2(ref b); static int L4(ref Box b) => L3(ref b);")]
    [InlineData("", "static int OfStruct1() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; try { return kv_look(ref o); } finally { Marshal.FreeHGlobal(o.Name); } }")]
    [InlineData("", "static Box OfStruct2() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; return o; }")]
    [InlineData("", "static Box OfStruct3() => new Box { Name = Marshal.AllocHGlobal(4) };")]
    [InlineData("", "static int OfStruct4() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; return kv_set_box(ref o); }")]
    [InlineData("", "static void OfStruct5() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; kv_box_free(ref o); }")]
    [InlineData("", "static List<Box> _boxes; static void OfStruct6() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; _boxes.Add(o); }")]
    [InlineData("", "static Box _box; static void OfStruct7() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; _box = o; }")]
    [InlineData("", "static void OfStruct8(out Box r) { var o = new Box { Name = Marshal.AllocHGlobal(4) }; r = o; }")]
    [InlineData("", "static void OfStruct9() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; var c = o; kv_look(ref c); Marshal.FreeHGlobal(c.Name); }")]
    [InlineData("", "static void OfStruct10() { var v = new Either { A = Marshal.AllocHGlobal(4) }; Marshal.FreeHGlobal(v.B); }")]
    [InlineData("", "static void OfStruct11() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; Action a = () => Marshal.FreeHGlobal(o.Name); a(); }")]
    [InlineData("", "static void OfStruct12(bool b) { var o = new Box(); if (b) o.Name = Marshal.AllocHGlobal(4); kv_look(ref o); if (b) Marshal.FreeHGlobal(o.Name); }")]
    [InlineData("", "static void OfStruct13(bool b) { var o = new Box(); if (b) o.Name = Marshal.AllocHGlobal(4); kv_look(ref o); if (o.Name != IntPtr.Zero) Marshal.FreeHGlobal(o.Name); }")]
    [InlineData("", "static void Drop1(Box o) { Marshal.FreeHGlobal(o.Name); } static void OfStruct14() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; kv_look(ref o); Drop1(o); }")]
    [InlineData("", "static void Drop2(ref Box o) { Marshal.FreeHGlobal(o.Name); o.Name = default; } static void OfStruct15() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; kv_look(ref o); Drop2(ref o); }")]
    [InlineData("", "static void OfStruct16(int n) { for (var i = 0; i < n; i++) { var o = new Box { Name = Marshal.AllocHGlobal(4) }; kv_look(ref o); Marshal.FreeHGlobal(o.Name); } }")]
    [InlineData("", "static void OfStruct17() { var o = new Box { Name = Marshal.AllocHGlobal(4) }; var m = Marshal.AllocHGlobal(64); try { Marshal.StructureToPtr(o, m, false); } finally { Marshal.FreeHGlobal(m); } }")]
    [InlineData("", "static void OfStruct18(out IntPtr p) { p = Marshal.AllocHGlobal(4); if (kv_use(p) != 0) throw new Exception(); }")]
    [InlineData("Leaked", "static int Icon1(IntPtr i) { if (!GetIconInfo(i, out var info)) return 0; DeleteObject(info.hbmMask); return info.x; }")]
    [InlineData("", "static int Icon2(IntPtr i) { if (!GetIconInfo(i, out var info)) return 0; DeleteObject(info.hbmMask); DeleteObject(info.hbmColor); return info.x; }")]
    [InlineData("", "static bool Icon3(IntPtr i, out IconInfo info) => GetIconInfo(i, out info);")]
    [InlineData("Leaked", "static void Icon4(IntPtr i) { var info = new IconInfo(); if (GetIconInfo(i, out info)) { info.x = 3; var c = CreateIconIndirect(ref info); DeleteObject(info.hbmColor); DestroyIcon(c); } }")]
    [InlineData("", "static int Asked20() { var made = CredRead(\"x\", 1, 0, out var db).Ok; if (!made) return 1; CredFree(db); return 0; }")]
    [InlineData("", "static int Asked21() { if (CredRead(\"x\", 1, 0, out var db).Check()) { CredFree(db); return 0; } return 1; }")]
    [InlineData("Leaked", "static int Put1() { var p = (byte*)malloc(4); var q = p + 1; return *q; }")]
    [InlineData("", "static byte*[] Put2() { var p = (byte*)malloc(4); var all = new byte*[4]; for (var i = 0; i < 4; i++) { all[i] = &p[i]; } return all; }")]
    [InlineData("", "static byte*[] Put3() { var p = (byte*)malloc(4); var all = new byte*[4]; for (var i = 0; i < 4; i++) { all[i] = p + i; } return all; }")]
    [InlineData("Leaked", "string Caught1() { try { return Name; } catch { var p = ks_create(); return kv_use(p) == 0 ? null : Name; } }")]
    [InlineData("Leaked", "string Caught2(int n) { try { return Name; } catch (InvalidOperationException) when (n > 3) { var p = ks_create(); kv_use(p); } return null; }")]
    [InlineData("Leaked", "int Caught3(int[] all) { try { return all[4]; } catch (IndexOutOfRangeException) { try { return all[3]; } catch { return kv_use(ks_create()); } } }")]
    [InlineData("", "void Caught7(bool b) { var p = ks_create(); try { ks_destroy(p); } catch (Exception) { kv_use(malloc(4)); } }")]
    [InlineData("Leaked", "void Caught8(object o) { try { _disposed = (bool)o; } catch (InvalidCastException) { kv_use(ks_create()); } }")]
    [InlineData("Leaked", "void Caught9(decimal a, decimal b) { try { if (a / b > 1) return; } catch (DivideByZeroException) { kv_use(ks_create()); } }")]
    [InlineData("ReleasedTwice", "string Caught4() { var p = ks_create(); ks_destroy(p); try { return Name; } catch { ks_destroy(p); return null; } }")]
    [InlineData("", "string Caught5() { var p = IntPtr.Zero; try { p = ks_create(); return Name; } catch { return null; } finally { if (p != IntPtr.Zero) ks_destroy(p); } }")]
    [InlineData("", "string Caught6() { try { var p = ks_create(); var name = Name; ks_destroy(p); return name; } catch { return null; } }")]
    [InlineData("Leaked", "static void Start0(string c) { var s = new Startup { cb = 104 }; CreateProcess(null, c, default, default, false, 0, default, null, ref s, out _); }")]
    [InlineData("Leaked", "static void Start00(string c) { var s = new Startup { cb = 104 }; if (!CreateProcess(null, c, default, default, false, 0, default, null, ref s, out var _)) throw new Exception(); }")]
    [InlineData("", "static void Start1(string c) { var s = new Startup { cb = 104 }; if (!CreateProcess(null, c, default, default, false, 0, default, null, ref s, out var p)) throw new Exception(); CloseHandle(p.hThread); CloseHandle(p.hProcess); }")]
    [InlineData("Leaked", "static IntPtr Start2(string c) { var s = new Startup { cb = 104 }; if (!CreateProcess(null, c, default, default, false, 0, default, null, ref s, out var p)) throw new Exception(); return p.hProcess; }")]
    [InlineData("", "static IntPtr Start3(string c) { var s = new Startup(); CreateProcess(null, c, default, default, false, 0, default, null, ref s, out var p); DuplicateHandle(default, p.hThread, default, out var t, 2, false, 1); CloseHandle(t); return p.hProcess; }")]
    [InlineData("Leaked", "static IntPtr Start4(string c) { var s = new Startup(); CreateProcess(null, c, default, default, false, 0, default, null, ref s, out var p); DuplicateHandle(default, p.hThread, default, out var t, 2, false, 2); CloseHandle(t); return p.hProcess; }")]
    [InlineData("", "static IntPtr Judge1() { Judge(kj_new(out var made)); return made; }")]
    [InlineData("", "static void Judge2() { Judge(kj_new(out var made)); kj_delete(made); }")]
    [InlineData("Leaked", "static void Judge3() { Judge(kj_new(out var made)); kv_use(made); }")]
    [InlineData("", "static byte* _start; static void Span1() { var s = new Span<byte>((void*)Marshal.AllocHGlobal(4), 4); _start = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(s)); }")]
    [InlineData("Leaked", "static int Span2() { var s = new Span<byte>((void*)Marshal.AllocHGlobal(4), 4); return s.Length; }")]
    [InlineData("", "static void Once1() { IntPtr p = default; for (var pass = 0; pass < 2; ++pass) { if (pass == 1) { p = Marshal.AllocHGlobal(4); } kv_use(p); } Marshal.FreeHGlobal(p); }")]
    [InlineData("Overwritten", "static void Once2(int n) { IntPtr p = default; for (var pass = 0; pass < 2; ++pass) { if (n == 1) { p = Marshal.AllocHGlobal(4); } kv_use(p); } Marshal.FreeHGlobal(p); }")]
    [InlineData("AddressUsedAfterPin", "static void Pin1(byte[] a) { Box o = default; fixed (byte* p = a) { o.Data = (IntPtr)p; } kv_look(ref o); }")]
    [InlineData("", "static void Pin2(byte[] a) { Box o = default; fixed (byte* p = a) { o.Data = (IntPtr)p; kv_look(ref o); } }")]
    [InlineData("", "static void GcOk(object o) { var h = GCHandle.Alloc(o); try { kv_use(GCHandle.ToIntPtr(h)); } finally { if (h.IsAllocated) h.Free(); } }")]
    [InlineData("Leaked", "static void GcLeak(object o) { var h = GCHandle.Alloc(o, GCHandleType.Pinned); var a = h.AddrOfPinnedObject(); kv_use(a); }")]
    [InlineData("ReleasedTwice", "static void GcTwice(object o) { var h = GCHandle.Alloc(o); var g = h; h.Free(); g.Free(); }")]
    [InlineData("", "void Store() { _h = ks_create(); }")]
    [InlineData("ReleasedFieldKept", "void Dispose1() { ks_destroy(_h); }")]
    [InlineData("ReleasedAfterTransfer", "static void Give() { var p = ks_create(); ks_give(p); ks_destroy(p); }")]
    [InlineData("ReleasedAfterTransfer", "static void Give2(IntPtr p) { ks_give(p); ks_destroy(p); }")]
    [InlineData("", "static void Give3() { var p = ks_create(); if (ks_put(p) != KvStatus.Ok) { ks_destroy(p); } }")]
    [InlineData("", "static void Give4() { var p = ks_create(); try { Check(ks_put(p)); } catch { ks_destroy(p); throw; } }")]
    [InlineData("ReleasedAfterTransfer", "static void Give5() { var p = ks_create(); if (ks_put(p) == KvStatus.Ok) { ks_destroy(p); } }")]
    [InlineData("ReleasedFieldKept", "bool _owns; void Dispose5() { if (!_owns) return; ks_destroy(_h); }")]
    [InlineData("", "static void Twice2() { var p = ks_create(); ks_ref(p); ks_destroy(p); ks_destroy(p); }")]
    [InlineData("WrappedTwice", "static void Wrap2() { var p = ks_create(); using var a = new Microsoft.Win32.SafeHandles.SafeFileHandle(p, true); using var b = new Microsoft.Win32.SafeHandles.SafeFileHandle(p, true); }")]
    [InlineData("", "static void Wrap3(bool b) { var p = ks_create(); using var a = b ? new Microsoft.Win32.SafeHandles.SafeFileHandle(p, true) : new Microsoft.Win32.SafeHandles.SafeFileHandle(p, true); }")]
    [InlineData("ReleasedTwice", "static void Wrap4() { var p = ks_create(); using var a = new Microsoft.Win32.SafeHandles.SafeFileHandle(p, true); ks_destroy(p); }")]
    [InlineData("", "static void Wrap5() { var p = ks_create(); using var a = new Microsoft.Win32.SafeHandles.SafeFileHandle(p, true); a.SetHandleAsInvalid(); ks_destroy(p); }")]
    [InlineData("", "void Dispose2() { if (_h != IntPtr.Zero) { ks_destroy(_h); _h = IntPtr.Zero; } }")]
    [InlineData("", "void Dispose3() { if (_disposed) return; ks_destroy(_h); _disposed = true; }")]
    [InlineData("", "void Dispose4() { var h = System.Threading.Interlocked.Exchange(ref _h, IntPtr.Zero); if (h != IntPtr.Zero) ks_destroy(h); }")]
    [InlineData("", "static void Using() { using var h = new Microsoft.Win32.SafeHandles.SafeFileHandle(ks_create(), true); Log(\"x\"); }")]
    [InlineData("Leaked", "static void NoUsing() { var h = new Microsoft.Win32.SafeHandles.SafeFileHandle(ks_create(), true); kv_use(h.DangerousGetHandle()); }")]
    [InlineData("LastErrorStale", "static void Le() { if (!doit(3)) { Log(\"x\"); throw new Exception(\"\" + Marshal.GetLastWin32Error()); } }")]
    [InlineData("", "static void Le2() { if (!doit(3)) { var e = Marshal.GetLastWin32Error(); Log(\"x\"); throw new Exception(\"\" + e); } }")]
    [InlineData("AddressEscapes", "void Esc(byte[] a) { fixed (byte* p = a) { _p = p; } }")]
    [InlineData("AddressEscapes", "static int* Stack() { int* p = stackalloc int[4]; return p; }")]
    [InlineData("Leaked", "static void Ref(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); kv_use(h.DangerousGetHandle()); }")]
    [InlineData("Leaked", "static void RefOnly(SafeHandle h) { bool ok = false; h.DangerousAddRef(ref ok); }")]
    [InlineData("", "static void Ref2(SafeHandle h) { bool ok = false; try { h.DangerousAddRef(ref ok); kv_use(h.DangerousGetHandle()); } finally { if (ok) h.DangerousRelease(); } }")]
    [InlineData("", "static void Lib() { if (NativeLibrary.TryLoad(\"x\", out var l)) { Log(\"a\"); NativeLibrary.Free(l); } }")]
    [InlineData("", "static void CatchFree() { var p = malloc(3); try { Log(\"x\"); } catch { free(p); throw; } free(p); }")]
    [InlineData("UsedAfterRelease", "static void BranchUaf(bool b) { var p = malloc(3); if (b) free(p); kv_use(p); if (!b) free(p); }")]
    [InlineData("", "static bool TryOpen(IntPtr path, out IntPtr db) { return kw_open(path, out db) == KvStatus.Ok; }")]
    [InlineData("Leaked", "static void UseTry(bool b) { if (TryOpen(default, out var db)) { if (b) return; kw_close(db); } } static bool TryOpen(IntPtr path, out IntPtr db) { return kw_open(path, out db) == KvStatus.Ok; }")]
    [InlineData("", "static void Cond(T h) { var g = default(GCHandle); if (h.Get() != null) { g = GCHandle.Alloc(h.Get()); } Log(\"\"); if (h.Get() != null) { g.Free(); } } object Get() => null;")]
    [InlineData("", "static void CondLoop(T[] l) { for (int i = 0; i < l.Length; i++) { var h = l[i]; var g = default(GCHandle); if (h.Get() != null) { g = GCHandle.Alloc(h.Get()); } if (h.Get() != null) { g.Free(); } } } object Get() => null;")]
    [InlineData("", "static void Param(byte[] v, byte[] k) { var g = default(GCHandle); var q = default(GCHandle); if (v == null) { Log(\"\"); } else { g = GCHandle.Alloc(v); } if (k != null) q = GCHandle.Alloc(k); if (v != null) g.Free(); if (k != null) q.Free(); }")]
    [InlineData("Leaked", "static void Param2(byte[] v, byte[] k) { var g = default(GCHandle); if (v == null) { Log(\"\"); } else { g = GCHandle.Alloc(v); } if (k != null) throw new Exception(); if (v != null) g.Free(); }")]
    [InlineData("Leaked", "static void Deref() { var p = (int*)malloc(4); *p = 1; p[1] = 2; }")]
    [InlineData("", "static void Le3() { if (!doit(3)) { Marshal.FreeHGlobal(default); throw new Exception(\"\" + Marshal.GetLastWin32Error()); } }")]
    [InlineData("", "static void Le4() { if (!doit(3)) { if (!doit(4)) throw new Exception(\"\" + Marshal.GetLastWin32Error()); } }")]
    [InlineData("LastErrorStale", "static void Le5() { if (!doit(3)) { doit(4); throw new Exception(\"\" + Marshal.GetLastWin32Error()); } }")]
    [InlineData("", "static void Le6() { if (doit(3)) { doit(4); throw new Exception(\"\" + Marshal.GetLastWin32Error()); } }")]
    [InlineData("", "static void Fails() { var p = kx_create(); if (kx_destroy(p) != KvStatus.Ok) { kv_use(p); } }")]
    [InlineData("UsedAfterRelease", "static void Succeeds() { var p = kx_create(); if (kx_destroy(p) == KvStatus.Ok) { kv_use(p); } }")]
    [InlineData("ReleasedTwice", "static void Asks() { var p = kx_create(); var rc = kx_destroy(p); Log(rc.ToString()); kx_destroy(p); }")]
    [InlineData("Leaked", "static void Chosen(bool b) { var p = malloc(3); p = b ? malloc(4) : default; if (p != default) free(p); }")]
    [InlineData("Leaked ReleasedTwice UsedAfterRelease", "static void Last(int n) { var p = malloc(3); for (int i = 0; i < n; i++) { if (i == 2) { kv_use(p); continue; } try { if (i == 1) continue; Log(\"\"); } finally { if (i == 1) free(p); } } }")]
    [InlineData("UsedAfterRelease", "static void Through() { IntPtr p = malloc(3); IntPtr* q = &p; free(p); Log(\"\"); if (n > 2) Log(\"\"); kv_use(*q); kv_use(p); } static int n;")]
    [InlineData("", "static void Opaque(object o) { var g = GCHandle.Alloc(o); Start(GCHandle.ToIntPtr(g)); } static void Start(IntPtr state) { kv_use(state); }")]
    [InlineData("", "static void Stored(IntPtr db) { var p = malloc(3); Set(db, p); } static void Set(IntPtr db, IntPtr p) { kv_set_data(db, p); } [DllImport(\"kv\")] static extern void kv_set_data(IntPtr db, IntPtr p);")]
    [InlineData("", "static IntPtr Given(Drop d) { var p = malloc(3); return kv_new_tensor(p, d); } [DllImport(\"kv\")] static extern IntPtr kv_new_tensor(IntPtr data, Drop deallocator);")]
    [InlineData("", "static void Written() { var all = malloc(16); var one = malloc(3); Marshal.WriteIntPtr(all, 8, one); kv_use(all); free(Marshal.ReadIntPtr(all, 8)); free(all); }")]
    [InlineData("Leaked", "static void Fetched(bool b) { var p = ky_create(3); if (b) return; _drop(p); }")]
    [InlineData("ReleasedTwice", "static void FetchedTwice() { var p = ky_create(3); _drop(p); _drop(p); }")]
    [InlineData("", "static void FetchedOk() { var p = ky_create(3); try { Log(\"\"); } finally { _drop(p); } }")]
    [InlineData("Leaked", "static void Bound(bool b) { var p = _ks(); if (b) throw new Exception(); _ksDrop(p); }")]
    [InlineData("Leaked", "static void BoundHelper(bool b) { var p = Call(); if (b) throw new Exception(); _ksDrop(p); } static IntPtr Call() => _ks();")]
    [InlineData("", "static void Unbound(bool b) { var p = _either(); if (b) throw new Exception(); _ksDrop(p); } static Func<IntPtr> _either = ks_create; static void Rebind() { _either = () => default; }")]
    [InlineData("Leaked", "static void FetchedLocal(IntPtr lib, bool b) { var make = Marshal.GetDelegateForFunctionPointer<Make>(NativeLibrary.GetExport(lib, \"ky_create\")); var p = make(1); if (b) return; _drop(p); }")]
    [InlineData("Leaked", "static void WrongTest(byte[] b) { IntPtr g = default; try { var h = GCHandle.Alloc(b); g = GCHandle.ToIntPtr(h); Log(\"\"); } catch (Exception) { Log(\"\"); } finally { if (g == default) GCHandle.FromIntPtr(g).Free(); } }")]
    [InlineData("", "static void RightTest(byte[] b) { IntPtr g = default; try { var h = GCHandle.Alloc(b); g = GCHandle.ToIntPtr(h); Log(\"\"); } catch (Exception) { Log(\"\"); } finally { if (g != default) GCHandle.FromIntPtr(g).Free(); } }")]
    public async Task Facts_of_a_body(string expected, string method)
    {
        var found = await FactsOf(method);
        Assert.Equal(expected, string.Join(" ", found.Select(fact => fact.Kind).Where(kind => !Plain.Contains(kind)).Distinct().Select(kind => kind.ToString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_exception_of_a_called_method_is_told_apart_from_a_throw()
    {
        Assert.Contains(await FactsOf("""static void M() { var p = Marshal.AllocHGlobal(4); Console.In.ReadLine(); Marshal.FreeHGlobal(p); }"""), fact => fact.Kind == FactKind.LeakedByException);
        Assert.Contains(await FactsOf("""static void M(bool b) { var p = Marshal.AllocHGlobal(4); if (b) throw new Exception(); Marshal.FreeHGlobal(p); }"""), fact => fact.Kind == FactKind.Leaked);
    }

    [Fact]
    public async Task An_exception_in_a_lambda_does_not_reach_the_handlers_around_the_lambda()
    {
        var facts = await FactsOf("""static void M() { try { Action a = () => { var p = malloc(3); Log(""); throw new Exception(); }; a(); Log(""); } catch (Exception) { } }""");
        Assert.Contains(facts, fact => fact.Kind == FactKind.Leaked && fact.Origin.Producer == "malloc");
    }

    [Fact]
    public async Task Recursive_methods_end()
    {
        Assert.DoesNotContain(await FactsOf("""static IntPtr M(int n) { return n == 0 ? malloc(3) : M(n - 1); }"""), fact => !Plain.Contains(fact.Kind));
    }

    [Fact]
    public async Task Methods_that_all_call_each_other_are_not_run_once_for_each_way_through_them()
    {
        const int Methods = 12;
        var members = Enumerable.Range(0, Methods).Select(i =>
            $"static IntPtr M{i}(int n) {{ {string.Concat(Enumerable.Range(0, Methods).Select(j => $"if (n == {j}) return M{j}(n - 1); "))} return malloc(3); }} ");
        var interop = await Read(string.Concat(members));
        var flow = FlowAnalysis.Of(interop);
        foreach (var method in interop.Type("T").GetMembers().OfType<IMethodSymbol>().Where(method => method.Name[0] == 'M' && char.IsDigit(method.Name[^1])))
        {
            flow.Of(method, CancellationToken.None);
        }

        Assert.InRange(flow.Runs, Methods, Methods * Methods * 4);
    }

    [Fact]
    public async Task A_constructor_that_calls_another_one_is_told_of_once()
    {
        var interop = await Read("""public T(int n) : this() { var p = malloc(4); if (n > 3) return; free(p); } public T() { }""");
        var facts = FlowAnalysis.Of(interop).FactsOf(interop.Type("T"), CancellationToken.None);
        Assert.Single(facts, fact => fact.Kind == FactKind.Leaked);
    }

    [Fact]
    public async Task The_debug_view_prints_the_states_of_each_block()
    {
        var interop = await Read("""static void M(bool b) { var p = malloc(4); if (b) free(p); }""");
        var text = FlowAnalysis.Of(interop).Explain(interop.Type("T").GetMembers("M").OfType<IMethodSymbol>().Single(), takesOver: false, CancellationToken.None);
        Assert.Contains("b", text);
        Assert.Contains("[Resource malloc#", text);
        Assert.Contains("fact Leaked malloc", text);
    }

    [Fact]
    public async Task Cancellation_is_seen()
    {
        var interop = await Read("""static void M(bool b) { var p = malloc(4); if (b) free(p); }""");
        Assert.ThrowsAny<OperationCanceledException>(() =>
            FlowAnalysis.Of(interop).Of(interop.Type("T").GetMembers("M").OfType<IMethodSymbol>().Single(), new CancellationToken(true)));
    }

    private static async Task<IReadOnlyList<FlowFact>> FactsOf(string method)
    {
        var interop = await Read(method);
        var flow = FlowAnalysis.Of(interop);
        var name = method.Split('(')[0].Split(' ')[^1];
        var facts = flow.Of(interop.Type("T").GetMembers(name).OfType<IMethodSymbol>().Single(), CancellationToken.None);
        Assert.False(facts.GaveUp);
        Assert.Equal(0, flow.Abandoned);
        return facts.Facts;
    }

    private static Task<InteropContext> Read(string method) =>
        SignatureReader.ReadAsync($"unsafe class T {{ {Declarations} {method} }} enum KvStatus {{ Ok, Bad }} namespace BoundaryLint {{ sealed class TakenAttribute : Attribute {{ }} }}");
}
