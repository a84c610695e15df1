using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5023;

public sealed class DoesNotFix
{
    [Fact]
    public Task Without_a_version_to_compare_with() => VerifyAsync("static class Native { [DllImport(\"kv\")] static extern int [|kv_version|](); }");

    [Fact]
    public Task Text_may_be_compared_in_many_ways() => HeaderTest.DoesNotFixAsync<FFI5023VersionIsNotChecked, FFI5023CheckVersion>(
        "static class Native { [DllImport(\"kv\")] static extern nint [|kv_abi_version|](); }", "#define KV_ABI_VERSION \"1.2\"\nconst char *kv_abi_version(void);");

    [Fact]
    public Task Several_constants() => VerifyAsync(
        "static class Native { const int OldVersion = 1; const int Version = 2; [DllImport(\"kv\")] static extern int [|kv_version|](); }");

    [Fact]
    public Task A_class_in_which_no_module_initializer_may_stand() => VerifyAsync(
        "class Holder { private static class Native { const int Version = 1; [DllImport(\"kv\")] static extern int [|kv_version|](); } }");

    [Fact]
    public Task A_resolver_that_has_to_be_set_first() => VerifyAsync(
        """
        static class Native
        {
            const int Version = 1;
            [DllImport("kv")] static extern int [|kv_version|]();
            static void Init() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, assembly, path) => 0);
        }
        """);

    private static Task VerifyAsync(string code)
    {
        var test = new CSharpCodeFixTest<FFI5023VersionIsNotChecked, FFI5023CheckVersion, DefaultVerifier> { TestCode = BaselineTest.Usings + code, FixedCode = BaselineTest.Usings + code };
        return test.RunAsync();
    }
}
