using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2013;

/// <summary>FFI2013 stays quiet on finalizers that release their own values, and on code that finalizers do not run.</summary>
public sealed class StaysQuiet
{
    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier> { TestCode = code }.RunAsync();

    [Theory]
    [InlineData("N.kv_cursor_free(_cursor);")]
    [InlineData("if (_store.IsOpen) { N.kv_cursor_free(_cursor); }")]
    [InlineData("_store = null; N.kv_cursor_free(_cursor);")]
    [InlineData("if (_store != null) { N.kv_cursor_free(_cursor); }")]
    [InlineData("_handle.Dispose();")]
    [InlineData("_handle?.Dispose(); _pin.Free();")]
    [InlineData("_weak.TryGetTarget(out _);")]
    [InlineData("_name = _name.ToUpperInvariant();")]
    [InlineData("Console.WriteLine(_store.GetType());")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { if (disposing) { _store.Detach(_cursor); } N.kv_cursor_free(_cursor);")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { if (!disposing) { return; } _store.Detach(_cursor);")]
    [InlineData("Release(); } void Release() { N.kv_cursor_free(_cursor); _cursor = IntPtr.Zero; } void Dispose(bool disposing) { if (disposing) { Release(); }")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { if (disposing && _cursor != IntPtr.Zero) { _store.Detach(_cursor); }")]
    [InlineData("Dispose(disposing: false); } void Dispose(bool disposing) { switch (disposing) { case true: break; }")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { switch (disposing) { case true: _store.Detach(_cursor); break; default: N.kv_cursor_free(_cursor); break; }")]
    [InlineData("s_store.Detach(_cursor);")]
    public Task A_sound_finalizer(string body) => Run(Reports.Imports + $$"""
        class Cursor
        {
            private static readonly Store s_store = new();
            private Store _store = new();
            private readonly SafeHandle _handle = null;
            private readonly WeakReference<object> _weak = new(new object());
            private string _name = "";
            private GCHandle _pin;
            private IntPtr _cursor;
            ~Cursor()
            {
                {{body}}
            }
        }
        """);

    [Theory]
    [InlineData("if (disposing) { _cursor2.Dispose(); } N.kv_cursor_free(_cursor);", "~Cursor() => Dispose(false);")]
    [InlineData("if (disposing) { N.kv_cursor_free(_cursor); } else { N.kv_cursor_free(_cursor); }", "~Cursor() => Dispose(false);")]
    [InlineData("if (disposing) { N.kv_cursor_free(_cursor); }", "")]
    [InlineData("if (!disposing) { throw new InvalidOperationException(); } N.kv_cursor_free(_cursor);", "~Cursor() => Dispose(false);")]
    [InlineData("_store.Detach(_cursor);", "")]
    [InlineData("if (disposing) { N.kv_cursor_free(_cursor); }", "private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file = null; ~Cursor() => Dispose(false);")]
    [InlineData("if (disposing) { N.kv_detach(_cursor, IntPtr.Zero); }", "~Cursor() => Dispose(false);")]
    [InlineData("if (disposing) { N.kv_cursor_free(s_cursor); }", "private static IntPtr s_cursor; ~Cursor() => Dispose(false);")]
    public Task A_sound_Dispose(string body, string members) => Run(Reports.Imports + $$"""
        class Cursor : IDisposable
        {
            private readonly Store _store = new();
            private readonly IDisposable _cursor2 = null;
            private IntPtr _cursor = N.kv_cursor_new(IntPtr.Zero);
            {{members}}
            public void Dispose() => Dispose(true);
            protected virtual void Dispose(bool disposing)
            {
                {{body}}
            }
        }
        """);

    /// <summary>Finalizers run one after the other, so the answer holds.</summary>
    [Theory]
    [InlineData("if (_owner.IsOpen) { N.kv_detach(_owner.Handle, _cursor); }")]
    [InlineData("if (_cursor != IntPtr.Zero && _owner.Handle != IntPtr.Zero) { N.kv_detach(_owner.Handle, _cursor); }")]
    [InlineData("var store = _owner.Handle; if (store != IntPtr.Zero) { N.kv_detach(store, _cursor); }")]
    [InlineData("Dispose(false); } void Dispose(bool disposing) { if (_owner.IsOpen) { N.kv_detach(_owner.Handle, _cursor); }")]
    [InlineData("_owner.Unlock(); N.kv_cursor_free(_cursor);")]
    public Task Another_object_that_tells_whether_it_was_released(string body) => Run(Reports.Imports + $$"""
        class Owner
        {
            private bool _isLocked;
            public IntPtr Handle { get; private set; } = N.kv_open();
            public bool IsOpen => Handle != IntPtr.Zero;
            public bool IsLocked => _isLocked;
            public void Unlock() { _isLocked = false; }
            ~Owner() { N.kv_close(Handle); Handle = IntPtr.Zero; }
        }
        class Cursor
        {
            private readonly Owner _owner = new();
            private IntPtr _cursor;
            ~Cursor()
            {
                {{body}}
            }
        }
        """);

    [Fact]
    public Task A_helper_in_another_file_may_release_it() => new CSharpAnalyzerTest<FFI2013FinalizerPathUsesWhatMayBeGone, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Reports.Imports + """
                    partial class Cursor
                    {
                        private IntPtr _cursor = N.kv_cursor_new(IntPtr.Zero);
                        ~Cursor() => Dispose(false);
                        void Dispose(bool disposing)
                        {
                            if (disposing)
                            {
                                N.kv_cursor_free(_cursor);
                                return;
                            }

                            ReleaseLater();
                        }
                    }
                    """,
                "partial class Cursor { private void ReleaseLater() { N.kv_cursor_free(_cursor); } }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task A_class_that_has_no_finalizer_and_a_method_that_is_only_named_Dispose() => Run(Reports.Imports + """
        class Cursor
        {
            private readonly Store _store = new();
            private IntPtr _cursor = N.kv_cursor_new(IntPtr.Zero);
            public void Dispose(bool disposing) { _store.Detach(_cursor); }
            public void Dispose(string why) { lock (_store) { } }
            void Finalize(int count) { _store.Detach(_cursor); }
        }
        """);

    [Fact]
    public Task An_object_that_holds_itself_until_it_is_disposed_of() => Run(Reports.Imports + """
        class Watcher
        {
            private readonly GCHandle _self;
            private IntPtr _handle = N.kv_open();
            public Watcher() { _self = GCHandle.Alloc(this); }
            ~Watcher() => Dispose();
            public void Dispose() { N.kv_close(_handle); _self.Free(); }
            public void Stop() => N.kv_detach(_handle, IntPtr.Zero);
        }
        class Cursor { private readonly Watcher _watcher = new(); ~Cursor() => _watcher.Stop(); }
        """);

    [Theory]
    [InlineData("void Set() { lock (this) { _state = true; if (_waiting) System.Threading.Monitor.Pulse(this); } }")]
    [InlineData("void Set() { _state = true; Wake(); } void Wake() { lock (this) System.Threading.Monitor.PulseAll(this); }")]
    [InlineData("void Set() { _state = true; _all.Clear(); } readonly System.Collections.Generic.List<object> _all = new();")]
    public Task What_only_sets_fields_and_wakes_those_that_wait(string members) => Run(Reports.Imports + """
        sealed class Signal { bool _state, _waiting; ~Signal() => _state = _waiting = false; public 
        """ + members + """
         }
        class Queue { private readonly Signal _signal = new(); ~Queue() => _signal.Set(); }
        """);
}
