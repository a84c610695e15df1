using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2006;

/// <summary>FFI2006 offers nothing where a fixed statement would end too early or cannot be written.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("unsafe", "byte* M() { var data = new byte[4]; var p = (byte*)[|Unsafe.AsPointer(ref data[0])|]; N.kv_write(p, 1); return p; }")]
    [InlineData("unsafe", "byte* M() { var data = new byte[4]; return (byte*)[|Unsafe.AsPointer(ref data[0])|]; }")]
    [InlineData("unsafe", "byte* _p; void M() { var data = new byte[4]; var p = (byte*)[|Unsafe.AsPointer(ref data[0])|]; _p = p; }")]
    [InlineData("unsafe", "void M() { var data = new byte[4]; var p = (byte*)[|Unsafe.AsPointer(ref data[0])|]; p++; N.kv_write(p, 3); }")]
    [InlineData("unsafe", "void M() { var data = new byte[4]; var n = N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], 3); }")]
    [InlineData("unsafe", "void M() { N.kv_write([|Marshal.UnsafeAddrOfPinnedArrayElement(new byte[4], 0)|], 4); }")]
    [InlineData("", "void M() { var data = new byte[4]; N.kv_write([|Marshal.UnsafeAddrOfPinnedArrayElement(data, 0)|], 4); }")]
    public Task What_needs_another_shape(string modifier, string member)
    {
        var code = Reports.Imports + modifier + " class Program { " + member + " }";
        return new CSharpCodeFixTest<FFI2006AddressOfUnpinnedManagedMemory, FFI2006Pin, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
