using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5009;

public sealed class Fixes
{
    [Fact]
    public Task Delegates_and_function_pointers() => HeaderTest.FixAsync<FFI5009CallbackSignatureDiffers, FFI5009UseHeaderType>(
        """
        delegate [|int|] Read(nint user, nint buffer, uint [|length|]); // bytes
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(Read read, nint user);
            [DllImport("kv")] static extern int kv_each(delegate* unmanaged[Cdecl]<nint, [|int|], int> visit);
        }
        """,
        """
        delegate nint Read(nint user, nint buffer, nuint length); // bytes
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(Read read, nint user);
            [DllImport("kv")] static extern int kv_each(delegate* unmanaged[Cdecl]<nint, double, int> visit);
        }
        """,
        """
        #include <stddef.h>
        typedef ptrdiff_t (*kv_read)(void *user, unsigned char *buffer, size_t length);
        int kv_open(kv_read read, void *user);
        int kv_each(int (*visit)(void *user, double weight));
        """);
}
