using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6002;

/// <summary>Where the change would not compile, or where it is one of a list of conventions.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("unsafe class N { [|delegate* unmanaged[Cdecl, SuppressGCTransition]<delegate* unmanaged[Cdecl]<int, void>, void>|] f; void M([|delegate* unmanaged[Cdecl, SuppressGCTransition]<delegate* unmanaged[Cdecl]<int, void>, void>|] g) { f = g; } }")]
    [InlineData("using System.Runtime.CompilerServices; using System.Runtime.InteropServices; class N { [DllImport(\"libc\"), [|UnmanagedCallConv(CallConvs = new[] { typeof(CallConvSuppressGCTransition) })|]] static extern uint sleep(uint seconds); }")]
    public Task On(string source) => new CSharpCodeFixTest<FFI6002UnsuitableSuppressGCTransition, FFI6002RemoveSuppression, DefaultVerifier> { TestCode = source }.RunAsync();
}
