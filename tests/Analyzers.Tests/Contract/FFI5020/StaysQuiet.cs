using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5020;

public sealed class StaysQuiet
{
    [Fact]
    public Task Without_a_baseline() => VerifyAsync("static class Native { [DllImport(\"kv\")] static extern int kv_a(); }", null);

    [Fact]
    public Task Files_of_other_names_are_no_baselines() => new CSharpAnalyzerTest<FFI5020SymbolIsNotInBaseline, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }",
        TestState = { AdditionalFiles = { ("/src/PublicAPI.Shipped.txt", ""), ("/src/NativeApi.txt", ""), ("/src/MyNativeApi.Shipped.txt", ""), ("/src/NativeApi.Shipped.txt.bak", "") } },
    }.RunAsync();

    [Fact]
    public Task What_the_shipped_or_the_unshipped_file_has() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_a();
            [DllImport("kv")] static extern int kv_b();
        }
        """,
        "import kv kv_a() -> i32   # a comment behind a line\n",
        "  # one on a line of its own\nimport   kv kv_b( )->i32\n");

    [Fact]
    public Task A_file_of_the_library() => new CSharpAnalyzerTest<FFI5020SymbolIsNotInBaseline, DefaultVerifier>
    {
        TestCode = BaselineTest.Usings + "static class Native { [DllImport(\"kv\")] static extern int kv_a(); }",
        TestState = { AdditionalFiles = { ("/src/api/nativeapi.kv.shipped.txt", "import kv kv_a() -> i32") } },
    }.RunAsync();

    /// <summary>Another form of one import, another spelling of its library and other C# types of the same representation are the same line.</summary>
    [Theory]
    [InlineData("[DllImport(\"kv\")] static extern int kv_put(nint store, byte[] data, nuint length);")]
    [InlineData("[LibraryImport(\"libkv.so\")] internal static partial int kv_put(Handle store, ReadOnlySpan<byte> data, nuint length);")]
    [InlineData("[DllImport(\"kv.dll\")] static extern unsafe Status kv_put(void* store, byte* data, nuint length);")]
    [InlineData("[DllImport(\"kv\", EntryPoint = \"kv_put\")] static extern uint Put(IntPtr store, ref byte data, nint length);")]
    public Task The_same_import_in_another_form(string import) => VerifyAsync(
        $$"""
        enum Status { Ok }
        sealed class Handle : SafeHandle
        {
            public Handle() : base(0, true) { }
            public override bool IsInvalid => handle == 0;
            protected override bool ReleaseHandle() => true;
        }
        static partial class Native { {{import}} }
        """,
        "enum Status : i32\nimport kv kv_put(ptr, u8*, usize) -> i32\nvalue Status.Ok = 0");

    [Fact]
    public Task Generic_types_and_types_that_only_native_code_knows() => VerifyAsync(
        """
        struct Opaque { }
        struct Pair<T> where T : unmanaged { public T A; public T B; }
        static unsafe class Native { [DllImport("kv")] static extern Opaque* kv_open(Pair<int>* pair); }
        """,
        "import kv kv_open(ptr) -> ptr");

    [Fact]
    public Task Local_and_fetched_functions_that_it_has() => VerifyAsync(
        """
        unsafe class Program
        {
            static int Run(nint library)
            {
                return kv_count() + ((delegate* unmanaged<int>)NativeLibrary.GetExport(library, "kv_sum"))();

                [DllImport("kv")] static extern int kv_count();
            }
        }
        """,
        "import kv kv_count() -> i32\nimport kv kv_sum() -> i32");

    [Fact]
    public Task Types_that_look_like_the_frameworks() => VerifyAsync(
        """
        namespace Mine
        {
            class DllImportAttribute : Attribute { public DllImportAttribute(string name) => Name = name; public string Name { get; } }
            static class Native { [DllImport("kv")] static int kv_a() => 0; }
        }
        """,
        "");

    [Fact]
    public Task A_build_for_a_platform_that_the_project_does_not_name()
    {
        var test = new CSharpAnalyzerTest<FFI5020SymbolIsNotInBaseline, DefaultVerifier>
        {
            TestCode = BaselineTest.Usings + "struct Data { public nint A; } static class Native { [DllImport(\"kv\")] static extern void kv_a(ref Data data); }",
            TestState =
            {
                AdditionalFiles = { (BaselineTest.ShippedPath, "import kv kv_a(inout struct Data*) -> void\nstruct Data 8/8 { A: isize @0 } @ 64") },
                AnalyzerConfigFiles = { ("/.globalconfig", "is_global = true\nbuild_property.RuntimeIdentifier = win-x86\n") },
            },
        };
        return test.RunAsync();
    }

    private static Task VerifyAsync(string code, string? shipped, string? unshipped = null) => BaselineTest.VerifyAsync<FFI5020SymbolIsNotInBaseline>(code, shipped, unshipped);
}
