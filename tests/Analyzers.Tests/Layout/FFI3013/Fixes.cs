using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3013;

public sealed class Fixes
{
    [Fact]
    public Task The_type_that_it_has_is_stated() => new CSharpCodeFixTest<FFI3013EnumWithoutUnderlyingType, FFI3013StateUnderlyingType, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            enum [|Status|] { Ok }
            // How deep.
            enum [|Modes|] // of search
            {
                None,
            }
            static class Native
            {
                [DllImport("kv")] static extern Status kv_open(Modes modes);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            enum Status : int { Ok }
            // How deep.
            enum Modes : int // of search
            {
                None,
            }
            static class Native
            {
                [DllImport("kv")] static extern Status kv_open(Modes modes);
            }
            """,
    }.RunAsync();
}
