using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3011PointerIsTruncated, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3011;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Sizes_results_and_small_values() => Verify.VerifyAnalyzerAsync(Usings + """
        enum Error { None }
        static unsafe class Native
        {
            [DllImport("kv")] static extern nuint kv_size();
            [DllImport("user32")] static extern IntPtr SendMessageW(IntPtr window, int message, IntPtr wParam, IntPtr lParam);
            static int A() => (int)kv_size();
            static int B(IntPtr length) => length.ToInt32() + (int)length;
            static int C(IntPtr window) => SendMessageW(window, 1, 0, 0).ToInt32();
            static Error D(IntPtr value) => (Error)value;
            static int E(byte* start, byte* end) => (int)(end - start);
            static int F(IntPtr wParam) => wParam.ToInt32() + (int)wParam;
            static int G(nint lParam) => (short)((int)lParam >> 16);
            static int H(IntPtr p) => Marshal.ReadInt32(p) * 4;
            static int I(IntPtr countPtr, UIntPtr sizePointer) => (int)countPtr + (int)sizePointer;
            static IntPtr J(nuint index) => (IntPtr)((uint)index * (uint)IntPtr.Size);
        }
        """);

    [Fact]
    public Task Numbers_in_the_width_of_pointers() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Search
        {
            static int A(byte* text) { nint index = 0; while (text[index] != 0) index += 8; return (int)(byte*)(index + 1); }
            static int B(int start) { var index = (IntPtr)start; return (int)(byte*)index; }
            static int C(int code) => (int)(void*)code;
        }
        """);

    [Fact]
    public Task Numbers_in_fields_of_the_width_of_pointers() => Verify.VerifyAnalyzerAsync(Usings + """
        unsafe struct Variant
        {
            IntPtr bits;
            public int Long => (int)(int*)bits;
            public uint UnsignedLong => (uint)(uint*)bits;
        }
        """);

    [Fact]
    public Task Masks_of_8_and_16_bits() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Palette
        {
            static nuint At(uint* table, nuint color) => table[(nuint)(byte)(color >> 8) + 256] | table[(nuint)(ushort)color];
            static nint Second(byte* p) => (nint)(byte)((nint)p >> 8);
            static ushort Atom(void* name) => (ushort)name;
        }
        """);

    [Fact]
    public Task In_a_project_for_32_bit_processes_only() => new CSharpAnalyzerTest<FFI3011PointerIsTruncated, DefaultVerifier>
    {
        TestCode = Usings + "static class C { static int X(IntPtr lParam) => (short)lParam.ToInt32() + (lParam.ToInt32() >> 16); static int At(IntPtr address) => Marshal.AllocHGlobal(4).ToInt32(); }",
    }.RunningOn("win-x86").RunAsync();

    [Fact]
    public Task Hash_codes_alignment_and_what_is_cut_on_purpose() => Verify.VerifyAnalyzerAsync(Usings + """
        unsafe struct Handle
        {
            private IntPtr _ptr;
            public override int GetHashCode() => (int)_ptr ^ _ptr.GetHashCode();
            int A() => _ptr.ToInt32().GetHashCode();
            static bool Aligned(byte* start) => ((int)start & 7) == 0 && (uint)start % 8 == 0;
            static int Low(IntPtr lParam, byte* p) => unchecked((int)lParam.ToInt64()) + unchecked((int)p);
        }
        """);

    [Fact]
    public Task Arithmetic_in_the_right_width_and_strides_of_the_right_size() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Reader
        {
            static IntPtr A(IntPtr start, int offset) => new IntPtr(start.ToInt64() + offset);
            static IntPtr B(IntPtr start, int offset) => start + offset;
            static IntPtr C(IntPtr table, int i) => Marshal.ReadIntPtr(table, i * IntPtr.Size);
            static IntPtr D(IntPtr table, int i) => Marshal.ReadIntPtr(table, i * 8 + 24);
            static IntPtr E(IntPtr table, int i) => Marshal.ReadIntPtr(table, i * 16);
            static IntPtr F(IntPtr table) => new IntPtr(table.ToInt64() + Marshal.ReadInt32(table));
            static int G(IntPtr table, int i) => Marshal.ReadInt32(table, i * 4);
        }
        """);

    [Fact]
    public Task Code_that_asks_how_wide_pointers_are() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Reader
        {
            static long A(IntPtr ptr) => IntPtr.Size == 4 ? ptr.ToInt32() : ptr.ToInt64();
            static void* B(void* value)
            {
                if (sizeof(void*) == 8)
                {
                    return value;
                }

                return (void*)(int)value;
            }
            static readonly int s_sizeOfIntPtr = Marshal.SizeOf(typeof(IntPtr));
            static long D(GCHandle handle)
            {
                if (s_sizeOfIntPtr == 4) return GCHandle.ToIntPtr(handle).ToInt32();
                return GCHandle.ToIntPtr(handle).ToInt64();
            }
            static IntPtr C(IntPtr table, int i)
            {
                if (Environment.Is64BitProcess) return Marshal.ReadIntPtr(table, i * 8);
                return Marshal.ReadIntPtr(table, i * 4);
            }
        }
        """);

    [Fact]
    public Task Small_numbers_in_the_place_of_a_pointer() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Resources
        {
            static bool IS_INTRESOURCE(char* name) => ((nuint)name >> 16) == 0;
            static int A(char* name) { if (IS_INTRESOURCE(name)) { return (int)name; } return -1; }
            static int B(byte* atom) => (ulong)atom < 0x10000 ? (ushort)atom : 0;
            static int C(void* atom) => ((nuint)atom >> 16) == 0 ? (int)atom : 0;
        }
        """);

    [Fact]
    public Task Message_parameters_that_are_not_taken_apart() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Window
        {
            static bool Tray(IntPtr lParam)
            {
                switch (lParam.ToInt32())
                {
                    case 0x200: return true;
                    default: return false;
                }
            }
            static bool IsKey(IntPtr wParam, IntPtr lParam) => wParam.ToInt32() == 0x100 && lParam.ToInt32() == 3 && (wParam.ToInt32() & 0xFFFF) == 7;
        }
        """);

    [Fact]
    public Task Types_that_only_look_like_those_of_the_framework() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        struct Pointer { public int ToInt32() => 0; public static explicit operator int(Pointer ptr) => 0; }
        static class Reader
        {
            static nint A(Pointer ptr) => new nint(ptr.ToInt32() + 1) + (nint)((int)ptr + 1);
        }
        """);

    [Fact]
    public Task Numbers_in_the_place_of_texts_and_declarations_of_the_right_width() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("user32.dll", CharSet = CharSet.Unicode)] static extern IntPtr FindWindow(ushort atom, string name);
            [DllImport("user32.dll", CharSet = CharSet.Unicode)] static extern IntPtr SendMessage(IntPtr window, uint message, nuint wParam, nint lParam);
            [DllImport("kernel32.dll")] static extern IntPtr OpenProcess(uint access, bool inherit, int process);
            [DllImport("kv")] static extern int kv_open(int name);
        }
        """);

    [Fact]
    public Task Numbers_that_go_back_into_messages() => Verify.VerifyAnalyzerAsync(Usings + """
        static class List
        {
            [DllImport("user32.dll")] static extern IntPtr SendMessageW(IntPtr window, uint message, IntPtr wParam, IntPtr lParam);
            static void Select(IntPtr window)
            {
                int index = SendMessageW(window, 1, IntPtr.Zero, IntPtr.Zero).ToInt32();
                SendMessageW(window, 2, (IntPtr)index, new IntPtr(index));
            }

            static int Data(IntPtr window, int message, IntPtr wParam, IntPtr lParam) => message == 1 ? Marshal.ReadInt32(lParam) : (int)wParam;
        }
        """);

    [Fact]
    public Task A_value_that_is_an_address_in_another_case_only() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            static int Switch(int kind, IntPtr value)
            {
                switch (kind)
                {
                    case 1: return value.ToInt32();
                    default: return Marshal.ReadInt32(value);
                }
            }

            static int If(bool isNumber, IntPtr value) { if (isNumber) { return value.ToInt32(); } else { return Marshal.ReadInt32(value); } }
        }
        """);

    [Fact]
    public Task A_number_that_native_code_was_given_to_keep() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Native
        {
            [DllImport("kv")] static extern void kv_set_user_data(IntPtr store, void* data);
            [DllImport("kv")] static extern void* kv_get_user_data(IntPtr store);
            static void Give(IntPtr store, int id) => kv_set_user_data(store, (void*)id);
            static int Take(IntPtr store) => (int)kv_get_user_data(store);
            [DllImport("kv")] static extern void kv_set_target(IntPtr store, void* target);
            [DllImport("kv")] static extern void* kv_get_target(IntPtr store);
            static void GiveTarget(IntPtr store, int id) => kv_set_target(store, (void*)id);
            static int TakeTarget(IntPtr store) => (int)kv_get_target(store);
        }
        """);

    [Fact]
    public Task Sizes_that_are_right_and_those_of_older_versions() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Device { public uint cbSize; public Guid Class; public uint Instance; public IntPtr Reserved; }
        struct Input { public uint cbSize; public uint Time; }
        static class Native
        {
            [DllImport("setupapi.dll")] static extern int SetupDiEnumDeviceInfo(IntPtr set, uint index, ref Device device);
            [DllImport("user32.dll")] static extern int GetLastInputInfo(ref Input input);
            static int M(IntPtr set)
            {
                var input = new Input { cbSize = 8 };
                var device = new Device { cbSize = 32 };
                var old = new Device { cbSize = 24 };
                var chosen = new Device();
                if (IntPtr.Size == 4) { chosen.cbSize = 28; } else { chosen.cbSize = 32; }
                return SetupDiEnumDeviceInfo(set, 0, ref device) + SetupDiEnumDeviceInfo(set, 0, ref old) + SetupDiEnumDeviceInfo(set, 0, ref chosen) + GetLastInputInfo(ref input);
            }
        }
        """);
}
