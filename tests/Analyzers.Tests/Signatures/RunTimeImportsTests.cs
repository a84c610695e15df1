using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.Analysis;
using BoundaryLint.Rules.Errors;
using BoundaryLint.Rules.Layout;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Signatures;

/// <summary>Methods of interfaces and abstract classes that a library implements at run time, by an attribute of its own, are calls of native functions.</summary>
public sealed class RunTimeImportsTests
{
    private const string Attribute = """
        sealed class RuntimeDllImportAttribute : Attribute
        {
            public RuntimeDllImportAttribute(string library) { }
            public string EntryPoint;
            public bool SetLastError;
            public CallingConvention CallingConvention;
        }

        """;

    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Theory]
    [InlineData("interface I { [RuntimeDllImport(\"lept\", EntryPoint = \"pixCreate\")] IntPtr M(int width); }", "pixCreate lept 1 False")]
    [InlineData("abstract class I { [RuntimeDllImport(\"kv\", SetLastError = true)] public abstract int M(); }", "M kv 0 True")]
    [InlineData("interface I { IntPtr M(int width); }", null)]
    [InlineData("interface I { [RuntimeDllImport(null)] IntPtr M(int width); }", null)]
    [InlineData("class I { [RuntimeDllImport(\"kv\")] public IntPtr M(int width) => default; }", null)]
    public async Task The_attribute_names_the_function(string declaration, string? expected)
    {
        var interop = await SignatureReader.ReadAsync(Attribute + declaration);

        var function = NativeFunctions.Of(interop).FromMethod((IMethodSymbol)interop.Type("I").GetMembers("M").Single());

        Assert.Equal(expected, function is null ? null : $"{function.EntryPoint} {function.Library} {function.Parameters.Length} {function.SetLastError}");
        Assert.NotEqual(false, function?.IsImplementedAtRunTime);
        Assert.NotEqual(false, function?.IsImport);
        Assert.DoesNotContain(BoundaryTypes.Of(interop).Functions, declared => declared.Symbol.Name == "M");
    }

    [Theory]
    [InlineData("abstract class I {", "public abstract nint", "kv_open kv")]
    [InlineData("interface I {", "nint", "kv_open kv")]
    [InlineData("interface I { int Count(); ", "nint", null)]
    [InlineData("interface I { int db_count(); ", "nint", null)]
    [InlineData("interface I { int Count { get; } ", "nint", null)]
    [InlineData("abstract class I {", "public virtual nint", null)]
    public async Task A_list_of_functions_of_one_library_stands_for_them(string type, string method, string? expected)
    {
        var body = method.Contains("virtual", System.StringComparison.Ordinal) ? "() => 0;" : "();";
        var members = string.Concat(Enumerable.Range(0, 9).Select(i => $" {method} kv_part_{i}{body}"));
        var many = await SignatureReader.ReadAsync(type + members + $" {method} kv_open{body} }}");
        var managed = await SignatureReader.ReadAsync(type + members + $" {method} kv_open{body} }} abstract class Mine : I {{ }}");
        var few = await SignatureReader.ReadAsync(type + $" {method} kv_open{body} }}");

        Assert.Equal(expected, Show(NativeFunctions.Of(many).FromMethod(Method(many))));
        Assert.Null(NativeFunctions.Of(managed).FromMethod(Method(managed)));
        Assert.Null(NativeFunctions.Of(few).FromMethod(Method(few)));

        static IMethodSymbol Method(InteropContext interop) => (IMethodSymbol)interop.Type("I").GetMembers("kv_open").Single();

        static string? Show(NativeFunction? function) => function is null ? null : $"{function.EntryPoint} {function.Library}";
    }

    [Fact]
    public async Task A_service_whose_methods_share_a_prefix_passes_no_addresses()
    {
        var members = string.Concat(Enumerable.Range(0, 12).Select(i => $" Task<string> eth_part{i}(int block);"));
        var interop = await SignatureReader.ReadAsync("interface I {" + members.Replace("Task<", "System.Threading.Tasks.Task<", System.StringComparison.Ordinal) + " }");

        Assert.Null(NativeFunctions.Of(interop).FromMethod((IMethodSymbol)interop.Type("I").GetMembers("eth_part3").Single()));
    }

    [Fact]
    public Task Whether_the_error_is_saved_is_up_to_what_implements_it() => new CSharpAnalyzerTest<FFI4002LastErrorNotCaptured, DefaultVerifier>
    {
        TestCode = Usings + Attribute + """
            interface IApi { [RuntimeDllImport("kv")] int kv_get(int key); }
            static class N { [DllImport("kv")] public static extern int kv_put(int key); }
            class C
            {
                int M(IApi api) => api.kv_get(1) < 0 ? Marshal.GetLastWin32Error() : 0;
                int P() => N.kv_put(1) < 0 ? [|Marshal.GetLastWin32Error()|] : 0;
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("var p = [|Api.pixCreate(1, 1, 8)|]; if (n > 3) return; Api.pixDestroy(ref p);")]
    [InlineData("var p = Api.pixCreate(1, 1, 8); try { if (n > 3) return; } finally { Api.pixDestroy(ref p); }")]
    public Task A_resource_of_such_a_function_is_followed(string body) => new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
    {
        TestCode = Usings + Attribute + """
            interface IApi
            {
                [RuntimeDllImport("leptonica-1.82.0", CallingConvention = CallingConvention.Cdecl)] IntPtr pixCreate(int width, int height, int depth);
                [RuntimeDllImport("leptonica-1.82.0", CallingConvention = CallingConvention.Cdecl)] void pixDestroy(ref IntPtr pix);
            }
            """ + "\nclass C { static IApi Api; static void M(int n) { " + body + " } }",
    }.RunAsync();

    [Fact]
    public Task What_is_released_by_the_wrong_function_of_the_library_is_reported() => new CSharpAnalyzerTest<FFI1002MemoryReleasedByWrongDeallocator, DefaultVerifier>
    {
        TestCode = Usings + Attribute + """
            interface IApi
            {
                [RuntimeDllImport("lept172")] int pixSauvolaBinarizeTiled(IntPtr pixs, int whsize, float factor, int nx, int ny, out IntPtr ppixth, out IntPtr ppixd);
                [RuntimeDllImport("lept172")] void pixDestroy(ref IntPtr pix);
                [RuntimeDllImport("lept172")] void pixaDestroy(ref IntPtr pix);
            }
            class C
            {
                static IntPtr M(IApi api, IntPtr source)
                {
                    IntPtr result, thresholds;
                    var failed = api.pixSauvolaBinarizeTiled(source, 1, 1, 1, 1, out thresholds, out result);
                    if (thresholds != IntPtr.Zero) [|api.pixaDestroy(ref thresholds)|];
                    if (failed == 1) throw new Exception();
                    return result;
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task How_values_travel_is_up_to_what_implements_it() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = Usings + Attribute + "interface IApi { [RuntimeDllImport(\"kv\")] bool kv_has(bool deep); }\nstatic class N { [DllImport(\"kv\")] static extern int kv_size(); }",
    }.RunAsync();
}
