using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Ownership.FFI1001;

public sealed class DoesNotFix
{
    private static CSharpCodeFixTest<FFI1001NativeStringFreedByMarshaller, FFI1001ReadThroughPointer, DefaultVerifier> Nothing(string code) =>
        new() { TestCode = Using(code) };

    [Fact]
    public Task Where_the_release_function_is_not_declared_or_not_accessible() => Nothing("""
        static class Native
        {
            [DllImport("kv")] [return: Owned("kv_free")] static extern [|string|] kv_dump();
            [DllImport("kv")] [return: Owned("kv_release")] static extern [|string|] kv_print();
            [DllImport("kv")] [return: Owned] static extern [|string|] kv_secret();
        }
        static class Other
        {
            [DllImport("kv")] static extern void kv_release(IntPtr text);
        }
        """).RunAsync();

    [Fact]
    public Task Arrays_fields_delegates_and_function_pointers() => Nothing("""
        unsafe class Native
        {
            delegate* unmanaged<[|string|]> _name;
            delegate [|string|] Name();
            [DllImport("kv")] static extern int kv_names([Out] string[] [|names|], int count);
            static Name Get(IntPtr function) => Marshal.GetDelegateForFunctionPointer<Name>(function);
        }
        """).RunAsync();

    [Fact]
    public Task Declarations_that_depend_on_preprocessor_symbols() => Nothing("""
        static class Native
        {
            [DllImport(
        #if WINDOWS
                "kvw"
        #else
                "kv"
        #endif
                )]
            static extern [|string|] kv_name();
        }
        """).RunAsync();

    [Fact]
    public Task Top_level_local_functions()
    {
        var test = Nothing("""
            Console.WriteLine(kv_name());

            [DllImport("kv")]
            static extern [|string|] kv_name();

            """);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task UTF8_where_the_framework_cannot_read_it()
    {
        var test = Nothing("""
            static class Native
            {
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPUTF8Str)] static extern [|string|] kv_name();
            }
            """);
        test.ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default;
        return test.RunAsync();
    }
}
