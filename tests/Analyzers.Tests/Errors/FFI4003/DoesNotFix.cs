using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4003;

/// <summary>FFI4003's fix is not offered where no place lies between the call and what spoils its error, or where the read is another's.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("""if (!N.ReadIt(1)) { Note(); [|Fail()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Note(); var hr = [|Marshal.GetHRForLastWin32Error()|]; }""")]
    [InlineData("""bool ok; try { ok = N.ReadIt(1); } finally { N.CloseIt(1); } if (!ok) throw [|new Win32Exception()|];""")]
    [InlineData("""bool Twice() => !N.ReadIt(1) && Note() > 0 ? throw [|new Win32Exception()|] : true; Twice();""")]
    [InlineData("""if (!N.ReadIt(1) && Note() > 0) { throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Task.Run(static () => Console.WriteLine([|Marshal.GetLastWin32Error()|])); }""")]
    [InlineData("""if (!N.ReadIt(1)) { if (!N.ReadIt(2)) { Console.WriteLine(); } throw [|new Win32Exception()|]; }""")]
    [InlineData("""if (!N.ReadIt(1)) { Console.WriteLine(); throw [|new Failed("read")|]; }""")]
    public Task Where_it_could_not_work(string body)
    {
        var code = Reports.Imports + "class C { void M() { " + body + " } static int Note() { Console.WriteLine(); return 1; } static void Fail() => throw new Win32Exception(); } "
            + "sealed class Failed : Exception { public Failed(string text) : base(text + Marshal.GetLastWin32Error()) { } }";
        return new CSharpCodeFixTest<FFI4003LastErrorReadTooLate, FFI4003CaptureRightAfterCall, DefaultVerifier> { TestCode = code, FixedCode = code }.RunAsync();
    }
}
