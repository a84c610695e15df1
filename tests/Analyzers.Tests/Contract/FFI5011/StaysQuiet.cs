using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;

using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5011;

public sealed class StaysQuiet
{
    [Fact]
    public Task Promises_that_agree_and_pointers_that_promise_nothing() => HeaderTest.VerifyAsync<FFI5011PromiseDiffers>(
        """
        struct Item { int a; }
        static partial class Native
        {
            [DllImport("kv")] static extern int kv_load(in Item item);
            [DllImport("kv", EntryPoint = "kv_load")] static extern int Load(ref Item item);
            [DllImport("kv")] static extern int kv_fill(out Item item);
            [DllImport("kv")] static extern int kv_open(string path, string? mode);
            [DllImport("kv")] static extern int kv_user(string user, in Item handle);
            [DllImport("kv")] static extern int kv_read(string text);
            [LibraryImport("kv")] internal static partial int kv_bytes(Span<byte> data, int length);
            [DllImport("other", EntryPoint = "kv_fill")] static extern int Other(in Item item);
        }
        """,
        """
        typedef struct kv kv;
        typedef struct kv_item { int a; } kv_item;
        int kv_load(const kv_item *item);
        int kv_fill(kv_item *item);
        /* @boundary path: nonnull */
        int kv_open(const char *path, const char *mode);
        int kv_user(void *user, kv *handle);
        /* @boundary text: in */
        int kv_read(char *text);
        int kv_bytes(unsigned char *data, int length);
        """);

    [Fact]
    public Task Directions_that_FFI3010_and_FFI2010_report() => HeaderTest.VerifyAsync<FFI5011PromiseDiffers>(
        """
        struct Item { int a; }
        static partial class Native
        {
            [DllImport("kv")] static extern int kv_load(out Item item);
            [DllImport("kv")] static extern int kv_count(in int @out);
            [DllImport("kv")] static extern int kv_limits(in Item limits);
            [DllImport("kv")] static extern int kv_name(string buffer, int length);
            [DllImport("kv")] static extern int kv_upper(string text);
            [LibraryImport("kv")] internal static partial int kv_fill(ReadOnlySpan<byte> data, int length);
        }
        """,
        """
        typedef struct kv_item { int a; } kv_item;
        int kv_load(const kv_item *item);
        int kv_count(int *out);
        /* @boundary limits: out */
        int kv_limits(kv_item *limits);
        int kv_name(char *buffer, int length);
        /* @boundary text: inout */
        int kv_upper(char *text);
        /* @boundary data: out */
        int kv_fill(unsigned char *data, int length);
        """);
}
