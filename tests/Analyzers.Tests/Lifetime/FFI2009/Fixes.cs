using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2009;

public sealed class Fixes
{
    [Fact]
    public Task Pins_something_else() => HeaderTest.FixAsync<FFI2009EmptyBufferIsPinnedAsNull, FFI2009PinSomethingElse>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_slice(byte* data, nuint length);
            static void M(ReadOnlySpan<byte> data, byte[] array)
            {
                // All of it.
                fixed (byte* p = data /* may be empty */)
                {
                    kv_slice([|p|], (nuint)data.Length);
                }

                fixed (byte* p = array)
                {
                    kv_slice([|p|], (nuint)array.Length);
                }
            }
        }
        """,
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_slice(byte* data, nuint length);
            static void M(ReadOnlySpan<byte> data, byte[] array)
            {
                // All of it.
                fixed (byte* p = data.IsEmpty ? stackalloc byte[1] : data /* may be empty */)
                {
                    kv_slice(p, (nuint)data.Length);
                }

                fixed (byte* p = array != null && array.Length > 0 ? array : new byte[1])
                {
                    kv_slice(p, (nuint)array.Length);
                }
            }
        }
        """,
        "#include <stdint.h>\nint kv_slice(const uint8_t *data, uintptr_t length);");
}
