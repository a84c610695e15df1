using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1011;

/// <summary>FFI1011 offers nothing where the test is written in another class's alias.</summary>
public sealed class DoesNotFix
{
    [Fact]
    public Task A_base_class_behind_an_alias()
    {
        var code = Reports.Imports + """
            using Parent = Microsoft.Win32.SafeHandles.SafeHandleMinusOneIsInvalid;
            static class N
            {
                [DllImport("kernel32")] public static extern [|OwnHandle|] OpenProcess(uint access, bool inherit, uint id);
            }
            """ + Reports.Class("", "Parent", "true");
        return new CSharpCodeFixTest<FFI1011IsInvalidDisagrees, FFI1011TestSentinel, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
