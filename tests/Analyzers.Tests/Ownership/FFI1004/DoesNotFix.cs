using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1004;

/// <summary>FFI1004 offers no fix where it would have to guess which of two releases is the right one.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("class C { void M() { var p = N.malloc(4); N.free(p); [|N.free(p)|]; } }")]
    [InlineData("class C { void M() { var p = N.kd_make(); using var a = new SafeFileHandle(p, true); using var b = [|new SafeFileHandle(p, true)|]; } }")]
    [InlineData("class C : IDisposable { IntPtr _p = N.kd_make(); public void Dispose() { var p = _p; [|N.kd_done(p)|]; } }")]
    [InlineData("class C : IDisposable { IntPtr _p = N.kd_make(); public void Dispose() { if ([|N.kd_end(_p)|] != 0) N.Log(\"failed\"); } }")]
    public Task Where_it_would_guess(string code)
    {
        code = Resources.Declarations.Replace("[DllImport(\"kd\")] public static extern int kd_use(", "[DllImport(\"kd\")] public static extern int kd_end([Releases] IntPtr thing);\n    [DllImport(\"kd\")] public static extern int kd_use(")
            + "namespace BoundaryLint { [AttributeUsage(AttributeTargets.All)] sealed class ReleasesAttribute : Attribute { } }\n" + code;
        return new CSharpCodeFixTest<FFI1004ResourceReleasedTwice, FFI1004ClearField, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
