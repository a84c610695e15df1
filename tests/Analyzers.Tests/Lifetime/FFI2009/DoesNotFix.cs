using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2009;

public sealed class DoesNotFix
{
    [Fact]
    public Task Loops_and_expressions_that_would_be_evaluated_twice() => HeaderTest.DoesNotFixAsync<FFI2009EmptyBufferIsPinnedAsNull, FFI2009PinSomethingElse>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_slice(byte* data, nuint length);
            static Span<byte> Next() => default;
            static void M(Span<byte> data)
            {
                for (var i = 0; i < 3; i++)
                {
                    fixed (byte* p = data) kv_slice([|p|], (nuint)data.Length);
                }

                fixed (byte* p = Next()) kv_slice([|p|], 0);
            }
        }
        """,
        "#include <stdint.h>\nint kv_slice(const uint8_t *data, uintptr_t length);");
}
