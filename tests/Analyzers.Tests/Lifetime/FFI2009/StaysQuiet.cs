using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2009;

public sealed class StaysQuiet
{
    private const string Header = """
        #include <stdint.h>
        int kv_slice(const uint8_t *data, uintptr_t length);
        /* @boundary data: nullable */
        int kv_nullable(const uint8_t *data, uintptr_t length);
        """;

    [Fact]
    public Task On_buffers_that_are_not_empty() => HeaderTest.VerifyAsync<FFI2009EmptyBufferIsPinnedAsNull>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_slice(byte* data, nuint length);
            static void M(Span<byte> span, byte[] array, int count)
            {
                var constant = new byte[4];
                fixed (byte* p = constant) kv_slice(p, 4);
                var listed = new byte[] { 1, 2 };
                fixed (byte* p = listed) kv_slice(p, 2);
                var more = new byte[count + 1];
                fixed (byte* p = more) kv_slice(p, (nuint)count);
                Span<byte> stack = stackalloc byte[8];
                fixed (byte* p = stack) kv_slice(p, 8);
                fixed (byte* p = &array[0]) kv_slice(p, 1);
                fixed (byte* p = &MemoryMarshal.GetReference(span)) kv_slice(p, (nuint)span.Length);
                fixed (byte* p = span.IsEmpty ? stackalloc byte[1] : span) kv_slice(p, (nuint)span.Length);
            }
        }
        """,
        Header);

    [Fact]
    public Task On_buffers_that_are_looked_at() => HeaderTest.VerifyAsync<FFI2009EmptyBufferIsPinnedAsNull>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_slice(byte* data, nuint length);
            static void A(Span<byte> span)
            {
                if (span.IsEmpty) return;
                fixed (byte* p = span) kv_slice(p, (nuint)span.Length);
            }
            static void B(byte[] array)
            {
                if (array.Length == 0) throw new ArgumentException("empty");
                fixed (byte* p = array) kv_slice(p, (nuint)array.Length);
            }
            static void C(Span<byte> span)
            {
                byte none;
                fixed (byte* p = span) kv_slice(p == null ? &none : p, (nuint)span.Length);
            }
            static void D(ReadOnlySpan<byte> span)
            {
                ArgumentOutOfRangeException.ThrowIfZero(span.Length);
                fixed (byte* p = span) kv_slice(p, (nuint)span.Length);
            }
        }
        """,
        Header);

    [Fact]
    public Task On_parameters_that_may_be_null_and_functions_that_no_header_declares() => HeaderTest.VerifyAsync<FFI2009EmptyBufferIsPinnedAsNull>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_nullable(byte* data, nuint length);
            [DllImport("kv")] static extern int kv_unknown(byte* data, nuint length);
            static void M(Span<byte> span, string text)
            {
                fixed (byte* p = span)
                {
                    kv_nullable(p, (nuint)span.Length);
                    kv_unknown(p, (nuint)span.Length);
                }
            }
        }
        """,
        Header);
}
