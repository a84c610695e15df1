using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3012;

public sealed class Fixes
{
    [Fact]
    public Task The_type_of_the_right_width_where_callers_go_on_to_compile() => Verify(
        """
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            // Reads.
            [DllImport("libc", SetLastError = true)] static extern [|int|] read(int file, byte* buffer, /* bytes */ uint [|count|]); // plain
            static long M(byte* buffer, uint room) => read(0, buffer, room);
        }
        """,
        """
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            // Reads.
            [DllImport("libc", SetLastError = true)] static extern nint read(int file, byte* buffer, /* bytes */ nuint count); // plain
            static long M(byte* buffer, uint room) => read(0, buffer, room);
        }
        """,
        2);

    [Fact]
    public Task The_other_sign_where_the_callers_have_that() => Verify(
        """
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            [DllImport("libc", SetLastError = true)] static extern nint read(int file, byte* buffer, int [|count|]);
            static nint M(byte* buffer, int room) => read(0, buffer, room);
        }
        """,
        """
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            [DllImport("libc", SetLastError = true)] static extern nint read(int file, byte* buffer, nint count);
            static nint M(byte* buffer, int room) => read(0, buffer, room);
        }
        """,
        1);

    [Fact]
    public Task A_long_that_nobody_uses_yet_and_its_import() => Verify(
        """
        using System;

        static unsafe class Native
        {
            [System.Runtime.InteropServices.DllImport("zlib")] static extern int compress(byte* target, ref ulong [|targetLength|], byte* source, nuint sourceLength);
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;

        static unsafe class Native
        {
            [System.Runtime.InteropServices.DllImport("zlib")] static extern int compress(byte* target, ref CULong targetLength, byte* source, nuint sourceLength);
        }
        """,
        1);

    private static Task Verify(string code, string fixedCode, int iterations) =>
        new CSharpCodeFixTest<FFI3012CIntegerWidthDependsOnPlatform, FFI3012UsePlatformWidth, DefaultVerifier>
        {
            TestCode = code,
            FixedCode = fixedCode,
            NumberOfIncrementalIterations = iterations,
        }.RunAsync();
}
