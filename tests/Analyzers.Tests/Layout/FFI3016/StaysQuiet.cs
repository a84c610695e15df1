using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3016SignatureCannotBeMarshalled, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3016;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Text;\n";

    [Fact]
    public Task Handle_objects_that_C_sharp_gives_to_a_native_function() => Verify.VerifyAnalyzerAsync(Usings + """
        using Microsoft.Win32.SafeHandles;
        delegate int Close(SafeFileHandle file);
        delegate SafeFileHandle Open(nint name);
        static class Native
        {
            [DllImport("kv")] static extern Close kv_closer();
            [DllImport("kv")] static extern int kv_close(SafeFileHandle file);
            static int M(nint library, SafeFileHandle file) => Marshal.GetDelegateForFunctionPointer<Close>(NativeLibrary.GetExport(library, "kv_close"))(file)
                + (Marshal.GetDelegateForFunctionPointer<Open>(NativeLibrary.GetExport(library, "kv_open"))(0).IsInvalid ? 1 : 0);
        }
        """);

    [Fact]
    public Task What_the_runtime_takes() => Verify.VerifyAnalyzerAsync(Usings + """
        enum Kind : byte { A }
        struct Point { public int X; }
        delegate void Callback(int value);
        [StructLayout(LayoutKind.Sequential)] sealed class Options { public int Flags; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern void a([MarshalAs(UnmanagedType.U4)] int a, [MarshalAs(UnmanagedType.Error)] int b, [MarshalAs(UnmanagedType.I1)] Kind kind, [MarshalAs(UnmanagedType.SysUInt)] nint c);
            [DllImport("kv")] static extern void b([MarshalAs(UnmanagedType.U1)] bool a, [MarshalAs(UnmanagedType.I2)] char b, [MarshalAs(UnmanagedType.R4)] float c, [MarshalAs(UnmanagedType.I8)] ulong d);
            [DllImport("kv")] static extern void c([MarshalAs(UnmanagedType.LPUTF8Str)] string a, [MarshalAs(UnmanagedType.BStr)] string b, [MarshalAs(UnmanagedType.LPWStr)] StringBuilder c);
            [DllImport("kv")] static extern void d([MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string[] a, int[,] matrix, [In, Out] Point[] points, nint[] pointers);
            [DllImport("kv")] static extern void e([MarshalAs(UnmanagedType.LPStruct)] Guid a, [MarshalAs(UnmanagedType.Struct)] Point b, [MarshalAs(UnmanagedType.LPStruct)] Options c);
            [DllImport("kv")] static extern void f([MarshalAs(UnmanagedType.FunctionPtr)] Callback a, Action b, Delegate c, HandleRef d, ref Options e);
            [DllImport("kv")] static extern Options g([MarshalAs(UnmanagedType.Currency)] decimal a, [MarshalAs(UnmanagedType.LPStruct)] decimal b);
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.SafeArray)] static extern int[] h();
            [DllImport("msvcrt")] static extern int printf(nint format, __arglist);
            [DllImport("oleaut32")] static extern void i([MarshalAs(UnmanagedType.VariantBool)] bool a);
        }
        """);

    [Fact]
    public Task Custom_marshallers_generated_code_COM_and_managed_code() => Verify.VerifyAnalyzerAsync(Usings + """
        sealed class Texts : ICustomMarshaler
        {
            public static ICustomMarshaler GetInstance(string cookie) => new Texts();
            public void CleanUpManagedData(object value) { }
            public void CleanUpNativeData(nint value) { }
            public int GetNativeDataSize() => 0;
            public nint MarshalManagedToNative(object value) => 0;
            public object MarshalNativeToManaged(nint value) => null;
        }
        [ComImport, Guid("00000000-0000-0000-0000-000000000001")] interface IStore { int[] Values(); }
        struct Managed { public Action<int> Changed; public int[] Values; }
        static partial class Native
        {
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Texts))] static extern string[] kv_names();
            static int[] Values(Action<int> visit, int[][] rows, Managed managed) => null;
            static T Get<T>(nint pointer) where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(pointer);
            static nint Pointer(Action callback) => Marshal.GetFunctionPointerForDelegate(callback);
        }
        """);

    [Fact]
    public Task Types_that_only_look_like_those_of_the_framework() => Verify.VerifyAnalyzerAsync("""
        namespace Mine
        {
            using System.Runtime.InteropServices;
            sealed class MarshalAsAttribute : System.Attribute { public MarshalAsAttribute(UnmanagedType type) { } }
            static class Marshal { public static nint GetFunctionPointerForDelegate<T>(System.Action<T> callback) => 0; }
            static class Native
            {
                [DllImport("kv")] static extern void a([MarshalAs(UnmanagedType.LPStr)] int a);
                static nint P() => Marshal.GetFunctionPointerForDelegate<int>(x => { });
            }
        }
        """);

    [Fact]
    public Task A_project_that_runs_on_Windows() => new CSharpAnalyzerTest<FFI3016SignatureCannotBeMarshalled, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] static extern int kv_print(nint format, __arglist);
                [DllImport("kv")] static extern void kv_set([MarshalAs(UnmanagedType.VariantBool)] bool flag);
            }
            """,
    }.RunningOn("win-x64").RunAsync();

    [Fact]
    public Task A_struct_that_has_to_be_converted_as_a_result_of_a_runtime_that_copies_it() => Verify.VerifyAnalyzerAsync("""
        using System.Runtime.InteropServices;
        struct Address { [MarshalAs(UnmanagedType.ByValArray, SizeConst = 16)] public byte[] Host; public ushort Port; }
        static class Native { [DllImport("kv")] static extern Address kv_address(int peer); }
        """);
}
