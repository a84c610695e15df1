using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2001;

/// <summary>Delegates that nothing keeps while native code does.</summary>
public sealed class Reports
{
    /// <summary>The native side of most tests.</summary>
    internal const string Native = """

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Callback(int code);
        struct Callbacks { public Callback OnData; public Callback OnEnd; public int Flags; }
        static partial class N
        {
            [DllImport("kv")] internal static extern void kv_set_log(Callback callback);
            [DllImport("kv")] internal static extern void kv_register(Callback callback, nint data);
            [DllImport("kv")] internal static extern void kv_unregister(Callback callback);
            [DllImport("kv")] internal static extern void kv_set_callbacks(ref Callbacks callbacks);
            [DllImport("kv")] internal static extern void kv_set_callbacks_copy(Callbacks callbacks);
            [DllImport("kv")] internal static extern void kv_run(Callback callback);
            [DllImport("kv")] internal static extern void kv_foreach(Callback callback);
            [DllImport("kv")] internal static extern void kv_poll();
            [DllImport("kv")] internal static extern int kv_set_progress(nint store, Callback callback);
            [DllImport("kv")] internal static extern void kv_remove_progress(nint store);
            [DllImport("kv")] internal static extern void kv_copy(nint store);
            [DllImport("kv")] internal static extern void kv_close(nint store);
            [DllImport("other")] internal static extern void other_copy(nint store);
            [DllImport("kv")] internal static extern void kv_put(nint data, Callback deallocator);
            [DllImport("kv")] internal static extern void kv_list_free(nint list, Callback deallocator);
            [DllImport("kv")] internal static extern nint kv_comparer_create(Callback compare);
            internal static TDelegate Load<TDelegate>(string name) => Marshal.GetDelegateForFunctionPointer<TDelegate>(NativeLibrary.GetExport(0, name));
            internal delegate void SetFunction(Callback callback);
            internal static readonly SetFunction SetHook = Load<SetFunction>("kv_set_hook");
            internal static readonly SetFunction EachItem = Load<SetFunction>("kv_foreach_item");
        }
        """;

