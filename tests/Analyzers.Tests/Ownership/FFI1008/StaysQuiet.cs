using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1008;

/// <summary>FFI1008 says nothing of ref structs, of structs that nobody copies, and of structs that release nothing.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("public ref struct Buffer { nint p; public void Dispose() => Marshal.FreeHGlobal(p); }")]
    [InlineData("public sealed class Buffer : IDisposable { nint p; public void Dispose() => Marshal.FreeHGlobal(p); }")]
    [InlineData("struct Buffer : IDisposable { nint p; public static Buffer New() { var b = new Buffer(); return b; } public void Dispose() => Marshal.FreeHGlobal(p); } class C { void M() { using var b = Buffer.New(); } }")]
    [InlineData("struct Buffer { nint p; public void Free() => Marshal.FreeHGlobal(p); } class C { Buffer b; void M() { b.Free(); Use(ref b); ref var r = ref b; r.Free(); } static void Use(ref Buffer b) { } }")]
    [InlineData("struct Buffer { nint p; public void Free() => Marshal.FreeHGlobal(p); } class C { Buffer b; ref Buffer Get() => ref b; }")]
    [InlineData("public struct Point { nint p; public nint P => p; public static void Free(nint q) => Marshal.FreeHGlobal(q); }")]
    [InlineData("public struct Holder { static nint p; public void Free() => Marshal.FreeHGlobal(p); }")]
    [InlineData("public struct Temporary { nint p; public void Use() { var q = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(q); } }")]
    public Task On_legal_code(string code) =>
        new CSharpAnalyzerTest<FFI1008CopyableStructOwnsResource, DefaultVerifier> { TestCode = Reports.Usings + code }.RunAsync();

    [Fact]
    public Task On_a_custom_marshaller() => new CSharpAnalyzerTest<FFI1008CopyableStructOwnsResource, DefaultVerifier>
    {
        TestCode = Reports.Usings + """
            using System.Runtime.InteropServices.Marshalling;
            public class Name { }
            [CustomMarshaller(typeof(Name), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
            public static class NameMarshaller
            {
                public struct In
                {
                    private nint _p;
                    public void FromManaged(Name name) => _p = Marshal.AllocHGlobal(4);
                    public nint ToUnmanaged() => _p;
                    public void Free() => Marshal.FreeHGlobal(_p);
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI1008CopyableStructOwnsResource, DefaultVerifier>
    {
        TestCode = Reports.Usings + "public struct { nint p; public void Free() => Marshal.FreeHGlobal(p; } public struct Buffer { nint; void Dispose() => Marshal.FreeHGlobal(); }",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
