using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3006;

public sealed class DoesNotFix
{
    [Fact]
    public Task A_variable_that_holds_bytes() => new CSharpCodeFixTest<FFI3006BytesAndElementsConfused, FFI3006CountRightUnit, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static unsafe class Reader
            {
                [DllImport("kv")] static extern char* kv_text(out int count);
                static int A(int* p, int count) { int bytes = count * sizeof(int); return new Span<int>(p, [|bytes|]).Length + bytes; }
            }
            """,
    }.RunAsync();
}
