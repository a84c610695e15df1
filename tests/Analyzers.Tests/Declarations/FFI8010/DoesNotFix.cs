using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8010;

public sealed class DoesNotFix
{
    [Fact]
    public Task A_project_that_loads_the_library_itself() => new CSharpCodeFixTest<FFI8010GoLibraryDisturbsSignalHandlers, FFI8010AddSignalGuard, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] private static extern int [|kv_open|]();
                static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, _, _) => name == "kv" ? NativeLibrary.Load("/opt/kv") : 0);
            }
            """,
    }.WithHeader(GoHeader.Text).RunAsync();

    [Fact]
    public Task A_class_of_that_name_exists() => new CSharpCodeFixTest<FFI8010GoLibraryDisturbsSignalHandlers, FFI8010AddSignalGuard, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native { [DllImport("kv")] private static extern int [|kv_open|](); }
            static class GoSignalGuard { }
            """,
    }.WithHeader(GoHeader.Text).RunAsync();
}
