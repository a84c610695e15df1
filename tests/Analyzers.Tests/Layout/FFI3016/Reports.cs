using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3016SignatureCannotBeMarshalled, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3016;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Text;\n";

    [Fact]
    public Task A_MarshalAs_that_names_no_type() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern int kv_put([MarshalAs((short)0)] string {|#0:text|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "Parameter `text` of `kv_put` is `string` with MarshalAs(0), and the runtime takes it only as LPStr, LPWStr, LPTStr, LPUTF8Str, BStr, TBStr or AnsiBStr; change the type or the attribute to what the native function has"));

    [Fact]
    public Task Array_and_reference_results() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern {|#0:int[]|} kv_values(int count);
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 0)] static extern {|#1:string[]|} kv_names(int count);
            [DllImport("kv")] static extern {|#2:ref int|} kv_first();
            [DllImport("kv")] static extern {|#3:HandleRef|} kv_handle(ref HandleRef {|#4:other|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "The result of `kv_values` is the array `int[]`, and the runtime refuses to return arrays, whatever MarshalAs says; return a pointer and copy the elements, or take the array as an argument that "
            + "native code fills"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithArguments("The result of `kv_first`", "is returned by reference, which the runtime refuses", "return a pointer"),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task Handle_objects_where_native_code_calls() => Verify.VerifyAnalyzerAsync(
        Usings + """
        delegate void Closed(Microsoft.Win32.SafeHandles.SafeFileHandle {|#0:file|});
        delegate void Replaced(ref Microsoft.Win32.SafeHandles.SafeFileHandle {|#1:file|});
        delegate {|#2:Microsoft.Win32.SafeHandles.SafeFileHandle|} Opened(nint name);
        delegate void Seen(HandleRef {|#3:owner|});
        delegate void Ended(Handle {|#4:handle|});
        sealed class Handle : CriticalHandle
        {
            public Handle() : base(0) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() => true;
        }
        struct Events { public Ended Ended; }
        static class Native
        {
            [DllImport("kv")] static extern void kv_on_close(Closed closed);
            [DllImport("kv")] static extern void kv_on_replace(Replaced replaced);
            [DllImport("kv")] static extern void kv_on_open(Opened opened);
            [DllImport("kv")] static extern void kv_on_see(Seen seen);
            [DllImport("kv")] static extern void kv_on(ref Events events);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "Parameter `file` of `Closed`",
            "is `SafeFileHandle` in a callback, and the runtime refuses handle objects where native code calls",
            "take `nint`, and make the object of it in the callback where the callback owns it"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "The result of `Opened`",
            "is `SafeFileHandle` in a callback, and the runtime refuses handle objects where native code calls",
            "return `nint`, and keep the object alive for as long as native code uses the handle"),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task Elements_that_have_no_native_form() => Verify.VerifyAnalyzerAsync(Usings + """
        delegate void Callback(int value);
        [StructLayout(LayoutKind.Sequential)] sealed class Options { public int Flags; }
        sealed class Store : SafeHandle
        {
            public Store() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() => true;
        }
        static class Native
        {
            [DllImport("kv")] static extern void kv_rows(int[][] [|rows|]);
            [DllImport("kv")] static extern void kv_visit(Callback[] [|callbacks|]);
            [DllImport("kv")] static extern void kv_texts(StringBuilder[] [|texts|]);
            [DllImport("kv")] static extern void kv_stores(Store[] [|stores|]);
            [DllImport("kv")] static extern void kv_options(Options[] [|options|]);
            [DllImport("kv")] static extern void kv_handles(HandleRef[] [|handles|]);
        }
        """);

    [Fact]
    public Task Generic_delegates() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Outer<T> { internal delegate void Inner(int value); }
        struct Callbacks { public Action<int> {|#0:Changed|}; public int Flags; }
        static class Native
        {
            [DllImport("kv")] static extern void kv_visit(Action<int> {|#1:visit|}, Outer<int>.Inner {|#2:inner|}, Action done);
            [DllImport("kv")] static extern void kv_listen(ref Callbacks callbacks);
            static nint Pointer(Func<int> callback) => {|#3:Marshal.GetFunctionPointerForDelegate(callback)|};
            static Action<int> Delegate(nint pointer) => {|#4:Marshal.GetDelegateForFunctionPointer<Action<int>>(pointer)|};
            static Delegate Old(nint pointer) => {|#5:Marshal.GetDelegateForFunctionPointer(pointer, typeof(Func<int, int>))|};
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "Field `Callbacks.Changed`, reached from parameter `callbacks` of `kv_listen`,",
            "is the generic delegate `Action<int>`, which the runtime refuses",
            "declare a delegate type without type parameters"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3).WithMessage(
            "`Marshal.GetFunctionPointerForDelegate` throws ArgumentException for the generic delegate `Func<int>`; declare a delegate type without type parameters, or use a function pointer"),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task MarshalAs_that_does_not_go_with_the_type() => Verify.VerifyAnalyzerAsync(
        Usings + """
        enum Kind { A }
        struct Point { public int X; }
        [StructLayout(LayoutKind.Sequential)] sealed class Options { public int Flags; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern void a([MarshalAs(UnmanagedType.Bool)] int {|#0:flag|});
            [DllImport("kv")] static extern void b([MarshalAs(UnmanagedType.I4)] bool {|#1:flag|}, [MarshalAs(UnmanagedType.I4)] long {|#2:size|}, [MarshalAs(UnmanagedType.U1)] Kind {|#3:kind|});
            [DllImport("kv")] static extern void c([MarshalAs(UnmanagedType.LPStr)] nint {|#4:text|}, [MarshalAs(UnmanagedType.U8)] nuint {|#5:size|});
            [DllImport("kv")] static extern void d([MarshalAs(UnmanagedType.LPArray)] int* {|#6:values|}, [MarshalAs(UnmanagedType.LPStr)] char {|#7:letter|});
            [DllImport("kv")] static extern void e([MarshalAs(UnmanagedType.LPStr)] string[] {|#8:names|}, [MarshalAs(UnmanagedType.LPArray)] string {|#9:name|});
            [DllImport("kv")] static extern void f([MarshalAs(UnmanagedType.BStr)] StringBuilder {|#10:text|}, [MarshalAs(UnmanagedType.I4)] float {|#11:ratio|});
            [DllImport("kv")] static extern void g([MarshalAs(UnmanagedType.LPStruct)] Point {|#12:point|}, [MarshalAs(UnmanagedType.LPStruct)] ref Point {|#13:other|});
            [DllImport("kv")] static extern void h([MarshalAs(UnmanagedType.Struct)] Options {|#14:options|}, [MarshalAs(UnmanagedType.LPArray)] ref int {|#15:value|});
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.I4)] static extern {|#16:bool|} i();
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "Parameter `flag` of `a` is `int` with UnmanagedType.Bool, and the runtime takes it only as I4, U4 or Error; leave MarshalAs out"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "Parameter `flag` of `b`", "is `bool` with UnmanagedType.I4, and the runtime takes it only as Bool, I1, U1 or VariantBool", "state UnmanagedType.Bool"),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "Parameter `size` of `b`",
            "is `long` with UnmanagedType.I4, and the runtime takes it only as I8 or U8",
            "change the type or the attribute to what the native function has"),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5),
        Verify.Diagnostic().WithLocation(6).WithArguments(
            "Parameter `values` of `d`", "is `int*` with UnmanagedType.LPArray, and the runtime takes no MarshalAs for this type", "leave MarshalAs out"),
        Verify.Diagnostic().WithLocation(7),
        Verify.Diagnostic().WithLocation(8),
        Verify.Diagnostic().WithLocation(9),
        Verify.Diagnostic().WithLocation(10),
        Verify.Diagnostic().WithLocation(11),
        Verify.Diagnostic().WithLocation(12),
        Verify.Diagnostic().WithLocation(13),
        Verify.Diagnostic().WithLocation(14),
        Verify.Diagnostic().WithLocation(15),
        Verify.Diagnostic().WithLocation(16));

    [Fact]
    public Task Fields() => Verify.VerifyAnalyzerAsync(
        Usings + """
        delegate void Callback(int value);
        struct State
        {
            public int[] {|#0:Values|};
            [MarshalAs(UnmanagedType.LPArray, SizeConst = 4)] public int[] {|#1:Others|};
            public StringBuilder {|#2:Text|};
            [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4)] public Callback[] {|#3:Callbacks|};
            [MarshalAs(UnmanagedType.U1)] public int {|#4:Flag|};
            [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 4)] public char[] {|#5:Name|};
        }
        static class Native
        {
            [DllImport("kv")] static extern void kv_state(out State state);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "Field `State.Values`, reached from parameter `state` of `kv_state`,",
            "is an array without MarshalAs, which the runtime refuses and, where there is COM, takes for a SAFEARRAY",
            "state UnmanagedType.ByValArray with SizeConst where the elements lie in the struct, declare a pointer where it only points to them"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task Delegates_local_functions_and_records() => Verify.VerifyAnalyzerAsync(Usings + """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate [|int[]|] Values(int[][] [|rows|]);
        record Store(int Id)
        {
            static void M()
            {
                kv_visit(null);
                [DllImport("kv")] static extern void kv_visit(Action<string> [|visit|]);
            }
        }
        partial class Parts { [DllImport("kv")] static extern void kv_one(Action<string> [|visit|]); }
        partial class Parts { [DllImport("kv")] static extern [|byte[]|] kv_two(); }
        """);

    [Fact]
    public Task Variadic_calls_and_VARIANT_BOOL_off_Windows() => new CSharpAnalyzerTest<FFI3016SignatureCannotBeMarshalled, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("libc")] static extern int {|#0:printf|}(nint format, __arglist);
                [DllImport("kv")] static extern void kv_set([MarshalAs(UnmanagedType.VariantBool)] bool {|#1:flag|});
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments(
                "`printf`",
                "has `__arglist`, and variadic calls throw InvalidProgramException everywhere but on Windows",
                "call a C function with fixed parameters that passes the arguments on"),
            Verify.Diagnostic().WithLocation(1).WithArguments(
                "Parameter `flag` of `kv_set`", "is VARIANT_BOOL, which the runtime refuses everywhere but on Windows", "declare a `short` and compare it with 0"),
        },
    }.RunningOn("win-x64,linux-x64").RunAsync();

    [Fact]
    public Task VARIANT_BOOL_is_a_suggestion_while_the_project_names_no_system() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] static extern void kv_set([MarshalAs(UnmanagedType.VariantBool)] bool {|#0:flag|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task An_array_by_reference_where_the_header_has_a_buffer() => new CSharpAnalyzerTest<FFI3016SignatureCannotBeMarshalled, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] static extern int kv_read(ref byte[] {|#0:buffer|}, int size);
                [DllImport("kv")] static extern int kv_rows(out int[] rows, int size);
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments(
                "Parameter `buffer` of `kv_read`",
                "is an array by reference, which crosses as a pointer to a pointer, and the C parameter is a pointer to the elements (kv.h:1)",
                "pass the array without `ref`, with [In, Out] where its elements are not plain numbers"),
        },
    }.WithHeader("int kv_read(unsigned char *buffer, int size);\nint kv_rows(int **rows, int size);\n").RunAsync();

    [Theory]
    [InlineData(".NETFramework", "net472", DiagnosticSeverity.Warning)]
    [InlineData(".NETStandard", "netstandard2.0", DiagnosticSeverity.Info)]
    public Task A_struct_that_has_to_be_converted_as_a_result(string identifier, string framework, DiagnosticSeverity severity)
    {
        var test = new CSharpAnalyzerTest<FFI3016SignatureCannotBeMarshalled, DefaultVerifier>
        {
            TestCode = """
                using System.Runtime.InteropServices;
                struct Address { [MarshalAs(UnmanagedType.ByValArray, SizeConst = 16)] public byte[] Host; public ushort Port; }
                struct Point { public int X, Y; }
                static class Native
                {
                    [DllImport("kv")] static extern {|#0:Address|} kv_address(int peer);
                    [DllImport("kv")] static extern Point kv_point(int peer);
                    [DllImport("kv")] static extern void kv_fill(out Address address);
                }
                """,
            ExpectedDiagnostics = { new DiagnosticResult("FFI3016", severity).WithLocation(0) },
        };
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.TargetFrameworkIdentifier = {identifier}\nbuild_property.TargetFramework = {framework}\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3016SignatureCannotBeMarshalled, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] static extern [|int[]|] kv_values([MarshalAs()] int a, [MarshalAs(UnmanagedType.)] bool b, [MarshalAs((UnmanagedType)999)] int c, Unknown[][] [|rows|],
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("using UnityEngine; ", DiagnosticSeverity.Info)]
    [InlineData("using UnityEngine.Audio; ", DiagnosticSeverity.Info)]
    [InlineData("using UnityEngineering; ", DiagnosticSeverity.Warning)]
    public Task What_only_Unity_compiles_as_a_suggestion(string unity, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI3016SignatureCannotBeMarshalled, DefaultVerifier>
    {
        TestCode = unity + "using System; using System.Runtime.InteropServices; struct Info { [MarshalAs(UnmanagedType.AnsiBStr)] public IntPtr {|#0:Name|}; } static class Native { [DllImport(\"kv\")] static extern int kv_info(ref Info info); } "
            + "namespace UnityEngine { } namespace UnityEngine.Audio { } namespace UnityEngineering { }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI3016", severity).WithLocation(0) },
    }.RunAsync();
}