    internal static Task Verify(string source) => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\n" + source + Native,
    }.RunAsync();

    [Theory]
    [InlineData("void M() => N.kv_set_log([|x => count += x|]);")]
    [InlineData("void M() { var c = new Callback(OnCode); N.kv_set_log([|c|]); c = new Callback(OnCode); N.kv_poll(); GC.KeepAlive(c); }")]
    [InlineData("void M() => N.kv_set_log([|OnCode|]);")]
    [InlineData("void M() => N.kv_set_log([|this.OnCode|]);")]
    [InlineData("static void SetLog(Callback given) { if (given == null) throw new ArgumentNullException(); N.kv_set_log(given); } void M() => SetLog([|OnCode|]);")]
    [InlineData("static void SetLog(Callback given) { N.kv_set_log(given); GC.KeepAlive(given); } void M() => SetLog([|x => count += x|]);")]
    [InlineData("void M() => N.kv_set_log([|new Callback(OnCode)|]);")]
    [InlineData("void M() => N.kv_set_log([|new(OnCode)|]);")]
    [InlineData("void M() => N.kv_set_log([|(Callback)OnCode|]);")]
    [InlineData("static void M() => N.kv_set_log([|new Callback(OnStatic)|]);")]
    [InlineData("void M(int y) => N.kv_set_log([|delegate(int x) { Console.WriteLine(y); }|]);")]
    [InlineData("void M(C other) => N.kv_set_log([|other.OnCode|]);")]
    [InlineData("void M() => N.kv_register([|OnCode|], 0);")]
    [InlineData("void M() => N.kv_put(0, [|OnCode|]);")]
    [InlineData("static void SetLog(Callback given) => N.kv_set_log(given); void M() { Callback c = OnCode; SetLog([|c|]); }")]
    [InlineData("static void SetLog(Callback given) => N.kv_set_log(given); Callback Make() => OnCode; void M() { var c = Make(); SetLog([|c|]); }")]
    [InlineData("nint M() => N.kv_comparer_create([|OnCode|]);")]
    [InlineData("void M() => N.SetHook([|OnCode|]);")]
    [InlineData("Callback Make(bool on) { if (!on) return null; return OnCode; } void M() => N.kv_set_log([|Make(true)|]);")]
    [InlineData("Callback Handler => count > 0 ? OnCode : null; void M() => N.kv_set_log([|Handler|]);")]
    [InlineData("Callback Handler { get { return new Callback(OnCode); } } void M() { var handler = Handler; N.kv_set_log([|handler|]); }")]
    [InlineData("void M() => N.kv_register(data: 0, callback: [|OnCode|]);")]
    [InlineData("void M(bool b) => N.kv_set_log(b ? [|OnCode|] : null);")]
    [InlineData("void M() { Callback c = OnCode; N.kv_set_log([|c|]); }")]
    [InlineData("void M() { var c = new Callback(OnCode); N.kv_set_log([|c|]); Console.WriteLine(); }")]
    [InlineData("void M() { Callback c = null; c = OnCode; N.kv_set_log([|c|]); N.kv_poll(); }")]
    [InlineData("void M() { Callback c; N.kv_set_log([|c = OnCode|]); }")]
    [InlineData("void M() { Callback c = OnCode; if (c != null) N.kv_set_log([|c|]); }")]
    [InlineData("void M() { Callback c = OnCode; N.kv_set_log([|c|]); N.kv_register(c, 0); }")]
    [InlineData("void M() { Callback c = OnCode; GC.KeepAlive(c); N.kv_set_log([|c|]); }")]
    [InlineData("void M(bool b) { Callback c = OnCode; N.kv_set_log([|c|]); N.kv_poll(); if (b) GC.KeepAlive(c); }")]
    [InlineData("void M() { Callback c = OnCode; N.kv_set_log([|c|]); try { N.kv_poll(); } catch (InvalidOperationException) { GC.KeepAlive(c); } }")]
    [InlineData("[DllImport(\"kv\")] static extern nint Proxy_Proxy(Callback callback); nint M() => Proxy_Proxy([|OnCode|]);")]
    [InlineData("[DllImport(\"kv\")] static extern nint Proxy_Proxy_2(Callback callback); nint M() => Proxy_Proxy_2([|OnCode|]);")]
    [InlineData("[DllImport(\"kv\")] static extern nint Proxy_ctor(Callback callback); nint M() => Proxy_ctor([|OnCode|]);")]
    [InlineData("nint store; void M() { Callback c = OnCode; N.kv_set_progress(store, [|c|]); GC.KeepAlive(c); N.kv_copy(store); }")]
    [InlineData("void M(nint store, bool b) { if (b) { Callback c = OnCode; var rc = N.kv_set_progress(store, [|c|]); GC.KeepAlive(c); if (rc == 0) N.kv_copy(store); } }")]
    [InlineData("int P { set { N.kv_set_log([|OnCode|]); } }")]
    [InlineData("C() { N.kv_set_log([|OnCode|]); }")]
    [InlineData("async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Yield(); N.kv_set_log([|OnCode|]); }")]
    [InlineData("System.Collections.Generic.IEnumerable<int> M() { N.kv_set_log([|OnCode|]); yield return 1; }")]
    [InlineData("void M() { void Local() { N.kv_set_log([|OnCode|]); } Local(); }")]
    [InlineData("void M() { Action a = () => N.kv_set_log([|OnCode|]); a(); }")]
    [InlineData("void M() { Action a = () => { Callback c = OnCode; N.kv_set_log([|c|]); }; a(); }")]
    [InlineData("void M() { int n = 0; void Local(int x) => n += x; N.kv_set_log([|Local|]); }")]
    public Task A_delegate_that_dies_with_the_call(string member) => Verify($$"""
        class C
        {
            int count;
            void OnCode(int code) => count++;
            static void OnStatic(int code) { }
            {{member}}
        }
        """);

    [Theory]
    [InlineData("void M() { var s = new Callbacks { OnData = [|OnCode|] }; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { var s = new Callbacks(); s.OnData = [|OnCode|]; s.OnEnd = [|x => count++|]; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { Callbacks s = default; s.OnData = [|OnCode|]; N.kv_set_callbacks_copy(s); }")]
    [InlineData("void M() { N.kv_set_callbacks_copy(new Callbacks { OnData = [|OnCode|], Flags = 1 }); }")]
    [InlineData("nint table; void M() { var s = new Callbacks { OnData = [|OnCode|], OnEnd = [|x => count++|] }; table = Marshal.AllocHGlobal(64); Marshal.StructureToPtr(s, table, false); }")]
    [InlineData("static nint table; void M() { Callbacks s = default; s.OnData = [|OnCode|]; Marshal.StructureToPtr(s, table, false); }")]
    [InlineData("void M() { Callback c = OnCode; var s = new Callbacks { OnData = [|c|] }; N.kv_set_callbacks(ref s); }")]
    [InlineData("void M() { Callback c = OnCode; var s = new Callbacks(); s.OnData = [|c|]; N.kv_set_callbacks(ref s); }")]
    public Task A_delegate_inside_a_struct(string member) => Verify($$"""
        class C
        {
            int count;
            void OnCode(int code) => count++;
            {{member}}
        }
        """);

    [Fact]
    public Task A_handler_that_the_catalogue_knows_to_be_kept_by_a_function_whose_name_does_not_say_so() => Verify("""
        delegate int WriteAccess(nint attribute, nint value, nint connection, nint data);
        static class Server { [DllImport("iec61850")] internal static extern void IedServer_handleWriteAccess(nint server, nint attribute, WriteAccess handler, nint data); }
        sealed class Owner
        {
            private int _writes;
            void M(nint server, nint attribute) => Server.IedServer_handleWriteAccess(server, attribute, [|Count|], 0);
            private int Count(nint attribute, nint value, nint connection, nint data) => ++_writes;
        }
        """);

    [Fact]
    public Task Records_and_parts() => Verify("""
        record R(int Start)
        {
            void OnCode(int code) { }
            void M() => N.kv_set_log([|OnCode|]);
        }
        partial class P { void M() => N.kv_set_log([|OnCode|]); }
        partial class P { void OnCode(int code) { } }
        struct S
        {
            public static void OnCode(int code) { }
            void M() => N.kv_set_log([|new Callback(OnCode)|]);
        }
        """);

