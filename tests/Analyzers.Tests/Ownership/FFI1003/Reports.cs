using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1003;

/// <summary>FFI1003 reports resources that a path drops, and that a class never releases.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("var p = [|N.ks_create()|]; if (p.Equals(IntPtr.Zero)) return; if (b) return; N.ks_destroy(p);")]
    [InlineData("var p = [|Marshal.AllocHGlobal(4)|]; if (b) return; Marshal.FreeHGlobal(p);")]
    [InlineData("var p = [|Marshal.StringToCoTaskMemUTF8(\"a\")|]; if (b) throw new Exception(); Marshal.FreeCoTaskMem(p);")]
    [InlineData("var p = [|Marshal.StringToBSTR(\"a\")|];")]
    [InlineData("[|N.malloc(4)|];")]
    [InlineData("_ = [|N.malloc(4)|];")]
    [InlineData("var p = [|N.malloc(4)|]; p = N.malloc(8); N.free(p);")]
    [InlineData("IntPtr p = default; for (var i = 0; i < 3; i++) p = [|N.malloc(4)|]; N.free(p);")]
    [InlineData("var p = [|Marshal.AllocHGlobal(4)|]; try { if (b) return; Marshal.FreeHGlobal(p); } catch (InvalidOperationException) { Marshal.FreeHGlobal(p); }")]
    [InlineData("var p = [|N.malloc(4)|]; if (p == IntPtr.Zero) return; if (N.kd_use(p) != 0) return; N.free(p);")]
    [InlineData("var p = [|N.kd_make()|]; switch (k) { case 1: N.kd_done(p); break; case 2: return; default: N.kd_done(p); break; }")]
    [InlineData("while (b) { var p = [|N.kd_make()|]; if (N.kd_use(p) == 0) continue; N.kd_done(p); }")]
    [InlineData("while (b) { var p = [|N.kd_make()|]; if (N.kd_use(p) == 0) break; N.kd_done(p); }")]
    [InlineData("var rc = [|N.kv_open(default, out var db)|]; if (rc != KvStatus.Ok) return; if (N.kv_get(db, 1) < 0) return; N.kv_close(db);")]
    [InlineData("if ([|N.kv_open(default, out var db)|] == KvStatus.Ok) { if (b) return; N.kv_close(db); }")]
    [InlineData("N.Check([|N.kv_open(default, out var db)|]); N.Log(\"x\"); N.kv_close(db);")]
    [InlineData("var p = [|N.ks_create()|]; if (p == IntPtr.Zero) return; if (b) return; N.ks_destroy(p);")]
    [InlineData("var h = [|N.kh_open()|]; N.kh_get(h);")]
    [InlineData("[|N.kh_create(out var h)|]; N.kh_get(h);")]
    [InlineData("var h = [|GCHandle.Alloc(new object())|]; if (b) return; h.Free();")]
    [InlineData("var m = [|new Memory<byte>(new byte[4]).Pin()|]; N.Log(\"x\"); m.Dispose();")]
    [InlineData("var l = [|NativeLibrary.Load(\"kv\")|]; if (b) return; NativeLibrary.Free(l);")]
    [InlineData("void Local() { var p = [|N.kd_make()|]; if (b) return; N.kd_done(p); } Local();")]
    [InlineData("Action a = () => { var p = [|N.kd_make()|]; N.kd_use(p); }; a();")]
    [InlineData("var p = [|Marshal.AllocHGlobal(4)|]; N.Log(\"x\"); Marshal.FreeHGlobal(p);")]
    [InlineData("var p = [|N.kd_make()|]; try { N.Log(\"x\"); } catch (InvalidOperationException) { return; } N.kd_done(p);")]
    [InlineData("var p = [|N.kd_make()|]; var q = p; if (b) N.kd_done(q);")]
    [InlineData("var t = GetType(); var p = IntPtr.Zero; if (t == typeof(int) || t == typeof(long)) p = [|N.kd_make()|]; if (t == typeof(int)) p = N.kd_make(); N.kd_done(p);")]
    [InlineData("var p = [|N.kd_make()|]; _ = k switch { 0 => N.kd_use(p), > 5 => throw new ArgumentException(), _ => 3 };")]
    [InlineData("var (p, n) = ([|N.kd_make()|], 3); N.kd_use(p);")]
    [InlineData("_ = [|N.kd_make()|] is var p ? N.kd_use(p) : 0;")]
    [InlineData("if ([|N.kd_make()|] is not 0 and var p) { if (b) return; N.kd_done(p); }")]
    [InlineData("var all = new IntPtr[k]; for (var i = 0; i < k; i++) all[i] = [|N.kd_make()|]; if (b) return; foreach (var p in all) N.kd_done(p);")]
    [InlineData("var all = new GCHandle[k]; for (var i = 0; i < k; i++) { all[i] = [|GCHandle.Alloc(new object())|]; if (b) throw new ArgumentException(); } foreach (var h in all) h.Free();")]
    [InlineData("var all = new List<GCHandle>(); while (k-- > 0) all.Add([|GCHandle.Alloc(new object())|]); if (b) return; foreach (var h in all) h.Free();")]
    [InlineData("Span<IntPtr> all = stackalloc IntPtr[k]; for (var i = 0; i < k; i++) all[i] = [|N.kd_make()|]; if (b) return; foreach (var p in all) N.kd_done(p);")]
    [InlineData("Span<GCHandle> all = new GCHandle[k]; for (var i = 0; i < k; i++) all[i] = [|GCHandle.Alloc(new object())|]; if (b) throw new ArgumentException(); for (var i = 0; i < all.Length; i++) all[i].Free();")]
    [InlineData("var all = new IntPtr[2]; all[0] = [|N.kd_make()|]; if (N.kd_use(all[0]) != 0) return; for (var i = 0; i < 2; i++) N.kd_done(all[i]);")]
    public Task A_path_that_drops_it(string body) => Run("class C { void M(bool b, int k) { " + body + " } }");

    [Theory]
    [InlineData("using var i = new System.Security.Principal.WindowsIdentity({|#0:N.OpenToken()|}); Console.WriteLine(i.Name);")]
    [InlineData("var t = {|#0:N.OpenToken()|}; using var i = new System.Security.Principal.WindowsIdentity(t); Console.WriteLine(i.Name);")]
    [InlineData("var t = {|#0:N.OpenToken()|}; using var c = new System.Security.Cryptography.X509Certificates.X509Certificate2(t); Console.WriteLine(c.Subject);")]
    [InlineData("var t = {|#0:N.OpenToken()|}; var s = new System.Security.Principal.SecurityIdentifier(t); Console.WriteLine(s.Value);")]
    public Task What_the_framework_only_makes_a_duplicate_of(string body) => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class N
            {
                [DllImport("kernel32")] public static extern IntPtr OpenProcess(uint access, bool inherit, uint process);
                [DllImport("kernel32")] public static extern bool CloseHandle(IntPtr handle);
                public static IntPtr OpenToken() => OpenProcess(1, false, 2);
            }
            """ + "\nclass C { void M() { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task In_a_record_an_accessor_a_constructor_an_async_method_an_iterator_and_a_partial_class() => Run("""
        record R(int Key) { public int Get() { var p = [|N.kd_make()|]; return N.kd_use(p) + Key; } }
        class P
        {
            public int Value { get { var p = [|N.kd_make()|]; return N.kd_use(p); } }
        }
        partial class Q { public Q() { var p = [|N.kd_make()|]; if (N.kd_use(p) == 0) throw new InvalidOperationException(); N.kd_done(p); } }
        partial class Q
        {
            async Task A() { var p = [|N.kd_make()|]; await Task.Yield(); N.kd_done(p); }
            IEnumerable<int> I() { var p = [|N.kd_make()|]; yield return N.kd_use(p); }
            unsafe void U() { var p = (byte*)[|NativeMemory.Alloc(4)|]; if (*p == 0) return; NativeMemory.Free(p); }
        }
        """);

    [Theory]
    [InlineData("static void Walk(byte* marks, int size) { for (var i = 0; i < size; i++, marks++) { *marks = 0; } }")]
    [InlineData("static void Walk(byte* marks, int size) { for (var i = 0; i < size; i++) { if (*marks == 1) { i++; } marks++; } }")]
    [InlineData("static void Walk(byte* marks, int size) { while (size-- > 0) { marks += 4; *marks = 1; } }")]
    public Task Memory_along_which_a_helper_walks(string helper) => Run(
        "static unsafe class H { " + helper + " static int Use(int size) { var marks = (byte*)[|Marshal.AllocHGlobal(size)|].ToPointer(); Walk(marks, size); return *marks; } }");

    [Fact]
    public Task Texts_of_the_string_marshallers() => Run("""
        unsafe class C
        {
            [DllImport("kt")] static extern int kt_name(void* text);
            int A(string s) { var p = [|System.Runtime.InteropServices.Marshalling.Utf8StringMarshaller.ConvertToUnmanaged(s)|]; return kt_name(p); }
            int B(string s) { var p = [|System.Runtime.InteropServices.Marshalling.Utf16StringMarshaller.ConvertToUnmanaged(s)|]; return kt_name(p); }
            int D(string s) { var p = [|System.Runtime.InteropServices.Marshalling.BStrStringMarshaller.ConvertToUnmanaged(s)|]; return kt_name(p); }
            int E(string s)
            {
                var p = [|System.Runtime.InteropServices.Marshalling.AnsiStringMarshaller.ConvertToUnmanaged(s)|];
                if (kt_name(p) == 0) return 0;
                System.Runtime.InteropServices.Marshalling.AnsiStringMarshaller.Free(p);
                return 1;
            }
        }
        """);

#if ROSLYN_4_8_OR_GREATER
    [Fact]
    public Task In_a_class_with_a_primary_constructor() => Run("class P(int key) { public int Value { get { var p = [|N.kd_make()|]; return N.kd_use(p) + key; } } }");
#endif

    [Fact]
    public Task A_helper_that_hands_it_out() => Run("""
        static class H
        {
            static IntPtr Make() { var p = N.kd_make(); if (p == IntPtr.Zero) throw new InvalidOperationException(); return p; }
            static bool TryOpen(out IntPtr db) => N.kv_open(default, out db) == KvStatus.Ok;
            static void Use() { var p = [|Make()|]; N.kd_use(p); }
            static void Try(bool b) { if ([|TryOpen(out var db)|]) { if (b) return; N.kv_close(db); } }
        }
        """);

    /// <summary>Windows fills a struct that the caller does not want: nobody has its two handles.</summary>
    [Theory]
    [InlineData("out _")]
    [InlineData("out var _")]
    [InlineData("out Made _")]
    public Task A_struct_of_handles_that_is_discarded(string discarded)
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
        {
            TestCode = Resources.Declarations + $$"""
                struct Start { public int Size; } struct Made { public IntPtr Process; public IntPtr Thread; public int Id; }
                class C
                {
                    [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern bool CreateProcessW(string name, string line, IntPtr a, IntPtr b, bool inherit, uint flags, IntPtr env, string folder, ref Start start, out Made made);
                    void M() { Start s = default; if (!{|#0:CreateProcessW(null, "x", default, default, false, 0, default, null, ref s, {{discarded}})|}) throw new InvalidOperationException(); }
                }
                """,
        };
        foreach (var handle in new[] { "Process", "Thread" })
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1003", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                $"The handle that `CreateProcessW` puts into `Made.{handle}` is not released because the result is discarded; release it with `CloseHandle`"));
        }

        return test.RunAsync();
    }

    [Fact]
    public Task Delegates_and_function_pointers_with_stated_ownership() => Run("""
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] [return: Owned("kd_done")] delegate IntPtr Make();
        class C
        {
            void M(Make make, bool b) { var p = [|make()|]; if (b) return; N.kd_done(p); }
        }
        """);

    [Fact]
    public Task Top_level_statements()
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>();
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.TestState.Sources.Add("var p = [|N.kd_make()|]; if (args.Length == 0) return; N.kd_done(p);");
        test.TestState.Sources.Add(Resources.Declarations);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("user32", "IntPtr GetDCEx(IntPtr window, IntPtr clip, uint flags)", "var h = [|K.GetDCEx(p, p, 0)|];")]
    [InlineData("gdi32", "IntPtr CreateHatchBrush(int style, uint color)", "var h = [|K.CreateHatchBrush(1, 2)|];")]
    [InlineData("advapi32", "bool ConvertSidToStringSidW(IntPtr sid, out IntPtr text)", "if (![|K.ConvertSidToStringSidW(p, out var h)|]) return;")]
    [InlineData("advapi32", "bool CredEnumerateW(string filter, int flags, out int count, out IntPtr list)", "if (![|K.CredEnumerateW(\"f\", 0, out _, out var h)|]) return;")]
    [InlineData("netapi32", "int NetUserEnum(string server, int level, int filter, out IntPtr buffer, int preferred, out int read, out int total, IntPtr resume)", "if ([|K.NetUserEnum(\"s\", 0, 0, out var h, -1, out _, out _, p)|] != 0) return;")]
    [InlineData("wtsapi32", "IntPtr WTSOpenServerW(string name)", "var h = [|K.WTSOpenServerW(\"s\")|];")]
    [InlineData("ws2_32", "IntPtr socket(int family, int type, int protocol)", "var h = [|K.socket(2, 1, 0)|];")]
    [InlineData("ws2_32", "int GetAddrInfoW(string node, string service, IntPtr hints, out IntPtr list)", "if ([|K.GetAddrInfoW(\"n\", \"s\", p, out var h)|] != 0) return;")]
    [InlineData("crypt32", "IntPtr CertEnumCertificatesInStore(IntPtr store, IntPtr previous)", "var h = [|K.CertEnumCertificatesInStore(p, IntPtr.Zero)|];")]
    [InlineData("winmm", "int waveOutOpen(out IntPtr device, int id, IntPtr format, IntPtr callback, IntPtr instance, int flags)", "if ([|K.waveOutOpen(out var h, 0, p, IntPtr.Zero, IntPtr.Zero, 0)|] != 0) return;")]
    [InlineData("wevtapi", "IntPtr EvtQuery(IntPtr session, string path, string query, int flags)", "var h = [|K.EvtQuery(p, \"a\", \"*\", 1)|];")]
    [InlineData("winusb.dll", "bool WinUsb_Initialize(IntPtr device, out IntPtr usb)", "if (![|K.WinUsb_Initialize(p, out var h)|]) return;")]
    [InlineData("libc", "int inotify_init()", "var h = [|K.inotify_init()|]; if (h < 0) return;")]
    [InlineData("libc", "int getifaddrs(out IntPtr list)", "if ([|K.getifaddrs(out var h)|] != 0) return;")]
    [InlineData("libc", "IntPtr iconv_open(string to, string from)", "var h = [|K.iconv_open(\"a\", \"b\")|];")]
    [InlineData("libc", "int shm_open(string name, int flags, uint mode)", "var h = [|K.shm_open(\"a\", 0, 0)|]; if (h == -1) return;")]
    public Task What_the_system_hands_out(string library, string function, string body) =>
        Run("static class K { [DllImport(\"" + library + "\", ExactSpelling = true)] public static extern " + function + "; } class C { void M(IntPtr p, bool b) { " + body + " if (b) return; N.Log(\"x\"); } }");

    [Theory]
    [InlineData("IntPtr Make() => IntPtr.Size == 4 ? N32.kb_create() : N64.kb_create();")]
    [InlineData("IntPtr Make() { if (IntPtr.Size == 4) { return N32.kb_create(); } return N64.kb_create(); }")]
    public Task What_one_of_two_builds_of_a_library_made(string make) => Run(
        "static class N32 { [DllImport(\"kb32\")] public static extern IntPtr kb_create(); [DllImport(\"kb32\")] public static extern void kb_destroy(IntPtr p); } static class N64 { [DllImport(\"kb64\")] public static extern IntPtr kb_create(); [DllImport(\"kb64\")] public static extern void kb_destroy(IntPtr p); } " + "class C { static " + make + " static void Free(IntPtr p) { if (IntPtr.Size == 4) N32.kb_destroy(p); else N64.kb_destroy(p); } void M(bool b) { var p = [|Make()|]; if (b) return; Free(p); } void Good(bool b) { var p = Make(); try { if (b) return; } finally { Free(p); } } }");

    [Fact]
    public Task A_certificate_that_the_next_call_releases_is_the_last_one_only() => Run(
        """
        static class K
        {
            [DllImport("crypt32", ExactSpelling = true)] public static extern IntPtr CertEnumCertificatesInStore(IntPtr store, IntPtr previous);
            [DllImport("crypt32", ExactSpelling = true)] public static extern bool CertFreeCertificateContext(IntPtr context);
        }

        class C
        {
            void All(IntPtr store)
            {
                var context = IntPtr.Zero;
                while ((context = K.CertEnumCertificatesInStore(store, context)) != IntPtr.Zero)
                {
                    N.kd_use(context);
                }
            }

            void First(IntPtr store)
            {
                var context = IntPtr.Zero;
                while ((context = [|K.CertEnumCertificatesInStore(store, context)|]) != IntPtr.Zero)
                {
                    if (N.kd_use(context) == 1)
                    {
                        return;
                    }
                }
            }
        }
        """);

    [Theory]
    [InlineData("class C { private IntPtr _p = [|N.kd_make()|]; int Get() => N.kd_use(_p); }")]
    [InlineData("class C { private readonly IntPtr _p; public C() { _p = [|N.kd_make()|]; } public int Get() => N.kd_use(_p); }")]
    [InlineData("class C { IntPtr _p; void Start() { if (_p == IntPtr.Zero) _p = [|N.malloc(4)|]; } int Get() => Marshal.ReadInt32(_p); }")]
    [InlineData("partial class C { IntPtr _db; public C() { N.Check([|N.kv_open(default, out _db)|]); } } partial class C { public int Get() => N.kv_get(_db, 1); }")]
    [InlineData("class C { private readonly IntPtr _p; public C() { _p = [|Make()|]; } static IntPtr Make() => N.kd_make(); static int Use(IntPtr p) { return N.kd_use(p); } public int Get() => Use(_p); }")]
    [InlineData("class C { private readonly IntPtr _p = [|N.kd_make()|]; [DllImport(\"kd\")] static extern int kd_set_level(IntPtr thing, int level); public int Level { set => kd_set_level(_p, value); } }")]
    public Task A_field_of_a_class_that_never_releases_it(string code) => Run(code);

    [Theory]
    [InlineData("class T { readonly IntPtr _p = {|#0:N.kd_make()|}; public IntPtr Pointer => _p; } class C { int M(T t) => N.kd_use(t.Pointer); }",
        "The handle that `kd_make` returns ([Owned]) is not released by anything in this project; `T` keeps it in `_p` and gives it out by a property; release it with `kd_done` in `Dispose`, or keep it in a SafeHandle")]
    [InlineData("public class T { readonly IntPtr _p = {|#0:N.kd_make()|}; internal IntPtr Pointer { get { return _p; } } } class C { int M(T t) => t.Pointer == default ? 0 : N.kd_use(t.Pointer); }",
        "The handle that `kd_make` returns ([Owned]) is not released by anything in this project; `T` keeps it in `_p` and gives it out by a property; release it with `kd_done` in `Dispose`, or keep it in a SafeHandle")]
    [InlineData("struct T { public IntPtr P, Q; public T(int n) { P = N.kd_make(); Q = {|#0:N.kd_make()|}; } public void Dispose() { N.kd_done(P); P = default; } } class C { int M(T t) => N.kd_use(t.Q); }",
        "The handle that `kd_make` returns ([Owned]) is not released by any member of `T`, which keeps it in `Q`; release it with `kd_done` in `Dispose`, or keep it in a SafeHandle")]
    public Task A_field_that_nothing_in_the_project_releases_is_a_suggestion(string code, string message) => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + code,
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message) },
    }.RunAsync();

    [Theory]
    [InlineData("class C : IDisposable { IntPtr _p; public string Name { set { _p = [|Marshal.StringToHGlobalAnsi(value)|]; } } public void Dispose() { Marshal.FreeHGlobal(_p); _p = IntPtr.Zero; } }")]
    [InlineData("class C { IntPtr _p; public C(string name) { _p = Marshal.StringToHGlobalAnsi(name); } public string Name { set => _p = [|Marshal.StringToHGlobalAnsi(value)|]; } ~C() { Marshal.FreeHGlobal(_p); } }")]
    public Task A_field_that_a_setter_overwrites(string code) => Run(code);

    [Theory]
    [InlineData("public void SetName(string s) { _p = [|Marshal.StringToHGlobalAnsi(s)|]; N.kd_use(_p); }")]
    [InlineData("internal void Resize(int n) { _p = [|Marshal.AllocHGlobal(n)|]; }")]
    [InlineData("public void Load(int n) { if (n < 4) throw new ArgumentException(); _p = [|Marshal.AllocHGlobal(n)|]; }")]
    public Task A_field_that_a_method_overwrites(string method) => Run("class C : IDisposable { IntPtr _p; " + method + " public void Dispose() { Marshal.FreeHGlobal(_p); _p = IntPtr.Zero; } }");

    [Theory]
    [InlineData("_p = [|Marshal.AllocHGlobal(4)|]; if (n < 0) throw new ArgumentException();")]
    [InlineData("_p = [|Marshal.AllocHGlobal(4)|]; _q = [|Marshal.AllocHGlobal(8)|]; if (N.kd_use(_q) != 0) throw new InvalidOperationException();")]
    [InlineData("_p = [|Marshal.AllocHGlobal(4)|]; _q = Marshal.AllocHGlobal(8); if (n < 0) { Marshal.FreeHGlobal(_q); throw new ArgumentException(); }")]
    [InlineData("_p = [|Marshal.AllocHGlobal(4)|]; ThrowIfNegative(n);")]
    public Task A_field_of_an_object_whose_constructor_throws(string body) => Run(OfThrowingConstructor(body, ""));

    internal static string OfThrowingConstructor(string body, string members) =>
        "class C : IDisposable { IntPtr _p, _q; static void ThrowIfNegative(int n) { if (n < 0) throw new ArgumentException(); } " + members + " public C(int n, System.Collections.Generic.List<C> all) { " + body
        + " } public void Dispose() { Marshal.FreeHGlobal(_p); Marshal.FreeHGlobal(_q); _p = _q = default; } }";

    [Fact]
    public async Task A_field_that_a_method_overwrites_is_a_suggestion_where_the_method_may_run_once()
    {
        await Message("Load", DiagnosticSeverity.Info);
        await Message("UpdateName", DiagnosticSeverity.Warning);

        static Task Message(string name, DiagnosticSeverity severity)
        {
            var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
            {
                TestCode = Resources.Declarations + "class C : IDisposable { IntPtr _p; public void " + name + "(string s) { _p = {|#0:Marshal.StringToHGlobalAnsi(s)|}; } public void Dispose() { Marshal.FreeHGlobal(_p); _p = default; } }",
            };
            test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
                .WithMessage("The memory that `Marshal.StringToHGlobalAnsi` returns is not released when `" + name + "` is called again: it puts another value into `_p`, and only the disposal of the object releases what is there; release the former one with `Marshal.FreeHGlobal` before"));
            return test.RunAsync();
        }
    }

    [Theory]
    [InlineData("var s = {|#0:Marshal.StringToCoTaskMemUTF8(a[i])|}; Marshal.WriteIntPtr(p, i * IntPtr.Size, s);", "N.kd_use(p);", DiagnosticSeverity.Warning)]
    [InlineData("Marshal.WriteIntPtr(p, i * IntPtr.Size, {|#0:Marshal.StringToHGlobalAnsi(a[i])|});", "try { N.kd_use(p); } finally { }", DiagnosticSeverity.Warning)]
    [InlineData("Marshal.WriteIntPtr(p + i * IntPtr.Size, {|#0:Marshal.AllocHGlobal(8)|});", "var q = p; N.kd_use(q);", DiagnosticSeverity.Warning)]
    [InlineData("Marshal.WriteIntPtr(IntPtr.Add(p, i * 8), {|#0:Marshal.StringToHGlobalUni(a[i])|});", "N.kd_give(p);", DiagnosticSeverity.Info)]
    public Task Elements_of_an_array_that_is_freed_without_them(string body, string use, DiagnosticSeverity severity)
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier> { TestCode = Resources.Declarations + ArrayElements(body, use) };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    internal static string ArrayElements(string body, string use) =>
        "class C { static void FreeAll(IntPtr p, int n) { for (var i = 0; i < n; i++) Marshal.FreeHGlobal(Marshal.ReadIntPtr(p, i * IntPtr.Size)); } IntPtr _kept; "
        + "void M(string[] a, System.Collections.Generic.List<IntPtr> all) { var p = Marshal.AllocHGlobal(a.Length * IntPtr.Size); try { for (var i = 0; i < a.Length; i++) { " + body + " } " + use + " } finally { Marshal.FreeHGlobal(p); } } }";

    [Theory]
    [InlineData("Open")]
    [InlineData("ConnectTo")]
    [InlineData("StartRecording", "Check();")]
    public Task A_suggestion_for_what_is_opened_while_it_is_open(string name, string before = "")
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
        {
            TestCode = Resources.Declarations + "class C : IDisposable { IntPtr _p; static void Check() { if (IntPtr.Size == 4) throw new InvalidOperationException(); } public void " + name + "(string s) { " + before + " _p = {|#0:Marshal.StringToHGlobalAnsi(s)|}; } public void Close() { Marshal.FreeHGlobal(_p); _p = default; } public void Dispose() => Close(); }",
        };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[UnmanagedCallersOnly] static void OnKey(int n) => Store(n);", DiagnosticSeverity.Info)]
    [InlineData("static readonly Visit s_visit = new Visit(n => Store(n)); static void M() => kv_each(s_visit);", DiagnosticSeverity.Info)]
    [InlineData("[UnmanagedCallersOnly] static void OnKey(int n) { if (n > 0) Next(n); } static void Next(int n) => Store(n);", DiagnosticSeverity.Info)]
    [InlineData("[UnmanagedCallersOnly] static void OnKey(int n) { try { Store(n); } catch (Exception) { } }", DiagnosticSeverity.Warning)]
    [InlineData("[UnmanagedCallersOnly] static void OnKey(int n) => Store(n); static void Other() => Store(1);", DiagnosticSeverity.Warning)]
    [InlineData("static readonly Action<int> s_visit = new Action<int>(n => Store(n));", DiagnosticSeverity.Warning)]
    [InlineData("[UnmanagedCallersOnly] static void OnKey(int n) => Store(n); static readonly Action<int> s_other = Store;", DiagnosticSeverity.Warning)]
    public Task What_only_an_exception_loses_that_ends_the_process_is_a_suggestion(string callers, DiagnosticSeverity severity) => LostInStore(callers, "if (n < 0) throw new ArgumentException();", severity);

    [Fact]
    public Task What_a_return_loses_in_a_callback() => LostInStore("[UnmanagedCallersOnly] static void OnKey(int n) => Store(n);", "if (n < 0) return;", DiagnosticSeverity.Warning);

    private static Task LostInStore(string callers, string exit, DiagnosticSeverity severity)
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
        {
            TestCode = Resources.Declarations + "class C { [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Visit(int n); [DllImport(\"kv\")] static extern void kv_each(Visit visit); static void Store(int n) { var p = {|#0:Marshal.AllocHGlobal(4)|}; "
                + exit + " Marshal.FreeHGlobal(p); } " + callers + " }",
        };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("struct S { public int I; public string T; }", "[|Marshal.StructureToPtr(s, p, false)|]; N.kd_use(p); Marshal.FreeHGlobal(p);")]
    [InlineData("struct S { public int I; public string T; }", "try { [|Marshal.StructureToPtr<S>(s, p, false)|]; N.kd_use(p); } finally { Marshal.FreeHGlobal(p); }")]
    [InlineData("struct I { [MarshalAs(UnmanagedType.LPWStr)] public string T; } struct S { public I Inner; }", "[|Marshal.StructureToPtr(s, p, false)|]; N.kd_use(p); Marshal.FreeHGlobal(p);")]
    public Task Strings_of_a_structure_whose_memory_is_freed(string type, string body) =>
        Run(type + " class C { void M(S s) { var p = Marshal.AllocHGlobal(Marshal.SizeOf<S>()); " + body + " } }");

    [Fact]
    public async Task The_message_names_the_maker_the_ways_out_and_the_release()
    {
        await Message(
            DiagnosticSeverity.Warning,
            "The memory that `Marshal.AllocHGlobal` returns is not released when line 5 returns; release it with `Marshal.FreeHGlobal`",
            "var p = {|#0:Marshal.AllocHGlobal(4)|};\nif (b)\n    return;\nMarshal.FreeHGlobal(p);");
        await Message(
            DiagnosticSeverity.Info,
            "The handle that `kv_open` hands out through `db` (inferred from kv_open/kv_close) is not released when line 4 throws and when line 5 returns; release it with `kv_close` in a `finally` block",
            "if ({|#0:N.kv_open(default, out var db)|} != KvStatus.Ok) return;\nif (b) throw new Exception();\nif (k == 3) { return; }\nN.kv_close(db);");
        await Message(
            DiagnosticSeverity.Warning,
            "The handle that `kd_make` returns ([Owned]) is not released because the result is discarded; release it with `kd_done`",
            "{|#0:N.kd_make()|};");
        await Message(
            DiagnosticSeverity.Info,
            "The SafeHandle that `kh_open` returns is not released at the end of `M`; declare it with `using`",
            "var h = {|#0:N.kh_open()|}; N.kh_get(h);");
        await Message(
            DiagnosticSeverity.Info,
            "The memory that `malloc` returns is not released when an exception leaves line 4; release it with `free` in a `finally` block",
            "var p = {|#0:N.malloc(4)|};\nN.Log(\"x\");\nN.free(p);");
    }

    [Theory]
    [InlineData("var p = {|#0:Marshal.AllocHGlobal(4)|}; try { N.kd_use(p); N.Log(\"x\"); } catch { Marshal.FreeHGlobal(p); }", DiagnosticSeverity.Info)]
    [InlineData("var p = {|#0:Marshal.AllocHGlobal(4)|}; try { N.kd_use(p); if (b) throw new Exception(); N.Log(\"x\"); } catch (InvalidOperationException) { Marshal.FreeHGlobal(p); }", DiagnosticSeverity.Warning)]
    [InlineData("var p = {|#0:OpenProcess(1, false, 2)|}; try { TerminateProcess(p, 1); } catch { CloseHandle(p); }", DiagnosticSeverity.Warning)]
    [InlineData("var p = {|#0:Marshal.AllocHGlobal(4)|}; try { N.Log(\"x\"); } catch { Marshal.FreeHGlobal(p); }", DiagnosticSeverity.Warning)]
    public Task What_only_a_handler_of_exceptions_releases_as_a_suggestion(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { [DllImport(\"kernel32\")] static extern IntPtr OpenProcess(uint access, bool inherit, int id); [DllImport(\"kernel32\")] static extern bool TerminateProcess(IntPtr h, uint code); [DllImport(\"kernel32\")] static extern bool CloseHandle(IntPtr h); void M(bool b) { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("var p = [|Marshal.StringToHGlobalUni(s)|]; if (kd_bind(d, p) < 0) throw new InvalidOperationException(); N.kd_use(d); Marshal.FreeHGlobal(p);")]
    [InlineData("var p = [|Marshal.StringToHGlobalUni(s)|]; kd_bind(d, (IntPtr)p); if (N.kd_use(d) < 0) return; Marshal.FreeHGlobal(p);")]
    public Task What_a_function_keeps_by_its_name_and_the_body_frees_all_the_same(string body) =>
        Run("class C { [DllImport(\"kd\")] static extern int kd_bind(IntPtr thing, IntPtr text); void M(IntPtr d, string s) { " + body + " } }");

    [Theory]
    [InlineData("static C()", "if (N.kd_use(p) < 0) throw new Exception();", DiagnosticSeverity.Info)]
    [InlineData("static C()", "if (N.kd_use(p) < 0) return;", DiagnosticSeverity.Warning)]
    [InlineData("static void M()", "if (N.kd_use(p) < 0) throw new Exception();", DiagnosticSeverity.Warning)]
    public Task What_a_static_constructor_loses_when_it_throws_as_a_suggestion(string member, string wayOut, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { " + member + " { var p = {|#0:Marshal.AllocHGlobal(4)|}; " + wayOut + " Marshal.FreeHGlobal(p); } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData(OutputKind.WindowsApplication, "", DiagnosticSeverity.Info)]
    [InlineData(OutputKind.ConsoleApplication, "var hook = ", DiagnosticSeverity.Info)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "", DiagnosticSeverity.Info)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "var hook = ", DiagnosticSeverity.Warning)]
    public Task A_hook_that_is_meant_to_stay_as_a_suggestion(OutputKind kind, string kept, DiagnosticSeverity severity)
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
        {
            TestCode = Resources.Declarations + "class C { [DllImport(\"user32\", ExactSpelling = true)] static extern IntPtr SetWinEventHook(uint first, uint last, IntPtr module, IntPtr hook, uint process, uint thread, uint flags); "
                + "static void Main() { " + kept + "{|#0:SetWinEventHook(1, 2, IntPtr.Zero, IntPtr.Zero, 0, 0, 0)|}; } }",
            ExpectedDiagnostics = { new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        };
        test.TestState.OutputKind = kind;
        return test.RunAsync();
    }

    [Fact]
    public Task What_is_only_called_a_handler_of_errors_throws_none() => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { static void HandleError(int error) { Console.WriteLine(error); } void M() { var p = {|#0:Marshal.AllocHGlobal(4)|}; var rc = N.kd_use(p); if (rc < 0) { HandleError(rc); Marshal.FreeHGlobal(p); return; } Marshal.FreeHGlobal(p); } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task What_makes_a_value_checks_none() => Run("""
        static class Extension { public static extern IntPtr EnsureHandle(); }
        class C { void M() { var p = {|#0:Marshal.AllocHGlobal(4)|}; var h = Extension.EnsureHandle(); N.kd_use(h); Marshal.FreeHGlobal(p); } }
        """.Replace("{|#0:", "[|").Replace("|}", "|]"));

    [Fact]
    public Task Memory_of_GLib_from_a_helper() => Run("""
        class C
        {
            [DllImport("libglib-2.0-0.dll")] static extern IntPtr g_malloc(nuint size);
            static IntPtr Copy(string text) { if (text == null) return IntPtr.Zero; var copy = g_malloc((nuint)text.Length + 1); Marshal.WriteByte(copy, 0); return copy; }
            void M(string text) { var copy = [|Copy(text)|]; N.kd_use(copy); }
        }
        """);

    [Fact]
    public Task A_protected_field_is_a_suggestion() => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "public class C { protected IntPtr P; public C() { P = {|#0:N.kd_make()|}; } public int Get() => N.kd_use(P); }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task The_message_of_a_field_names_the_class() => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { IntPtr _p; public C() { _p = {|#0:N.kd_make()|}; } public int Get() => N.kd_use(_p); }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1003", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "The handle that `kd_make` returns ([Owned]) is not released by any member of `C`, which keeps it in `_p`; release it with `kd_done` in `Dispose`, or keep it in a SafeHandle"),
        },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { void M(bool b) { var p = [|N.kd_make()|]; if (b) return; N.kd_done( } }",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static Task Message(DiagnosticSeverity severity, string message, string body)
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>();
        test.TestState.Sources.Add("using System; using System.Runtime.InteropServices;\nclass C { void M(bool b, int k) {\n" + body + " } }");
        test.TestState.Sources.Add(Resources.Declarations);
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("IntPtr _a; void M(List<int> all) { var p = {|#0:N.kd_make()|}; foreach (var one in all) { _a = p; } }", DiagnosticSeverity.Info)]
    [InlineData("IntPtr _a; IntPtr _b; void M() { if (_a != 0 && _b != 0) return; var p = {|#0:N.kd_make()|}; N.Log(\"a\"); if (_a == 0) _a = p; if (_b == 0) _b = p; }", DiagnosticSeverity.Info)]
    [InlineData("IntPtr _a; int M(int n) { var p = {|#0:N.kd_make()|}; if (n < 0) return 1; _a = p; return 0; }", DiagnosticSeverity.Warning)]
    public Task What_is_handed_on_under_a_condition(string code, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { void Free() { N.kd_done(_a); } " + code + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("static void M() { var p = [|W.OpenProcess(1, false, 2)|]; W.Ask(p); }")]
    [InlineData("static void M() { var p = [|W.VirtualAlloc(IntPtr.Zero, 4096, 0x3000, 4)|]; W.Ask(p); }")]
    public Task Of_handles_in_structs_and_of_reserved_memory(string code) => Run("""
        readonly struct Handle { private readonly IntPtr _handle; public static implicit operator IntPtr(Handle value) => value._handle; }
        static class W
        {
            [DllImport("kernel32")] public static extern IntPtr VirtualAlloc(IntPtr address, nint size, int type, int protection);
            [DllImport("kernel32")] public static extern Handle OpenProcess(int access, bool inherit, int id);
            [DllImport("kernel32")] public static extern int Ask(IntPtr process);
        }
        class C { 
        """ + code + " }");

    [Fact]
    public Task What_only_a_failure_in_a_finally_block_loses_is_a_suggestion() => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + """
            class C
            {
                static void M() { var p = {|#0:N.kd_make()|}; try { N.Log("a"); } finally { Finish(3); N.kd_done(p); } }
                static void Finish(int key) { if (key > 3) throw new FormatException(); N.Log("b"); }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("static void Main() => Start(); static void Start() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Info)]
    [InlineData("static void Main() => new C(); C() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Info)]
    [InlineData("static readonly C s_only = new C(); static void Main() { } C() { Start(); } void Start() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Info)]
    [InlineData("static void Main() { Restart(); Restart(); } static void Restart() { Start(); Environment.Exit(1); } static void Start() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Info)]
    [InlineData("static void Main() { while (true) Start(); } static void Start() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Warning)]
    [InlineData("static void Main() { Start(); Start(); } static void Start() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Warning)]
    [InlineData("static void Main() { Start(); } static void Start() { for (var i = 0; i < 3; i++) { var p = {|#0:N.kd_make()|}; N.kd_use(p); } }", DiagnosticSeverity.Warning)]
    [InlineData("static void Main() { Restart(); Restart(); } static void Restart() { Start(); Environment.GetCommandLineArgs(); } static void Start() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Warning)]
    [InlineData("static void Main() { new C(); new C(); } C() { var p = {|#0:N.kd_make()|}; N.kd_use(p); }", DiagnosticSeverity.Warning)]
    public Task What_a_program_does_once_as_a_suggestion(string code, DiagnosticSeverity severity)
    {
        var test = new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
        {
            TestCode = Resources.Declarations + "class C { " + code + " }",
            ExpectedDiagnostics = { new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("for (var i = 0; i < n; i++) { all[i] = (byte*)&p[i]; } return all;", DiagnosticSeverity.Info)]
    [InlineData("if (n > 3) { all[0] = (byte*)&p[0]; } return all;", DiagnosticSeverity.Warning)]
    [InlineData("for (var i = 0; i < n; i++) { all[i] = null; } return all;", DiagnosticSeverity.Warning)]
    public Task Elements_whose_addresses_a_loop_hands_on_as_a_suggestion(string code, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "unsafe class C { static byte*[] M(int n) { var p = (int*){|#0:Marshal.AllocHGlobal(4 * n)|}; var all = new byte*[n]; " + code + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI1003", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    private static Task Run(string code) => CSharpAnalyzerVerifier<FFI1003NativeResourceNotReleased, DefaultVerifier>.VerifyAnalyzerAsync(Resources.Declarations + code);
}
