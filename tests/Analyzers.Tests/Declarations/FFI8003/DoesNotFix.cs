using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8003;

public sealed class DoesNotFix
{
    [Fact]
    public Task Paths_versions_and_names_that_are_put_together() => new CSharpCodeFixTest<FFI8003LibraryNameIsNotPortable, FFI8003StateBareName, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                private const string Suffix = ".dll";
                private const string [|Library|] = "kv" + Suffix;
                [DllImport(Library)] static extern int a();
                [DllImport([|@"C:\other\other"|])] static extern int b();
            }
            static class Other
            {
                [DllImport([|"libthird.so.2"|])] static extern int c();
            }
            """,
    }.RunningOn("win-x64,linux-x64,osx-arm64").RunAsync();
}
