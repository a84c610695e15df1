using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3004StructMustBeBlittable, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3004;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Attributes_that_no_marshaller_reads() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Options
        {
            [MarshalAs(UnmanagedType.Bool)] public bool {|#0:Deep|};
            [MarshalAs(UnmanagedType.U1)] public char {|#1:Separator|};
            [field: MarshalAs(UnmanagedType.VariantBool)] public bool {|#2:IsShared|} { get; set; }
        }
        [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Ansi)] struct Line { public char {|#3:First|}; }
        struct Outer { public Inner Value; }
        struct Inner { [MarshalAs(UnmanagedType.I4)] public bool {|#4:IsOpen|}; }
        record struct Row([field: MarshalAs(UnmanagedType.Bool)] bool {|#5:Last|});
        static unsafe partial class Native
        {
            [DllImport("kv")] static extern int kv_open(Options* options);
            [LibraryImport("kv")] internal static partial int kv_line(Line* line);
            [DllImport("kv")] static extern void kv_each(delegate* unmanaged<Outer*, void> visit);
            [UnmanagedCallersOnly] static void OnRow(Row* row) { }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "Field `Options.Deep`, reached from parameter `options` of `kv_open`, is stated to have 4 bytes and crosses as the 1 byte that it has in memory, because no copy is made for a pointer; declare it as `int`, with a property of type `bool` beside it"),
        Verify.Diagnostic().WithLocation(1).WithMessage(
            "Field `Options.Separator`, reached from parameter `options` of `kv_open`, is stated to have 1 byte and crosses as the 2 bytes that it has in memory, because no copy is made for a pointer; declare it as `byte`, with a property of type `char` beside it"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task What_states_nothing_is_a_suggestion_and_a_defect_where_Windows_has_four_bytes() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Options { public bool {|#0:Deep|}; public char {|#1:Separator|}; }
        struct WindowInfo { public int Size; public bool {|#2:IsActive|}; public byte Level; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(Options* options);
            [DllImport("user32")] static extern int GetWindowInfo(nint window, WindowInfo* info);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(2).WithMessage(
            "Field `WindowInfo.IsActive`, reached from parameter `info` of `GetWindowInfo`, crosses as the 1 byte that it has in memory, while a truth value of user32 has 4; declare it as `int`, with a property of type `bool` beside it"));

    [Fact]
    public Task Padding_behind_a_truth_value_makes_it_right_for_most_values() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Options { [MarshalAs(UnmanagedType.Bool)] public bool {|#0:Deep|}; public int Limit; [MarshalAs(UnmanagedType.Bool)] public bool {|#1:Last|}; }
        static unsafe class Native { [DllImport("kv")] static extern int kv_open(Options* options); }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Runtime_marshalling_is_disabled() => Verify.VerifyAnalyzerAsync(
        Usings + """
        [assembly: DisableRuntimeMarshalling]
        struct Options { [MarshalAs(UnmanagedType.Bool)] public bool {|#0:Deep|}; }
        static class Native { [DllImport("kv")] static extern int kv_open(Options options); }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "Field `Options.Deep`, reached from parameter `options` of `kv_open`, is stated to have 4 bytes and crosses as the 1 byte that it has in memory, because runtime marshalling is disabled; declare it as `int`, with a property of type `bool` beside it"));

    [Fact]
    public Task Exports_that_the_runtime_refuses() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Outer { public Inner Value; }
        struct Inner { [MarshalAs(UnmanagedType.U1)] public bool {|#9:IsOpen|}; }
        static class Exports
        {
            [UnmanagedCallersOnly] static int OnItem(Outer {|#0:item|}) => 0;
            [UnmanagedCallersOnly] static {|#1:Inner|} Next() => default;
            static void M() { [UnmanagedCallersOnly] static void Local(Inner {|#2:item|}) { } }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithLocation(9).WithMessage(
            "Parameter `item` of `OnItem` is not blittable, and the runtime throws InvalidProgramException when the method's address is taken: `Outer.Value` → `Inner.IsOpen` is `bool`, marshalled as 1 byte; "
            + "declare the field as `byte`, with a property beside it"),
        Verify.Diagnostic().WithLocation(1).WithLocation(9),
        Verify.Diagnostic().WithLocation(2).WithLocation(9));

    [Fact]
    public Task Memory_that_is_taken_for_the_marshalled_form() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Outer { public Item Item; }
        struct Item { public int Id; [MarshalAs(UnmanagedType.Bool)] public bool {|#9:IsOpen|}; [MarshalAs(UnmanagedType.Bool)] public bool IsLast; }
        struct Named { public string Name; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern void kv_put(ref Item item, ref Outer outer);
            static Item A(nint memory) => *{|#0:(Item*)memory|};
            static Item B(void* memory) => {|#1:Unsafe.Read<Item>(memory)|};
            static Outer C(ReadOnlySpan<byte> memory) => {|#2:MemoryMarshal.Read<Outer>(memory)|};
            static int D(Named[] names) => {|#3:MemoryMarshal.AsBytes(names.AsSpan())|}.Length;
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithLocation(9).WithMessage(
            "The pointer shows the bytes of `Item` as they lie in memory, and `Item.IsOpen` is stated to have 4 bytes in native code and has 1 byte there; declare the field as `int`, or read it with `Marshal.PtrToStructure`"),
        Verify.Diagnostic().WithLocation(1).WithLocation(9),
        Verify.Diagnostic().WithLocation(2).WithLocation(9).WithMessage(
            "`MemoryMarshal.Read` shows the bytes of `Outer` as they lie in memory, and `Outer.Item` → `Item.IsOpen` is stated to have 4 bytes in native code and has 1 byte there; declare the field as `int`, or read it with `Marshal.PtrToStructure`"),
        Verify.Diagnostic().WithLocation(3).WithMessage(
            "`MemoryMarshal.AsBytes` throws ArgumentException for `Named`: `Named.Name` is `string`, a managed reference; use a struct without references"));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3004StructMustBeBlittable, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Options { [MarshalAs(UnmanagedType.Bool)] public bool [|Deep|]; [MarshalAs()] public bool {|#0:Half|}; public Unknown U; public Options Self;
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_open(Options* options, Unknown* more);
                static void M(nint p) { var x = (Options*)p + ; MemoryMarshal.Read<Unknown>(; }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI3004", DiagnosticSeverity.Info).WithLocation(0) },
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
