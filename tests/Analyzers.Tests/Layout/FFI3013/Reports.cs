using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3013EnumWithoutUnderlyingType, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3013;

public sealed class Reports
{
    [Fact]
    public Task Enums_of_signatures_structs_and_callbacks() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        enum {|#0:Status|} { Ok }
        [System.Flags] enum {|#1:Modes|} { None, Deep }
        enum {|#2:Kind|} { A }
        enum {|#3:Event|} { Added }
        enum {|#4:Level|} { Low }
        struct Options { public Kind Kind; }
        delegate void Visit(Event what);
        static unsafe partial class Native
        {
            [DllImport("kv")] static extern Status kv_open(in Options options, Modes[] modes, Visit visit);
            [LibraryImport("kv")] internal static partial int kv_levels(Level* levels);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`Status` crosses the boundary in the result of `kv_open` and does not state its underlying type; state `: int`, or the type of the native enum"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithArguments("Kind", "field `Options.Kind`", "int"),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3013EnumWithoutUnderlyingType, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            enum [|Status|] { Ok = }
            static class Native { [DllImport("kv")] static extern Status kv_open(
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
