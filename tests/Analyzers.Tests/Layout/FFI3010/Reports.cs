using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3010DataDirectionIsWrong, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3010;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Text;\n";

    [Fact]
    public Task Out_on_a_string() => Verify.VerifyAnalyzerAsync(
        Usings + """
        delegate void Named([Out] string {|#0:name|});
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern void kv_name([Out] string {|#1:name|}, int size);
            [DllImport("kv")] static extern void kv_text([In, Out, MarshalAs(UnmanagedType.LPStr)] string {|#2:text|}, Named named);
        }
        """,
        Verify.Diagnostic().WithLocation(0),
        Verify.Diagnostic().WithLocation(1).WithMessage(
            "Parameter `name` of `kv_name` is a `string` by value with [Out], which the runtime refuses with MarshalDirectiveException; "
            + "remove [Out], or pass a buffer (`byte[]` or `char[]`) where native code writes text"),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "text", "kv_text", "is a `string` by value with [Out], which is ignored: strings do not change", "remove [Out], or pass a buffer (`byte[]` or `char[]`) where native code writes text"));

    [Fact]
    public Task The_address_of_what_a_function_releases() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kernel32")] static extern IntPtr LocalFree(ref IntPtr {|#0:memory|});
            [DllImport("hid.dll")] [return: MarshalAs(UnmanagedType.U1)] static extern bool HidD_FreePreparsedData(in nint {|#1:data|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "Parameter `memory` of `LocalFree` is `ref`, so native code is to release the address of the variable and not what stands in it (known from the Windows documentation (LocalFree)); pass it by value"),
        Verify.Diagnostic().WithLocation(1));

    [Fact]
    public Task Out_on_a_value() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Point { public int X, Y; }
        enum Kind { A }
        static class Native
        {
            [DllImport("kv")] static extern int a([Out] int {|#0:count|});
            [DllImport("kv")] static extern int b([Out] Point {|#1:point|}, [Out] Kind {|#2:kind|});
            [DllImport("kv")] static extern int c([In, Out] uint {|#3:flags|});
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "count", "a", "is `int` by value, which [Out] does not change: native code gets the value and no address to write to", "declare it `out` or `ref`, or remove [Out]"),
        Verify.Diagnostic().WithLocation(1),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Copies_that_native_code_writes() => new CSharpAnalyzerTest<FFI3010DataDirectionIsWrong, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Item { public int Id; }
            [StructLayout(LayoutKind.Sequential)] class State { public int Id; public bool Open; }
            [StructLayout(LayoutKind.Sequential)] class Plain { public int Id; }
            static partial class Native
            {
                [DllImport("kv")] static extern int kv_items(Item[] {|#0:items|}, [In] bool[] {|#1:flags|}, int[] {|#2:numbers|});
                [DllImport("kv")] static extern int kv_state(State {|#3:state|}, Plain {|#4:plain|}, [In] StringBuilder {|#5:text|});
                [DllImport("kv", EntryPoint = "kv_items")] static extern int Both([Out] Item[] items, [In, Out] bool[] flags, [Out] int[] numbers);
                [LibraryImport("kv", EntryPoint = "kv_names")] static partial void Names([MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPUTF8Str)] string[] {|#6:names|}, Item[] items);
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments(
                "items", "kv_items", "is copied in and not back, so what native code writes into the array is lost (kv.h:1)", "state [Out]"),
            Verify.Diagnostic().WithLocation(1).WithArguments(
                "flags", "kv_items", "is copied in and not back, so what native code writes into the array is lost (kv.h:2)", "state [In, Out]"),
            Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info).WithArguments(
                "numbers", "kv_items", "is filled by native code (kv.h:3), which shows only because the runtime pins this array instead of copying it", "state [Out]"),
            Verify.Diagnostic().WithLocation(3).WithArguments(
                "state", "kv_state", "is copied in and not back, so what native code writes into the object is lost (kv.h:5)", "state [In, Out]"),
            Verify.Diagnostic().WithLocation(4).WithSeverity(DiagnosticSeverity.Info),
            Verify.Diagnostic().WithLocation(5).WithArguments("text", "kv_state", "is a `StringBuilder` with [In], so what native code writes is lost (kv.h:7)", "remove [In]"),
            Verify.Diagnostic().WithLocation(6),
        },
    }.WithHeader(
        """
        /** @boundary items: out
         * @boundary flags: inout
         * @boundary numbers: out */
        int kv_items(void *items, int *flags, int *numbers);
        /** @boundary state: inout
         * @boundary plain: out
         * @boundary text: out */
        int kv_state(void *state, void *plain, char *text);
        /** @boundary names: out
         * @boundary items: out */
        void kv_names(char **names, void *items);
        """).RunAsync();

    [Fact]
    public Task References_against_the_header() => new CSharpAnalyzerTest<FFI3010DataDirectionIsWrong, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Options { public int Flags; public bool Deep; }
            struct Plain { public int Flags; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_get(in Options {|#0:options|}, [In] ref Plain {|#1:plain|}, out int {|#2:size|}, out Plain {|#3:limits|});
                [DllImport("kv")] static extern int kv_put([Out] Options[] {|#4:options|}, [Out] StringBuilder {|#5:text|});
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithArguments("options", "kv_get", "is passed with `in`, so what native code writes is lost (kv.h:1)", "declare it `ref`"),
            Verify.Diagnostic().WithLocation(1).WithArguments(
                "plain", "kv_get", "is passed with [In], so what native code writes changes a variable that C# takes for read-only (kv.h:2)", "remove [In]"),
            Verify.Diagnostic().WithLocation(2).WithArguments("size", "kv_get", "is passed with `out`, so native code reads what nobody wrote (kv.h:3)", "declare it `ref`"),
            Verify.Diagnostic().WithLocation(3).WithArguments("limits", "kv_get", "is passed with `out`, so native code reads what nobody wrote (`const` in kv.h:4)", "declare it `in`"),
            Verify.Diagnostic().WithLocation(4).WithArguments(
                "options", "kv_put", "is copied back and not in, so native code reads what nobody wrote (`const` in kv.h:5)", "state [In, Out]"),
            Verify.Diagnostic().WithLocation(5),
        },
    }.WithHeader(
        """
        /** @boundary options: inout
         * @boundary plain: out
         * @boundary size: inout */
        int kv_get(struct options *options, struct plain *plain, int *size, const struct plain *limits);
        int kv_put(const struct options *options, const char *text);
        """).RunAsync();

    [Fact]
    public Task By_the_functions_name_alone_it_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Item { public int Id; }
        record Store(int Id)
        {
            [DllImport("kv")] static extern int kv_get_items(nint store, Item[] {|#0:items|}, int count);
            static void M()
            {
                [DllImport("kv")] static extern int ReadFlags(nint store, [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.U1)] bool[] {|#1:flags|});
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(
            "items", "kv_get_items", "is copied in and not back; `kv_get_items` by its name fills it", "state [Out] or [In, Out]"),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Parameters_that_the_header_calls_output() => new CSharpAnalyzerTest<FFI3010DataDirectionIsWrong, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Point { public int X; [MarshalAs(UnmanagedType.U1)] public bool On; }
            [StructLayout(LayoutKind.Sequential)] class Info { public int Id; [MarshalAs(UnmanagedType.U1)] public bool On; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_points(Point[] {|#0:points|}, int count);
                [DllImport("kv")] static extern int kv_info(Info {|#1:info|});
                [DllImport("kv")] static extern int kv_get_name([MarshalAs(UnmanagedType.LPUTF8Str)] string {|#2:name|}, nuint size);
                [DllImport("kv")] static extern void kv_count(in int {|#3:count|});
            }
            """,
        ExpectedDiagnostics =
        {
            Verify.Diagnostic().WithLocation(0).WithMessage(
                "Parameter `points` of `kv_points` is copied in and not back, so what native code writes into the array is lost (`kv_point *out` in kv.h:4); state [Out]"),
            Verify.Diagnostic().WithLocation(1),
            Verify.Diagnostic().WithLocation(2).WithArguments(
                "name", "kv_get_name", "is a `string`, and native code writes text there (`char *buffer` in kv.h:6), which never arrives", "pass a buffer (`byte[]` or `char[]`) and decode it"),
            Verify.Diagnostic().WithLocation(3),
        },
    }.WithHeader("""
        #include <stddef.h>
        typedef struct { int x; _Bool on; } kv_point;
        typedef struct { int id; _Bool on; } kv_info_t;
        int kv_points(kv_point *out, int count);
        int kv_info(kv_info_t *result);
        int kv_get_name(char *buffer, size_t size);
        void kv_count(int *out);
        """).RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3010DataDirectionIsWrong, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern void kv_name([Out] string [|name|], [Out] Unknown x, [Out] Unknown[] y, [Out
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
