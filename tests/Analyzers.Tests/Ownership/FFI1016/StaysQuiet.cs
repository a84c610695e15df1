using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1016;

/// <summary>FFI1016 says nothing where there is any evidence, and of values that the marshaller takes care of.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("[DllImport(\"kv\")] [return: Owned(\"kv_free\")] static extern nint kv_root();")]
    [InlineData("[DllImport(\"kv\")] [return: Borrowed] static extern nint kv_root();")]
    [InlineData("[DllImport(\"kv\")] static extern nint kv_get_root();")]
    [InlineData("[DllImport(\"kv\")] static extern nint kv_open(); [DllImport(\"kv\")] static extern void kv_close(nint db);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_fill([NoEscape] byte* buffer, nint size);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_each(delegate* unmanaged<int, void> visit);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_set_callback(delegate* unmanaged<int, void> callback);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_fill(byte[] buffer, ref int size, string name, out int count);")]
    [InlineData("[DllImport(\"libc\")] static extern void* malloc(nuint size);")]
    [InlineData("static nint Managed() => 0; static void Fill(byte* buffer) { }")]
    [InlineData("[UnmanagedCallersOnly] static nint OnCall(byte* data) => 0;")]
    public Task On_legal_code(string members) => new Reports.Test { TestCode = Reports.Code(members) }.RunAsync();

    [Fact]
    public Task On_half_typed_code() => new Reports.Test
    {
        TestCode = Reports.Code("[DllImport(\"kv\")] static extern Missing* kv_root(; [DllImport] static extern kv_fill(byte*);"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
