using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Contract.FFI5013DeclarationsClash, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Contract.FFI5013;

public sealed class StaysQuiet
{
    private static Task Quiet(string code) => Verify.VerifyAnalyzerAsync("using System;\nusing System.Runtime.InteropServices;\nusing Microsoft.Win32.SafeHandles;\n" + code);

    [Fact]
    public Task On_overloads_that_pass_the_same() => Quiet("""
        enum Mode { A }
        struct Handle { public IntPtr Value; }
        unsafe static partial class Native
        {
            [DllImport("kv")] static extern int kv_read(IntPtr store, byte[] buffer, nint size, int mode);
            [DllImport("kv")] static extern int kv_read(SafeFileHandle store, byte* buffer, IntPtr size, Mode mode);
            [DllImport("kv")] static extern int kv_read(Handle store, ref byte buffer, UIntPtr size, uint mode);
            [DllImport("kv")] static extern void kv_read(void* store, out long buffer, nuint size, bool mode);
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)] internal static partial int kv_read(nint store, string buffer, nint size, byte mode);
            [DllImport("kv")] static extern void kv_name(string name);
            [DllImport("kv")] static extern void kv_name(byte* name);
        }
        """);

    [Fact]
    public Task On_overloads_for_any_number_of_values() => Quiet("""
        struct Item { public int A; }
        static class Native
        {
            [DllImport("kv")] static extern IntPtr kv_add(int count, ref Item a);
            [DllImport("kv")] static extern IntPtr kv_add(int count, ref Item a, ref Item b);
            [DllImport("kv")] static extern IntPtr kv_add(int count, ref Item a, ref Item b, ref Item c);
        }
        """);

    [Fact]
    public Task On_declarations_for_different_systems() => Quiet("""
        namespace Kit.Platform.MacOS { static class NativeMethods { [DllImport("libc")] internal static extern int poll(ref long file, uint count, int timeout); } }
        namespace Kit.Platform.Linux { static class NativeMethods { [DllImport("libc")] internal static extern int poll(ref long file, nint count, int timeout); } }
        """);

    [Fact]
    public Task On_a_pair_between_which_the_size_of_a_pointer_chooses() => Quiet("""
        static class Native
        {
            [DllImport("user32", EntryPoint = "GetWindowLong")] static extern IntPtr GetWindowLongPtr32(IntPtr window, int index);
            [DllImport("user32", EntryPoint = "GetWindowLongPtr")] static extern IntPtr GetWindowLongPtr64(IntPtr window, int index);
            [DllImport("user32")] static extern int GetWindowLong(IntPtr window, int index);
        }
        """);

    [Fact]
    public Task On_declarations_for_each_width_of_an_integer_between_which_a_method_chooses() => Quiet("""
        static class Native
        {
            [DllImport("libc", EntryPoint = "mmap")] static extern IntPtr mmap32(IntPtr address, uint length, int protection, int flags, int file, int offset);
            [DllImport("libc", EntryPoint = "mmap")] static extern IntPtr mmap64(IntPtr address, ulong length, int protection, int flags, int file, long offset);
            public static IntPtr mmap(ulong length, int file, long offset) =>
                IntPtr.Size == 4 ? mmap32(default, (uint)length, 1, 1, file, (int)offset) : mmap64(default, length, 1, 1, file, offset);
        }
        """);

    [Fact]
    public Task On_functions_with_several_signatures_on_purpose() => Quiet("""
        static class Native
        {
            [DllImport("libc")] static extern int open(string path, int flags);
            [DllImport("libc")] static extern int open(string path, int flags, uint mode);
            [DllImport("libc")] static extern int ioctl(int file, ulong request, ref int value);
            [DllImport("libc")] static extern int ioctl(int file, ulong request);
            [DllImport("e_sqlite3")] static extern int sqlite3_config(int option);
            [DllImport("e_sqlite3")] static extern int sqlite3_config(int option, IntPtr value);
            [DllImport("libcurl")] static extern int curl_easy_setopt(IntPtr curl, int option, long value);
            [DllImport("libcurl")] static extern int curl_easy_setopt(IntPtr curl, int option, double value);
            [DllImport("/usr/lib/libobjc.dylib")] static extern IntPtr objc_msgSend(IntPtr receiver, IntPtr selector);
            [DllImport("/usr/lib/libobjc.dylib")] static extern double objc_msgSend(IntPtr receiver, IntPtr selector, double value);
        }
        """);

