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
    public Task Callers_that_no_conversion_helps() => DoesNotFixAsync("""
        delegate int Put(nint store, int count);
        interface IPut { int Store(nint store, int count); }
        static class Arrays
        {
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put1(nint store, int [|count|]);
            static Func<nint, int, int> Use() => Put1;
        }
        static class Delegates
        {
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put2(nint store, int [|count|]);
            static Put Use() => new Put(Put2);
        }
        static class Optional
        {
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put3(nint store, int [|count|] = -1);
        }
        static class Unwritten
        {
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put4(nint store, out int [|count|]);
            static int Use(nint store)
            {
                Put4(store, out int count);
                return count;
            }
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
