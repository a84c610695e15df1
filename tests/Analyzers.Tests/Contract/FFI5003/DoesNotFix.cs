using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5003;

public sealed class DoesNotFix
{
    private const string Header =
        """
        #include <stddef.h>
        #include <wchar.h>
        typedef struct kv kv;
        int kv_put(kv *store, size_t count);
        int kv_open(const char *path, wchar_t *name, wchar_t letter);
        """;

    [Fact]
    public Task Callers_that_would_not_compile() => DoesNotFixAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, int [|count|]);
            static void Use(int length) => kv_put(0, length);
        }
        """);

    [Fact]
    public Task Types_of_which_no_single_one_is_right() => DoesNotFixAsync("""
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_open(string [|path|], nint name, ushort [|letter|]);
        }
        """);

    private static Task DoesNotFixAsync(string code) => HeaderTest.DoesNotFixAsync<FFI5003ParameterTypeDiffers, FFI5003UseHeaderType>(code, Header);
}
