using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3009;

public sealed class DoesNotFix
{
    [Fact]
    public Task No_parameter_or_more_than_one_may_be_the_count() => new CSharpCodeFixTest<FFI3009MarshalledArrayHasNoUsableSize, FFI3009StateCount, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct State { [MarshalAs(UnmanagedType.ByValArray)] public int[] [|Values|]; }
            static class Native
            {
                [DllImport("kv")] static extern void a(out int[] [|values|], int flags, ref State state);
                [DllImport("kv")] static extern void b(out int[] [|values|], int rowCount, int columnCount);
                [DllImport("kv")] static extern void c(out int[] [|values|], int sizeInBytes, float count);
            }
            """,
    }.RunAsync();
}
