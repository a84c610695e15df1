using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7007;

public sealed class DoesNotFix
{
    [Fact]
    public Task Expressions_and_places_without_a_statement_before() => new CSharpCodeFixTest<FFI7007EmbeddedNullIsCutOffSilently, FFI7007RefuseEmbeddedNull, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(string path);
                static int Arrow(string path) => kv_open([|path|]);
                static string Next() => "";
                static void M(string[] paths)
                {
                    kv_open([|Next()|]);
                    Func<string, int> open = path => kv_open([|path|]);
                }
            }
            """),
    }.RunAsync();
}
