using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8001RawCallOutsideBoundary, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8001;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Linq;\nusing System.Threading.Tasks;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Calls_and_references_from_other_types() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static partial class Native
        {
            [DllImport("kv")] internal static extern int kv_count(IntPtr store);
            [LibraryImport("kv")] internal static partial int kv_size(IntPtr store);
        }
        class Store
        {
            private IntPtr _store;
            private readonly int _first = {|#0:Native.kv_count(0)|};
            public int Count => {|#1:Native.kv_count(_store)|};
            public Func<IntPtr, int> Reader => {|#2:Native.kv_size|};
            public async Task<int> M() { await Task.Yield(); return {|#3:Native.kv_size(_store)|}; }
            public int Lambda() => new[] { 1 }.Sum(_ => {|#4:Native.kv_count(_store)|});
            public int Local() { return Inner(); int Inner() => {|#5:Native.kv_count(_store)|}; }
        }
        record Rec(IntPtr Store) { public int Count = {|#6:Native.kv_count(Store)|}; }
        """,
        Verify.Diagnostic().WithLocation(0),
        Verify.Diagnostic().WithLocation(1).WithMessage(
            "`kv_count` is declared in `Native` and called in `Store`, which is not marked [NativeBoundary]; call a wrapper that checks the result and owns the handles, or mark the type"),
        Verify.Diagnostic().WithLocation(2).WithArguments("kv_size", "Native", "used", "Store"),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5),
        Verify.Diagnostic().WithLocation(6));

    [Fact]
    public Task The_address_of_an_import_and_top_level_statements() => new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<
        BoundaryLint.Rules.Declarations.FFI8001RawCallOutsideBoundary, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
    {
        TestState = { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication },
        TestCode = Usings + """
            Console.WriteLine([|Native.kv_count(0)|]);
            static class Native
            {
                [DllImport("kv")] internal static extern int kv_count(IntPtr store);
            }
            """,
    }.RunAsync();
}
