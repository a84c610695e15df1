using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3003;

public sealed class StaysQuiet
{
    [Fact]
    public Task Types_with_a_stable_layout() => VerifyAsync("""
        using System;
        using System.Runtime.InteropServices;
        struct Plain { public int A; public Guid Id; public TimeSpan Span; public Half H; }
        [StructLayout(LayoutKind.Explicit)] struct Union { [FieldOffset(0)] public int A; [FieldOffset(0)] public float B; }
        [StructLayout(LayoutKind.Sequential)] class Options { public string? Name; public Plain Plain; }
        [StructLayout(LayoutKind.Sequential)] class MoreOptions : Options { public int More; }
        struct Pair<T> { public T A; public T B; }
        struct Holder { public Pair<bool> Flags; public Action Callback; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 2)] public Plain[] All; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern Plain a(ref Union union, Options options, MoreOptions more, Pair<int> pair, Holder holder, System.Numerics.Vector2 v);
            [DllImport("kv")] static extern void b(ref Int128 i, CLong l, NFloat f, nint p, void* q, Plain* s, string text, int[] numbers, DayOfWeek day, SafeHandle handle);
            [DllImport("kv")] static extern void c(System.Text.StringBuilder buffer, Delegate d, HandleRef h, ReadOnlyOptions* raw);
        }
        readonly struct ReadOnlyOptions { readonly int _a; }
        """);

    [Fact]
    public Task Stated_with_MarshalAs_and_custom_marshallers() => VerifyAsync("""
        using System;
        using System.Runtime.InteropServices;
        class Options { public int A; }
        struct Holder { [MarshalAs(UnmanagedType.Interface)] public object Unknown; [MarshalAs(UnmanagedType.Currency)] public decimal Price; }
        static class Native
        {
            [DllImport("kv")] static extern void a([MarshalAs(UnmanagedType.IUnknown)] object unknown, [MarshalAs(UnmanagedType.AsAny)] object any, Holder holder);
            [DllImport("kv")] static extern void b([MarshalAs(UnmanagedType.CustomMarshaler, MarshalType = "M")] Options options, [MarshalAs(UnmanagedType.Currency)] decimal price);
        }
        """);

    [Fact]
    public Task Com() => VerifyAsync("""
        using System;
        using System.Runtime.InteropServices;
        [ComImport, Guid("00000000-0000-0000-0000-000000000001")] class Server { }
        [ComImport, Guid("00000000-0000-0000-0000-000000000002"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
        interface IStore
        {
            decimal Get(DateTime day, object tag);
        }
        struct Variant { public DateTime When; }
        static class Native
        {
            [DllImport("kv")] static extern void a(IStore store, Server server);
            [DllImport("oleaut32.dll")] static extern int VarDecFromDate(DateTime date, out decimal result);
            [DllImport("oleaut32.dll", PreserveSig = false)] static extern void VariantClear(ref object variant, ref Variant other);
        }
        """);

    [Fact]
    public Task What_no_native_function_sees() => VerifyAsync("""
        using System;
        using System.Runtime.InteropServices;
        [StructLayout(LayoutKind.Auto)] struct Local { public byte A; public int B; }
        struct Row { public static DateTime Started; public int A; public DateTime Shown => default; }
        static class Native
        {
            [DllImport("kv")] static extern void a(Row row);
            static decimal Sum(Local local, DateTime day, (int, int) pair, int? count) => 0;
        }
        """);

    [Fact]
    public Task Types_that_only_share_a_name_with_the_frameworks() => VerifyAsync("""
        using System.Runtime.InteropServices;
        namespace Mine
        {
            struct DateTime { public int Day; }
            struct Int128 { public long Low, High; }
            struct Memory<T> { public T A; }
            static class Native
            {
                [DllImport("kv")] static extern void a(DateTime day, Int128 id, Memory<int> memory);
            }
        }
        """);

    [Fact]
    public Task The_decimal_of_a_VARIANT() => VerifyAsync("""
        using System;
        using System.Runtime.InteropServices;
        [StructLayout(LayoutKind.Explicit)]
        struct Variant { [FieldOffset(0)] public ushort Type; [FieldOffset(8)] public IntPtr Value; [FieldOffset(0)] public decimal Number; }
        static class Native { [DllImport("kv")] static extern void kv_put(ref Variant value); }
        """);

    [Fact]
    public Task On_a_class_whose_other_part_is_still_to_come() => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            partial class KvHandle { internal KvHandle(IntPtr handle, bool owns) : base(handle, owns) { } }
            static class Native { [DllImport("kv")] static extern int kv_use(KvHandle handle, out KvHandle other); }
            """,
    }.RunAsync();

    private static Task VerifyAsync(string code) => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier>
    {
        TestCode = code,
        NullableContextOptions = Microsoft.CodeAnalysis.NullableContextOptions.Enable,
    }.RunAsync();
}
