using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5010;

public sealed class Reports
{
    private const string Header =
        """
        typedef struct kv_store kv_store;
        int kv_open(const char *path, kv_store **out);
        void kv_close(kv_store *store);
        int kv_flush(kv_store *store);
        int kv_get(kv_store *store, int key);
        int kv_put(kv_store *store, int key, int value);
        """;

    [Fact]
    public Task Once_at_the_class_with_the_number_and_the_first_names() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        """
        static class {|#0:Native|}
        {
            [DllImport("kv")] static extern void kv_close(IntPtr store);
        }
        """,
        Header,
        null,
        Result(0, "1", 5, "is", "`kv_open`, `kv_flush`, `kv_get` and 1 more"));

    [Fact]
    public Task At_the_class_that_binds_most_without_what_others_bind() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        """
        static class Small
        {
            [DllImport("kv", EntryPoint = "kv_flush")] static extern int Flush(IntPtr store);
        }

        static unsafe partial class {|#0:Native|}
        {
            [LibraryImport("kv")] internal static partial void kv_close(nint store);
            [DllImport("kv")] static extern int kv_open(byte* path, nint* store);
            [DllImport("kv")] static extern int kv_get(nint store, int key);
        }
        """,
        Header,
        null,
        Result(0, "4", 5, "are", "`kv_put`"));

    [Fact]
    public Task At_the_part_with_the_imports()
    {
        var test = new CSharpAnalyzerTest<FFI5010FunctionHasNoBinding, DefaultVerifier>();
        test.TestState.Sources.Add(("/src/A.cs", "partial class Native { }"));
        test.TestState.Sources.Add(("/src/B.cs", "partial class [|Native|] { [System.Runtime.InteropServices.DllImport(\"kv\")] static extern void kv_close(System.IntPtr store); }"));
        test.TestState.AddHeader(Header);
        return test.RunAsync();
    }

    [Fact]
    public Task A_class_that_is_stated_to_be_the_binding_and_is_empty() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        """
        namespace BoundaryLint { class NativeBoundaryAttribute : Attribute { public NativeBoundaryAttribute(string library) { } public string Header { get; set; } } }
        [BoundaryLint.NativeBoundary("kv", Header = "native/kv.h")]
        static class {|#0:Native|} { }
        """,
        "int kv_version(void);",
        null,
        Result(0, "None", 1, "are", "`kv_version`"));

    private static DiagnosticResult Result(int location, string bound, int all, string verb, string names) =>
        new DiagnosticResult("FFI5010", DiagnosticSeverity.Hidden).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(bound, all, "kv.h", verb, names);
}
