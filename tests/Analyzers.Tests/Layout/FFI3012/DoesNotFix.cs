using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3012;

public sealed class DoesNotFix
{
    [Fact]
    public Task What_callers_would_have_to_convert() => Verify(
        """
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            [DllImport("libc", SetLastError = true)] static extern [|int|] read(int file, byte* buffer, nuint count);
            [DllImport("zlib")] static extern int compress(byte* target, ref ulong [|targetLength|], byte* source, nuint sourceLength);
            static int M(byte* buffer, nuint room)
            {
                ulong length = 0;
                compress(buffer, ref length, buffer, room);
                return read(0, buffer, room);
            }
        }
        """);

    [Fact]
    public Task Characters_that_need_another_type_on_each_platform() => Verify(
        """
        using System.Runtime.InteropServices;
        class NativeTypeNameAttribute : System.Attribute { public NativeTypeNameAttribute(string name) { } }
        static class Native
        {
            [DllImport("kv")] [return: NativeTypeName("wchar_t")] static extern [|ushort|] kv_separator();
        }
        """);

    private static Task Verify(string code) =>
        new CSharpCodeFixTest<FFI3012CIntegerWidthDependsOnPlatform, FFI3012UsePlatformWidth, DefaultVerifier> { TestCode = code }.RunAsync();
}
