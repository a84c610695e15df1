using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5003;

public sealed class Reports
{
    private const string Header =
        """
        #include <stddef.h>
        #include <stdint.h>
        #include <stdbool.h>
        #include <wchar.h>
        typedef struct kv kv;
        typedef struct kv_item { int64_t id; double weight; void *next; } kv_item;
        typedef enum kv_mode { KV_READ, KV_WRITE } kv_mode;
        int kv_put(kv *store, const void *data, size_t count);
        int kv_scale(kv *store, double factor, float bias);
        int kv_count(kv *store, int64_t *total, uint16_t *kinds);
        int kv_open(const char *path, kv **out);
        int kv_add(kv *store, const kv_item *item);
        int kv_copy(kv *store, kv_item item);
        int kv_seek(kv *store, long offset);
        int kv_name(kv *store, wchar_t *buffer, int length);
        int kv_flag(bool on, bool *was);
        int kv_list(kv *store, char **names, int length);
        int kv_mode_of(kv *store, kv_mode mode);
        int kv_each(kv *store, int (*visit)(void *), void *user);
        int kv_poll(kv *store, int timeout);
        int kv_weights(const double *weights, int count);
        """;

    [Fact]
    public Task Widths_of_arguments() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, byte[] data, int {|#0:count|});
            [DllImport("kv")] static extern int kv_poll(nint store, nint {|#1:timeout|});
            [DllImport("kv")] static extern int kv_seek(nint store, long {|#2:offset|});
        }
        """,
        null,
        Result(0, "count", "kv_put", "`int`, 4 bytes", "count", 8, "`size_t`, 8 bytes", "the upper bytes that native code reads are undefined", "; use `nuint`"),
        Result(1, "timeout", "kv_poll", "`nint`, 8 bytes", "timeout", 20, "`int`, 4 bytes", "large values are cut", "; use `int`"),
        Result(2, "offset", "kv_seek", "`long`, 8 bytes", "offset", 14, "`long`, 4 bytes on win-x64", "large values are cut", "; use `CLong`"));

    [Fact]
    public Task The_headers_line_is_an_additional_location() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_poll(nint store, long {|#0:timeout|}); }",
        null,
        new DiagnosticResult("FFI5003", DiagnosticSeverity.Warning).WithLocation(0).WithLocation("/src/native/kv.h", 20, 28));

    [Fact]
    public Task A_bool_whose_C_type_differs_between_platforms() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_seek(nint store, bool [|offset|]); }");

    [Fact]
    public Task Each_size_is_told_where_platforms_differ() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_seek(nint store, byte {|#0:offset|});
        }
        """,
        "win-x64,linux-x64",
        Result(0, "offset", "kv_seek", "`byte`, 1 byte", "offset", 14, "`long`, 4 bytes on win-x64, and `long`, 8 bytes on linux-x64", "the upper bytes that native code reads are undefined", "; use `CLong`"));

    [Fact]
    public Task A_platform_that_the_project_adds_can_be_the_only_one_that_differs() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, byte[] data, ulong {|#0:count|});
        }
        """,
        "win-x64,win-x86",
        Result(0, "count", "kv_put", "`ulong`, 8 bytes", "count", 8, "`size_t`, 4 bytes on win-x86", "large values are cut", "; use `nuint`"));

    [Fact]
    public Task Registers_of_integers_and_floating_point_numbers() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_scale(nint store, float [|factor|], int [|bias|]);
            [DllImport("kv", EntryPoint = "kv_poll")] static extern int Poll(nint store, double [|timeout|]);
        }
        """);

    [Fact]
    public Task Memory_behind_pointers() => VerifyAsync("""
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_count(nint store, out int [|total|], ushort[] kinds);
            [DllImport("kv", EntryPoint = "kv_count")] static extern int Wide(nint store, long* total, int[] [|kinds|]);
            [DllImport("kv", EntryPoint = "kv_count")] static extern int Raw(nint store, double* [|total|], ref byte kinds);
            [DllImport("kv", EntryPoint = "kv_count")] static extern int OneByte(nint store, out byte [|total|], out byte [|kinds|]);
            [DllImport("kv")] static extern int kv_weights(float[] [|weights|], int count);
        }
        """);

    [Fact]
    public Task Depths_of_pointers() => VerifyAsync("""
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_poll(ref nint [|store|], int timeout);
            [DllImport("kv", EntryPoint = "kv_open")] static extern int Open(string path, out int [|store|]);
            [DllImport("kv", EntryPoint = "kv_list")] static extern int List(nint store, string [|names|], int length);
            [DllImport("kv", EntryPoint = "kv_list")] static extern int ListBytes(nint store, byte* [|names|], int length);
            [DllImport("kv", EntryPoint = "kv_add")] static extern int Add(nint store, out nint [|item|]);
        }
        """);

    [Fact]
    public Task Structs_by_value_and_by_address() => VerifyAsync("""
        struct Item { long id; double weight; nint next; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_add(nint store, Item {|#0:item|});
            [DllImport("kv")] static extern int kv_copy(nint store, in Item {|#1:item|});
        }
        """,
        null,
        Result(0, "item", "kv_add", "`Item` by value, 24 bytes", "item", 12, "`const kv_item *`, a pointer to 24 bytes",
            "native code takes the struct's bytes, or the next argument, for the address", "; pass it as `in Item`"),
        Result(1, "item", "kv_copy", "`in Item`, a pointer to 24 bytes", "item", 13, "`kv_item` by value, 24 bytes on linux-x64", "the struct itself is expected, not its address", ""));

    [Fact]
    public Task Kinds_of_text() => VerifyAsync("""
        static unsafe class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_open(string [|path|], out nint store);
            [DllImport("kv", EntryPoint = "kv_open", ExactSpelling = true)] static extern int Raw(char* [|path|], out nint store);
            [DllImport("kv")] static extern int kv_name(nint store, [MarshalAs(UnmanagedType.LPWStr)] string [|buffer|], int length);
            [DllImport("kv", EntryPoint = "kv_add")] static extern int Add(nint store, string [|item|]);
        }
        """);

    [Fact]
    public Task Stated_sizes_of_bool() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_flag([MarshalAs(UnmanagedType.Bool)] bool [|on|], [MarshalAs(UnmanagedType.Bool)] out bool [|was|]);
            [DllImport("kv")] static extern int kv_poll(nint store, [MarshalAs(UnmanagedType.U1)] bool [|timeout|]);
        }
        """);

    [Fact]
    public Task Code_and_data() => VerifyAsync("""
        delegate int Visit(nint user);
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_each(nint store, string [|visit|], nint user);
            [DllImport("kv")] static extern int kv_add(nint store, Visit [|item|]);
        }
        """);

    [Fact]
    public Task Every_form() => VerifyAsync("""
        static unsafe partial class Native
        {
            [LibraryImport("kv")] internal static partial int kv_put(nint store, ReadOnlySpan<byte> data, uint [|count|]);
            [UnmanagedCallersOnly(EntryPoint = "kv_poll")] static int Poll(nint store, long [|timeout|]) => 0;
            delegate int Seek(nint store, byte [|offset|]);
            static void Fetch(nint library)
            {
                var poll = (delegate* unmanaged[Cdecl]<nint, [|long|], int>)NativeLibrary.GetExport(library, "kv_poll");
                var seek = Marshal.GetDelegateForFunctionPointer<Seek>(NativeLibrary.GetExport(library, "kv_seek"));
                kv_scale(0, 1, 2);
                [DllImport("kv")] static extern int kv_scale(nint store, int [|factor|], float bias);
            }
        }
        """);

    [Fact]
    public Task Functions_that_a_loader_of_the_project_fetches() => VerifyAsync("""
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Poll(nint store, long [|timeout|]);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Seek(nint store, int [|offset|]);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Scale(nint store, int [|factor|], float bias);
        class Native
        {
            [DllImport("libdl.so.2")] static extern nint dlsym(nint library, string name);
            nint _library;
            T Load<T>(string name) where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));
            void Load<T>(string name, out T function) where T : Delegate => function = Load<T>(name);
            void LoadAll()
            {
                var poll = Load<Poll>("kv_poll");
                Load("kv_seek", out Seek seek);
                var scale = Marshal.GetDelegateForFunctionPointer<Scale>(dlsym(_library, "kv_scale"));
            }
        }
        """);

    [Fact]
    public Task A_handle_in_the_place_of_another() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        abstract class Handle : SafeHandle { protected Handle() : base(0, true) { } public override bool IsInvalid => handle == 0; protected override bool ReleaseHandle() => true; }
        class Store : Handle { }
        class Cursor : Handle { }
        struct Raw { }
        struct RawCursor { }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(out Store store);
            [DllImport("kv")] static extern int kv_count(Store store);
            [DllImport("kv")] static extern Cursor kv_scan(Store store);
            [DllImport("kv")] static extern int kv_next(Store {|#0:cursor|});
            [DllImport("kv", EntryPoint = "kv_count")] static extern int Count2(Raw* store);
            [DllImport("kv", EntryPoint = "kv_scan")] static extern RawCursor* Scan2(Raw* store);
            [DllImport("kv", EntryPoint = "kv_next")] static extern int Next2(Raw* {|#1:cursor|});
            [DllImport("kv", EntryPoint = "kv_open")] static extern int Open2(Store {|#2:store|});
        }
        """,
        """
        typedef struct kv kv;
        typedef struct kv_cursor kv_cursor;
        int kv_open(kv **store);
        int kv_count(kv *store);
        kv_cursor *kv_scan(kv *store);
        int kv_next(kv_cursor *cursor);
        """,
        null,
        Result(0, "cursor", "kv_next", "`Store`, which stands for `kv`", "cursor", 6, "`kv_cursor *`, for which `Cursor` stands", "native code takes one object for the other", ""),
        Result(1, "cursor", "kv_next", "`Raw*`, which stands for `kv`", "cursor", 6, "`kv_cursor *`, for which `Cursor` stands", "native code takes one object for the other", ""),
        Result(2, "store", "kv_open", "`Store`, a pointer", "store", 3, "`kv **`", "the header has one level of pointers more", ""));

    [Fact]
    public Task Two_parameters_with_each_others_names_are_a_suggestion() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        "static class Native { [DllImport(\"kv\")] static extern int kv_resize(nint store, int {|#0:height|}, int width); }",
        "int kv_resize(void *store, int width, int height);",
        null,
        new DiagnosticResult("FFI5003", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("height", "kv_resize", "parameter 2", "height", "kv.h:1", "parameter 3", "whoever goes by the names exchanges it with `width`", ""));

    [Fact]
    public Task Text_in_arrays_COM_strings_and_vectors_of_another_width() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_all(string[] [|names|], int count);
            [DllImport("kv")] static extern int kv_name([MarshalAs(UnmanagedType.BStr)] string [|name|]);
            [DllImport("kv")] static extern int kv_draw(double[] [|points|], int count);
        }
        """,
        """
        struct kv_point { float x, y; };
        int kv_all(const char *const *names, int count);
        int kv_name(const char *name);
        int kv_draw(const struct kv_point *points, int count);
        """);

    [Fact]
    public Task Raw_types_without_runtime_marshalling() => VerifyAsync("""
        [assembly: DisableRuntimeMarshalling]
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, byte* data, uint [|count|]);
            [DllImport("kv")] static extern int kv_name(nint store, char* [|buffer|], int length);
        }
        """);

    [Fact]
    public Task The_address_of_a_number_for_a_size() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, byte[] data, out int [|count|]);
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put(nint store, byte[] data, ref nuint [|count|]);
        }
        """);

    [Fact]
    public Task Half_typed_code_is_compared_as_far_as_it_goes()
    {
        var test = """
            static class Native
            {
                [DllImport("kv")] static extern int kv_put(nint store, {|CS0246:Missing|} data, int [|count|]);
            }
            """;
        return VerifyAsync(test);
    }

    private static DiagnosticResult Result(
        int location, string parameter, string function, string managed, string native, int line, string type, string consequence, string remedy) =>
        new DiagnosticResult("FFI5003", DiagnosticSeverity.Warning).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(parameter, function, managed, native, $"kv.h:{line}", type, consequence, remedy);

    private static Task VerifyAsync(string code, string? platforms = null, params DiagnosticResult[] expected) =>
        HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(code, Header, platforms, expected);
}
