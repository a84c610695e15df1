using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3005;

public sealed class DoesNotFix
{
    [Fact]
    public Task A_value_whose_type_is_not_written() => new CSharpCodeFixTest<FFI3005SizesOfTwoForms, FFI3005MeasureOtherForm, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Options { public bool Deep; public int Limit; public bool Shared; public bool Last; }
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_raw(Options* value, int size);
                static int M(Options options) => kv_raw(&options, [|Marshal.SizeOf(options)|]);
            }
            """,
    }.RunAsync();
}
