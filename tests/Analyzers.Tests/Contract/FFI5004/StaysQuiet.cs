using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;

using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5004;

public sealed class StaysQuiet
{
    [Fact]
    public Task Results_that_arrive_as_the_header_says() => HeaderTest.VerifyAsync<FFI5004ReturnTypeDiffers>(
        """
        enum Status { Ok }
        struct Item { double a, b, c; }
        struct Color { byte r, g, b, a; }
        sealed class Store : SafeHandle { public Store() : base(0, true) { } public override bool IsInvalid => false; protected override bool ReleaseHandle() => true; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern nuint kv_count(nint store);
            [DllImport("kv", EntryPoint = "kv_count")] static extern nint Count(nint store);
            [DllImport("kv")] static extern Status kv_sync(nint store);
            [DllImport("kv")] static extern Store kv_create();
            [DllImport("kv")] static extern Item kv_get(nint store);
            [DllImport("kv")] static extern string kv_name(nint store);
            [DllImport("kv", EntryPoint = "kv_name")] static extern byte* Name(nint store);
            [DllImport("kv")] static extern bool kv_has(nint store);
            [DllImport("kv", EntryPoint = "kv_has")] static extern byte Has(nint store);
            [DllImport("kv")] static extern Color kv_color(nint store);
            [DllImport("kv")] static extern CULong kv_tell(nint store);
            [DllImport("kv")] static extern Missing kv_strange(nint store);
            [DllImport("kv")] static extern void kv_flush(nint store);
            [DllImport("other", EntryPoint = "kv_flush")] static extern double Other(nint store);
        }
        struct Missing { }
        """,
        """
        #include <stddef.h>
        #include <stdbool.h>
        typedef struct kv kv;
        typedef struct kv_item { double a, b, c; } kv_item;
        size_t kv_count(kv *store);
        kv_item kv_get(kv *store);
        kv *kv_create(void);
        int kv_sync(kv *store);
        const char *kv_name(kv *store);
        bool kv_has(kv *store);
        unsigned kv_color(kv *store);
        unsigned long kv_tell(kv *store);
        mystery_t kv_strange(kv *store);
        void kv_flush(kv *store);
        """);
}
