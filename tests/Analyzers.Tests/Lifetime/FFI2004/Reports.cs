using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2004;

/// <summary>FFI2004 reports each place where KeepAlive cannot keep anything alive.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;
        delegate void Visit(int key);
        struct Point { public int X; }
        struct StoreRef { public IntPtr Value; }
        struct Callbacks { public Visit OnKey; }
        static class N
        {
            [DllImport("kv")] public static extern int kv_get(IntPtr store, int key);
            [DllImport("kv")] public static extern void kv_each(IntPtr store, IntPtr visit);
        }
        class Store
        {
            public IntPtr _handle;
            public IntPtr Handle => _handle;
            public IntPtr DangerousGetHandle() => _handle;
            ~Store() { }
        }

        """;

    private static Task Run(string body) => new CSharpAnalyzerTest<FFI2004KeepAliveHasNoEffect, DefaultVerifier>
    {
        TestCode = Imports + $$"""
            class Program
            {
                private IntPtr _handle;
                ~Program() { }
                static void OnKey(int key) { }
                {{body}}
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("void M(IntPtr value) { N.kv_get(value, 1); [|GC.KeepAlive(value)|]; }")]
    [InlineData("void M(GCHandle pin) { [|GC.KeepAlive(pin)|]; }")]
    [InlineData("void M(StoreRef store) { N.kv_get(store.Value, 1); [|GC.KeepAlive((object)store)|]; }")]
    [InlineData("unsafe void M(int* value) { [|GC.KeepAlive((nint)value)|]; }")]
    [InlineData("void M(Store store) { N.kv_get(store.Handle, 1); [|GC.KeepAlive(store.Handle)|]; }")]
    [InlineData("void M(Store store) { var p = Marshal.GetFunctionPointerForDelegate<Visit>(OnKey); N.kv_each(store._handle, p); [|GC.KeepAlive(new Visit(OnKey))|]; GC.KeepAlive(store); }")]
    [InlineData("void M() { [|GC.KeepAlive((Action)(() => { }))|]; }")]
    [InlineData("void M() { [|GC.KeepAlive(null)|]; [|GC.KeepAlive(\"kv\")|]; }")]
    public Task A_copy_or_a_constant(string member) => Run(member);

    [Theory]
    [InlineData("int M(Store store) { return N.kv_get(store.Handle, 1); [|GC.KeepAlive(store)|]; }")]
    [InlineData("void M(Store store) { while (true) { N.kv_get(store.Handle, 1); } [|GC.KeepAlive(store)|]; }")]
    [InlineData("int M(Store store) { if (store == null) return 0; else return 1; [|GC.KeepAlive(store)|]; }")]
    [InlineData("int M() { throw new Exception(); [|GC.KeepAlive(this)|]; }")]
    public Task Unreachable(string member) => Run(member);

    [Theory]
    [InlineData("private readonly Store _store = new Store(); void M() { [|GC.KeepAlive(_store)|]; N.kv_get(_store.Handle, 1); }")]
    [InlineData("void M(Store store) { [|GC.KeepAlive(store)|]; N.kv_get(store.Handle, 1); }")]
    [InlineData("int M(Store store) { [|GC.KeepAlive(store)|]; return N.kv_get(store.DangerousGetHandle(), 1); }")]
    [InlineData("int M(Store store) { var handle = store._handle; [|GC.KeepAlive(store)|]; return N.kv_get(handle, 1); }")]
    [InlineData("int M() { [|GC.KeepAlive(this)|]; return N.kv_get(_handle, 1); }")]
    [InlineData("int M() { [|GC.KeepAlive(this)|]; return N.kv_get(this._handle, 1); }")]
    [InlineData("void M(Store store) { Visit visit = OnKey; var p = Marshal.GetFunctionPointerForDelegate(visit); [|GC.KeepAlive(visit)|]; N.kv_each(store.Handle, p); GC.KeepAlive(store); }")]
    [InlineData("void M(Store store) { Action act = () => { [|GC.KeepAlive(store)|]; N.kv_get(store.Handle, 1); }; act(); }")]
    [InlineData("void M(Store store) { [|GC.KeepAlive(store)|]; if (N.kv_get(store.Handle, 1) < 0) throw new Exception(); }")]
    [InlineData("async Task M(Store store) { await Task.Yield(); [|GC.KeepAlive(store)|]; N.kv_get(store.Handle, 1); }")]
    [InlineData("void M() { int Local(Store store) { [|GC.KeepAlive(store)|]; return N.kv_get(store.Handle, 1); } Local(null); }")]
    public Task Before_the_call(string member) => Run(member);

    [Fact]
    public Task The_message() => new CSharpAnalyzerTest<FFI2004KeepAliveHasNoEffect, DefaultVerifier>
    {
        TestCode = Imports + """
            record Reader(Store Store)
            {
                public int Get(Store store)
                {
                    {|#0:GC.KeepAlive(store)|};
                    return {|#1:N.kv_get(store.Handle, 1)|};
                }
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2004", DiagnosticSeverity.Warning).WithLocation(0).WithLocation(1).WithMessage(
                "GC.KeepAlive(store) has no effect: it stands before 'kv_get', which uses what it should keep: move it behind that call"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("async Task M(Store store) { var h = store.Handle; await Task.Delay(1); N.kv_get(h, 1); {|#0:GC.KeepAlive(store)|}; }", "store", "an await")]
    [InlineData("IEnumerable<int> M(Store store) { yield return N.kv_get(store.Handle, 1); {|#0:GC.KeepAlive(store)|}; }", "store", "a yield")]
    [InlineData("void M() { Func<Task> f = async () => { await Task.Yield(); {|#0:GC.KeepAlive(this)|}; }; f(); }", "this", "an await")]
    public Task A_field_of_a_state_machine_is_only_a_suggestion(string member, string name, string suspension) => new CSharpAnalyzerTest<FFI2004KeepAliveHasNoEffect, DefaultVerifier>
    {
        TestCode = Imports + "class Program { " + member + " }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2004", DiagnosticSeverity.Info).WithLocation(0).WithArguments(
                name,
                $"behind {suspension} the object is a field of the state machine, and lives only as long as something refers to that: keep it in a field, a static or a GCHandle until native code has let go"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("{ {|#0:GC.KeepAlive(_visit)|}; }", "_visit")]
    [InlineData("=> {|#0:GC.KeepAlive(_visit)|};", "_visit")]
    [InlineData("{ {|#0:GC.KeepAlive(this)|}; }", "this")]
    public Task A_finalizer_that_does_nothing_else_is_a_suggestion(string body, string name) => new CSharpAnalyzerTest<FFI2004KeepAliveHasNoEffect, DefaultVerifier>
    {
        TestCode = Imports + "class Program { Visit _visit; ~Program() " + body + " }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2004", DiagnosticSeverity.Info).WithLocation(0).WithArguments(
                name,
                "a finalizer runs when nothing refers to its object any more, and keeps nothing until then: keep what native code uses in a static field or a GCHandle until native code has let go"),
        },
    }.RunAsync();

    [Fact]
    public Task Top_level_statements_and_half_typed_code() => new CSharpAnalyzerTest<FFI2004KeepAliveHasNoEffect, DefaultVerifier>
    {
        TestState =
        {
            OutputKind = OutputKind.ConsoleApplication,
            Sources =
            {
                Imports[..Imports.IndexOf("delegate", System.StringComparison.Ordinal)] + """
                    var store = new Store();
                    [|GC.KeepAlive(store)|];
                    N.kv_get(store.Handle, 1);
                    GC.KeepAlive(;
                    GC.KeepAlive();
                    GC.KeepAlive(unknown);
                    """,
                Imports,
            },
        },
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
