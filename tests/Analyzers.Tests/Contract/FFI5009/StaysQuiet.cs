using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;

using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5009;

public sealed class StaysQuiet
{
    [Fact]
    public Task Callbacks_as_the_header_declares_them() => HeaderTest.VerifyAsync<FFI5009CallbackSignatureDiffers>(
        """
        struct Item { int a; }
        delegate long Read(nint user, nint buffer, nuint length);
        delegate int Log(string text, int level);
        delegate int Compare(in Item left, in Item right);
        delegate int Next(nint self, Next next);
        struct Hooks { public Log log; public Read read; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(Read read, nint user);
            [DllImport("kv", EntryPoint = "kv_open")] static extern int Open(delegate* unmanaged[Cdecl]<void*, byte*, nuint, long> read, void* user);
            [DllImport("kv", EntryPoint = "kv_open")] static extern int OpenRaw(nint read, nint user);
            [DllImport("kv")] static extern int kv_hook(ref Hooks hooks);
            [DllImport("kv")] static extern int kv_sort(Compare compare);
            [DllImport("kv")] static extern int kv_chain(Next next);
            [DllImport("other")] static extern int other(delegate* unmanaged[Cdecl]<void*, int> read);
            [DllImport("kv")] static extern int kv_odd(delegate* unmanaged[Cdecl]<float, int> odd);
        }
        """,
        """
        #include <stddef.h>
        #include <stdint.h>
        typedef int64_t (*kv_read)(void *user, unsigned char *buffer, size_t length);
        typedef struct kv_item { int a; } kv_item;
        typedef struct kv_hooks { int (*log)(const char *text, int level); kv_read read; } kv_hooks;
        int kv_open(kv_read read, void *user);
        int kv_hook(kv_hooks *hooks);
        int kv_sort(int (*compare)(const kv_item *, const kv_item *));
        int kv_chain(int (*next)(void *self, void *next));
        int kv_odd(int (*odd)(mystery_t value));
        """);

    [Fact]
    public Task One_type_of_function_pointer_serves_several_callbacks() => HeaderTest.VerifyAsync<FFI5009CallbackSignatureDiffers>(
        """
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_one(delegate* unmanaged[Cdecl]<nint, int> one);
            [DllImport("kv")] static extern int kv_two(delegate* unmanaged[Cdecl]<nint, [|int|]> two);
        }
        """,
        "int kv_one(int (*one)(void *));\nint kv_two(double (*two)(void *));");
}
