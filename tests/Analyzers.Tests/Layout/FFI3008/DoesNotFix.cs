using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3008;

public sealed class DoesNotFix
{
    [Fact]
    public Task Unions_other_orders_and_sizes_with_room_to_spare() => new CSharpCodeFixTest<FFI3008ExplicitLayoutIsNotPortable, FFI3008UseSequentialLayout, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Explicit)] struct Value { [FieldOffset(0)] public int Kind; [FieldOffset(4)] public nint [|Pointer|]; [FieldOffset(4)] public int Number; }
            [StructLayout(LayoutKind.Explicit)] struct Turned { [FieldOffset(4)] public int [|Kind|]; [FieldOffset(0)] public nint Name; }
            [StructLayout(LayoutKind.Explicit, Size = 32)] struct Reserved { [FieldOffset(0)] public nint Name; [FieldOffset(4)] public int [|Kind|]; }
            static class Native { [DllImport("kv")] static extern void a(ref Value value, ref Turned turned, ref Reserved reserved); }
            """,
    }.RunAsync();

    [Fact]
    public Task References_that_the_runtime_refuses() => new CSharpCodeFixTest<FFI3008ExplicitLayoutIsNotPortable, FFI3008UseSequentialLayout, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Explicit)] struct Union { [FieldOffset(0)] public string [|Text|]; [FieldOffset(0)] public long Number; }
            static class Native { [DllImport("kv")] static extern void a(ref Union union); }
            """,
    }.RunAsync();
}
