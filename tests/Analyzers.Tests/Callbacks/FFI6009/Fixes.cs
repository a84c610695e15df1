using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6009;

/// <summary>The registration is taken back where the object is disposed.</summary>
public sealed class Fixes
{
    private static Task Verify(string before, string after)
    {
        var start = Programs.Usings + Programs.Attributes + Reports.Native;
        return new CSharpCodeFixTest<FFI6009CallbackAfterDispose, FFI6009UnregisterInDispose, DefaultVerifier> { TestCode = start + before, FixedCode = start + after }.RunAsync();
    }

    [Fact]
    public Task With_the_arguments_of_the_registration() => Verify(
        """
        sealed class C : IDisposable
        {
            private readonly nint _store;
            private readonly Log _log;
            private bool _disposed;

            public C(nint store)
            {
                _store = store;
                _log = OnLog;
                [|N.kv_subscribe(_store, _log, 0)|];
            }

            public void Dispose()
            {
                if (_disposed)
                {
                    return;
                }

                // Once.
                _disposed = true;
            }

            private void OnLog(nint user) { }
        }
        """,
        """
        sealed class C : IDisposable
        {
            private readonly nint _store;
            private readonly Log _log;
            private bool _disposed;

            public C(nint store)
            {
                _store = store;
                _log = OnLog;
                N.kv_subscribe(_store, _log, 0);
            }

            public void Dispose()
            {
                if (_disposed)
                {
                    return;
                }

                N.kv_unsubscribe(_store, _log, 0);

                // Once.
                _disposed = true;
            }

            private void OnLog(nint user) { }
        }
        """);

    [Fact]
    public Task With_the_token_that_it_returned() => Verify(
        """
        class C : IDisposable
        {
            private nint _token;
            private Log _log;

            public void Start(nint store)
            {
                _log = OnLog;
                _token = [|N.kv_watch(store, _log)|];
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            private void OnLog(nint user) { }
        }
        """,
        """
        class C : IDisposable
        {
            private nint _token;
            private Log _log;

            public void Start(nint store)
            {
                _log = OnLog;
                _token = N.kv_watch(store, _log);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                N.kv_unwatch(_token);
            }

            private void OnLog(nint user) { }
        }
        """);
}
