using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1016;

/// <summary>FFI1016 reports each pointer of an import about which nothing is known.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("[DllImport(\"kv\")] static extern [|IntPtr|] kv_root();")]
    [InlineData("[DllImport(\"kv\")] static extern [|Node*|] kv_root();")]
    [InlineData("[LibraryImport(\"kv\")] private static partial [|nint|] kv_root();")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_next(out nint [|node|]);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_fill(byte* [|buffer|], nint size);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_run(delegate* unmanaged<int, void> [|work|]);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_run(Work [|work|]); [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Work(int n);")]
    [InlineData("void M() { [DllImport(\"kv\")] static extern [|nint|] kv_root(); kv_root(); }")]
    public Task What_nobody_states(string members) => new Test { TestCode = Code(members) }.RunAsync();

    [Fact]
    public Task With_what_is_not_stated_and_how_to_state_it()
    {
        var test = new Test { TestCode = Code("[DllImport(\"kv\")] static extern {|#0:nint|} kv_root(); [DllImport(\"kv\")] static extern void kv_fill(byte* {|#1:buffer|});") };
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1016", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "Nothing says who has to release the result of 'kv_root'; state it with `[Owned]` or `[Borrowed]`"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI1016", DiagnosticSeverity.Warning).WithLocation(1).WithMessage(
            "Nothing says how long native code uses parameter `buffer` of 'kv_fill'; state it with `[NoEscape]` or `[Retained]`"));
        return test.RunAsync();
    }

    internal static string Code(string members) =>
        "using System;\nusing System.Runtime.InteropServices;\nusing BoundaryLint;\nstruct Node { }\nunsafe partial class C\n{\n    " + members + "\n}\n";

    internal sealed class Test : CSharpAnalyzerTest<FFI1016OwnershipNotStated, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