#if ROSLYN_4_8_OR_GREATER
    [Fact]
    public Task Primary_constructors() => Verify("""
        class Primary(int start)
        {
            void M() => N.kv_set_log([|x => Console.WriteLine(start)|]);
        }
        """);
#endif

    [Fact]
    public Task Top_level_statements() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestState =
        {
            OutputKind = OutputKind.ConsoleApplication,
            Sources =
            {
                "int n = 0;\nCallback c = x => n += x;\nN.kv_set_log([|c|]);\nN.kv_register([|x => n++|], 0);\n",
                "using System.Runtime.InteropServices;\n" + Native,
            },
        },
    }.RunAsync();

    [Fact]
    public Task Every_form_of_native_function() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;

            delegate void Callback(int code);
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void set_log(Callback callback);
            delegate void subscribe_log(Callback callback);
            static partial class N
            {
                [LibraryImport("kv")] internal static partial void kv_add_watch(Callback callback);
                [DllImport("kv", EntryPoint = "kv_on_close")] internal static extern void Close(Callback callback);
            }
            class C
            {
                void OnCode(int code) { }
                void M(set_log loaded, nint library)
                {
                    N.kv_add_watch([|OnCode|]);
                    N.Close([|OnCode|]);
                    loaded([|OnCode|]);
                    Marshal.GetDelegateForFunctionPointer<subscribe_log>(NativeLibrary.GetExport(library, "kv_subscribe"))([|OnCode|]);
                    kv_progress_handler([|OnCode|]);

                    [DllImport("kv")] static extern void kv_progress_handler(Callback callback);
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_stated_contract_needs_no_telling_name() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            using BoundaryLint;

            namespace BoundaryLint
            {
                class RetainedAttribute : Attribute { public string Until { get; set; } }
            }
            delegate void Callback(int code);
            static class N
            {
                [DllImport("kv")] internal static extern void kv_go([Retained(Until = "kv_stop")] Callback callback);
            }
            class C
            {
                void OnCode(int code) { }
                void M() => N.kv_go({|#0:OnCode|});
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2001", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "`kv_go` keeps the callback in `callback` after it returned ([Retained]), but nothing keeps the delegate of `OnCode` alive once the call returns; "
                + "keep it in a field for as long as native code may call it, until `kv_stop`"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("x => { }")]
    [InlineData("static x => { }")]
    [InlineData("new Callback(x => { })")]
    [InlineData("C.OnStatic")]
    [InlineData("(Callback)C.OnStatic")]
    [InlineData("Local")]
    public Task The_compilers_cache_is_a_habit(string value) => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = $$"""
            using System.Runtime.InteropServices;
            class C
            {
                internal static void OnStatic(int code) { }
                void M() { N.kv_set_log({|#0:{{value}}|}); void Local(int code) { OnStatic(code); } }
            }
            """ + Native,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2001", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task Compilers_before_11_do_not_cache_static_methods() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        LanguageVersion = LanguageVersion.CSharp10,
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            class C
            {
                static void OnStatic(int code) { }
                void M() => N.kv_set_log({|#0:OnStatic|});
            }
            """ + Native.Replace("nint", "IntPtr"),
        ExpectedDiagnostics = { new DiagnosticResult("FFI2001", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = """
            using System.Runtime.InteropServices;
            class C
            {
                void OnCode(int code) { }
                void M()
                {
                    N.kv_set_log();
                    N.kv_set_log(Missing);
                    N.kv_register(OnCode, );
                    N.kv_set_callbacks(ref new Callbacks { OnData = });
                    N.kv_set_log([|OnCode|]
                }
            }
            """ + Native,
    }.RunAsync();

    [Fact]
    public Task Behind_methods_and_constructors_that_hand_it_on() => Verify("""
        class Log
        {
            public Log(Callback callback) { N.kv_set_log(callback); }
            public static void Set(Callback callback) => N.kv_set_log(callback);
            public static void SetFrom(Callback callback) { if (callback != null) Set(callback); }
            public static void SetPointer(Callback callback) { kv_set_pointer(Marshal.GetFunctionPointerForDelegate(callback)); }
            [DllImport("kv")] static extern void kv_set_pointer(nint callback);
        }
        class C
        {
            void OnCode(int code) { }
            void M()
            {
                Log.SetFrom([|OnCode|]);
                Log.SetPointer([|OnCode|]);
                new Log([|OnCode|]);
            }
        }
        """);

    [Fact]
    public Task A_table_of_callbacks_that_an_object_is_made_with() => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Read(nint user, nint buffer, int size);
            struct Operations { public Read Read; }
            class Source
            {
                private int _position;
                int OnRead(nint user, nint buffer, int size) => _position += size;
                [DllImport("io", CallingConvention = CallingConvention.Cdecl)] static extern nint io_open_callbacks(ref Operations operations);
                nint Open()
                {
                    var operations = new Operations { Read = [|OnRead|] };
                    return io_open_callbacks(ref operations);
                }
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("interface INative { void SetLog(Callback callback); } class Native : INative { public void SetLog(Callback callback) => N.kv_set_log(callback); }")]
    [InlineData("interface INative { void SetLog(Callback callback); } class Native : INative { void INative.SetLog(Callback callback) { N.kv_set_log(callback); } } class Fake : INative { public void SetLog(Callback callback) { } }")]
    [InlineData("abstract class INative { public abstract void SetLog(Callback callback); } class Native : INative { public override void SetLog(Callback callback) { if (callback != null) N.kv_set_log(callback); } }")]
    public Task Behind_an_interface_of_the_project(string types) => Verify("class C { readonly INative _native; internal C(INative native) => _native = native; void OnCode(int code) => GC.Collect(); void M() => _native.SetLog([|OnCode|]); } " + types);

    [Fact]
    public Task A_struct_in_memory_that_goes_to_native_code() => Verify("""
        class C
        {
            [DllImport("kv")] static extern void kv_set_table(nint table);
            void OnCode(int code) => GC.Collect();
            void M()
            {
                var table = new Callbacks { OnData = [|OnCode|], OnEnd = [|x => OnCode(x)|] };
                var memory = Marshal.AllocHGlobal(Marshal.SizeOf<Callbacks>());
                Marshal.StructureToPtr(table, memory, false);
                kv_set_table(memory);
            }
        }
        """);

    internal const string Bus = """
        delegate int Add(Callback callback);
        static class B
        {
            [DllImport("kv")] internal static extern int kv_add_listener(nint bus, Callback listener);
            [DllImport("kv")] internal static extern int kv_set_listener(nint bus, Callback listener);
            [DllImport("kv")] internal static extern int kv_remove_listener(nint bus, Callback listener);
            [DllImport("kv")] internal static extern int kv_register_listener(nint bus, Callback listener);
        }
        """;

    [Theory]
    [InlineData("public void Listen(int topic, Action<int> handler) { {|#0:_listener = x => handler(x)|}; if (B.kv_add_listener(topic, _listener) != 0) throw new InvalidOperationException(); }", DiagnosticSeverity.Warning)]
    [InlineData("public void Listen(int topic, Action<int> handler) { if (handler == null) throw new ArgumentNullException(); try { {|#0:_listener = x => handler(x)|}; B.kv_add_listener(topic, _listener); GC.KeepAlive(_listener); } finally { } }", DiagnosticSeverity.Warning)]
    [InlineData("public void Listen(int topic) { {|#0:_listener = OnCode|}; B.kv_add_listener(topic, _listener); }", DiagnosticSeverity.Info)]
    [InlineData("public void Listen(int topic, Action<int> handler) { {|#0:_listener = x => handler(x)|}; B.kv_register_listener(topic, _listener); }", DiagnosticSeverity.Info)]
    [InlineData("public static void Watch(nint bus) { {|#0:s_listener = new Callback(OnStatic)|}; B.kv_set_listener(bus, s_listener); }", DiagnosticSeverity.Info)]
    [InlineData("internal static void Watch(Owner owner, int topic) { {|#0:s_listener = x => GC.Collect(topic)|}; B.kv_set_listener(owner.Bus, s_listener); }", DiagnosticSeverity.Info)]
    public Task A_field_that_keeps_the_last_of_several(string method, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\npublic class Owner { public nint Bus; } public class C { Callback _listener; static Callback s_listener; static void OnStatic(int code) { } void OnCode(int code) => GC.Collect(); " + method + " }" + Bus + Native,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2001", severity).WithLocation(0) },
    }.RunAsync();
}
