using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5003;

public sealed class Fixes
{
    private const string Header =
        """
        #include <stddef.h>
        #include <stdbool.h>
        typedef struct kv kv;
        typedef struct kv_item { long long id; double weight; void *next; } kv_item;
        int kv_put(kv *store, const void *data, size_t count, long offset);
        int kv_add(kv *store, const kv_item *item);
        int kv_flag(bool on);
        int kv_sizes(kv *store, size_t *sizes, short *kinds);
        int kv_poll(kv *store, int timeout);
        """;

    [Fact]
    public Task Numbers_get_the_headers_type() => FixAsync(
        """
        static unsafe class Native
        {
            [DllImport("kv")] internal static extern int kv_put(
                nint store,
                byte[] data,
                int [|count|], // bytes
                int [|offset|]);
            [DllImport("kv")] internal static extern int kv_sizes(nint store, out int [|sizes|], int[] [|kinds|]);
            [DllImport("kv", EntryPoint = "kv_sizes")] internal static extern int Sizes(nint store, int* [|sizes|], nint kinds);
            [DllImport("kv")] internal static extern int kv_poll(ref nint [|store|], int timeout);
            static void Use() => kv_poll2(0, 5);
            [DllImport("kv", EntryPoint = "kv_poll")] static extern int kv_poll2(nint store, nint [|timeout|]);
        }
        """,
        """
        static unsafe class Native
        {
            [DllImport("kv")] internal static extern int kv_put(
                nint store,
                byte[] data,
                nuint count, // bytes
                CLong offset);
            [DllImport("kv")] internal static extern int kv_sizes(nint store, out nuint sizes, short[] kinds);
            [DllImport("kv", EntryPoint = "kv_sizes")] internal static extern int Sizes(nint store, nuint* sizes, nint kinds);
            [DllImport("kv")] internal static extern int kv_poll(nint store, int timeout);
            static void Use() => kv_poll2(0, 5);
            [DllImport("kv", EntryPoint = "kv_poll")] static extern int kv_poll2(nint store, int timeout);
        }
        """);

    [Fact]
    public Task A_struct_by_value_is_passed_by_address() => FixAsync(
        """
        struct Item { long id; double weight; nint next; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_add(nint store, Item [|item|]);
            static void Use(Item item) => kv_add(0, item);
        }
        """,
        """
        struct Item { long id; double weight; nint next; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_add(nint store, in Item item);
            static void Use(Item item) => kv_add(0, item);
        }
        """);

    [Fact]
    public Task A_wrong_size_of_bool_is_corrected() => FixAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_flag([MarshalAs(UnmanagedType.Bool)] bool [|on|]); }",
        "static class Native { [DllImport(\"kv\")] static extern int kv_flag([MarshalAs(UnmanagedType.U1)] bool on); }");

    [Fact]
    public Task A_fetched_function_pointer() => FixAsync(
        """
        static unsafe class Native
        {
            static void Fetch(nint library)
            {
                var poll = (delegate* unmanaged[Cdecl]<nint, [|long|], int>)NativeLibrary.GetExport(library, "kv_poll");
            }
        }
        """,
        """
        static unsafe class Native
        {
            static void Fetch(nint library)
            {
                var poll = (delegate* unmanaged[Cdecl]<nint, int, int>)NativeLibrary.GetExport(library, "kv_poll");
            }
        }
        """);

    private static Task FixAsync(string code, string fixedCode) => HeaderTest.FixAsync<FFI5003ParameterTypeDiffers, FFI5003UseHeaderType>(code, fixedCode, Header);
}