    [Fact]
    public Task On_declarations_for_different_platforms_or_libraries() => Quiet("""
        static class Windows { [DllImport("kv")] internal static extern void f(int a); }
        static class Linux { [DllImport("kv")] internal static extern void f(long a); }
        static class ForDll { [DllImport("g.dll")] internal static extern void g(int a); }
        static class ForSo { [DllImport("libg.so")] internal static extern void g(long a); }
        static class Native32 { [DllImport("kv")] internal static extern void h(uint a); }
        static class Native64 { [DllImport("kv")] internal static extern void h(ulong a); }
        static class Supported
        {
            [System.Runtime.Versioning.SupportedOSPlatform("windows")] [DllImport("kv", EntryPoint = "i")] static extern void One(int a);
            [System.Runtime.Versioning.SupportedOSPlatform("macos")] [DllImport("kv", EntryPoint = "i")] static extern void Two(long a);
            [DllImport("one")] static extern void j(int a);
            [DllImport("two")] static extern void j(double a);
        }
        """);

    [Fact]
    public Task On_A_and_W_forms_and_atoms_of_Windows() => Quiet("""
        static class Native
        {
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern IntPtr GetProp(IntPtr window, string name);
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern IntPtr GetProp(IntPtr window, int atom);
            [DllImport("user32", CharSet = CharSet.Ansi)] static extern int Two(int a);
            [DllImport("user32", CharSet = CharSet.Unicode)] static extern int Two(int a, int b);
        }
        """);

    [Fact]
    public Task On_classes_between_which_the_size_of_long_chooses() => Quiet("""
        namespace Windows
        {
            static class Native
            {
                [DllImport("token")] internal static extern uint C_Open(uint slot, IntPtr data);
                [DllImport("token")] internal static extern uint C_Close(uint session);
                [DllImport("token")] internal static extern uint C_List(bool all, uint[] slots, ref uint count);
            }
        }
        namespace Unix
        {
            static class Native
            {
                [DllImport("token")] internal static extern ulong C_Open(ulong slot, IntPtr data);
                [DllImport("token")] internal static extern ulong C_Close(ulong session);
                [DllImport("token")] internal static extern ulong C_List(bool all, ulong[] slots, ref ulong count);
            }
        }
        """);

    [Fact]
    public Task On_exports_whose_library_is_open() => Quiet("""
        unsafe static class Native
        {
            [DllImport("one")] static extern void f(int a);
            [DllImport("two")] static extern void f(double a);
            [DllImport("one")] static extern void g(int a);
            static void M(IntPtr library, string name)
            {
                var a = (delegate* unmanaged<long, void>)NativeLibrary.GetExport(library, "f");
                var b = (delegate* unmanaged<long, long, void>)NativeLibrary.GetExport(library, name);
                var c = (delegate* unmanaged<long, long, void>)NativeLibrary.GetExport(library, "unknown");
                var d = (delegate* unmanaged<double, void>)NativeLibrary.GetExport(NativeLibrary.Load("two"), "g");
                var e = NativeLibrary.GetExport(library, "g");
            }
        }
        """);

    [Fact]
    public Task On_formats_of_any_library() => Quiet("""
        static class Native
        {
            [DllImport("ber", EntryPoint = "ber_printf")] static extern int Print(IntPtr target, string format);
            [DllImport("ber", EntryPoint = "ber_printf")] static extern int PrintNumber(IntPtr target, string format, int value);
            [DllImport("ber", EntryPoint = "ber_scanf")] static extern int Scan(IntPtr source, string format, ref int value);
            [DllImport("ber", EntryPoint = "ber_scanf")] static extern int ScanTwo(IntPtr source, string format, ref IntPtr value, ref int length);
        }
        """);

    [Fact]
    public Task Where_a_header_says_which_is_right() => HeaderTest.VerifyAsync<Rules.Contract.FFI5013DeclarationsClash>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_poll(nint store, long timeout);
            [DllImport("kv", EntryPoint = "kv_poll")] static extern int Poll(nint store, int timeout);
            [DllImport("kv", EntryPoint = "kv_poll")] static extern int Poll(nint store);
        }
        """,
        "int kv_poll(void *store, int timeout);");
}
