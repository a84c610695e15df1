using System.Threading.Tasks;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7005StringBuilderCrossesTheBoundary, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7005;

public sealed class Reports
{
    [Fact]
    public Task Every_parameter_of_every_form_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_wide([Out] System.Text.StringBuilder {|#0:text|}, int length);
                [DllImport("kv")] static extern void kv_two(System.Text.StringBuilder {|#1:a|}, [MarshalAs(UnmanagedType.LPWStr)] System.Text.StringBuilder {|#2:b|});
                [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Fill(System.Text.StringBuilder {|#3:text|});
                static void M()
                {
                    [DllImport("kv")] static extern void kv_local([In, Out] System.Text.StringBuilder {|#4:text|});
                }
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "text", "kv_wide", ", which is copied to native memory and back on every call, and nothing checks the size that native code is told", "pass a buffer of `char`"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "a", "kv_two", ", which is copied to native memory and back on every call, and nothing checks the size that native code is told", "pass a buffer of bytes and decode it"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task A_capacity_that_is_smaller_than_what_native_code_is_told_is_a_warning() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                const int MaximumPath = 260;
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_path(System.Text.StringBuilder {|#0:text|}, uint length);
                [DllImport("kv")] static extern int kv_ansi(System.Text.StringBuilder {|#1:text|}, int bufSize);
                static string M()
                {
                    var path = {|#3:new System.Text.StringBuilder()|};
                    kv_path({|#2:path|}, MaximumPath);
                    var hundred = {|#5:new System.Text.StringBuilder(100)|};
                    var told = 260u;
                    kv_path({|#4:hundred|}, told);
                    kv_path({|#6:{|#7:new System.Text.StringBuilder("x", 32)|}|}, 34);
                    var narrow = {|#9:new System.Text.StringBuilder(16)|};
                    kv_ansi({|#8:narrow|}, 1024);
                    return path.ToString() + hundred.Length;
                }
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(2).WithLocation(3).WithSeverity(DiagnosticSeverity.Warning).WithArguments(
            "text", "kv_path", " of capacity 16, and `length` says that it holds 260: native code can write past its end", "create it with a capacity of 260, or pass a buffer with its own length"),
        Verify.Diagnostic().WithLocation(4).WithLocation(5).WithSeverity(DiagnosticSeverity.Warning),
        Verify.Diagnostic().WithLocation(6).WithLocation(7).WithSeverity(DiagnosticSeverity.Warning),
        Verify.Diagnostic().WithLocation(8).WithLocation(9).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task A_size_that_stands_before_the_text() => Verify.VerifyAnalyzerAsync(
        "using System.Runtime.InteropServices;\nusing System.Text;\n" + """
        static class Native
        {
            [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern uint GetTempPathW(uint size, StringBuilder {|#0:text|});
            static string M()
            {
                var text = {|#2:new StringBuilder(100)|};
                GetTempPathW(260, {|#1:text|});
                return text.ToString();
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0),
        Verify.Diagnostic().WithLocation(1).WithLocation(2).WithSeverity(DiagnosticSeverity.Warning));
}
