using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests;

/// <summary>What passes.</summary>
public sealed class SoundRules
{
    [Fact]
    public Task A_marked_diagnostic_is_found() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { } class Two { }",
    }.RunAsync();

    [Fact]
    public Task A_fix_is_applied() => new CSharpCodeFixTest<BadNames, Renames, DefaultVerifier>
    {
        TestCode = "class [|BadOne|] { } class [|BadTwo|] { }",
        FixedCode = "class GoodOne { } class GoodTwo { }",
    }.RunAsync();

    [Fact]
    public Task The_real_LibraryImport_generator_runs() => new CSharpAnalyzerTest<BadNames, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static partial class N
            {
                [LibraryImport("n", StringMarshalling = StringMarshalling.Utf8)] internal static partial int open(string path);
            }
            class [|BadOne|] { int M() => N.open(""); }
            """,
    }.RunAsync();
}
