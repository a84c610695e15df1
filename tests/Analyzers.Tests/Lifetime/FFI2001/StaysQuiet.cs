using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2001;

/// <summary>Delegates that are kept, or that native code only uses during the call.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() => N.kv_foreach(OnCode);")]
    [InlineData("void M() => N.kv_run(OnCode);")]
    [InlineData("void M(bool b) { Callback c = null; if (b) { c = OnCode; N.kv_set_log(c); } N.kv_poll(); if (b) GC.KeepAlive(c); }")]
    [InlineData("void M(bool b) { Callback c = OnCode; N.kv_set_log(c); if (b) { N.kv_poll(); GC.KeepAlive(c); } else { GC.KeepAlive(c); } }")]
    [InlineData("void M(bool b) { Callback c = OnCode; N.kv_set_log(c); if (b) { N.kv_poll(); GC.KeepAlive(c); } else return; }")]
    [InlineData("void M(bool b) { Callback c = OnCode; N.kv_set_log(c); if (b) return; N.kv_poll(); GC.KeepAlive(c); }")]
    [InlineData("void M(int n) { Callback c = OnCode; N.kv_set_log(c); while (n-- > 0) { N.kv_poll(); GC.KeepAlive(c); } }")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_set_checked(Callback callback); void M() { Callback c = OnCode; var rc = kv_set_checked(c); if (rc == 0) { N.kv_poll(); GC.KeepAlive(c); } }")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_set_checked(Callback callback); void M() { Callback c = OnCode; if (kv_set_checked(c) == 0) { N.kv_poll(); GC.KeepAlive(c); } }")]
    [InlineData("nint table; Callbacks held; void M() { var s = new Callbacks { OnData = OnCode }; held = s; Marshal.StructureToPtr(s, table, false); }")]
    [InlineData("nint table; void M() { Callback c = OnCode; GCHandle.Alloc(c); var s = new Callbacks { OnData = c }; Marshal.StructureToPtr(s, table, false); }")]
    [InlineData("void M() { var table = Marshal.AllocHGlobal(64); var s = new Callbacks { OnData = OnCode }; Marshal.StructureToPtr(s, table, false); N.kv_poll(); Marshal.FreeHGlobal(table); }")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_run_on_chip(Callback progress, nint data, int timeout_ms); void M() => kv_run_on_chip(OnCode, 0, 5);")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); N.kv_copy(store); GC.KeepAlive(c); }")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); GC.KeepAlive(c); N.kv_copy(store); GC.KeepAlive(c); }")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); GC.KeepAlive(c); N.kv_close(store); }")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); GC.KeepAlive(c); N.kv_remove_progress(store); }")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); GC.KeepAlive(c); N.kv_set_progress(store, null); }")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); GC.KeepAlive(c); N.other_copy(store); }")]
    [InlineData("void M(nint store, nint other) { Callback c = OnCode; N.kv_set_progress(store, c); GC.KeepAlive(c); N.kv_copy(other); }")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); N.kv_copy(store); N.kv_copy(store); GC.KeepAlive(c); N.kv_copy(store); }")]
    [InlineData("void M(nint store) { Callback c = OnCode; N.kv_set_progress(store, c); GC.KeepAlive(c); Action later = () => N.kv_copy(store); later(); }")]
    [InlineData("[DllImport(\"kv\")] static extern int Sum_Sum(Callback callback); [DllImport(\"kv\")] static extern nint list_list(Callback callback); void M() { Sum_Sum(OnCode); list_list(OnCode); }")]
    [InlineData("void M() => N.kv_list_free(0, OnCode);")]
    [InlineData("void M() => N.EachItem(OnCode);")]
    [InlineData("Callback Keep() { kept = OnCode; return kept; } void M() => N.kv_set_log(Keep());")]
    [InlineData("Callback Lazy() => kept ??= OnCode; void M() => N.kv_set_log(Lazy());")]
    [InlineData("Callback Handler => OnCode; void M() { var handler = Handler; N.kv_set_log(handler); N.kv_poll(); GC.KeepAlive(handler); }")]
    [InlineData("virtual protected Callback Handler => OnCode; void M() => N.kv_set_log(Handler);")]
    [InlineData("void M() => N.kv_set_log(null);")]
    [InlineData("void M() { Callback c = OnCode; N.kv_set_log(c); N.kv_poll(); N.kv_unregister(c); }")]
    [InlineData("void M() => SetLog(OnCode); static void SetLog(Callback given) { all.Add(given); N.kv_set_log(given); } static System.Collections.Generic.List<Callback> all = new();")]
    [InlineData("void M() { Callback c = OnCode; SetLog(c); GC.KeepAlive(c); } static void SetLog(Callback given) => N.kv_set_log(given);")]
    [InlineData("void M() => ForEach(OnCode); static void ForEach(Callback given) => N.kv_foreach(given);")]
    [InlineData("void M() => N.kv_set_log(kept);")]
    [InlineData("void M() => N.kv_set_log(kept = OnCode);")]
    [InlineData("void M() => N.kv_set_log(kept ??= OnCode);")]
    [InlineData("void M() => N.kv_set_log(Static);")]
    [InlineData("void M() => N.kv_set_log(Property);")]
    [InlineData("void M(Callback given) => N.kv_set_log(given);")]
    [InlineData("void M() { kept = OnCode; N.kv_set_log(kept); }")]
    [InlineData("void M() { Callback c = OnCode; kept = c; N.kv_set_log(c); }")]
    [InlineData("void M() { Callback c = OnCode; N.kv_set_log(c); kept = c; }")]
    [InlineData("void M() { Callback c = kept = OnCode; N.kv_set_log(c); }")]
    [InlineData("void M() { Callback c = OnCode; list.Add(c); N.kv_set_log(c); }")]
    [InlineData("void M() { Callback c = OnCode; array[0] = c; N.kv_set_log(c); }")]
    [InlineData("void M() { Callback c = OnCode; var h = GCHandle.Alloc(c); N.kv_set_log(c); }")]
    [InlineData("void M() { Callback c = OnCode; N.kv_set_log(c); N.kv_poll(); GC.KeepAlive(c); }")]
    [InlineData("void M() { Callback c = OnCode; try { N.kv_set_log(c); } finally { GC.KeepAlive(c); } }")]
    [InlineData("void M() { Callback c = OnCode; N.kv_register(c, 0); N.kv_poll(); N.kv_run(c); }")]
    [InlineData("Callback M() { Callback c = OnCode; N.kv_set_log(c); return c; }")]
    [InlineData("void M(out Callback o) { Callback c = OnCode; N.kv_set_log(c); o = c; }")]
    [InlineData("Action M() { Callback c = OnCode; N.kv_set_log(c); return () => c(1); }")]
    [InlineData("void M() { Callback c = Make(); N.kv_set_log(c); }")]
    [InlineData("void M() { Callback c = kept; c ??= OnCode; N.kv_set_log(c); }")]
    [InlineData("void M(bool b) { Callback c = b ? kept : Static; N.kv_set_log(c); }")]
    [InlineData("void M() { foreach (var c in list) N.kv_set_log(c); }")]
    [InlineData("void M() { if (TryMake(out var c)) N.kv_set_log(c); }")]
    [InlineData("void M() { var pair = (OnData: (Callback)OnCode, 1); tuple = pair; N.kv_set_log(pair.OnData); }")]
    [InlineData("void M() { Callback c = OnCode; for (int i = 0; i < 3; i++) { GC.KeepAlive(c); N.kv_set_log(c); } }")]
    [InlineData("void M() { Callback c = OnCode; Use(c); N.kv_set_log(c); }")]
    [InlineData("void M() { ref Callback c = ref kept; c = OnCode; N.kv_set_log(c); }")]
    public Task The_delegate_is_kept(string member) => Reports.Verify($$"""
        class C
        {
            Callback kept;
            static readonly Callback Static = OnStatic;
            Callback Property { get; set; }
            System.Collections.Generic.List<Callback> list = new();
            Callback[] array = new Callback[1];
            (Callback, int) tuple;
            void OnCode(int code) { }
            static void OnStatic(int code) { }
            Callback Make() => kept;
            bool TryMake(out Callback c) { c = kept; return true; }
            void Use(Callback c) => kept = c;
            {{member}}
        }
        """);

    [Theory]
    [InlineData("void M() { kept.OnData = OnCode; N.kv_set_callbacks(ref kept); }")]
    [InlineData("void M() { var s = new Callbacks { OnData = OnCode }; kept = s; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { var s = new Callbacks { OnData = OnCode }; N.kv_set_callbacks(ref s); kept = s; }")]
    [InlineData("void M() { var s = new Callbacks { OnData = OnCode }; N.kv_set_callbacks(ref s); N.kv_poll(); GC.KeepAlive(s); }")]
    [InlineData("void M() { var s = new Callbacks { OnData = field }; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { var s = new Callbacks { OnData = field = OnCode }; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { var s = new Callbacks(); s.OnData = OnCode; field = s.OnData; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { Callback c = OnCode; field = c; var s = new Callbacks { OnData = c }; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { Callback c = OnCode; var s = new Callbacks { OnData = c }; N.kv_set_callbacks(ref s); N.kv_poll(); GC.KeepAlive(c); }")]
    [InlineData("void M() { var s = new Callbacks { Flags = 3 }; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M(ref Callbacks s) { s.OnData = OnCode; N.kv_set_callbacks(ref s); }")]
    [InlineData("Callbacks M() { var s = new Callbacks { OnData = OnCode }; N.kv_set_callbacks(ref s); return s; }")]
    public Task The_struct_or_its_delegate_is_kept(string member) => Reports.Verify($$"""
        class C
        {
            Callbacks kept;
            Callback field;
            void OnCode(int code) { }
            {{member}}
        }
        """);

    [Fact]
    public Task Names_of_calls_that_use_the_callback_before_they_return() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            namespace BoundaryLint
            {
                class NoEscapeAttribute : Attribute { }
            }
            delegate int Compare(nint a, nint b);
            static class N
            {
                [DllImport("c")] internal static extern void qsort(nint items, nuint count, nuint size, Compare compare);
                [DllImport("user32")] internal static extern bool EnumWindows(Compare callback, nint data);
                [DllImport("user32")] internal static extern bool EnumDisplayMonitors(nint dc, nint clip, Compare callback, nint data);
                [DllImport("git2")] internal static extern int git_index_add_all(nint index, Compare callback);
                [DllImport("git2")] internal static extern int git_submodule_foreach(nint repository, Compare callback);
                [DllImport("kv")] internal static extern void kv_set_order([BoundaryLint.NoEscape] Compare compare);
            }
            class C
            {
                int n;
                int Order(nint a, nint b) => n;
                void M()
                {
                    N.qsort(0, 0, 0, Order);
                    N.EnumWindows(Order, 0);
                    N.EnumDisplayMonitors(0, 0, Order, 0);
                    N.git_index_add_all(0, Order);
                    N.git_submodule_foreach(0, Order);
                    N.kv_set_order(Order);
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Managed_functions_of_the_same_names() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            delegate void set_log(Action<int> callback);
            class DllImportAttribute : Attribute { public DllImportAttribute(string name) { } }
            class C
            {
                [DllImport("kv")] static void kv_set_log(Action<int> callback) { }
                int n;
                void M(set_log managed) { kv_set_log(x => n++); managed(x => n++); }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Behind_methods_and_constructors_that_keep_it() => Reports.Verify("""
        class Log
        {
            private readonly Callback _callback;
            private nint _pointer;
            public Log(Callback callback) { _callback = callback; N.kv_set_log(callback); }
            public Log(Callback callback, int level) : this(callback) { }
            public static Callback Kept;
            public static void SetFrom(Callback callback) { Kept = callback; N.kv_set_log(callback); }
            public static void Further(Callback callback) => SetFrom(callback);
            public static void Round(Callback callback) => Around(callback);
            public static void Around(Callback callback) { if (Kept == null) Round(callback); N.kv_set_log(Kept); }
            public void Pointer(Callback callback) => _pointer = Marshal.GetFunctionPointerForDelegate(callback);
            public static void Run(Callback callback) { kv_run_pointer(Marshal.GetFunctionPointerForDelegate(callback)); System.GC.KeepAlive(callback); }
            [DllImport("kv")] static extern void kv_run_pointer(nint callback);
        }
        class C
        {
            void OnCode(int code) { }
            void M(Log log)
            {
                Log.Further(OnCode);
                Log.Round(OnCode);
                Log.Run(OnCode);
                log.Pointer(OnCode);
                new Log(OnCode);
                new Log(OnCode, 3);
            }
        }
        """);

    [Fact]
    public Task Types_without_a_declaration() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class N
            {
                [DllImport("kv")] internal static extern void kv_set_pair((Action, int) pair);
                [DllImport("kv")] internal static extern void kv_set_missing(Missing missing);
                [DllImport("kv")] internal static extern void kv_set_generic<T>(T value);
            }
            class C
            {
                void M()
                {
                    N.kv_set_pair((M, 1));
                    N.kv_set_missing(M);
                    N.kv_set_generic(new { Callback = (Action)M });
                }
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("interface INative { void SetLog(Callback callback); } class Native : INative { Callback _kept; public void SetLog(Callback callback) { _kept = callback; N.kv_set_log(callback); } }")]
    [InlineData("interface INative { void SetLog(Callback callback); } class Native : INative { public void SetLog(Callback callback) => N.kv_set_log(callback); } class Other : INative { Callback _kept; public void SetLog(Callback callback) => _kept = callback; }")]
    [InlineData("interface INative { void SetLog(Callback callback); } class Native : INative { public void SetLog(Callback callback) => N.kv_foreach(callback); }")]
    [InlineData("interface INative { void SetLog(Callback callback); } class Fake : INative { public void SetLog(Callback callback) { } }")]
    [InlineData("interface INative { void SetLog(Callback callback); }")]
    public Task Behind_an_interface_whose_implementations_keep_it_or_do_not_give_it_to_native_code(string types) =>
        Reports.Verify("class C { readonly INative _native; internal C(INative native) => _native = native; void OnCode(int code) => System.GC.Collect(); void M() => _native.SetLog(OnCode); } " + types);

    [Theory]
    [InlineData("kv_set_table(memory); GC.KeepAlive(table);")]
    [InlineData("kv_each_entry(memory);")]
    [InlineData("kv_set_table(other);")]
    public Task A_struct_in_memory_that_native_code_does_not_keep(string use) => Reports.Verify("""
        class C
        {
            [DllImport("kv")] static extern void kv_set_table(nint table);
            [DllImport("kv")] static extern void kv_each_entry(nint table);
            void OnCode(int code) => GC.Collect();
            void M(nint other)
            {
                var table = new Callbacks { OnData = OnCode };
                var memory = Marshal.AllocHGlobal(Marshal.SizeOf<Callbacks>());
                Marshal.StructureToPtr(table, memory, false);
        """ + use + " } }");

    [Theory]
    [InlineData("public void Listen(int topic, Action<int> handler) { _listener = x => handler(x); B.kv_set_listener(topic, _listener); }")]
    [InlineData("public void Listen(int topic, Action<int> handler) { if (_listener != null) throw new InvalidOperationException(); _listener = x => handler(x); B.kv_add_listener(topic, _listener); }")]
    [InlineData("public void Listen(int topic, Action<int> handler) { if (_isOn) return; _listener = x => handler(x); B.kv_add_listener(topic, _listener); }")]
    [InlineData("public void Listen(int topic, Action<int> handler) { B.kv_remove_listener(topic, _listener); _listener = x => handler(x); B.kv_add_listener(topic, _listener); }")]
    [InlineData("public void Listen(int topic, Action<int> handler) { Stop(topic); _listener = x => handler(x); B.kv_add_listener(topic, _listener); }")]
    [InlineData("public void Listen(int topic, Action<int> handler) { _listener = x => handler(x); B.kv_add_listener(topic, _listener); _all.Add(_listener); }")]
    [InlineData("public void Listen(int topic) { _listener ??= OnCode; B.kv_add_listener(topic, _listener); }")]
    [InlineData("public void Listen(int topic) { _listener = x => Console.WriteLine(x); B.kv_add_listener(topic, _listener); }")]
    [InlineData("void Listen(int topic, Action<int> handler) { _listener = x => handler(x); B.kv_add_listener(topic, _listener); }")]
    [InlineData("public C(int topic, Action<int> handler) { _listener = x => handler(x); B.kv_add_listener(topic, _listener); }")]
    [InlineData("public void Listen() { _listener = OnCode; B.kv_add_listener(0, _listener); }")]
    [InlineData("public static void Watch(nint bus) { s_listener = x => GC.Collect(); B.kv_set_listener(bus, s_listener); }")]
    [InlineData("public static void Watch(nint bus) { s_listener ??= new Callback(OnStatic); B.kv_set_listener(bus, s_listener); }")]
    [InlineData("public static void Watch(nint bus) { if (s_listener != null) return; s_listener = new Callback(OnStatic); B.kv_set_listener(bus, s_listener); }")]
    [InlineData("static nint s_bus; public static void Watch(int topic) { s_listener = new Callback(OnStatic); B.kv_set_listener(s_bus, s_listener); }")]
    [InlineData("internal static void Watch(nint data) { s_listener = new Callback(OnStatic); N.kv_register(s_listener, data); }")]
    [InlineData("static void Watch(nint bus) { s_listener = new Callback(OnStatic); B.kv_set_listener(bus, s_listener); }")]
    [InlineData("public void Watch(nint bus) { _listener = OnCode; B.kv_set_listener(bus, _listener); }")]
    public Task A_field_whose_delegate_stays_or_is_taken_back(string method) => Reports.Verify(
        "public class C { Callback _listener; static Callback s_listener; static void OnStatic(int code) { } bool _isOn; readonly System.Collections.Generic.List<Callback> _all = new(); void OnCode(int code) => GC.Collect(); void Stop(int topic) => B.kv_remove_listener(topic, _listener); "
        + method + " }" + Reports.Bus);
}
