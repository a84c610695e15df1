using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3009MarshalledArrayHasNoUsableSize, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3009;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Arguments_that_managed_code_made_know_their_length() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("kv")] static extern void a(int[] values, [In, Out] string[] names, [Out] byte[] buffer);
            [DllImport("kv")] static extern void b([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 0)] int[] values, int count);
        }
        """);

    [Fact]
    public Task Sizes_that_are_stated() => Verify.VerifyAnalyzerAsync(Usings + """
        struct State
        {
            [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4)] public int[] Values;
            [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 16)] public string Name;
            public unsafe fixed int Others[4];
        }
        delegate void Visit([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] int[] values, int count, [MarshalAs(UnmanagedType.LPArray, SizeConst = 3)] float[] vector);
        static class Native
        {
            [DllImport("kv")] static extern void a([MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 1)] out int[] values, out nuint count, Visit visit, ref State state);
            [DllImport("kv")] static extern void b([MarshalAs(UnmanagedType.LPArray, SizeConst = 4)] ref int[] values);
        }
        """);

    [Fact]
    public Task Delegates_that_native_code_does_not_call() => Verify.VerifyAnalyzerAsync(Usings + """
        delegate int Sum(int[] values, int count);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Unused(int[] values, int count);
        struct Table { public Sum Sum; public int Version; }
        delegate void Managed(int[] values);
        static class Native
        {
            [DllImport("kv")] static extern void kv_table(out Table table);
            static int M(nint pointer) => Marshal.GetDelegateForFunctionPointer<Sum>(pointer)(new[] { 1 }, 1);
        }
        """);

    [Fact]
    public Task Structs_that_do_not_cross_and_other_machinery() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Managed { [MarshalAs(UnmanagedType.ByValArray)] public int[] Values; }
        static class Native
        {
            [DllImport("kv")] static extern void a([MarshalAs(UnmanagedType.SafeArray)] out int[] values);
            [DllImport("kv")] static extern void b(ref int value, nint pointer, int[][] rows);
        }
        """);

    [Fact]
    public Task A_header_without_a_second_pointer_is_another_rules_business() => new CSharpAnalyzerTest<FFI3009MarshalledArrayHasNoUsableSize, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] static extern int kv_read(ref byte[] buffer, int size);
            }
            """,
    }.WithHeader("int kv_read(unsigned char *buffer, int size);\n").RunAsync();
}
