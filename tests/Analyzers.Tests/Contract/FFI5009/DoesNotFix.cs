using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5009;

public sealed class DoesNotFix
{
    [Fact]
    public Task Implementations_that_would_not_compile_and_other_counts() => HeaderTest.DoesNotFixAsync<FFI5009CallbackSignatureDiffers, FFI5009UseHeaderType>(
        """
        delegate int Read(nint user, uint [|length|]);
        delegate int [|Visit|](nint user);
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(Read read);
            [DllImport("kv")] static extern int kv_each(Visit visit);
            static int OnRead<T>(nint user, T length) => 0;
            static int OnUint(nint user, uint length) => OnRead(user, length);
            static Func<nint, uint, int> s_other = OnUint;
            static void Use() => kv_open(new Read(OnUint));
        }
        """,
        """
        #include <stddef.h>
        int kv_open(int (*read)(void *user, size_t length));
        int kv_each(int (*visit)(void *user, double weight));
        """);
}
