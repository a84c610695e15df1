using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1008;

/// <summary>FFI1008 reports structs that release what they hold and that are, or can be, copied.</summary>
public sealed class Reports
{
    internal const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Theory]
    [InlineData("public struct [|Buffer|] : IDisposable { IntPtr _p; public Buffer(int n) { _p = Marshal.AllocHGlobal(n); } public void Dispose() { Marshal.FreeHGlobal(_p); _p = IntPtr.Zero; } }")]
    [InlineData("public readonly struct [|Buffer|] { readonly nint p; public void Free() => Marshal.FreeHGlobal(p); }")]
    [InlineData("public record struct [|Pin|](GCHandle Handle) { GCHandle h = Handle; public void Free() => h.Free(); }")]
    [InlineData("public unsafe struct [|Block|] { void* p; public void Free() => NativeMemory.Free(p); }")]
    [InlineData("struct [|Buffer|] { nint p; public void Free() => Marshal.FreeHGlobal(p); } class C { Buffer b; Buffer Get() => b; }")]
    [InlineData("struct [|Buffer|] { nint p; public void Free() => Marshal.FreeHGlobal(p); } class C { Buffer b; void M() { var copy = b; copy.Free(); } }")]
    [InlineData("struct [|Buffer|] { nint p; public void Free() => Marshal.FreeHGlobal(p); } class C { Buffer[] b = new Buffer[1]; void M() => Use(b[0]); static void Use(Buffer b) { } }")]
    [InlineData("struct [|Buffer|] : IDisposable { nint p; public void Dispose() => Marshal.FreeHGlobal(p); } class C { IDisposable M(Buffer b) => b; }")]
    [InlineData("public struct [|Store|] { nint db; public void Close() => kv_close(db); [DllImport(\"kv\")] static extern nint kv_open(); [DllImport(\"kv\")] static extern void kv_close(nint db); }")]
    public Task Structs_that_release_and_are_copied(string code) => Run(Usings + code);

    [Fact]
    public Task With_the_field_and_the_release() => Run(
        Usings + "struct {|#0:Buffer|} { nint p; public void Free() => Marshal.FreeHGlobal(p); } class C { Buffer b; Buffer Get() => b; }",
        new DiagnosticResult("FFI1008", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
            "`Buffer` releases the native resource in `p` by `Marshal.FreeHGlobal`, and is a struct that is copied in this project: every copy releases the same resource again; make it "
                + "a class, a SafeHandle or a `ref struct`"));

    [Fact]
    public Task With_the_first_of_several_fields_whichever_is_released_first() => Run(
        Usings + "struct {|#0:Buffer|} { nint p; nint q; public void Drop() => Marshal.FreeHGlobal(q); public void Free() => Marshal.FreeHGlobal(p); } class C { Buffer b; Buffer Get() => b; }",
        new DiagnosticResult("FFI1008", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
            "`Buffer` releases the native resource in `p` by `Marshal.FreeHGlobal`, and is a struct that is copied in this project: every copy releases the same resource again; make it "
                + "a class, a SafeHandle or a `ref struct`"));

    private static Task Run(string code, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<FFI1008CopyableStructOwnsResource, DefaultVerifier> { TestCode = code };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
