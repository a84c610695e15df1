using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5020;

public sealed class Reports
{
    [Fact]
    public Task An_import_with_the_line_that_it_needs() => VerifyAsync(
        """
        internal static class Native
        {
            [DllImport("libkv.so.1")] internal static extern int {|#0:kv_open|}([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out nint store);
        }
        """,
        "# boundarylint-native-api 1\n",
        null,
        null,
        new DiagnosticResult("FFI5020", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "`kv_open` is on the native boundary and not in the baseline; add to NativeApi.Shipped.txt: import kv kv_open(utf8*, out isize*) -> i32"));

    [Fact]
    public Task Every_form() => VerifyAsync(
        """
        static class Names { internal const string Library = "kv"; }
        record Store(int Id) { [DllImport(Names.Library)] static extern int [|kv_count|](); }
        class Cache
        {
            [DllImport("kv", EntryPoint = "kv_clear")] static extern void [|Clear|]();
        }
        static partial class Generated { [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf16)] internal static partial void [|kv_put|](string key); }
        static partial class Generated { [LibraryImport("kv")] internal static partial void [|kv_visit|](Visitor visitor); }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int [|Visitor|](nint user, uint key);
        static unsafe class Exports
        {
            [UnmanagedCallersOnly(EntryPoint = "kv_on_event")] static void [|OnEvent|](int kind) { }
            [DllImport("kv")] static extern void [|kv_listen|](delegate* unmanaged[Cdecl]<int, void> handler);
        }
        """,
        "");

    [Fact]
    public Task Local_functions_and_fetched_functions() => VerifyAsync(
        """
        unsafe class Program
        {
            static int Run()
            {
                Func<int> count = () => kv_count();
                return count() + ((delegate* unmanaged<int>)NativeLibrary.GetExport(NativeLibrary.Load("kv"), [|"kv_sum"|]))();

                [DllImport("kv")] static extern int [|kv_count|]();
            }
        }
        """,
        "");

    [Fact]
    public Task Functions_that_a_loader_of_the_project_fetches() => VerifyAsync(
        """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int {|FFI5020:Count|}(nint store);
        class Api
        {
            readonly Count _count = Load<Count>([|"kv_count"|]);
            static T Load<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(0, name));
        }
        """,
        "");

    [Fact]
    public Task Types_that_signatures_reach() => VerifyAsync(
        """
        struct [|Options|] { public int Size; public Inner Inner; public Mode Mode; }
        struct [|Inner|] { public long Value; }
        enum [|Mode|] : byte { Fast, Safe }
        enum Unused { A }
        struct NotReached { public int A; }
        static class Native { [DllImport("kv")] static extern void [|kv_init|](in Options options); }
        """,
        "");

    [Fact]
    public Task A_new_enum_once_with_its_members_and_a_new_member_alone() => VerifyAsync(
        """
        enum {|#0:Mode|} { Fast, Safe = 5 }
        enum Kind { First, {|#1:Second|} }
        static class Native { [DllImport("kv")] static extern Kind kv_set(Mode mode); }
        """,
        """
        enum Kind : i32
        import kv kv_set(i32) -> i32
        value Kind.First = 0
        """,
        null,
        null,
        Result(0).WithMessage(
            "`Mode` is on the native boundary and not in the baseline; add to NativeApi.Shipped.txt: enum Mode : i32; value Mode.Fast = 0; value Mode.Safe = 5"),
        Result(1).WithMessage("`Kind.Second` is on the native boundary and not in the baseline; add to NativeApi.Shipped.txt: value Kind.Second = 1"));

    [Fact]
    public Task A_layout_for_platforms_that_the_project_has_added() => VerifyAsync(
        """
        struct {|#0:Options|} { public nint Store; public byte Flag; }
        static class Native { [DllImport("kv")] static extern void kv_init(in Options options); }
        """,
        """
        import kv kv_init(in struct Options*) -> void
        struct Options 16/8 { Store: isize @0, Flag: u8 @8 } @ 64
        """,
        null,
        "win-x64,win-x86",
        Result(0).WithMessage("`Options` is on the native boundary and not in the baseline; add to NativeApi.Shipped.txt: struct Options 8/4 { Store: isize @0, Flag: u8 @4 } @ 32"));

    [Fact]
    public Task A_second_signature_of_a_function_that_is_there() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_control(int code);
            [DllImport("kv")] static extern int [|kv_control|](int code, int value);
        }
        """,
        "import kv kv_control(i32) -> i32");

    [Fact]
    public Task What_was_taken_back_and_is_there_again() => VerifyAsync(
        """
        static class Native { [DllImport("kv")] static extern int {|#0:kv_sync|}(); }
        """,
        "import kv kv_sync() -> i32",
        "*REMOVED*import kv kv_sync() -> i32",
        null,
        Result(0).WithMessage("`kv_sync` is on the native boundary and not in the baseline; add to NativeApi.Unshipped.txt: import kv kv_sync() -> i32"));

    [Fact]
    public Task A_new_arm_of_a_status_map() => VerifyAsync(
        """
        namespace BoundaryLint { class MapsNativeStatusAttribute : Attribute { public MapsNativeStatusAttribute(Type status) => Status = status; public Type Status { get; } } }
        enum Status { Ok, Missing, Full }
        static class Errors
        {
            [BoundaryLint.MapsNativeStatus(typeof(Status))]
            static Exception Of(Status status) => status switch
            {
                Status.Missing => new System.Collections.Generic.KeyNotFoundException(),
                [|Status.Full|] => new OutOfMemoryException(),
                [|_|] => new InvalidOperationException(),
            };
        }
        """,
        "status Status.Missing = KeyNotFoundException");

    [Fact]
    public Task Two_files_of_one_type() => new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<FFI5020SymbolIsNotInBaseline, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices; static partial class Native { [DllImport(\"kv\")] static extern int [|kv_a|](); }",
                "using System.Runtime.InteropServices; static partial class Native { [DllImport(\"kv\")] static extern int [|kv_b|](); }",
            },
            AdditionalFiles = { (BaselineTest.ShippedPath, "") },
        },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<FFI5020SymbolIsNotInBaseline, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "static class Native { [DllImport(\"kv\")] static extern Missing [|kv_a|](int a, ) ; }",
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestState = { AdditionalFiles = { (BaselineTest.ShippedPath, "import") } },
    }.RunAsync();

    private static DiagnosticResult Result(int place) => new DiagnosticResult("FFI5020", DiagnosticSeverity.Warning).WithLocation(place);

    private static Task VerifyAsync(string code, string? shipped, string? unshipped = null, string? platforms = null, params DiagnosticResult[] expected) =>
        BaselineTest.VerifyAsync<FFI5020SymbolIsNotInBaseline>(code, shipped, unshipped, platforms, expected);
}
