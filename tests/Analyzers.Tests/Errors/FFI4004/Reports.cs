using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4004;

/// <summary>FFI4004 reports the flag whose error nobody reads, and the flag on functions that report in another way.</summary>
public sealed class Reports
{
    internal const string Usings = "using System;\nusing System.ComponentModel;\nusing System.Runtime.InteropServices;\n";

    [Theory]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|])] static extern bool kv_put(int key); void M() { if (!kv_put(1)) throw new Exception(); }")]
    [InlineData("[LibraryImport(\"kv\", [|SetLastError = true|])] private static partial int kv_put(int key); int M() => kv_put(1);")]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|])] internal static extern int kv_put(int key); Func<int> M() => () => kv_put(1);")]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|])] static extern int kv_put(int key); void M() { kv_put(1); Marshal.SetLastPInvokeError(0); }")]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|])] static extern int kv_put(int key); void M() { Put(); } void Put() => kv_put(1); void R() => throw new Win32Exception();")]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|])] static extern int kv_put(int key); async System.Threading.Tasks.Task M() { kv_put(1); await System.Threading.Tasks.Task.Yield(); }")]
    [InlineData("[DllImport(\"kv\", [|SetLastError = true|])] static extern int kv_put(int key); System.Collections.Generic.IEnumerable<int> M() { yield return kv_put(1); }")]
    public Task What_no_caller_reads(string members) => Run(Usings + "partial class C { " + members + " }");

    [Fact]
    public Task A_delegate_whose_error_no_caller_reads() => Run(Usings + """
        [UnmanagedFunctionPointer(CallingConvention.Cdecl, [|SetLastError = true|])]
        delegate int Put(int key);
        class C { int M(Put put) => put(1); }
        """);

    [Fact]
    public Task Callers_in_another_file_of_a_partial_class()
    {
        var test = new CSharpAnalyzerTest<FFI4004SetLastErrorIsNeverUsed, DefaultVerifier>();
        test.TestState.Sources.Add(("/a.cs", Usings + "partial class C { [DllImport(\"kv\", [|SetLastError = true|])] static extern int kv_put(int key); }"));
        test.TestState.Sources.Add(("/b.cs", "partial class C { int M() => kv_put(1); } record R(int Key) { public int Twice => Key * 2; }"));
        test.MarkupOptions = MarkupOptions.UseFirstDescriptor;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[DllImport(\"ole32\", {|#0:SetLastError = true|})] [return: MarshalAs(UnmanagedType.Error)] static extern int CoDo(nint a);")]
    [InlineData("[DllImport(\"ole32\", PreserveSig = false, {|#0:SetLastError = true|})] static extern void CoDo(nint a);")]
    public Task What_reports_by_an_HRESULT(string members) => Run(
        Usings + "class C { " + members + " }",
        new DiagnosticResult("FFI4004", DiagnosticSeverity.Info).WithLocation(0));

    [Fact]
    public Task With_the_reason() => Run(
        Usings + "class C { [DllImport(\"kv\", {|#0:SetLastError = true|})] static extern int kv_put(int key); int M() => kv_put(1); }",
        new DiagnosticResult("FFI4004", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            "SetLastError = true on 'kv_put' has no use: no caller in this project reads the last error behind it, and the runtime saves it after each call; remove it, or read the "
                + "error where the call fails"));

    private static Task Run(string code, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<FFI4004SetLastErrorIsNeverUsed, DefaultVerifier> { TestCode = code, MarkupOptions = MarkupOptions.UseFirstDescriptor };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
