using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2013;

/// <summary>FFI2013 reports what a finalizer runs although it may be gone, and what it does not run although nothing else releases it.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kv")] public static extern IntPtr kv_open();
            [DllImport("kv")] public static extern void kv_close(IntPtr store);
            [DllImport("kv")] public static extern IntPtr kv_cursor_new(IntPtr store);
            [DllImport("kv")] public static extern void kv_cursor_free(IntPtr cursor);
            [DllImport("kv")] public static extern void kv_detach(IntPtr store, IntPtr cursor);
        }
        class Store : IDisposable
        {
            public IntPtr Handle { get; private set; } = N.kv_open();
            public bool IsOpen => Handle != IntPtr.Zero;
            public void Detach(IntPtr cursor) { }
            public void Dispose() { }
            ~Store() => N.kv_close(Handle);
        }

        """;

    [Theory]
    [InlineData("try { {|#0:_store|}.Detach(0); } catch (ObjectDisposedException) { }", DiagnosticSeverity.Info)]
    [InlineData("try { {|#0:_store|}.Detach(0); } finally { Console.WriteLine(); }", DiagnosticSeverity.Warning)]
    public Task What_a_handler_answers_is_a_suggestion(string body, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestCode = Imports + "class Cursor { private readonly Store _store = new(); ~Cursor() { " + body + " } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2013", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task An_object_that_holds_itself_in_one_constructor_only() => Run(Imports + """
        class Watcher
        {
            private readonly GCHandle _self;
            private IntPtr _handle = N.kv_open();
            public Watcher() { _self = GCHandle.Alloc(this); }
            public Watcher(IntPtr handle) { _handle = handle; }
            ~Watcher() => Dispose();
            public void Dispose() { N.kv_close(_handle); _self.Free(); }
            public void Stop() => N.kv_detach(_handle, IntPtr.Zero);
        }
        class Cursor { private readonly Watcher _watcher = new(); ~Cursor() => [|_watcher|].Stop(); }
        """);

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier> { TestCode = code }.RunAsync();

    [Theory]
    [InlineData("N.kv_detach([|_store|].Handle, _cursor);")]
    [InlineData("var store = [|Owner|].Handle; if (store != IntPtr.Zero) { N.kv_detach(store, _cursor); }")]
    [InlineData("[|_store|].Detach(_cursor);")]
    [InlineData("[|_store|]?.Detach(_cursor);")]
    [InlineData("if (_store != null) { [|this._store|].Detach(_cursor); }")]
    [InlineData("Release(); } void Release() { [|_store|].Detach(_cursor);")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { [|_store|].Detach(_cursor);")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { if (!disposing) { [|_store|].Detach(_cursor); }")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { if (_cursor == IntPtr.Zero) return; [|_store|].Detach(_cursor);")]
    [InlineData("try { [|_store|].Detach(_cursor); } finally { N.kv_cursor_free(_cursor); }")]
    public Task Another_object_with_a_finalizer(string body) => Run(Imports + $$"""
        class Cursor
        {
            private readonly Store _store = new();
            private Store Owner { get; } = new();
            private IntPtr _cursor;
            ~Cursor()
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task The_message_for_a_borrowed_handle() => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestCode = Imports + """
            record Cursor(Store Store, IntPtr Value)
            {
                ~Cursor() => N.kv_detach({|#0:Store|}.Handle, Value);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2013", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "The finalizer of 'Cursor' gives 'Store.Handle' to 'kv_detach', but 'Store' has a finalizer of its own, which may have released it before: keep the owner alive with a SafeHandle and "
                + "DangerousAddRef, or release this only when disposing is true"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("{|#0:_store|}.Dispose();", "calls '_store.Dispose', but 'Store' has a finalizer of its own, which may have run before: dispose other objects only when disposing is true")]
    [InlineData(
        "{|#0:System.Threading.Monitor.Enter(_gate)|}; N.kv_cursor_free(_cursor); System.Threading.Monitor.Exit(_gate);",
        "takes a lock: while another thread holds it no finalizer runs, and where that thread waits for finalizers both hang; release without a lock")]
    [InlineData(
        "{|#0:lock|} (_gate) { N.kv_cursor_free(_cursor); }",
        "takes a lock: while another thread holds it no finalizer runs, and where that thread waits for finalizers both hang; release without a lock")]
    public Task Only_a_suggestion(string body, string reason) => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestCode = Imports + $$"""
            class Cursor
            {
                private readonly Store _store = new();
                private readonly object _gate = new();
                private IntPtr _cursor;
                ~Cursor()
                {
                    {{body}}
                }
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2013", DiagnosticSeverity.Info).WithLocation(0).WithArguments("Cursor", reason) },
    }.RunAsync();

    [Theory]
    [InlineData("if (disposing) { [|N.kv_cursor_free(_cursor)|]; }")]
    [InlineData("if (!disposing) return; [|N.kv_cursor_free(_cursor)|];")]
    [InlineData("if (!_gone && disposing) { if (_cursor != IntPtr.Zero) { [|N.kv_cursor_free(_cursor)|]; } }")]
    [InlineData("if (disposing == true) { [|Marshal.FreeHGlobal(_buffer)|]; } N.kv_cursor_free(_cursor);")]
    [InlineData("if (disposing) { Release(); } } private void Release() { [|N.kv_cursor_free(_cursor)|];")]
    public Task A_release_that_only_Dispose_runs(string body) => Run(Imports + $$"""
        class Cursor : IDisposable
        {
            private IntPtr _cursor = N.kv_cursor_new(IntPtr.Zero);
            private IntPtr _buffer;
            private bool _gone;
            public void Dispose() { Dispose(true); GC.SuppressFinalize(this); _gone = true; }
            ~Cursor() => Dispose(false);
            protected virtual void Dispose(bool disposing)
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task A_derived_class_whose_base_has_the_finalizer_also_in_another_file() => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Imports + """
                    abstract class Native : IDisposable
                    {
                        public void Dispose() => Dispose(true);
                        ~Native() => Dispose(false);
                        protected abstract void Dispose(bool disposing);
                    }
                    """,
                """
                partial class Cursor : Native
                {
                    private readonly Store _store = new();
                    private nint _cursor = N.kv_cursor_new(0);
                    private nint _other = N.kv_cursor_new(0);
                    protected override void Dispose(bool disposing)
                    {
                        if (disposing)
                        {
                            [|N.kv_cursor_free(_cursor)|];
                        }

                        [|_store|].Detach(_other);
                        N.kv_cursor_free(_other);
                    }
                }
                """,
            },
        },
    }.RunAsync();

    [Fact]
    public Task A_framework_base_class_with_a_finalizer_makes_it_a_suggestion() => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestCode = Imports + """
            class Cursor : Component
            {
                private IntPtr _cursor = N.kv_cursor_new(IntPtr.Zero);
                protected override void Dispose(bool disposing)
                {
                    if (disposing)
                    {
                        {|#0:N.kv_cursor_free(_cursor)|};
                    }

                    base.Dispose(disposing);
                }
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2013", DiagnosticSeverity.Info).WithLocation(0).WithArguments(
                "Cursor", "does not release '_cursor': 'kv_cursor_free' runs only when disposing is true; move the release out of that branch, or hold the handle in a SafeHandle"),
        },
    }.RunAsync();

    [Fact]
    public Task A_thread_affine_function_by_contract() => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestCode = Imports + """
            namespace BoundaryLint { [AttributeUsage(AttributeTargets.All)] class ThreadAffineAttribute : Attribute { } }
            static class W
            {
                [DllImport("win"), BoundaryLint.ThreadAffine] public static extern void win_destroy(IntPtr window);
            }
            class Window
            {
                private IntPtr _window;
                ~Window() { [|W.win_destroy(_window)|]; }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestCode = Imports + """
            class Cursor
            {
                private Store _store;
                private Unknown _other;
                ~Cursor()
                {
                    [|_store|].Detach(IntPtr.Zero)
                    _other.Detach();
                    if (
                }
                protected void Dispose(bool disposing) { if (disposing) { N.kv_close(_; } }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("void Set() { _state = true; N.kv_close(_handle); }")]
    [InlineData("void Set() { _state = true; Close(); } void Close() { N.kv_close(_handle); }")]
    [InlineData("void Set() { _state = true; _all.Flush(); } readonly System.IO.Stream _all;")]
    public Task What_sets_a_field_and_does_more(string members) => Run(Reports.Imports + """
        sealed class Signal { bool _state; IntPtr _handle = N.kv_open(); ~Signal() => N.kv_close(_handle); public 
        """ + members + """
         }
        class Queue { private readonly Signal _signal = new(); ~Queue() => [|_signal|].Set(); }
        """);
}
