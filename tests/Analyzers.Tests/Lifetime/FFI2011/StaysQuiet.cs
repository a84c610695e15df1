using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2011;

/// <summary>FFI2011 says nothing of an unload behind the last use, and of those on failure.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() { var lib = NativeLibrary.Load(\"kv\"); var put = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(lib, \"put\")); put(1); NativeLibrary.Free(lib); }")]
    [InlineData("int M() { var lib = NativeLibrary.Load(\"kv\"); try { var put = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(lib, \"put\")); return put(1); } finally { NativeLibrary.Free(lib); } }")]
    [InlineData("Put put; void M() { var lib = NativeLibrary.Load(\"kv\"); try { put = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(lib, \"put\")); } catch { NativeLibrary.Free(lib); throw; } }")]
    [InlineData("Put put; void M() { var lib = NativeLibrary.Load(\"kv\"); put = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(lib, \"put\")); if (put(1) != 0) { NativeLibrary.Free(lib); } }")]
    [InlineData("nint lib; Put put; void Open() { lib = NativeLibrary.Load(\"kv\"); put = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(lib, \"put\")); } void Close() { NativeLibrary.Free(lib); }")]
    [InlineData("static nint lib; static Put put; static void Open() { lib = NativeLibrary.Load(\"kv\"); put = Marshal.GetDelegateForFunctionPointer<Put>(NativeLibrary.GetExport(lib, \"put\")); } static void Close() { put = null; NativeLibrary.Free(lib); }")]
    [InlineData("static void M() { var probe = NativeLibrary.Load(\"kv\"); NativeLibrary.Free(probe); }")]
    [InlineData("static nint lib; static void Open() => NativeLibrary.SetDllImportResolver(typeof(C).Assembly, (name, a, p) => NativeLibrary.Load(name)); static void Close() => NativeLibrary.Free(lib);")]
    [InlineData("static void Free(nint lib) { } static Put M() { nint lib = 1; Free(lib); return null; }")]
    public Task On_legal_code(string members) => new Reports.Test { TestCode = Reports.Code(members) }.RunAsync();

    [Fact]
    public Task On_a_library_of_C_with_a_header() =>
        Reports.OfHeader("void M() { var lib = NativeLibrary.Load(\"kv\"); NativeLibrary.Free(lib); }", "int put(int key);\n").RunAsync();

    [Fact]
    public Task On_half_typed_code() => new Reports.Test
    {
        TestCode = Reports.Code("void M() { var lib = NativeLibrary.Load(); NativeLibrary.Free(; NativeLibrary.GetExport(lib, ); NativeLibrary.SetDllImportResolver("),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
