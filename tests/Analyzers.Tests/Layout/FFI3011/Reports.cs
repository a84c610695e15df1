using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3011PointerIsTruncated, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3011;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Unsigned_values_that_are_pointers_by_their_names() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Reader
        {
            static int A(UIntPtr ptr) => {|#0:(int)ptr|};
            static uint B(nuint address) => {|#1:(uint)address|};
            static uint C(nuint length) => (uint)length;
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Arithmetic_in_32_bits() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static unsafe class Reader
        {
            static nint A(IntPtr start, int offset) => new IntPtr({|#0:start.ToInt32()|} + offset);
            static nint B(nint start, int offset) => (IntPtr)({|#1:(int)start|} + offset * 2);
            static byte* C(byte* start, uint offset) => (byte*)({|#2:(uint)start|} + offset);
            static UIntPtr D(UIntPtr start) => (UIntPtr)({|#3:start.ToUInt32()|} - 4);
            static byte* E(byte* start) => (byte*)({|#4:(int)start|} & ~7);
            static ushort F(void* data, int index) => *(ushort*)({|#5:(uint)((ushort*)data + index)|} ^ 2);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("The pointer is computed in 32 bits and made a pointer again; compute in `nint`, or with `ToInt64()`"),
        Verify.Diagnostic().WithLocation(1).WithMessage("The pointer is computed in 32 bits and made a pointer again; keep it in `nint`, or in `long`"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task Pointers_and_addresses_in_32_bits() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Reader
        {
            static int _start;
            static int A(byte* start) => [|(int)start|];
            static uint B(void* start) => [|(uint)(nint)start|];
            static int C(delegate* unmanaged<void> callback) => [|(int)callback|];
            static int D(int size) => [|Marshal.AllocHGlobal(size).ToInt32()|];
            static int E(GCHandle handle) => [|(int)handle.AddrOfPinnedObject()|];
            static void F(int size)
            {
                var memory = Marshal.AllocCoTaskMem(size);
                _start = [|memory.ToInt32()|];
            }
        }
        """);

    [Fact]
    public Task Pointers_read_as_integers_and_strides_of_four() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static unsafe class Reader
        {
            static IntPtr A(IntPtr table) => {|#0:(IntPtr)Marshal.ReadInt32(table)|};
            static IntPtr B(IntPtr table) => {|#1:new IntPtr(Marshal.ReadInt32(table, 8))|};
            static byte* C(IntPtr table) => {|#2:(byte*)Marshal.ReadInt32(table)|};
            static IntPtr D(IntPtr table, int i) => Marshal.ReadIntPtr(table, {|#3:i * 4|});
            static IntPtr E(IntPtr table, int i) => Marshal.ReadIntPtr(table + 16 + {|#4:4 * i|});
            static void F(IntPtr table, int i, IntPtr value) => Marshal.WriteIntPtr(IntPtr.Add(table, {|#5:i * sizeof(int)|}), value);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`Marshal.ReadInt32` reads 4 of the 8 bytes that a pointer has on 64-bit systems; read it with `Marshal.ReadIntPtr`"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3).WithMessage("Pointers stand 8 bytes apart on win-x64, not 4; count in `IntPtr.Size`"),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task Message_parameters() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Message { public IntPtr LParam { get; set; } public IntPtr WParam { get; set; } }
        static class Window
        {
            static int X(Message m) => {|#0:m.LParam.ToInt32()|} & 0xFFFF;
            static int Wheel(IntPtr wParam) => {|#1:wParam.ToInt32()|} >> 16;
            static int Checked(nint lParam) => checked({|#2:(int)lParam|});
            static (int, int) Place(IntPtr lParam)
            {
                int packed = {|#3:lParam.ToInt32()|};
                return ((short)packed, packed >> 16);
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`m.LParam.ToInt32()` throws OverflowException when the high bits are set, as with negative coordinates or wheel movements; take the low bits: `unchecked((int)m.LParam.ToInt64())`"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3));

    [Fact]
    public Task Tests_for_null_and_against_other_pointers_do_not_make_a_pointer_small() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Reader
        {
            static int A(byte* start) => start == null ? 0 : [|(int)start|];
            static int B(byte* start, byte* end) => start < end ? [|(int)start|] : 0;
        }
        """);

    [Fact]
    public Task A_name_alone_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Usings + """
        class Reader
        {
            IntPtr basePointer;
            int A(IntPtr ptr) => {|#0:ptr.ToInt32()|};
            int B(nint bufferAddress) => {|#1:(int)bufferAddress|};
            int C() => {|#2:(int)basePointer|};
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task In_every_kind_of_body() => new CSharpAnalyzerTest<FFI3011PointerIsTruncated, DefaultVerifier>
    {
        TestState = { OutputKind = OutputKind.ConsoleApplication },
        TestCode = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;

        Func<IntPtr, IntPtr> next = p => new IntPtr([|p.ToInt32()|] + 4);
        next(Local(0));
        IntPtr Local(IntPtr p) => (IntPtr)([|(int)p|] + 4);

        record Store(IntPtr Start)
        {
            public IntPtr Next { get; } = new IntPtr([|Start.ToInt32()|] + 8);
            IEnumerable<IntPtr> All(IntPtr p) { yield return new IntPtr([|p.ToInt32()|] + 1); }
            async Task<IntPtr> Later(IntPtr p) { await Task.Yield(); return new IntPtr([|p.ToInt32()|] + 1); }
        }
        """,
    }.RunAsync();

    [Fact]
    public Task Declarations_with_32_bits_where_Windows_has_a_pointer() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kernel32.dll")] static extern {|#0:int|} VirtualAllocEx(IntPtr process, uint {|#1:address|}, nuint size, uint type, uint protection);
            [DllImport("kernel32.dll")] static extern bool ReadProcessMemory(int {|#2:process|}, IntPtr address, byte[] buffer, nuint size, IntPtr read);
            [DllImport("advapi32.dll")] static extern int RegOpenKeyExW(UIntPtr key, [MarshalAs(UnmanagedType.LPWStr)] string name, uint options, uint access, out int {|#3:result|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`int` for the result of `VirtualAllocEx` has 4 bytes, and C has `LPVOID` there, which has 8 on win-x64 (known from the Windows documentation): its upper half is lost; declare it `nint`"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(3));

    [Fact]
    public Task A_hash_code_that_throws() => Verify.VerifyAnalyzerAsync(
        Usings + """
        class Body
        {
            private readonly IntPtr _native;
            private readonly IntPtr _pointer;
            public Body(IntPtr native, IntPtr pointer) { _native = native; _pointer = pointer; }
            public override int GetHashCode() => {|#0:_native.ToInt32()|} ^ {|#1:_pointer.ToInt32()|};
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage(
            "`ToInt32` throws OverflowException for a value of more than 32 bits, such as a pointer; use `_native.GetHashCode()`"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task Addresses_by_what_is_done_with_them() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Reader
        {
            static void Fill(IntPtr target)
            {
                int at = [|target.ToInt32()|];
                for (int i = 0; i < 16; i++)
                {
                    Marshal.WriteByte((IntPtr)at, 0);
                    at += 4;
                }
            }

            static byte First(nint start)
            {
                var at = [|(int)start|] + 1;
                return *(byte*)at;
            }

            static void Link(IntPtr node) => Marshal.WriteInt32(node, [|(int)node|]);
        }
        """);

    [Fact]
    public Task The_size_of_a_structure_where_pointers_have_another_width() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Device { public uint cbSize; public Guid Class; public uint Instance; public IntPtr Reserved; }
        static class Native
        {
            [DllImport("setupapi.dll")] static extern int SetupDiEnumDeviceInfo(IntPtr set, uint index, ref Device device);
            static int M(IntPtr set)
            {
                var device = new Device();
                device.cbSize = {|#0:28|};
                return SetupDiEnumDeviceInfo(set, 0, ref device);
            }

            static int N(IntPtr set)
            {
                var device = new Device { cbSize = {|#1:28|} };
                return SetupDiEnumDeviceInfo(set, 0, ref device);
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`Device` has 32 bytes on win-x64, and 28 where pointers have 4; measure it with `Marshal.SizeOf<Device>()`"),
        Verify.Diagnostic().WithLocation(1));

    [Fact]
    public Task A_suggestion_where_a_high_address_is_refused() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static unsafe class Reader
        {
            static int A(void* start) => checked({|#0:(int)start|});
            static nint B(byte* start) => checked((nint)({|#1:(int)start|} + 4));
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage("The conversion to `int` throws OverflowException for a high address; keep it in `nint`, or in `long`"),
        Verify.Diagnostic().WithLocation(1).WithMessage("The pointer is computed in 32 bits and made a pointer again; keep it in `nint`, or in `long`"));

    [Fact]
    public Task A_suggestion_for_a_cast_that_a_type_offers() => new CSharpAnalyzerTest<FFI3011PointerIsTruncated, DefaultVerifier>
    {
        TestCode = """
            unsafe struct Handle
            {
                public void* Value;
                public static explicit operator int(Handle value) => {|#0:(int)value.Value|};
                public static implicit operator uint(Handle value) => {|#1:(uint)value.Value|};
            }
            static class N { [System.Runtime.InteropServices.DllImport("kv")] static extern void kv_close(Handle handle); }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3011", DiagnosticSeverity.Info).WithLocation(0),
            new DiagnosticResult("FFI3011", DiagnosticSeverity.Warning).WithLocation(1),
        },
    }.RunAsync();

    [Fact]
    public Task Pointers_made_of_handles_and_addresses() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        static unsafe class Reader
        {
            static int A(IntPtr p) => [|(int)(byte*)p|];
            static int B(byte* p) { var q = (IntPtr)p; return [|(int)(byte*)(q + 1)|]; }
            static int C(byte* p) => [|(int)(void*)p|];
        }
        """);

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3011PointerIsTruncated, DefaultVerifier>
    {
        TestCode = Usings + """
            static unsafe class Reader
            {
                static IntPtr A(IntPtr p) => new IntPtr(p.ToInt32() + ) + [|(int)(byte*)p|] + ;
                static int B(Unknown p) => (int)p + p.ToInt32() + Marshal.ReadIntPtr(p, 4 * );
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
