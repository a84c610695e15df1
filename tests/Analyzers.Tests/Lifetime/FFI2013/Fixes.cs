using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2013;

/// <summary>FFI2013's fix moves the native release behind <c>if (disposing)</c>.</summary>
public sealed class Fixes
{
    private static string Class(string body) => Reports.Imports + $$"""
        class Cursor : IDisposable
        {
            private readonly IDisposable _log = null;
            private IntPtr _cursor = N.kv_cursor_new(IntPtr.Zero);
            private IntPtr _other = N.kv_cursor_new(IntPtr.Zero);
            public void Dispose() => Dispose(true);
            ~Cursor() => Dispose(false);
            protected virtual void Dispose(bool disposing)
            {
        {{body}}
            }
        }
        """;

    private static Task Run(string before, string after) =>
        new CSharpCodeFixTest<FFI2013FinalizerPathUsesWhatMayBeGone, FFI2013MoveRelease, DefaultVerifier> { TestCode = Class(before), FixedCode = Class(after) }.RunAsync();

    [Fact]
    public Task A_release_and_the_reset_of_its_field() => Run(
        """
                if (disposing)
                {
                    _log.Dispose();

                    // The cursor is ours.
                    [|N.kv_cursor_free(_cursor)|];
                    _cursor = IntPtr.Zero;
                }
        """,
        """
                if (disposing)
                {
                    _log.Dispose();
                }

                // The cursor is ours.
                N.kv_cursor_free(_cursor);
                _cursor = IntPtr.Zero;
        """);

    [Fact]
    public Task A_guarded_release_moves_with_its_guard_and_the_empty_branch_goes() => Run(
        """
                if (disposing)
                {
                    if (_cursor != IntPtr.Zero)
                    {
                        [|N.kv_cursor_free(_cursor)|];
                        _cursor = IntPtr.Zero;
                    }
                }
        """,
        """
                if (_cursor != IntPtr.Zero)
                {
                    N.kv_cursor_free(_cursor);
                    _cursor = IntPtr.Zero;
                }
        """);

    [Fact]
    public Task Two_releases() => Run(
        """
                if (disposing)
                {
                    _log.Dispose();
                    [|N.kv_cursor_free(_cursor)|];
                    [|N.kv_cursor_free(_other)|];
                }
        """,
        """
                if (disposing)
                {
                    _log.Dispose();
                }

                N.kv_cursor_free(_other);

                N.kv_cursor_free(_cursor);
        """);
}
