using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7007;

public sealed class Fixes
{
    [Fact]
    public Task Throws_before_the_call() => new CSharpCodeFixTest<FFI7007EmbeddedNullIsCutOffSilently, FFI7007RefuseEmbeddedNull, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(string path);
                static int M(string path)
                {
                    // Opens it.
                    return kv_open([|path|]);
                }
            }
            """),
        FixedCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(string path);
                static int M(string path)
                {
                    // Opens it.
                    if (path?.IndexOf('\0') >= 0)
                    {
                        throw new ArgumentException("The text contains a null character.", nameof(path));
                    }

                    return kv_open(path);
                }
            }
            """),
    }.RunAsync();
}
