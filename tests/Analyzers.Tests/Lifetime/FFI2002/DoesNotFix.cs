using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2002;

/// <summary>Where no field can hold the delegate.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("class C { static nint M(int n) => Marshal.GetFunctionPointerForDelegate<Callback>([|x => Console.WriteLine(n)|]); }")]
    [InlineData("struct S { int n; void OnCode(int code) => n++; nint M() => Marshal.GetFunctionPointerForDelegate<Callback>([|OnCode|]); }")]
    public Task No_instance_can_hold_it(string source) =>
        new CSharpCodeFixTest<FFI2002FunctionPointerOutlivesDelegate, FFI2002KeepDelegateInField, DefaultVerifier>
        {
            TestCode = "using System;\nusing System.Runtime.InteropServices;\n" + source + Reports.Native,
        }.RunAsync();
}
