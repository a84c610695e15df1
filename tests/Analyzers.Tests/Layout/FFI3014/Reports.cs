using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3014NativeValueTrusted, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3014;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Lengths_of_stack_memory_and_spans() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_size();
            [DllImport("kv")] static extern byte* kv_data(out nuint length);
            [DllImport("kv")] static extern int kv_count(int* count);
            static void A() { int size = kv_size(); byte* p = stackalloc byte[{|#0:size|}]; }
            static Span<byte> B() { byte* p = kv_data(out nuint length); return new Span<byte>(p, {|#1:(int)length|}); }
            static ReadOnlySpan<int> C(int* p) => new ReadOnlySpan<int>(p, {|#2:kv_size()|});
            static void D() { int count = 0; kv_count(&count); Span<int> all = stackalloc int[{|#3:count|}]; }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`size` comes from `kv_size` and is reserved on the stack without a check; test it against a limit first"),
        Verify.Diagnostic().WithLocation(1).WithMessage("`(int)length` comes from `kv_data` and is the length of a span over native memory without a check; test it against what the memory has"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3));

    [Fact]
    public Task Arrays_indices_and_switches() => Verify.VerifyAnalyzerAsync(
        Usings + """
        enum Kind { None, Some }
        static class Native
        {
            [DllImport("kv")] static extern int kv_size();
            [DllImport("kv")] static extern Kind kv_kind();
            static byte[] A() { int size = kv_size(); return new byte[{|#0:size|}]; }
            static int B(int[] all) => all[{|#1:kv_size()|}];
            static int C()
            {
                switch ({|#2:kv_kind()|})
                {
                    case Kind.None: return 0;
                }

                return (Kind)kv_size() == Kind.Some ? 1 : 2;
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3014NativeValueTrusted, DefaultVerifier>
    {
        TestCode = Usings + """
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_size();
                static void A() { int size = kv_size(); byte* p = stackalloc byte[[|size|]]; var q = stackalloc int[]; var r = stackalloc int[; new Span<int>(p, 
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
