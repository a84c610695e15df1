using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7005StringBuilderCrossesTheBoundary, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7005;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_managed_methods_and_other_buffers() => Verify.VerifyAnalyzerAsync(Using("""
        namespace Own { class StringBuilder { } }
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_path([Out] char[] text, int length);
            [DllImport("kv")] static extern int kv_other(Own.StringBuilder text);
            delegate void Managed(System.Text.StringBuilder text);
            static void M(System.Text.StringBuilder text, Managed managed) => managed(text);
        }
        """));

    [Fact]
    public Task On_capacities_that_are_enough_or_unknown() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_path(System.Text.StringBuilder {|#0:text|}, int length);
                [DllImport("kv")] static extern int kv_flags(System.Text.StringBuilder {|#1:text|}, int flags);
                [DllImport("kv")] static extern int kv_ansi(System.Text.StringBuilder {|#2:text|}, int length);
                static void M(int wanted, System.Text.StringBuilder given)
                {
                    var exact = new System.Text.StringBuilder(260);
                    kv_path(exact, 260);
                    kv_path(exact, exact.Capacity);
                    var withTerminator = new System.Text.StringBuilder(259);
                    kv_path(withTerminator, 260);
                    var unknown = new System.Text.StringBuilder(wanted);
                    kv_path(unknown, 260);
                    kv_path(given, 260);
                    var grown = new System.Text.StringBuilder();
                    grown.EnsureCapacity(260);
                    kv_path(grown, 260);
                    var set = new System.Text.StringBuilder { Capacity = 260 };
                    set.Capacity = 260;
                    kv_path(set, 260);
                    var small = new System.Text.StringBuilder();
                    kv_flags(small, 4096);
                    kv_ansi(small, 60);
                }
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info));
}
