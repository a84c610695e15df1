using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5020;

public sealed class DoesNotFix
{
    /// <summary>The second declaration needs no line of its own once the first has one; before, both say so.</summary>
    [Fact]
    public Task One_line_is_enough_for_two_declarations_of_the_same_signature() => new CSharpCodeFixTest<FFI5020SymbolIsNotInBaseline, FFI5020AddToBaseline, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "static class A { [DllImport(\"kv\")] static extern int [|kv_a|](); } static class B { [DllImport(\"kv\")] static extern int [|kv_a|](); }",
        FixedCode = BaselineTest.Usings + "static class A { [DllImport(\"kv\")] static extern int kv_a(); } static class B { [DllImport(\"kv\")] static extern int kv_a(); }",
        TestState = { AdditionalFiles = { (BaselineTest.ShippedPath, "# kv\n") } },
        FixedState = { AdditionalFiles = { (BaselineTest.ShippedPath, "# kv\nimport kv kv_a() -> i32\n") } },
        NumberOfIncrementalIterations = 1,
    }.RunAsync();
}
