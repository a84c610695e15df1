using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4007;

/// <summary>FFI4007's fix is not offered where no statement stands between the call and the use.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("N.kv_use([|N.fopen(0, 0)|]);")]
    [InlineData("IntPtr f = [|N.fopen(0, 0)|], g = 0; N.kv_use(f); N.fclose(f);")]
    [InlineData("for (var f = [|N.fopen(0, 0)|]; ;) { N.kv_use(f); N.fclose(f); break; }")]
    [InlineData("var f = [|Open()|]; N.kv_use(f); N.fclose(f);")]
    public Task Where_it_could_not_work(string body)
    {
        var code = Reports.Imports + "class C { unsafe void M() { " + body + " } static IntPtr Open() { var f = N.fopen(0, 0); return f; } }";
        return new CSharpCodeFixTest<FFI4007ReturnedHandleIsNotChecked, FFI4007CheckAndThrow, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
