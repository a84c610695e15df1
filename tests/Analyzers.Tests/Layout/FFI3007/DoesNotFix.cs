using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3007;

public sealed class DoesNotFix
{
    [Fact]
    public Task A_variable_that_gets_several_values_or_shares_its_declaration() => new CSharpCodeFixTest<FFI3007StructureSizeIsNotSet, FFI3007SetStructureSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Options { public uint cbSize; public int Flags; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(ref Options options);
                static void A() { Options options = default; kv_open(ref [|options|]); options = default; kv_open(ref options); }
                static void B() { Options first = default, second = default; kv_open(ref [|first|]); }
            }
            """,
    }.RunAsync();
}
