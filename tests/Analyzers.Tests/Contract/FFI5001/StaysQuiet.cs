using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5001;

public sealed class StaysQuiet
{
    private const string Header =
        """
        int kv_close(void);
        #ifdef _WIN32
        int kv_windows(void);
        int kv_nameA(const char *name);
        #endif
        #define kv_renamed kv_renamed_v2
        int kv_renamed(void);
        """;

    [Fact]
    public Task What_the_header_has_on_some_platform() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_close();
            [DllImport("kv")] static extern int kv_windows();
            [DllImport("kv")] static extern int kv_name(string name);
            [DllImport("kv", EntryPoint = "kv_renamed_v2")] static extern int Renamed();
        }
        """, Header);

    [Fact]
    public Task A_macro_around_a_function_of_the_same_name() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_go(int speed); }",
        "int kv_close(void);\n#define kv_go(speed) kv_go((speed) + 1)\n");

    [Fact]
    public Task An_inline_function_that_a_prototype_or_extern_gives_to_the_library() => VerifyAsync(
        "static class Native { [DllImport(\"kv\")] static extern int kv_twice(int value); }",
        "int kv_close(void);\nextern inline int kv_twice(int value) { return 2 * value; }\n");

    [Fact]
    public Task A_loader_of_the_project_whose_library_is_open() => VerifyAsync(
        """
        delegate int Unheard();
        class Native
        {
            T Load<T>(string name) where T : Delegate => throw new NotImplementedException();
            void LoadAll() { var unheard = Load<Unheard>("kv_unheard_of"); }
        }
        """, "int kv_close(void);");

    [Fact]
    public Task Other_libraries_ordinals_and_exports() => VerifyAsync("""
        static unsafe class Native
        {
            [DllImport("other")] static extern int kv_missing();
            [DllImport("kv", EntryPoint = "#12")] static extern int Ordinal();
            [DllImport("kv", EntryPoint = "_kv_missing@8")] static extern int Decorated(int a, int b);
            [UnmanagedCallersOnly(EntryPoint = "kv_plugin")] static int Plugin() => 0;
        }
        """, Header);

    [Theory]
    [InlineData("#include \"kv_more.h\"\nint kv_close(void);")]
    [InlineData("#error not for you\nint kv_close(void);")]
    [InlineData("namespace kv { class Store { }; }\nint kv_close(void);")]
    [InlineData("int kv_close(void);\nKV_STRANGE(kv_missing, int, !)")]
    public Task A_header_that_was_not_read_whole(string header) => VerifyAsync("static class Native { [DllImport(\"kv\")] static extern int kv_missing(); }", header);

    [Fact]
    public Task A_function_that_is_stated_to_differ() => VerifyAsync("""
        namespace BoundaryLint { class DiffersFromHeaderAttribute : Attribute { public DiffersFromHeaderAttribute(string reason) { } } }
        static class Native
        {
            [DllImport("kv"), BoundaryLint.DiffersFromHeader("exported for us only")] static extern int kv_secret();
        }
        """, Header);

    [Fact]
    public Task A_function_of_a_file_that_is_given_and_that_the_header_does_not_include()
    {
        var test = new CSharpAnalyzerTest<FFI5001EntryPointNotInHeader, DefaultVerifier>
        {
            TestCode = """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("kv")] static extern int kv_backend();
                    [DllImport("kv")] static extern int [|kv_backen|]();
                    [DllImport("kv")] static extern int [|kv_unheard_of|]();
                }
                """,
        };
        test.TestState.AddHeader("int kv_close(void);", includes: [("sys/kv_backend.h", "int kv_backend(void);")]);
        return test.RunAsync();
    }

    private static Task VerifyAsync(string code, string header) => HeaderTest.VerifyAsync<FFI5001EntryPointNotInHeader>(code, header);
}
