using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2005;

/// <summary>FFI2005 reports each place to which the address of pinned memory gets although it outlives the pin.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        unsafe struct Info { public byte* Data; public fixed byte Name[8]; }
        unsafe class Holder { public byte* Data; public byte* Next { get; set; } public Info Info; public IntPtr[] All = new IntPtr[4]; public static byte* Shared; }
        static unsafe class N
        {
            [DllImport("kv")] public static extern int kv_read(byte* data);
            [DllImport("kv")] public static extern int kv_info(Info* info);
            [DllImport("kv")] public static extern void kv_keep(byte* data);
            [DllImport("kv")] public static extern void kv_start(byte* data);
        }

        """;

    internal const string Header = """
        int kv_read(const unsigned char *data);
        /* @boundary data: retained */
        void kv_keep(unsigned char *data);
        /* @boundary data: async(kv_wait) */
        void kv_start(unsigned char *data);
        """;

    [Theory]
    [InlineData("Func<IntPtr> _get; void M(byte[] a) { fixed (byte* p = a) { IntPtr q; [|q = (IntPtr)p|]; _get = () => q; } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { [|_p = p|]; } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { [|_p = p|]; } } void Other() { var a = GC.AllocateArray<byte>(4, true); N.kv_read(null); }")]
    [InlineData("void M(byte[] a) { Info i = default; fixed (byte* p = a) { i.Data = p; } N.kv_info([|&i|]); }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { [|_raw = (IntPtr)p|]; } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = &a[2]) { [|_p = p|]; } }")]
    [InlineData("void M(Span<byte> a) { fixed (byte* p = a) { [|Holder.Shared = p|]; } }")]
    [InlineData("void M(string s) { fixed (char* p = s) { [|_raw = (IntPtr)p|]; } }")]
    [InlineData("void M(byte[] a, Holder h) { fixed (byte* p = a) { [|h.Data = p|]; } }")]
    [InlineData("void M(byte[] a, Holder h) { fixed (byte* p = a) { [|h.Next = p|]; } }")]
    [InlineData("Info* _info; void M(byte[] a) { fixed (byte* p = a) { [|_info->Data = p|]; } N.kv_info(_info); }")]
    [InlineData("Info* _info; void M(byte[] a) { fixed (byte* p = a) { [|this._info->Data = p|]; } }")]
    [InlineData("void M(byte[] a, Info* info) { fixed (byte* p = a) { [|info->Data = p|]; } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { [|_holder.Info.Data = p|]; } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { [|_holder.All[1] = (IntPtr)p|]; } }")]
    [InlineData("byte* M(byte[] a, int offset) { fixed (byte* p = a) { return [|p + offset|]; } }")]
    [InlineData("IntPtr M(byte[] a, int offset) { fixed (byte* p = a) return [|(IntPtr)p + offset|]; }")]
    [InlineData("byte* M(byte[] a) { fixed (byte* p = a) { return [|p|]; } }")]
    [InlineData("static IntPtr M(byte[] a) { fixed (byte* p = a) { var q = p; return [|(IntPtr)q|]; } }")]
    [InlineData("(IntPtr, int) M(byte[] a) { fixed (byte* p = a) { return [|((IntPtr)p, 3)|]; } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { [|_p = p|]; Work(); } } void Work() { }")]
    [InlineData("void M(byte[] a, out byte* r) { fixed (byte* [|p = a|]) { r = p; } }")]
    [InlineData("void M(byte[] a) { byte* q; fixed (byte* p = a) { q = p; } N.kv_read([|q|]); }")]
    [InlineData("int M(byte[] a) { byte* q; fixed (byte* p = a) { q = p; } return [|*q|]; }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { N.kv_keep([|p|]); } }")]
    [InlineData("void M(byte[] a) { fixed (byte* p = a) { N.kv_start([|p|]); } }")]
    [InlineData("void M(byte[] a) { var h = GCHandle.Alloc(a, GCHandleType.Pinned); var p = h.AddrOfPinnedObject(); h.Free(); N.kv_read([|(byte*)p|]); }")]
    [InlineData("IntPtr M(byte[] a) { var h = GCHandle.Alloc(a, GCHandleType.Pinned); try { return [|h.AddrOfPinnedObject()|]; } finally { h.Free(); } }")]
    [InlineData("void M(Memory<byte> a) { var h = a.Pin(); var p = h.Pointer; h.Dispose(); N.kv_read([|(byte*)p|]); }")]
    [InlineData("void* M(Memory<byte> a) { using var h = a.Pin(); return [|h.Pointer|]; }")]
    [InlineData("void M(byte[] a) { void Local() { fixed (byte* p = a) { [|Holder.Shared = p|]; } } Local(); }")]
    [InlineData("void M(byte[] a) { Action x = () => { fixed (byte* p = a) { [|Holder.Shared = p|]; } }; x(); }")]
    public Task An_address_that_gets_out(string member) => Run(Imports + "unsafe class C { byte* _p; IntPtr _raw; Holder _holder = new(); " + member + " }");

    [Fact]
    public Task In_a_record_a_primary_constructor_and_a_partial_class() => Run(Imports + """
        unsafe record R(byte[] Data) { IntPtr _p; void M() { fixed (byte* p = Data) { [|_p = (IntPtr)p|]; } } }
        unsafe partial class P { IntPtr _p; }
        unsafe partial class P { void M(byte[] a) { fixed (byte* p = a) [|_p = (IntPtr)p|]; } }
        """);

    // Memory that never moves says nothing of the other address that the same place may get.
    [Fact]
    public Task Where_memory_that_never_moves_gets_too() => Run(Imports + """
        unsafe class C
        {
            byte* _p;
            void M(byte[] a, bool b)
            {
                byte* kept = null;
                fixed (byte* q = "text"u8) fixed (byte* p = a)
                {
                    if (b) kept = q; else kept = p;
                    [|_p = kept|];
                }
            }
        }
        """);

    [Theory]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); C(byte[] data) { kv_keep([|data|]); }")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M() { kv_keep([|new byte[4]|]); }")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M() { var a = new byte[4]; kv_keep([|a|]); GC.KeepAlive(a); }")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M() => kv_keep([|_data|]);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(byte[] data); void M(string s) => kv_keep([|System.Text.Encoding.UTF8.GetBytes(s)|]);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(ref byte data); void M(byte[] a) => kv_keep(ref [|a[0]|]);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(in byte data); void M(byte[] a) => kv_keep(in [|a[0]|]);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(ref byte data); void M(Span<byte> a) => kv_keep(ref [|MemoryMarshal.GetReference(a)|]);")]
    [InlineData("[DllImport(\"kv\")] static extern void kv_keep(ref byte data); byte _first; void M() => kv_keep(ref [|_first|]);")]
    [InlineData("[LibraryImport(\"kv\")] private static partial void kv_keep(ReadOnlySpan<byte> data); void M(byte[] a) => kv_keep([|a.AsSpan()|]);")]
    [InlineData("[LibraryImport(\"archive\")] private static partial int archive_read_open_memory(IntPtr archive, byte[] buffer, nuint size); void M(byte[] a) => archive_read_open_memory(0, [|a|], 4);")]
    public Task What_the_runtime_pins_during_the_call_only(string member) => Run(Imports + "unsafe partial class C { byte[] _data = new byte[4]; " + member + " }");

    [Fact]
    public Task The_message_tells_who_keeps_what_the_runtime_pins() => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier>
    {
        TestCode = Imports + "class C { [DllImport(\"archive\")] static extern int archive_read_open_memory(IntPtr archive, byte[] buffer, nuint size); void M(byte[] a) => archive_read_open_memory(0, {|#0:a|}, 4); }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2005", DiagnosticSeverity.Warning).WithLocation(0).WithArguments(
                "the runtime",
                "to `archive_read_open_memory` for the array 'a' is kept by it (known from the libarchive manual pages (archive_read_open_memory)), and the pin lasts only during the call",
                "copy the data, or pin for as long as the address is used with a GCHandle, Memory<T>.Pin or a pinned array (GC.AllocateArray(pinned: true))"),
        },
    }.RunAsync();

    [Fact]
    public Task The_own_buffer_of_a_struct_is_a_suggestion() => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier>
    {
        TestCode = Imports + "unsafe struct S { fixed byte _name[8]; byte* Name { get { fixed (byte* p = _name) { return {|#0:p|}; } } } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2005", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_pin_the_place_and_the_remedy() => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier>
    {
        TestCode = Imports + "unsafe class C { byte* _p; void M(byte[] a) { fixed (byte* p = a) { {|#0:_p = p|}; } } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2005", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(
                "this 'fixed' statement",
                "is stored in `_p`",
                "copy the data, or pin for as long as the address is used with a GCHandle, Memory<T>.Pin or a pinned array (GC.AllocateArray(pinned: true))"),
        },
    }.RunAsync();

    [Fact]
    public Task What_a_name_warns_of_is_a_suggestion() => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier>
    {
        TestCode = Imports + "unsafe class C { static IntPtr DangerousAddressOf(byte[] a) { fixed (byte* p = a) { return {|#0:(IntPtr)p|}; } } }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2005", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Theory]
    [InlineData("[DllImport(\"kv\")] static extern int kv_put(ref Input input); int M(ref Input input, byte[] a) { fixed (byte* p = a) { {|#0:input.Data = p|}; return kv_put(ref input); } }", DiagnosticSeverity.Info)]
    [InlineData("void M(ref Input input, byte[] a) { fixed (byte* p = a) { {|#0:input.Data = p|}; } }", DiagnosticSeverity.Warning)]
    public Task What_a_function_gets_at_once_in_a_struct_of_the_caller(string code, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier>
    {
        TestCode = Imports + "unsafe struct Input { public byte* Data; } unsafe class C { " + code + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2005PinnedAddressOutlivesItsPin, DefaultVerifier> { TestCode = code }.WithHeader(Header).RunAsync();
}
