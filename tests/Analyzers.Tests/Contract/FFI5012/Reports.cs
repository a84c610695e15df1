using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5012;

public sealed class Reports
{
    [Fact]
    public Task A_Cpp_header_with_one_message_that_says_what_to_change() => VerifyAsync(
        """
        #include <stdint.h>
        {|#0:class|} Store { public: int put(int key); };
        namespace kv { template <typename T> T get(); }
        int kv_put(int key);
        """,
        Result(0).WithMessage(
            "In header kv.h this is a C++ header; BoundaryLint reads C: set language = \"C\" in cbindgen.toml (or run cbindgen --lang c), "
            + "and put what only C++ understands between #ifdef __cplusplus and #endif"));

    [Theory]
    [InlineData("\u007fELF\u0002\u0001{|#0:\0|}\0\0int kv_put(int key);")]
    [InlineData("i{|#0:\0|}n\0t\0 \0k\0v\0_\0p\0u\0t\0(\0)\0;\0")]
    public Task A_file_that_is_no_text_is_an_error(string header) => VerifyAsync(
        header,
        Result(0, DiagnosticSeverity.Error).WithMessage("In header kv.h this is no text; name the header, not a library, in UTF-8 or with a byte order mark"));

    [Fact]
    public Task A_declaration_that_is_no_C() => VerifyAsync(
        """
        int kv_get(int key);
        int kv_put(int key) {|#0:@|}oops;
        int kv_del(int key);
        """,
        Result(0).WithMessage("In header kv.h '@' is not expected here; the rest of the declaration was skipped"));

    [Fact]
    public Task A_type_that_an_import_needs() => VerifyAsync(
        """
        struct kv_entry { struct { {|#0:kv_key|} key; } inner; };
        int kv_put({|#1:kv_value|} value);
        int kv_get(struct kv_entry *entry);
        """,
        Result(0).WithMessage(
            "In header kv.h no given header declares a type 'kv_key'; what depends on it is not checked; give the header that declares it as an additional file, or define it in the Defines of the NativeHeader"),
        Result(1));

    [Fact]
    public Task A_type_that_no_import_needs_is_a_suggestion() => VerifyAsync(
        "int kv_other({|#0:kv_value|} value);",
        Result(0, DiagnosticSeverity.Info));

    [Fact]
    public Task A_file_that_is_not_given() => VerifyAsync(
        """
        #include {|#0:"types.h"|}
        int kv_put({|#1:kv_value|} value);
        """,
        Result(0).WithMessage("In header kv.h 'types.h' is not among the given headers; what it declares is unknown; give it to the project as an additional file"),
        Result(1));

    [Fact]
    public Task A_file_that_is_not_missed_is_a_suggestion() => VerifyAsync(
        """
        #include {|#0:"types.h"|}
        int kv_put(int value);
        """,
        Result(0, DiagnosticSeverity.Info));

    [Fact]
    public Task A_boundary_line_that_states_nothing_and_one_of_no_parameter() => VerifyAsync(
        """
        /* @boundary {|#0:owmed(kv_close)|} */
        void *kv_open(void);
        /* @boundary item: {|#1:releases|} */
        void kv_close(void *store);
        """,
        Result(0),
        Result(1));

    [Fact]
    public Task A_header_that_no_target_can_use() => VerifyAsync(
        """
        {|#0:#|}error "not for this system"
        """,
        Result(0).WithMessage("In header kv.h the header does not accept the target: \"not for this system\""));

    [Fact]
    public Task A_problem_of_one_target_names_it() => VerifyAsync(
        """
        #ifdef _WIN32
        int kv_get({|#0:kv_value|} value);
        #else
        int kv_get(int value);
        #endif
        """,
        Result(0).WithMessage(
            "In header kv.h no given header declares a type 'kv_value'; what depends on it is not checked; give the header that declares it as an additional file, or define it in the Defines of the NativeHeader (on win-x64)"));

    [Fact]
    public Task More_of_one_kind_than_anybody_reads() => VerifyAsync(
        """
        int kv_put({|#0:a_t|} a, {|#1:b_t|} b, {|#2:c_t|} c, {|#3:d_t|} d, {|#4:e_t|} e, f_t f, g_t g);
        """,
        Result(0),
        Result(1),
        Result(2),
        Result(3),
        Result(4).WithMessage(
            "In header kv.h no given header declares a type 'e_t'; what depends on it is not checked; give the header that declares it as an additional file, or define it in the Defines of the NativeHeader; there are 2 more of this kind"));

    [Fact]
    public Task A_target_that_does_not_exist()
    {
        var test = Test();
        test.TestState.AddHeader("{|#0:|}int kv_put(int key);", metadata: ["NativeTargets = windows,linux-x64"]);
        test.ExpectedDiagnostics.Add(
            Result(0).WithMessage("In header kv.h nothing is checked for the target 'windows', because there is none of this name; use a runtime identifier such as win-x64"));
        return test.RunAsync();
    }

    [Fact]
    public Task What_several_headers_come_across_is_reported_once_by_the_one_that_it_costs_most()
    {
        var test = Test();
        test.TestState.AdditionalFiles.Add(("/src/native/a.h", "#include \"types.h\"\nint other(int value);"));
        test.TestState.AddHeader(
            "#include {|#0:\"types.h\"|}\n#include \"shared.h\"\nint kv_put({|#1:kv_value|} value);",
            includes: [("shared.h", "#include \"types.h\"\nint shared({|#2:shared_t|} value);")]);
        test.TestState.AdditionalFiles.Add(("/src/native/c.h", "#include \"types.h\"\n#include \"shared.h\"\nint last(int value);"));
        test.TestState.AnalyzerConfigFiles.Add(("/others.globalconfig", string.Concat(
            "is_global = true\n", "[/src/native/a.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n", "[/src/native/c.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n")));
        test.ExpectedDiagnostics.Add(Result(0).WithMessage("In header kv.h 'types.h' is not among the given headers; what it declares is unknown; give it to the project as an additional file"));
        test.ExpectedDiagnostics.Add(Result(1));
        test.ExpectedDiagnostics.Add(Result(2, DiagnosticSeverity.Info));
        return test.RunAsync();
    }

    [Fact]
    public Task In_a_file_that_is_included_the_place_is_there()
    {
        var test = Test();
        test.TestState.AddHeader("#include \"types.h\"\nint kv_put(struct kv_key key);", includes: [("types.h", "struct kv_key { {|#0:kv_word|} word; };")]);
        test.ExpectedDiagnostics.Add(Result(0));
        return test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code_and_a_header_that_ends_in_the_middle()
    {
        var test = new CSharpAnalyzerTest<FFI5012HeaderCannotBeUnderstood, DefaultVerifier>
        {
            CompilerDiagnostics = CompilerDiagnostics.None,
            TestCode = "using System.Runtime.InteropServices; static class N { [DllImport(\"kv\")] static extern int kv_put(Missing m",
        };
        test.TestState.AddHeader("int kv_get(void);\n{|#0:#|}if 1\nint kv_put(int key);");
        test.ExpectedDiagnostics.Add(Result(0));
        return test.RunAsync();
    }

    internal static CSharpAnalyzerTest<FFI5012HeaderCannotBeUnderstood, DefaultVerifier> Test() => new()
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] public static extern int kv_put(nint value);
                [DllImport("kv")] public static extern int kv_get(nint value);
            }
            """,
    };

    private static DiagnosticResult Result(int location, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new DiagnosticResult("FFI5012", severity).WithLocation(location);

    private static Task VerifyAsync(string header, params DiagnosticResult[] expected)
    {
        var test = Test();
        test.TestState.AddHeader(header);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
