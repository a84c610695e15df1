using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8005;

public sealed class DoesNotFix
{
    [Fact]
    public Task What_is_annotated_already() => new CSharpCodeFixTest<FFI8005FunctionWithoutPlatform, FFI8005StatePlatform, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
            static class Native
            {
                [DllImport("libc")] private static extern int getpid();
            }
            """,
    }.RunAsync();
}
