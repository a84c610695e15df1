using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7005;

public sealed class DoesNotFix
{
    [Fact]
    public Task Other_encodings_public_declarations_and_builders_with_another_life() => new CSharpCodeFixTest<FFI7005StringBuilderCrossesTheBoundary, FFI7005UseBuffer, DefaultVerifier>
    {
        TestCode = Using("""
            public static class Native
            {
                [DllImport("kv")] static extern int kv_ansi(System.Text.StringBuilder [|text|], int length);
                [DllImport("kv", CharSet = CharSet.Unicode)] public static extern int kv_public(System.Text.StringBuilder [|text|], int length);
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_built(System.Text.StringBuilder [|text|], int length);
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_unused(System.Text.StringBuilder [|text|], int length);
                static string M(int wanted)
                {
                    var text = new System.Text.StringBuilder(100);
                    kv_ansi(text, 100);
                    kv_public(text, 100);
                    var built = new System.Text.StringBuilder(100);
                    kv_built(built, 100);
                    return built.Append(text).ToString();
                }
            }
            """),
    }.RunAsync();
}
