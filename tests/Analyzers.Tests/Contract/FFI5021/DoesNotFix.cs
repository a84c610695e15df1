using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5021;

public sealed class DoesNotFix
{
    /// <summary>A line with a comment is the same line; one that only looks like it, in another file, is left alone.</summary>
    [Fact]
    public Task Files_that_are_no_baselines_are_never_written() => new CSharpCodeFixTest<FFI5021ShippedBoundaryChanged, FFI5021AcceptChange, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "static class Native { [DllImport(\"kv\")] static extern [|long|] kv_a(); }",
        FixedCode = BaselineTest.Usings + "static class Native { [DllImport(\"kv\")] static extern long kv_a(); }",
        TestState = { AdditionalFiles = { (BaselineTest.ShippedPath, "import kv kv_a() -> i32 # old\n"), ("/src/notes.txt", "import kv kv_a() -> i32\n") } },
        FixedState = { AdditionalFiles = { (BaselineTest.ShippedPath, "import kv kv_a() -> i64\n"), ("/src/notes.txt", "import kv kv_a() -> i32\n") } },
    }.RunAsync();
}
