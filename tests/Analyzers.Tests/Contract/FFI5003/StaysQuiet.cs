using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;

using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5003;

public sealed class StaysQuiet
{
    private const string Header =
        """
        #include <stddef.h>
        #include <stdint.h>
        #include <stdbool.h>
        #include <stdarg.h>
        typedef struct kv kv;
        typedef struct kv_item { int64_t id; double weight; } kv_item;
        typedef struct kv_color { unsigned char r, g, b, a; } kv_color;
        typedef enum kv_mode { KV_READ, KV_WRITE } kv_mode;
        typedef uint32_t kv_id;
        typedef mystery_t kv_mystery;
        int kv_put(kv *store, const void *data, size_t count);
        int kv_hash(const unsigned char *data, unsigned long long length, unsigned char *out);
        int kv_open(const char *path, kv **out);
        void kv_close(kv *store);
        int kv_mode_of(kv *store, kv_mode mode, kv_mode *old);
        int kv_get(kv *store, kv_id id, kv_item *item);
        int kv_seek(kv *store, long offset, unsigned long *was);
        int kv_flag(bool on, bool *was);
        int kv_strange(mystery_t value, mystery_t *out, kv_mystery third);
        int kv_user(kv *store, uintptr_t user, intptr_t other);
        int kv_each(kv *store, int (*visit)(void *), void *user);
        int kv_names(kv *store, const char **names, int count);
        int kv_paint(kv_color color, kv_color *colors);
        int kv_log(kv *store, const char *format, ...);
        int kv_vlog(kv *store, const char *format, va_list arguments);
        int kv_matrix(const float *matrix, float values[16]);
        int kv_read(int descriptor, void *buffer, size_t length);
        int kv_letter(char letter, signed char other);
        #ifdef _WIN32
        int kv_wait(void *event);
        #else
        int kv_wait(int descriptor);
        #endif
        """;

    [Fact]
    public Task What_crosses_as_the_header_says() => VerifyAsync("""
        enum Mode { Read, Write }
        enum Access : uint { Read, Write }
        readonly struct Id { readonly uint value; }
        struct Item { long id; double weight; }
        [StructLayout(LayoutKind.Sequential)] class ItemClass { long id; double weight; }
        struct Opaque { }
        struct Color { byte r, g, b, a; }
        struct Matrix { float a, b, c, d; }
        sealed class Store : SafeHandle { public Store() : base(0, true) { } public override bool IsInvalid => false; protected override bool ReleaseHandle() => true; }
        static unsafe partial class Native
        {
            [DllImport("kv")] static extern int kv_put(Store store, byte[] data, nuint count);
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put2(nint store, void* data, UIntPtr count);
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put3(Opaque* store, string data, IntPtr count);
            [LibraryImport("kv", EntryPoint = "kv_put")] private static partial int Put4(nint store, ReadOnlySpan<int> data, nuint count);
            [DllImport("kv")] static extern int kv_hash(ref byte data, long length, byte* output);
            [DllImport("kv", EntryPoint = "kv_hash")] static extern int Hash2(uint[] data, ulong length, [Out] byte[] output);
            [DllImport("kv")] static extern int kv_open(string path, out Store store);
            [DllImport("kv", EntryPoint = "kv_open")] static extern int Open2([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out nint store);
            [DllImport("kv", EntryPoint = "kv_open")] static extern int Open3(byte* path, Opaque** store);
            [LibraryImport("kv", EntryPoint = "kv_open", StringMarshalling = StringMarshalling.Utf8)] private static partial int Open4(string path, out nint store);
            [DllImport("kv")] static extern void kv_close(HandleRef store);
            [DllImport("kv")] static extern int kv_mode_of(nint store, Mode mode, out Access old);
            [DllImport("kv", EntryPoint = "kv_mode_of")] static extern int ModeOf2(nint store, uint mode, int* old);
            [DllImport("kv")] static extern int kv_get(nint store, Id id, out Item item);
            [DllImport("kv", EntryPoint = "kv_get")] static extern int Get2(nint store, int id, ItemClass item);
            [DllImport("kv", EntryPoint = "kv_get")] static extern int Get3(nint store, uint id, nint item);
            [DllImport("kv")] static extern int kv_seek(nint store, CLong offset, out CULong was);
            [DllImport("kv")] static extern int kv_flag(byte on, [MarshalAs(UnmanagedType.U1)] out bool was);
            [DllImport("kv")] static extern int kv_strange(int value, out long result, Item third);
            [DllImport("kv")] static extern int kv_user(nint store, void* user, Store other);
            [DllImport("kv")] static extern int kv_each(nint store, Func<nint, int> visit, GCHandle user);
            [DllImport("kv", EntryPoint = "kv_each")] static extern int Each2(nint store, delegate* unmanaged[Cdecl]<void*, int> visit, void* user);
            [DllImport("kv", EntryPoint = "kv_each")] static extern int Each3(nint store, nint visit, nint user);
            [DllImport("kv")] static extern int kv_names(nint store, string[] names, int count);
            [DllImport("kv", EntryPoint = "kv_names")] static extern int Names2(nint store, nint[] names, int count);
            [DllImport("kv")] static extern int kv_paint(uint color, Color[] colors);
            [DllImport("kv", EntryPoint = "kv_paint")] static extern int Paint2(Color color, uint[] colors);
            [DllImport("kv")] static extern int kv_log(nint store, string format, int first, double second);
            [DllImport("kv")] static extern int kv_vlog(nint store, nint format, nint arguments);
            [DllImport("kv")] static extern int kv_matrix(in Matrix matrix, float[] values);
            [DllImport("kv")] static extern int kv_read(Store descriptor, byte[] buffer, nuint length);
            [DllImport("kv")] static extern int kv_letter(sbyte letter, byte other);
        }
        """);

