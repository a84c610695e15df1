using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3013;

public sealed class DoesNotFix
{
    [Fact]
    public Task An_enum_that_states_its_type() => new CSharpCodeFixTest<FFI3013EnumWithoutUnderlyingType, FFI3013StateUnderlyingType, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            enum Status : uint { Ok }
            static class Native
            {
                [DllImport("kv")] static extern Status kv_open();
            }
            """,
    }.RunAsync();
}
