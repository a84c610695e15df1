using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Lifetime.FFI2009EmptyBufferIsPinnedAsNull, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Lifetime.FFI2009;

public sealed class Reports
{
    [Fact]
    public Task The_message_names_parameter_function_buffer_and_evidence() => HeaderTest.VerifyAsync<FFI2009EmptyBufferIsPinnedAsNull>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_put(byte* data, nuint length);
            static void M(ReadOnlySpan<byte> data)
            {
                fixed (byte* p = {|#1:data|})
                {
                    kv_put({|#0:p|}, (nuint)data.Length);
                }
            }
        }
        """,
        """
        /* @boundary data: nonnull, bytes(length) */
        int kv_put(const unsigned char *data, unsigned long long length);
        """,
        null,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithSeverity(DiagnosticSeverity.Warning).WithArguments("data", "kv_put", "data", "native code demands a pointer that is not null (kv.h:1)"));

    [Fact]
    public Task Rust_slices_and_nonnull_attributes_in_every_form() => HeaderTest.VerifyAsync<FFI2009EmptyBufferIsPinnedAsNull>(
        """
        unsafe static partial class Native
        {
            [LibraryImport("kv")] internal static partial int kv_slice(byte* data, nuint length);
            [DllImport("kv")] static extern int kv_attribute(int* numbers, int count);
            static void M(Span<byte> span, byte[] array, int[] numbers)
            {
                fixed (byte* p = {|#1:span|}) kv_slice({|#0:p|}, (nuint)span.Length);
                fixed (byte* p = {|#3:array|}) kv_slice({|#2:p|}, 0);
                fixed (int* p = {|#5:numbers|}) kv_attribute({|#4:p|}, 0);
                fixed (byte* p = {|#7:span.Slice(1)|}) kv_slice({|#6:p|}, (nuint)(span.Length - 1));
                void Local(ReadOnlySpan<byte> inner)
                {
                    fixed (byte* p = {|#9:inner|}) kv_slice({|#8:p|}, (nuint)inner.Length);
                }
            }
        }
        """,
        """
        #include <stdint.h>
        int kv_slice(const uint8_t *data, uintptr_t length);
        __attribute__((nonnull)) int kv_attribute(const int *numbers, int count);
        """,
        null,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithSeverity(DiagnosticSeverity.Warning).WithArguments("data", "kv_slice", "span", "a Rust slice never is null, not even with no elements (`uintptr_t` counts it in kv.h:2)"),
        Verify.Diagnostic().WithLocation(2).WithLocation(3).WithSeverity(DiagnosticSeverity.Warning),
        Verify.Diagnostic().WithLocation(4).WithLocation(5).WithSeverity(DiagnosticSeverity.Warning),
        Verify.Diagnostic().WithLocation(6).WithLocation(7).WithSeverity(DiagnosticSeverity.Warning),
        Verify.Diagnostic().WithLocation(8).WithLocation(9).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task A_header_that_says_nothing_is_a_suggestion() => HeaderTest.VerifyAsync<FFI2009EmptyBufferIsPinnedAsNull>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_put(byte* data, int length);
            static void M(ReadOnlySpan<byte> data)
            {
                fixed (byte* p = {|#1:data|}) kv_put({|#0:p|}, data.Length);
            }
        }
        """,
        "int kv_put(const unsigned char *data, int length);",
        null,
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithSeverity(DiagnosticSeverity.Info));
}
