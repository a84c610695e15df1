using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3001;

public sealed class DoesNotFix
{
    [Fact]
    public Task Function_pointers_and_exports_which_cannot_carry_MarshalAs() => new CSharpCodeFixTest<FFI3001BoolHasNoStatedNativeSize, FFI3001StateBoolSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static unsafe class Exports
            {
                static delegate* unmanaged<[|bool|], void> _visit;
                [UnmanagedCallersOnly] static void OnItem(bool [|last|]) => _visit(last);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Where_runtime_marshalling_is_disabled_and_MarshalAs_ignored() => new CSharpCodeFixTest<FFI3001BoolHasNoStatedNativeSize, FFI3001StateBoolSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
            static class Native
            {
                [DllImport("kv")] static extern {|#0:bool|} kv_has();
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(0) },
    }.RunAsync();

    // The runtime refuses VARIANT_BOOL outside Windows; a header's 2 bytes then have no bool.
    [Fact]
    public Task Two_bytes_where_not_only_Windows_runs_it() => new CSharpCodeFixTest<FFI3001BoolHasNoStatedNativeSize, FFI3001StateBoolSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern [|bool|] kv_has();
            }
            """,
    }.WithHeader("short kv_has(void);\n").RunAsync();
}
