using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2004;

/// <summary>FFI2004 offers nothing where moving the call would not repair it.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("void M(IntPtr value) { [|GC.KeepAlive(value)|]; }")]
    [InlineData("void M() { [|GC.KeepAlive(new Visit(OnKey))|]; }")]
    [InlineData("void M(Store store) { while (true) { N.kv_get(store.Handle, 1); } [|GC.KeepAlive(store)|]; }")]
    [InlineData("int M(Store store) { [|GC.KeepAlive(store)|]; if (N.kv_get(store.Handle, 1) < 0) { return 0; } return 1; }")]
    public Task What_cannot_just_move(string member)
    {
        var code = Reports.Imports + $$"""
            class Program
            {
                static void OnKey(int key) { }
                {{member}}
            }
            """;
        return new CSharpCodeFixTest<FFI2004KeepAliveHasNoEffect, FFI2004MoveKeepAlive, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