    [Fact]
    public Task Handles_that_stand_for_several_records() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        class Handle : SafeHandle { public Handle() : base(0, true) { } public override bool IsInvalid => handle == 0; protected override bool ReleaseHandle() => true; }
        class Cursor : Handle { }
        struct Object { }
        struct Tree { }
        struct Blob { }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_count(Handle store);
            [DllImport("kv")] static extern Cursor kv_scan(Handle store);
            [DllImport("kv")] static extern int kv_next(Handle cursor);
            [DllImport("kv")] static extern int kv_peek(Cursor cursor);
            [DllImport("kv")] static extern int kv_object_type(Object* any);
            [DllImport("kv")] static extern int kv_object_id(Object* any);
            [DllImport("kv")] static extern int kv_tree_size(Object* tree);
            [DllImport("kv")] static extern int kv_blob_size(Object* blob);
            [DllImport("kv")] static extern Tree* kv_tree_new();
            [DllImport("kv")] static extern Blob* kv_blob_new();
        }
        """,
        """
        typedef struct kv kv;
        typedef struct kv_cursor kv_cursor;
        typedef struct kv_object kv_object;
        typedef struct kv_tree kv_tree;
        typedef struct kv_blob kv_blob;
        int kv_count(kv *store);
        kv_cursor *kv_scan(kv *store);
        int kv_next(kv_cursor *cursor);
        int kv_peek(kv_cursor *cursor);
        int kv_object_type(kv_object *any);
        int kv_object_id(kv_object *any);
        int kv_tree_size(kv_tree *tree);
        int kv_blob_size(kv_blob *blob);
        kv_tree *kv_tree_new(void);
        kv_blob *kv_blob_new(void);
        """);

    [Fact]
    public Task Numbers_of_a_vector_texts_of_wide_characters_and_other_generic_methods() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        delegate int Poll(nint store, long timeout);
        static class Native
        {
            [DllImport("kv")] static extern int kv_draw(float[] points, int count);
            [DllImport("kv")] static extern int kv_mixed(double[] values);
            [DllImport("kv")] static extern int kv_name([MarshalAs(UnmanagedType.BStr)] string name);
            [DllImport("kv")] static extern int kv_swap(int left, int right);
            static void Register<T>(string name, T handler) { }
            static void M(Poll poll) => Register<Poll>("kv_poll", poll);
        }
        """,
        """
        typedef unsigned short *KV_BSTR;
        struct kv_point { float x, y; };
        struct kv_mixed { float x; int n; };
        int kv_draw(const struct kv_point *points, int count);
        int kv_mixed(const struct kv_mixed *values);
        int kv_name(KV_BSTR name);
        int kv_swap(int, int);
        int kv_poll(void *store, int timeout);
        """);

    [Fact]
    public Task What_the_rules_about_bool_and_char_compare() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_flag(bool on, out bool was);
            [DllImport("kv", CharSet = CharSet.Ansi)] static extern int kv_letter(char letter, byte other);
        }
        """);

    [Fact]
    public Task A_declaration_for_the_one_platform_that_agrees() => VerifyAsync("""
        static class Native
        {
            [DllImport("libkv.so")] static extern int kv_wait(int descriptor);
            [DllImport("kv.dll", EntryPoint = "kv_wait")] static extern int WaitEvent(nint handle);
        }
        """);

    [Fact]
    public Task A_width_that_is_right_on_the_projects_platform() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_seek(nint store, long offset, ref ulong was); }", "linux-x64,osx-arm64");

    [Fact]
    public Task Other_libraries_and_unknown_functions() => VerifyAsync("""
        static class Native
        {
            [DllImport("other")] static extern int kv_put(nint store, int data, int count);
            [DllImport("kv")] static extern int kv_unknown(float value);
        }
        """);

    [Fact]
    public Task A_difference_that_is_stated() => VerifyAsync("""
        namespace BoundaryLint { class DiffersFromHeaderAttribute : Attribute { public DiffersFromHeaderAttribute(string reason) { } } }
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(nint store, nint data, [BoundaryLint.DiffersFromHeader("the library is a 32-bit one")] int count);
            [DllImport("kv"), BoundaryLint.DiffersFromHeader("an older version")] static extern int kv_get(int store, float id, int item);
        }
        """);

    private static Task VerifyAsync(string code, string? platforms = null) => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(code, Header, platforms);

    [Fact]
    public Task One_declaration_for_each_system() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_watch")] static extern int kv_watch_unix(int handle);
            [DllImport("kv", EntryPoint = "kv_watch")] static extern int kv_watch_windows(nint handle);
            [DllImport("kv", EntryPoint = "kv_list")] static extern int kv_list_windows(int [|handle|]);
            [DllImport("kv")] static extern int kv_win32_set(uint kind);
            [DllImport("kv")] static extern int kv_set(uint [|kind|]);
        }
        """,
        """
        #ifdef _WIN32
        typedef void *kv_handle;
        #else
        typedef int kv_handle;
        #endif
        int kv_watch(kv_handle handle);
        int kv_list(kv_handle handle);
        int kv_win32_set(unsigned long kind);
        int kv_set(unsigned long kind);
        """,
        "win-x64,linux-x64");

    [Fact]
    public Task Declarations_for_each_size_of_long_that_the_program_chooses_between() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        namespace Kv.Long4 { static class Native { [DllImport("kv")] internal static extern int kv_seek(nint store, int offset); } }
        namespace Kv.Long8 { static class Native { [DllImport("kv")] internal static extern int kv_seek(nint store, long offset); } }
        namespace Kv.Long4Packed { static class Native { [DllImport("kv")] internal static extern int kv_seek(nint store, int offset); } }
        namespace Kv.Long8Packed { static class Native { [DllImport("kv")] internal static extern int kv_seek(nint store, long offset); } }
        static class ByName
        {
            [DllImport("kv", EntryPoint = "kv_tell")] internal static extern int Tell4(nint store, out int offset);
            [DllImport("kv", EntryPoint = "kv_tell")] internal static extern int Tell8(nint store, out long offset);
        }
        static class Overloads
        {
            [DllImport("kv")] static extern int kv_skip(nint store, int [|offset|]);
            [DllImport("kv")] static extern int kv_skip(nint store, long [|offset|]);
        }
        namespace Kv.Right { static class Native { [DllImport("kv")] internal static extern int kv_trim(nint store, CLong offset); } }
        namespace Kv.Wrong { static class Native { [DllImport("kv")] internal static extern int kv_trim(nint store, int [|offset|]); } }
        namespace Kv.One { static class Native { [DllImport("kv")] internal static extern int kv_grow(nint store, int [|offset|]); } }
        namespace Kv.Two { static class Native { [DllImport("kv")] internal static extern int kv_grow(nint store, short [|offset|]); } }
        """,
        """
        int kv_seek(void *store, long offset);
        int kv_tell(void *store, long *offset);
        int kv_skip(void *store, long offset);
        int kv_trim(void *store, long offset);
        int kv_grow(void *store, long offset);
        """,
        "win-x64,linux-x64");
}
