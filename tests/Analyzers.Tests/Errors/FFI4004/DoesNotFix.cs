using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4004;

/// <summary>FFI4004's fix leaves the flags alone that somebody needs, in the same file and by Fix All.</summary>
public sealed class DoesNotFix
{
    [Fact]
    public Task The_flag_of_a_function_whose_error_is_read() =>
        new CSharpCodeFixTest<FFI4004SetLastErrorIsNeverUsed, FFI4004RemoveSetLastError, DefaultVerifier>
        {
            TestCode = Code(", [|SetLastError = true|]"),
            FixedCode = Code(""),
            MarkupOptions = MarkupOptions.UseFirstDescriptor,
        }.RunAsync();

    private static string Code(string flag) => Reports.Usings + $$"""
        class C
        {
            [DllImport("kv"{{flag}})]
            static extern int kv_put(int key);

            [DllImport("kv", SetLastError = true)]
            static extern int kv_get(int key);

            int A() => kv_put(1);

            void B()
            {
                if (kv_get(1) == 0)
                {
                    throw new Win32Exception();
                }
            }
        }
        """;
}
