using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3002;

public sealed class DoesNotFix
{
    [Fact]
    public Task Function_pointers_and_exports_which_cannot_carry_MarshalAs() => new CSharpCodeFixTest<FFI3002CharHasNoStatedNativeSize, FFI3002StateCharSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static unsafe class Exports
            {
                static delegate* unmanaged<[|char|], void> _put;
                [UnmanagedCallersOnly] static void OnKey(char [|key|]) => _put(key);
            }
            """,
    }.RunAsync();
}
