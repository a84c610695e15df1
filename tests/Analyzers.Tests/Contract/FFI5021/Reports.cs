using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5021;

public sealed class Reports
{
    private const string Binary = "this is a binary break, for which semantic versioning asks for a new major version";

    private const string Layout = "this is a layout break, for which semantic versioning asks for a new major version";

    private const string Semantics = "this is a semantics break, for which semantic versioning asks for a new major version";

    [Fact]
    public Task A_parameter_of_another_width() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_seek(nint store, long {|#0:offset|}); }",
        "# boundarylint-native-api 1\nimport kv kv_seek(isize, i32) -> i32",
        Result("kv_seek", 2, $"parameter 2 was `i32` and is `i64`; {Binary}"));

    [Theory]
    [InlineData("static extern int {|#0:kv_a|}(int a, int b);", "import kv kv_a(i32) -> i32", "it had one parameter and has 2 parameters", Binary)]
    [InlineData("static extern {|#0:void|} kv_a();", "import kv kv_a() -> i32", "the result was `i32` and is `void`", Binary)]
    [InlineData("static extern {|#0:int|} kv_a();", "import kv kv_a() -> void", "the result was `void` and is `i32`", "this is a source break, for which semantic versioning asks for a new minor version")]
    [InlineData("static extern void kv_a(float {|#0:x|});", "import kv kv_a(i32) -> void", "parameter 1 was `i32` and is `f32`", Binary)]
    [InlineData("static extern void kv_a(ref long {|#0:x|});", "import kv kv_a(inout i32*) -> void", "parameter 1 was `i32*` and is `i64*`", Binary)]
    [InlineData("static extern void kv_a(out int {|#0:x|});", "import kv kv_a(inout i32*) -> void", "parameter 1 was `inout` and is `out`", Semantics)]
    [InlineData("static extern void kv_a([MarshalAs(UnmanagedType.LPWStr)] string {|#0:x|});", "import kv kv_a(utf8*) -> void", "parameter 1 was `utf8*` and is `utf16*`", Semantics)]
    [InlineData("static extern void kv_a([MarshalAs(UnmanagedType.U1)] bool {|#0:x|});", "import kv kv_a(i32) -> void", "parameter 1 was `i32` and is `u8`", Binary)]
    [InlineData("static extern void kv_a(CLong {|#0:x|});", "import kv kv_a(i32) -> void", "parameter 1 was `i32` and is `clong` on linux-x64, osx-arm64", Binary)]
    [InlineData("static extern unsafe void kv_a(delegate* unmanaged<long, void> {|#0:x|});", "import kv kv_a(fn(i32) -> void) -> void", "parameter 1 was `fn(i32) -> void` and is `fn(i64) -> void`", Binary)]
    public Task A_signature(string import, string line, string change, string consequence) => VerifyAsync(
        $"static class Native {{ [DllImport(\"kv\")] {import} }}", line, Result("kv_a", 1, change + "; " + consequence));

    [Fact]
    public Task A_calling_convention_where_the_project_runs_on_32_bit_Windows() => BaselineTest.VerifyAsync<FFI5021ShippedBoundaryChanged>(
        "static class Native { [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] static extern void {|#0:kv_a|}(); }",
        "import kv kv_a() -> void",
        null,
        "win-x86,win-x64",
        Result("kv_a", 1, $"its calling convention on 32-bit Windows was stdcall and is cdecl; {Binary}"));

    [Fact]
    public Task A_width_that_differs_on_one_target_only() => BaselineTest.VerifyAsync<FFI5021ShippedBoundaryChanged>(
        "static class Native { [DllImport(\"kv\")] static extern void kv_a(long {|#0:length|}); }",
        "import kv kv_a(usize) -> void",
        null,
        "win-x86,win-x64",
        Result("kv_a", 1, $"parameter 1 was `usize` and is `i64` on win-x86; {Binary}"));

    [Fact]
    public Task Every_form() => VerifyAsync(
        """
        record Store(int Id) { [DllImport("kv")] static extern [|long|] kv_count(); }
        class Cache
        {
            [DllImport("kv", EntryPoint = "kv_clear")] static extern [|int|] Clear();
        }
        static partial class Generated { [LibraryImport("kv")] internal static partial void kv_put(long [|key|]); }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate [|long|] Visitor(nint user);
        unsafe class Exports
        {
            [UnmanagedCallersOnly(EntryPoint = "kv_on_event")] static void OnEvent(long [|kind|]) { }
            static long Fetched(nint library) => ((delegate* unmanaged<long>)NativeLibrary.GetExport(library, [|"kv_sum"|]))();
        }
        class Program
        {
            static async System.Threading.Tasks.Task Later()
            {
                await System.Threading.Tasks.Task.Run(() => kv_sync());
                [DllImport("kv")] static extern [|long|] kv_sync();
            }
        }
        """,
        """
        callback Visitor(isize) cdecl -> i32
        export kv_on_event(i32) -> void
        import kv kv_clear() -> void
        import kv kv_count() -> i32
        import kv kv_put(i32) -> void
        import kv kv_sum() -> i32
        import kv kv_sync() -> i32
        """);

    [Theory]
    [InlineData("public int A; public int {|#0:B|};", "4/4 { A: i32 @0 }", "it had 4 bytes and has 8, with the new field `B`", Layout)]
    [InlineData("public int B; public int {|#0:A|};", "8/4 { A: i32 @0, B: i32 @4 }", "field `A` was at offset 0 and is at 4", Layout)]
    [InlineData("public int {|#0:A|}; public int B;", "8/4 { A: f32 @0, B: i32 @4 }", "field `A` was `f32` and is `i32`", Layout)]
    [InlineData("public short {|#0:A|}; public int B;", "8/4 { A: i32 @0, B: i32 @4 }", "field `A` was `i32` and is `i16`", Layout)]
    [InlineData("public int A; public int {|#0:Other|};", "8/4 { A: i32 @0, B: i32 @4 }", "field `B` is called `Other` now", "this is a source break, for which semantic versioning asks for a new patch version")]
    [InlineData("public byte A; public byte {|#0:C|}; public int B;", "8/4 { A: u8 @0, B: i32 @4 }", "the new field `C` lies where padding or another field was", "this is a layout break, for which semantic versioning asks for a new minor version")]
    public Task A_layout(string fields, string line, string change, string consequence) => VerifyAsync(
        $"struct Data {{ {fields} }} static class Native {{ [DllImport(\"kv\")] static extern void kv_a(ref Data data); }}",
        "import kv kv_a(inout struct Data*) -> void\nstruct Data " + line,
        Result("Data", 2, change + "; " + consequence));

    [Fact]
    public Task A_field_that_is_gone() => VerifyAsync(
        "struct {|#0:Data|} { public int A; } static class Native { [DllImport(\"kv\")] static extern void kv_a(ref Data data); }",
        "import kv kv_a(inout struct Data*) -> void\nstruct Data 8/4 { A: i32 @0, B: i32 @4 }",
        Result("Data", 2, $"field `B` at offset 4 is gone; {Layout}"));

    [Fact]
    public Task A_struct_that_native_code_makes_may_grow_in_a_minor_version() => VerifyAsync(
        "struct Data { public int A; public int {|#0:B|}; } static unsafe class Native { [DllImport(\"kv\")] static extern Data* kv_a(Data** other); }",
        "import kv kv_a(struct Data**) -> struct Data*\nstruct Data 4/4 { A: i32 @0 }",
        Result("Data", 2, "it had 4 bytes and has 8, with the new field `B`; this is a layout break, for which semantic versioning asks for a new minor version"));

    [Fact]
    public Task A_layout_on_some_platforms() => BaselineTest.VerifyAsync<FFI5021ShippedBoundaryChanged>(
        "struct {|#0:Data|} { public nint A; public nint B; } static class Native { [DllImport(\"kv\")] static extern void kv_a(ref Data data); }",
        "import kv kv_a(inout struct Data*) -> void\nstruct Data 16/8 { A: isize @0, B: isize @8 } @ 64\nstruct Data 12/4 { A: isize @0, B: isize @4 } @ 32",
        null,
        "win-x86,win-x64",
        Result("Data", 3, $"it had 12 bytes and has 8 on win-x86; {Layout}"));

    [Fact]
    public Task Values_of_an_enum_and_its_size() => VerifyAsync(
        """
        enum {|#0:Status|} : long { Ok, {|#1:Missing|} = 3 }
        static class Native { [DllImport("kv")] static extern Status kv_a(); }
        """,
        """
        enum Status : i32
        import kv kv_a() -> i64
        value Status.Missing = 1
        value Status.Ok = 0
        """,
        Result("Status", 1, $"it was `i32` and is `i64`; {Layout}", 0),
        Result("Status.Missing", 3, $"its value was 1 and is 3; {Semantics}", 1));

    [Fact]
    public Task A_status_that_becomes_another_exception() => VerifyAsync(
        """
        namespace BoundaryLint { class MapsNativeStatusAttribute : Attribute { public MapsNativeStatusAttribute(Type status) => Status = status; public Type Status { get; } } }
        enum Status { Ok, Missing, Full }
        static class Errors
        {
            [BoundaryLint.MapsNativeStatus(typeof(Status))]
            static void ThrowIfFailed(Status status)
            {
                switch (status)
                {
                    case {|#0:Status.Missing|}: throw new ArgumentException();
                }
            }
        }
        """,
        "status Status.Missing = KeyNotFoundException",
        Result("Status.Missing", 1, $"it became KeyNotFoundException and becomes ArgumentException; {Semantics}"));

    [Fact]
    public Task A_promise_that_is_another() => VerifyAsync(
        """
        namespace BoundaryLint
        {
            class OwnedAttribute : Attribute { public OwnedAttribute(string release) => Release = release; public string Release { get; } }
            class BorrowedAttribute : Attribute { }
        }
        static class Native { [DllImport("kv")] [return: BoundaryLint.Borrowed] static extern {|#0:nint|} kv_a(); }
        """,
        "import kv kv_a() -> isize owned(kv_close)",
        Result("kv_a", 1, $"the result was stated to be `owned(kv_close)` and is stated to be `borrowed`; {Semantics}"));

    [Fact]
    public Task A_change_of_what_is_not_shipped_yet() => new CSharpAnalyzerTest<FFI5021ShippedBoundaryChanged, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "static class Native { [DllImport(\"kv\")] static extern {|#0:long|} kv_a(); }",
        TestState = { AdditionalFiles = { (BaselineTest.ShippedPath, ""), (BaselineTest.UnshippedPath, "import kv kv_a() -> i32") } },
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI5021", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
                .WithMessage($"`kv_a` is not what line 1 of NativeApi.Unshipped.txt says: the result was `i32` and is `i64`; {Binary}"),
        },
    }.RunAsync();

    private static DiagnosticResult Result(string name, int line, string change, int place = 0) => new DiagnosticResult("FFI5021", DiagnosticSeverity.Warning)
        .WithLocation(place).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage($"`{name}` is not what line {line} of NativeApi.Shipped.txt says: {change}");

    private static Task VerifyAsync(string code, string shipped, params DiagnosticResult[] expected) =>
        BaselineTest.VerifyAsync<FFI5021ShippedBoundaryChanged>(code, shipped, null, null, expected);
}
