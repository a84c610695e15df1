using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1016;

/// <summary>FFI1016's fix adds one of the two attributes that may be true.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        "[DllImport(\"kv\")]\n    static extern [|nint|] kv_root(); // root",
        "[DllImport(\"kv\")]\n    [return: Owned]\n    static extern nint kv_root(); // root",
        "Owned")]
    [InlineData("[DllImport(\"kv\")]\n    static extern [|nint|] kv_root();", "[DllImport(\"kv\")]\n    [return: Borrowed]\n    static extern nint kv_root();", "Borrowed")]
    [InlineData(
        "[DllImport(\"kv\")]\n    static extern [|Node*|] kv_root();\n\n    [DllImport(\"kv\")]\n    static extern void kv_free_tree([NoEscape] Node* node);",
        "[DllImport(\"kv\")]\n    [return: Owned(\"kv_free_tree\")]\n    static extern Node* kv_root();\n\n    [DllImport(\"kv\")]\n    static extern void kv_free_tree([NoEscape] Node* node);",
        "Owned")]
    [InlineData("[DllImport(\"kv\")]\n    static extern void kv_fill(byte* [|buffer|]);", "[DllImport(\"kv\")]\n    static extern void kv_fill([NoEscape] byte* buffer);", "NoEscape")]
    [InlineData("[DllImport(\"kv\")]\n    static extern void kv_fill(byte* [|buffer|]);", "[DllImport(\"kv\")]\n    static extern void kv_fill([Retained] byte* buffer);", "Retained")]
    [InlineData("[DllImport(\"kv\")]\n    static extern void kv_next(out nint [|node|]);", "[DllImport(\"kv\")]\n    static extern void kv_next([Borrowed] out nint node);", "Borrowed")]
    public Task By_the_attribute_that_is_chosen(string before, string after, string attribute) =>
        new Test { TestCode = Reports.Code(before), FixedCode = Reports.Code(after), CodeActionEquivalenceKey = "FFI1016StateOwnership" + attribute }.RunAsync();

    internal sealed class Test : CSharpCodeFixTest<FFI1016OwnershipNotStated, FFI1016StateOwnership, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
