using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8006;

public sealed class DoesNotFix
{
    [Fact]
    public Task What_is_restricted_already() => new CSharpCodeFixTest<FFI8006SearchPathIsNotRestricted, FFI8006RestrictSearch, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DefaultDllImportSearchPaths(DllImportSearchPath.UserDirectories)] [DllImport("winmm")] private static extern int timeGetTime();
            }
            """,
    }.RunAsync();
}
