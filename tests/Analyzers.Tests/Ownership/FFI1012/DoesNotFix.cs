using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1012;

/// <summary>FFI1012's fixes are not offered where it is not plain which release is meant.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("static void M(SafeHandle h, bool b) { bool ok = false; while (b) { [|h.DangerousAddRef(ref ok)|]; N.Log(\"x\"); } h.DangerousRelease(); }")]
    [InlineData("static void M(SafeHandle h, bool b) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; N.Log(\"x\"); if (b) ok = false; if (ok) h.DangerousRelease(); }")]
    [InlineData("static void M(SafeHandle h) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; }")]
    [InlineData("static void M(SafeHandle h, bool[] ok) { [|h.DangerousAddRef(ref ok[0])|]; N.kv_size(h.DangerousGetHandle()); }")]
    [InlineData("static void M(SafeHandle h, bool b) { bool ok = false; [|h.DangerousAddRef(ref ok)|]; N.Log(\"x\"); if (ok) h.DangerousRelease(); void Local() => h.DangerousRelease(); if (b) Local(); }")]
    public Task Where_it_would_be_a_guess(string code)
    {
        var text = Reports.Declarations + "class C { " + code + " }";
        return new CSharpCodeFixTest<FFI1012ReferencesNotBalanced, FFI1012BalanceReferences, DefaultVerifier> { TestCode = text, FixedCode = text }.RunAsync();
    }
}
