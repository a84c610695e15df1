using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8003;

public sealed class Fixes
{
    [Fact]
    public Task The_bare_name_is_written_where_the_name_stands() => new CSharpCodeFixTest<FFI8003LibraryNameIsNotPortable, FFI8003StateBareName, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                // The store.
                private const string [|Library|] = "kv.dll"; // ours
                [DllImport(Library, CharSet = CharSet.Unicode)] static extern int kv_open();
                [DllImport(/* tools */ [|"kvtools.dll"|])] static extern int kv_tool();
                [DllImport([|"kvtools.dll"|])] static extern int kv_other();
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                // The store.
                private const string Library = "kv"; // ours
                [DllImport(Library, CharSet = CharSet.Unicode)] static extern int kv_open();
                [DllImport(/* tools */ "kvtools")] static extern int kv_tool();
                [DllImport("kvtools")] static extern int kv_other();
            }
            """,
        NumberOfIncrementalIterations = 3,
    }.RunAsync();

    [Fact]
    public Task The_other_imports_spelling() => new CSharpCodeFixTest<FFI8003LibraryNameIsNotPortable, FFI8003StateBareName, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern int kv_open();
                [DllImport([|"KV"|])] static extern int kv_close();
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern int kv_open();
                [DllImport("kv")] static extern int kv_close();
            }
            """,
    }.RunAsync();

    [Fact]
    public Task The_constant_itself() => new CSharpCodeFixTest<FFI8003LibraryNameIsNotPortable, FFI8003StateBareName, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Names { public const string LibraryName = "kv"; }
            static class Native
            {
                [DllImport([|nameof(Names.LibraryName)|])] static extern int kv_open();
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            static class Names { public const string LibraryName = "kv"; }
            static class Native
            {
                [DllImport(Names.LibraryName)] static extern int kv_open();
            }
            """,
    }.RunAsync();
}
