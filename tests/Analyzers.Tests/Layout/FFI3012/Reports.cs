using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3012CIntegerWidthDependsOnPlatform, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3012;

public sealed class Reports
{
    [Fact]
    public Task Sizes_and_longs_in_types_of_fixed_width() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static unsafe partial class Native
        {
            [DllImport("libc", SetLastError = true)] static extern {|#0:int|} read(int file, byte* buffer, int {|#1:count|});
            [LibraryImport("zstd")] internal static partial {|#2:uint|} ZSTD_compress(byte* target, nuint capacity, byte* source, ulong size, int level);
            static void M()
            {
                [DllImport("libcrypto")] static extern nint ERR_reason_error_string(uint {|#3:error|});
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "The result of `read` is `int`, and C has `ssize_t` (known from the C and POSIX documentation), which has 8 bytes on linux-x64, osx-arm64; declare `nint`"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "Parameter `count`", "read", "int", "size_t", "known from the C and POSIX documentation", "8 bytes on linux-x64, osx-arm64", "nuint"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3).WithArguments(
            "Parameter `error`", "ERR_reason_error_string", "uint", "unsigned long", "known from the OpenSSL documentation", "8 bytes on linux-x64, osx-arm64", "CULong"));

    [Fact]
    public Task What_a_generator_says_it_saw() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        class NativeTypeNameAttribute : System.Attribute { public NativeTypeNameAttribute(string name) { } }
        static class Native
        {
            [DllImport("kv")] [return: NativeTypeName("unsigned long")] static extern {|#0:uint|} kv_next([NativeTypeName("const size_t")] uint {|#1:count|}, [NativeTypeName("long *")] out int {|#2:rest|});
            [DllImport("kv")] static extern nint kv_ok([NativeTypeName("size_t")] nuint count, [NativeTypeName("int64_t")] long id, [NativeTypeName("Size *")] uint place, [NativeTypeName("")] uint none);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "The result of `kv_next` is `uint`, and C has `unsigned long` (says [NativeTypeName]), which has 8 bytes on linux-x64, osx-arm64; declare `CULong`"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task Behind_a_pointer_and_in_results_wider_is_wrong_too() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;
        static unsafe class Native
        {
            [DllImport("zlib")] static extern int compress(byte* target, ref ulong {|#0:targetLength|}, byte* source, ulong sourceLength);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "Parameter `targetLength`", "compress", "ulong", "unsigned long", "known from the zlib manual", "4 bytes on win-x64", "CULong"));

    [Fact]
    public Task Windows_names_its_types_for_both_of_its_widths() => new CSharpAnalyzerTest<FFI3012CIntegerWidthDependsOnPlatform, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("user32.dll", CharSet = CharSet.Unicode)] static extern [|int|] SendMessage(nint window, int message, int [|wParam|], int [|lParam|]);
            }
            """,
    }.RunningOn("win-x64").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3012CIntegerWidthDependsOnPlatform, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("libc")] static extern int close(Unknown file);
                [DllImport("libc")] static extern nint read(int file, nint buffer, int [|count|]);
                [DllImport("libc")] static extern int write(int file,
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
