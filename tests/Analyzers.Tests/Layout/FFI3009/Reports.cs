using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3009MarshalledArrayHasNoUsableSize, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3009;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";
    private const string PointerAdvice = "state SizeParamIndex or SizeConst, or take a pointer and copy the elements";

    [Fact]
    public Task Fields() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct State
        {
            [MarshalAs(UnmanagedType.ByValArray)] public int[] {|#0:Values|};
            [MarshalAs(UnmanagedType.ByValArray, SizeConst = 0)] public int[] {|#1:None|};
            [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 0)] public string {|#2:Name|};
            [field: MarshalAs(UnmanagedType.ByValArray)] public byte[] {|#3:Bytes|} { get; set; }
        }
        record struct Header([field: MarshalAs(UnmanagedType.ByValArray)] byte[] {|#4:Magic|});
        static class Native
        {
            [DllImport("kv")] static extern void kv_state(out State state);
            static Header Read(nint pointer) => Marshal.PtrToStructure<Header>(pointer);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "Field `State.Values`, reached from parameter `state` of `kv_state`, is ByValArray without SizeConst, so that the runtime takes one element; "
            + "state with SizeConst how many elements the C struct has"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "Field `State.None`, reached from parameter `state` of `kv_state`,", "is an array of no length, which the runtime refuses", "state with SizeConst how many elements the C struct has"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task Arrays_that_come_back_from_an_import() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern int kv_values(out int[] {|#0:values|});
            [DllImport("kv")] static extern int kv_names(ref string[] {|#1:names|}, out int count);
            static void M()
            {
                [DllImport("kv")] static extern int kv_bytes([MarshalAs(UnmanagedType.LPArray)] out byte[] {|#2:bytes|}, int size);
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "Array parameter `values` of `kv_values` comes back from native code with one element, because nothing says how many there are; " + PointerAdvice),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "Array parameter `names` of `kv_names`", "comes back from native code with one element, because nothing says how many there are", "state SizeParamIndex = 1 (`count`)"),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task Arrays_that_a_callback_is_given() => Verify.VerifyAnalyzerAsync(
        Usings + """
        delegate void Visit(int[] {|#0:values|}, int count);
        delegate void Rows(nint row, [In] string[] {|#1:names|}, nint other);
        delegate void Pointed(byte[] {|#2:data|}, nuint size);
        struct Callbacks { public Rows Rows; public int Flags; }
        static class Native
        {
            [DllImport("kv")] static extern void kv_visit(Visit visit, in Callbacks callbacks);
            static nint Pointer(Pointed pointed) => Marshal.GetFunctionPointerForDelegate(pointed);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "Array parameter `values` of `Visit`", "has one element whenever native code calls, because nothing says how many there are", "state SizeParamIndex = 1 (`count`)"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "Array parameter `names` of `Rows`", "has one element whenever native code calls, because nothing says how many there are", PointerAdvice),
        Verify.Diagnostic().WithLocation(2));

    [Fact]
    public Task Indices_that_are_wrong() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern void a([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 2)] int[] {|#0:values|}, int count);
            [DllImport("kv")] static extern void b([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 0)] out int[] {|#1:values|}, nint flags);
            [DllImport("kv")] static extern void c([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] out int[] {|#2:values|}, string name);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "Array parameter `values` of `a`",
            "has SizeParamIndex = 2, and there is no such parameter, which the runtime refuses; the first one is 0",
            "state SizeParamIndex = 1 (`count`)"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "Array parameter `values` of `b`", "has SizeParamIndex = 0, which is the array itself and not its count; the runtime refuses it", "state SizeParamIndex or SizeConst"),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "Array parameter `values` of `c`", "takes its length from `name`, which is no integer", "state SizeParamIndex or SizeConst"));

    [Fact]
    public Task A_header_names_another_count() => new CSharpAnalyzerTest<FFI3009MarshalledArrayHasNoUsableSize, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] static extern void kv_values([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] out int[] {|#0:values|}, int flags, out int found);
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments(
                "Array parameter `values` of `kv_values`", "takes its length from `flags`, and `found` counts its elements (kv.h:1)", "state SizeParamIndex = 2"),
        },
    }.WithHeader("/** @boundary values: count(found) */ void kv_values(int **values, int flags, int *found);\n").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3009MarshalledArrayHasNoUsableSize, DefaultVerifier>
    {
        TestCode = Usings + """
            struct State { [MarshalAs(UnmanagedType.ByValArray, SizeConst = )] public int[] [|Values|]; [MarshalAs()] public int[] Others; }
            static class Native
            {
                [DllImport("kv")] static extern void kv_values(out int[] [|values|], out State state, [MarshalAs(UnmanagedType.LPArray, SizeParamIndex = )] out int[] [|others|]
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
