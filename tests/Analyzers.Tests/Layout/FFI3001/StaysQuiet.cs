using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3001;

public sealed class StaysQuiet
{
    [Fact]
    public Task Stated_sizes() => VerifyAsync("""
        struct Options
        {
            [MarshalAs(UnmanagedType.U1)] public bool ReadOnly;
            [MarshalAs(UnmanagedType.ByValArray, ArraySubType = UnmanagedType.U1, SizeConst = 4)] public bool[] Flags;
        }
        record struct State([field: MarshalAs(UnmanagedType.I1)] bool IsOpen);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        [return: MarshalAs(UnmanagedType.Bool)] delegate bool Visit([MarshalAs(UnmanagedType.VariantBool)] bool last);
        static class Native
        {
            [DllImport("kv")]
            [return: MarshalAs(UnmanagedType.U1)]
            static extern bool kv_has(
                Options options, ref State state, Visit visit, [MarshalAs(UnmanagedType.Bool)] ref bool flag,
                [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.U1)] bool[] flags);
        }
        """);

    [Fact]
    public Task LibraryImport() => VerifyAsync("""
        static partial class Native
        {
            [LibraryImport("kv")]
            [return: MarshalAs(UnmanagedType.U1)]
            internal static partial bool kv_has([MarshalAs(UnmanagedType.U1)] bool deep);
        }
        """);

    [Fact]
    public Task A_LibraryImport_that_the_generator_refuses() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = """
            using System.Runtime.InteropServices;
            static partial class Native
            {
                [LibraryImport("kv")] internal static partial bool kv_has(bool deep);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Windows_with_its_structs_and_callbacks() => VerifyAsync("""
        struct SecurityAttributes { public int Length; public nint Descriptor; public bool InheritHandle; }
        struct PaintStruct { public nint Dc; public bool Erase; }
        delegate bool EnumWindowsProc(nint window, nint parameter);
        [UnmanagedFunctionPointer(CallingConvention.Winapi)] delegate bool ConsoleHandler(uint type);
        static unsafe class Native
        {
            [DllImport("kernel32.dll", SetLastError = true)] static extern bool CloseHandle(nint handle);
            [DllImport("KERNEL32")] static extern bool CreatePipe(out nint read, out nint write, ref SecurityAttributes attributes, int size);
            [DllImport("kernel32")] static extern bool SetConsoleCtrlHandler(ConsoleHandler handler, bool add);
            [DllImport("user32.dll")] static extern bool EnumWindows(EnumWindowsProc visit, nint parameter);
            [DllImport("user32.dll")] static extern bool EnumChildWindows(nint parent, delegate* unmanaged<nint, nint, bool> visit, nint parameter);
            [DllImport("api-ms-win-core-handle-l1-1-0.dll")] static extern bool CompareObjectHandles(nint a, nint b);
            static PaintStruct Read(nint pointer) => Marshal.PtrToStructure<PaintStruct>(pointer);
        }
        """);

    [Fact]
    public Task The_C_library_whose_truth_values_are_int() => VerifyAsync("""
        static class Native
        {
            [DllImport("libc")] static extern bool isatty(int descriptor);
            [DllImport("msvcrt")] static extern bool isalpha(int character);
        }
        """);

    [Fact]
    public Task Libraries_whose_headers_use_int_with_their_callbacks() => VerifyAsync("""
        delegate void FocusCallback(nint window, bool focused);
        static class Native
        {
            [DllImport("glfw")] static extern nint glfwSetWindowFocusCallback(nint window, FocusCallback callback);
            [DllImport("libgobject-2.0-0.dll")] static extern bool g_type_is_a(nint type, nint other);
            [DllImport("libX11.so.6")] static extern bool XQueryExtension(nint display, string name, out int opcode, out int @event, out int error);
            [DllImport("SDL2.dll")] static extern bool SDL_HasEvents(uint min, uint max);
        }
        """);

    [Fact]
    public Task Com_interfaces() => VerifyAsync("""
        [ComImport, Guid("00000000-0000-0000-0000-000000000001"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
        interface IStore
        {
            bool Has(bool deep);
        }
        """);

    [Fact]
    public Task Managed_code_that_no_native_function_sees() => VerifyAsync("""
        struct Options { public bool ReadOnly; public static bool Global; public const bool Debug = true; }
        delegate bool Filter(Options options);
        static unsafe class Program
        {
            static bool Run(Filter filter, delegate*<bool, bool> managed, bool deep) => filter(default) && managed(deep);
        }
        """);

    [Fact]
    public Task Static_and_constant_fields_of_a_struct_that_crosses() => VerifyAsync("""
        struct Options { public int Size; public static bool Global; public const bool Debug = true; public bool IsSet => Size > 0; }
        static class Native
        {
            [DllImport("kv")] static extern void kv_open(Options options);
        }
        """);

    [Fact]
    public Task Fields_of_the_one_byte_kind() => VerifyAsync("""
        readonly struct CBool { readonly byte _value; public static implicit operator bool(CBool value) => value._value != 0; }
        static class Native
        {
            [DllImport("kv")] static extern CBool kv_has(byte deep, ref CBool flag);
        }
        """);

    // The bytes behind a pointer are the managed ones: C's bool and C#'s agree, and other rules judge structs that are not blittable.
    [Fact]
    public Task Pointers() => VerifyAsync("""
        struct Options { public bool ReadOnly; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern void kv_get(bool* flag, Options* options, delegate* unmanaged<Options*, void> visit);
        }
        """);

    [Fact]
    public Task Custom_marshalling() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern void kv_set([MarshalAs(UnmanagedType.CustomMarshaler, MarshalType = "M")] object flag);
        }
        """);

    [Fact]
    public Task Attributes_that_only_look_like_the_frameworks() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            // InteropServices
            class UnmanagedCallersOnlyAttribute : System.Attribute { }
            class UnmanagedFunctionPointerAttribute : System.Attribute { }
            static class Marshal { public static int SizeOf<T>() => 0; }
            struct Options { public bool ReadOnly; }
            [UnmanagedFunctionPointer] delegate bool Visit();
            static class Exports
            {
                [UnmanagedCallersOnly] static bool OnItem(bool last) => last && Marshal.SizeOf<Options>() > 0;
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Generated_code() => VerifyAsync("""
        // <auto-generated/>
        static class Native
        {
            [DllImport("kv")] static extern bool kv_has(bool deep);
        }
        """, "// <auto-generated/>\n");

    private static Task VerifyAsync(string code, string head = "") => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = head + "using System.Runtime.InteropServices;\n" + code,
    }.RunAsync();

    [Fact]
    public Task One_byte_where_Windows_has_one_byte_and_stated_arguments() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("hid.dll")] [return: MarshalAs(UnmanagedType.U1)] static extern bool HidD_FlushQueue(nint device);
                [DllImport("powrprof.dll")] [return: MarshalAs(UnmanagedType.I1)] static extern bool SetSuspendState([MarshalAs(UnmanagedType.Bool)] bool hibernate, [MarshalAs(UnmanagedType.Bool)] bool force, [MarshalAs(UnmanagedType.Bool)] bool wake);
                [DllImport("kernel32.dll")] static extern bool CloseHandle(nint handle);
            }
            """,
    }.RunAsync();
}
