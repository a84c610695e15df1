using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5020;

public sealed class Fixes
{
    [Fact]
    public Task A_baseline_is_started_from_an_empty_file() => FixAsync(
        """
        struct [|Options|] { public int Size; public nint Log; public unsafe fixed byte Name[16]; public CLong Time; public int End; }
        enum [|Mode|] : short { Fast = -1, Safe }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void [|Log|]([MarshalAs(UnmanagedType.LPUTF8Str)] string text, nint user);
        sealed class Db : SafeHandle
        {
            public Db() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() => true;
        }
        static unsafe partial class Native
        {
            [DllImport("kv")] static extern Db [|kv_open|](ref Options options, Mode mode);
            [LibraryImport("kv")] internal static partial void [|kv_log|](Log log, delegate* unmanaged[Cdecl]<int, void*, void> other);
            [DllImport("kv", PreserveSig = false)] static extern nint [|KvCreate|]();
            [UnmanagedCallersOnly(EntryPoint = "kv host")] static int [|Host|](double a, float b, bool c) => 0;
        }
        """,
        """
        struct Options { public int Size; public nint Log; public unsafe fixed byte Name[16]; public CLong Time; public int End; }
        enum Mode : short { Fast = -1, Safe }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Log([MarshalAs(UnmanagedType.LPUTF8Str)] string text, nint user);
        sealed class Db : SafeHandle
        {
            public Db() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() => true;
        }
        static unsafe partial class Native
        {
            [DllImport("kv")] static extern Db kv_open(ref Options options, Mode mode);
            [LibraryImport("kv")] internal static partial void kv_log(Log log, delegate* unmanaged[Cdecl]<int, void*, void> other);
            [DllImport("kv", PreserveSig = false)] static extern nint KvCreate();
            [UnmanagedCallersOnly(EntryPoint = "kv host")] static int Host(double a, float b, bool c) => 0;
        }
        """,
        ("", null),
        (
            """
            # boundarylint-native-api 1
            callback Log(utf8*, isize) cdecl -> void
            enum Mode : i16
            export "kv host"(f64, f32, i32) -> i32
            import kv KvCreate(out isize*) -> i32
            import kv kv_log(fn, fn(i32, ptr) cdecl -> void) -> void
            import kv kv_open(inout struct Options*, i16) -> ptr
            struct Options 40/8 { Size: i32 @0, Log: isize @8, Name: u8[16] @16, Time: clong @32, End: i32 @36 } @ win64
            struct Options 48/8 { Size: i32 @0, Log: isize @8, Name: u8[16] @16, Time: clong @32, End: i32 @40 } @ unix64
            value Mode.Fast = -1
            value Mode.Safe = 0

            """, null));

    [Fact]
    public Task New_lines_go_into_the_unshipped_file_in_order_and_comments_stay() => FixAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_a();
            [DllImport("kv")] static extern int [|kv_b|]();
            [DllImport("kv")] static extern int kv_c();
            [DllImport("kv")] static extern int [|kv_d|]();
        }
        """,
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_a();
            [DllImport("kv")] static extern int kv_b();
            [DllImport("kv")] static extern int kv_c();
            [DllImport("kv")] static extern int kv_d();
        }
        """,
        ("import kv kv_a() -> i32\n", "# boundarylint-native-api 1\n# For the next version.\nimport kv kv_c() -> i32 # soon\n\n"),
        ("import kv kv_a() -> i32\n", "# boundarylint-native-api 1\nimport kv kv_b() -> i32\n# For the next version.\nimport kv kv_c() -> i32 # soon\nimport kv kv_d() -> i32\n\n"));

    [Fact]
    public Task Line_ends_stay_and_a_missing_last_one_is_added() => FixAsync(
        "static class Native { [DllImport(\"kv\")] static extern int [|kv_b|](); }",
        "static class Native { [DllImport(\"kv\")] static extern int kv_b(); }",
        ("# a comment\r\nimport kv kv_a() -> i32", null),
        ("# a comment\r\nimport kv kv_a() -> i32\r\nimport kv kv_b() -> i32\r\n", null));

    [Fact]
    public Task What_was_taken_back_is_given_back() => FixAsync(
        "static class Native { [DllImport(\"kv\")] static extern int [|kv_a|](); }",
        "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }",
        ("import kv kv_a() -> i32\n", "# boundarylint-native-api 1\n*REMOVED*import kv kv_a() -> i32\n"),
        ("import kv kv_a() -> i32\n", "# boundarylint-native-api 1\n"));

    [Fact]
    public Task The_file_of_the_library_comes_first()
    {
        const string code = "static class Native {{ [DllImport(\"kv\")] static extern int {0}(); [DllImport(\"other\")] static extern int {1}(); }}";
        return new CSharpCodeFixTest<FFI5020SymbolIsNotInBaseline, FFI5020AddToBaseline, DefaultVerifier>
        {
            TestCode = BaselineTest.Usings + string.Format(null, code, "[|kv_a|]", "[|other_a|]"),
            FixedCode = BaselineTest.Usings + string.Format(null, code, "kv_a", "other_a"),
            TestState = { AdditionalFiles = { (BaselineTest.ShippedPath, "# all\n"), ("/src/NativeApi.kv.Unshipped.txt", "# kv\n") } },
            FixedState = { AdditionalFiles = { (BaselineTest.ShippedPath, "# all\nimport other other_a() -> i32\n"), ("/src/NativeApi.kv.Unshipped.txt", "# kv\nimport kv kv_a() -> i32\n") } },
        }.RunAsync();
    }

    private static Task FixAsync(string code, string fixedCode, (string? Shipped, string? Unshipped) before, (string? Shipped, string? Unshipped) after) =>
        BaselineTest.FixAsync<FFI5020SymbolIsNotInBaseline, FFI5020AddToBaseline>(code, fixedCode, before, after);
}
