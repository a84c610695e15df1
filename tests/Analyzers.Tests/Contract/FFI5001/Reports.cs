using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5001;

public sealed class Reports
{
    private const string Header =
        """
        int kv_get_count(void);
        int kv_close(void);
        static inline int kv_twice(int value) { return 2 * value; }
        #ifdef KV_FULL
        int kv_full(void);
        #endif
        """;

    [Fact]
    public Task A_name_that_is_near_one_that_is_far_and_what_only_the_header_has() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int {|#0:kv_getcount|}();
            [DllImport("kv")] static extern int {|#1:kv_unheard_of|}();
            [DllImport("kv")] static extern int {|#2:kv_twice|}(int value);
            [DllImport("kv")] static extern int {|#3:kv_full|}();
        }
        """,
        Header,
        null,
        Result(0, "kv_getcount", "is not declared in kv.h", "`kv_get_count` is (line 1)"),
        Result(1, "kv_unheard_of", "is not declared in kv.h", "name a function that the library exports, or give the header that declares it as `NativeHeader`"),
        Result(2, "kv_twice", "is an inline function in kv.h:3, which no library exports", "write its body in C#, or export a function that calls it"),
        Result(
            3, "kv_full", "is declared in kv.h under a condition that is false on every platform (line 5)", "if the library is built with it, define its macro in `NativeHeader Defines`",
            DiagnosticSeverity.Info));

    [Fact]
    public Task A_macro_where_C_has_no_function() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int {|#0:kv_min|}(int left, int right);
            [DllImport("kv")] static extern int {|#1:kv_init|}();
            [DllImport("kv")] static extern int {|#2:kv_size|}(nint store);
        }
        """,
        """
        #define kv_min(a, b) ((a) < (b) ? (a) : (b))
        #define kv_init() kv_init_with(0)
        int kv_init_with(int flags);
        #define kv_size kv_get_size
        int kv_get_size(void *store);
        """,
        null,
        Result(0, "kv_min", "is a macro in kv.h:1, which no library exports", "write its body in C#, or export a function that uses it"),
        Result(1, "kv_init", "is a macro in kv.h:2, which no library exports", "import `kv_init_with`, which it calls"),
        Result(2, "kv_size", "is a macro in kv.h:4, which no library exports", "import `kv_get_size`, which it stands for"));

    [Fact]
    public Task An_inline_function_with_external_linkage_is_a_suggestion() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        "static class Native { [DllImport(\"kv\")] static extern int {|#0:kv_twice|}(int value); }",
        "int kv_close(void);\ninline int kv_twice(int value) { return 2 * value; }",
        null,
        Result(0, "kv_twice", "is an inline function in kv.h:2, which a library exports only where one of its sources defines it", "write its body in C#, or export a function that calls it", DiagnosticSeverity.Info));

    [Fact]
    public Task A_name_in_which_one_word_is_another_is_not_near() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        "static class Native { [DllImport(\"kv\")] static extern int {|#0:kv_music_set_cone|}(); [DllImport(\"kv\")] static extern int {|#1:kv_music_set_looping|}(); }",
        "int kv_music_set_loop(void);",
        null,
        Result(0, "kv_music_set_cone", "is not declared in kv.h", "name a function that the library exports, or give the header that declares it as `NativeHeader`"),
        Result(1, "kv_music_set_looping", "is not declared in kv.h", "`kv_music_set_loop` is (line 1)"));

    [Fact]
    public Task Every_form() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        """
        static unsafe partial class Native
        {
            [DllImport("libkv.so.1", EntryPoint = "kv_clse")] static extern int [|Close|]();
            [LibraryImport("kv")] internal static partial int [|kv_closed|]();
            static void Fetch()
            {
                var close = (delegate* unmanaged[Cdecl]<int>)[|NativeLibrary.GetExport(NativeLibrary.Load("kv"), "kv_shut")|];
                kv_end();
                [DllImport("kv")] static extern int [|kv_end|]();
            }
        }
        """,
        Header);

    [Fact]
    public Task The_header_of_cbindgen_may_lack_what_the_library_exports() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        "static class Native { [DllImport(\"kv\")] static extern int {|#0:kv_system|}(); }",
        "/* Generated with cbindgen:0.24.3 */\nint kv_close(void);",
        null,
        Result(0, "kv_system", "is not declared in kv.h", "name a function that the library exports, or give the header that declares it as `NativeHeader`", DiagnosticSeverity.Info));

    [Fact]
    public Task Once_where_several_classes_bind_the_same_library() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        """
        [BoundaryLint.NativeBoundary("kv", Header = "kv.h")]
        static class OfOneBuild
        {
            [DllImport("kv-1")] static extern int {|#0:kv_unheard_of|}();
            [DllImport("kv-1")] static extern int {|#2:kv_clsoe|}();
        }
        [BoundaryLint.NativeBoundary("kv", Header = "kv.h")]
        static class OfAnother
        {
            [DllImport("kv-2", EntryPoint = "kv_unheard_of")] static extern int Unheard();
            [DllImport("kv-2")] static extern int kv_unheard_of(int more);
            [DllImport("kv-2")] static extern int {|#3:kv_clsoe|}();
        }
        static class OfAnotherLibrary
        {
            [DllImport("other")] static extern int kv_unheard_of();
        }
        namespace BoundaryLint { class NativeBoundaryAttribute : Attribute { public NativeBoundaryAttribute(string library) { } public string Header { get; set; } } }
        """,
        Header,
        null,
        Result(0, "kv_unheard_of", "is not declared in kv.h (3 declarations)", "name a function that the library exports, or give the header that declares it as `NativeHeader`"),
        Result(2, "kv_clsoe", "is not declared in kv.h", "`kv_close` is (line 2)"),
        Result(3, "kv_clsoe", "is not declared in kv.h", "`kv_close` is (line 2)"));

    private static DiagnosticResult Result(int location, string name, string what, string remedy, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new DiagnosticResult("FFI5001", severity).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(name, what, remedy);

    [Fact]
    public Task A_name_that_the_header_gives_to_a_type() => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int [|kv_state_t|](nint store);
            [DllImport("kv")] static extern int kv_open();
        }
        """,
        "typedef enum { KV_ON, KV_OFF } kv_state_t;\nkv_state_t kv_state(void *store);\nint kv_open(void);");

    [Fact]
    public Task A_library_whose_headers_name_none_and_declare_its_functions_together()
    {
        var test = new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<FFI5001EntryPointNotInHeader, DefaultVerifier>
        {
            TestCode = """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("kv")] static extern int kv_open();
                    [DllImport("kv")] static extern int kv_close();
                    [DllImport("kv")] static extern int kv_item_read();
                    [DllImport("kv")] static extern int kv_item_write();
                    [DllImport("kv")] static extern int [|kv_gone|]();
                }
                """,
        };
        test.TestState.AddHeader("int kv_open(void);\nint kv_close(void);", library: "*");
        test.TestState.AdditionalFiles.Add(("/src/native/items.h", "int kv_item_read(void);\nint kv_item_write(void);"));
        test.TestState.AnalyzerConfigFiles.Add(("/items.globalconfig", "is_global = true\n[/src/native/items.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = *\n"));
        return test.RunAsync();
    }
}
