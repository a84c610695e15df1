using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2013;

/// <summary>FFI2013 offers nothing where more than a statement would have to move.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("if (!disposing) return; [|N.kv_cursor_free(_cursor)|];")]
    [InlineData("if (disposing) { [|N.kv_cursor_free(_cursor)|]; } else { _gone = true; }")]
    [InlineData("if (disposing && !_gone) { [|N.kv_cursor_free(_cursor)|]; }")]
    [InlineData("if (disposing) { var free = true; if (free) { [|N.kv_cursor_free(_cursor)|]; } }")]
    [InlineData("if (disposing) { Release(); } } private void Release() { [|N.kv_cursor_free(_cursor)|];")]
    [InlineData("[|_store|].Detach(_cursor); N.kv_cursor_free(_cursor);")]
    public Task What_cannot_just_move(string body)
    {
        var code = Reports.Imports + $$"""
            class Cursor : IDisposable
            {
                private readonly Store _store = new();
                private bool _gone;
                private IntPtr _cursor = N.kv_cursor_new(IntPtr.Zero);
                public void Dispose() => Dispose(true);
                ~Cursor() => Dispose(_gone && false);
                protected virtual void Dispose(bool disposing)
                {
                    {{body}}
                }
            }
            """;
        return new CSharpCodeFixTest<FFI2013FinalizerPathUsesWhatMayBeGone, FFI2013MoveRelease, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
