using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3012CIntegerWidthDependsOnPlatform, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3012;

public sealed class StaysQuiet
{
    [Fact]
    public Task Types_that_change_with_the_platform_and_wider_arguments() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            [DllImport("libc")] static extern nint read(int file, byte* buffer, nuint count);
            [DllImport("libc")] static extern nint write(int file, byte* buffer, ulong count);
            [DllImport("zlib")] static extern int compress(byte* target, ref CULong targetLength, byte* source, CULong sourceLength);
            [DllImport("kv")] static extern int kv_read(int file, byte* buffer, int count);
            [DllImport("libc")] static extern int read(int file, int count);
            [DllImport("kernel32")] static extern int GetLastError();
        }
        """);

    [Fact]
    public Task Declarations_for_each_width_between_which_a_method_chooses() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            [DllImport("libc", EntryPoint = "read")] static extern int read32(int file, byte* buffer, uint count);
            [DllImport("libc", EntryPoint = "read")] static extern long read64(int file, byte* buffer, ulong count);
            static long Read(int file, byte* buffer, long count) => sizeof(nint) == 4 ? read32(file, buffer, (uint)count) : read64(file, buffer, (ulong)count);
        }
        """);

    [Fact]
    public Task A_project_for_one_platform() => new CSharpAnalyzerTest<FFI3012CIntegerWidthDependsOnPlatform, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static unsafe class Native
            {
                [DllImport("libc")] static extern int read(int file, byte* buffer, int count);
            }
            """,
    }.RunningOn("linux-x64").RunAsync();

    [Fact]
    public Task Where_the_declaration_is_for_one_system_its_long_is_known() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        using System.Runtime.Versioning;
        [SupportedOSPlatform("windows")]
        static unsafe class Native
        {
            [DllImport("zlib")] static extern int compress(byte* target, ref uint targetLength, byte* source, uint sourceLength);
        }
        """);
}
