using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3013EnumWithoutUnderlyingType, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3013;

public sealed class StaysQuiet
{
    [Fact]
    public Task Enums_that_state_it_or_do_not_cross() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        enum Status : int { Ok }
        enum Small : byte { A }
        enum Managed { A }
        struct State { public Managed Managed; }
        static class Native
        {
            [DllImport("kv")] static extern Status kv_open(Small kind, System.DayOfWeek day);
            static Managed M(State state) => state.Managed;
        }
        """);
}
