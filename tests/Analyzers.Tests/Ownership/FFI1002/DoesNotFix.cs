using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1002;

/// <summary>FFI1002 offers no fix where the right call is not certain.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("void M() { var p = Marshal.AllocHGlobal(4); [|Free(p)|]; } static void Free(IntPtr p) { Marshal.FreeCoTaskMem(p); }")]
    [InlineData("void M() { var p = P.kx_make(); [|Marshal.FreeHGlobal(p)|]; } static class P { [DllImport(\"kx\")] [return: BoundaryLint.Owned(\"kx_done\")] public static extern IntPtr kx_make(); }")]
    public Task Where_the_right_call_is_not_certain(string members)
    {
        var test = new CSharpCodeFixTest<FFI1002MemoryReleasedByWrongDeallocator, FFI1002UseRightDeallocator, DefaultVerifier>();
        test.TestState.Sources.Add("using System;\nusing System.Runtime.InteropServices;\nclass C { " + members + " }");
        test.TestState.Sources.Add(Resources.Declarations);
        test.FixedState.Sources.Add(test.TestState.Sources[0]);
        test.FixedState.Sources.Add(Resources.Declarations);
        return test.RunAsync();
    }
}
