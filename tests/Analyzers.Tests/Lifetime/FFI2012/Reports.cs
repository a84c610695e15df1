using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2012;

/// <summary>FFI2012 reports each place to which the address of stack memory gets although it outlives the method.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        unsafe struct Box { public int* Data; }
        unsafe class Holder { public int* Data; public static int* Shared; public int* Next { get; set; } }
        static unsafe class N
        {
            [DllImport("kv")] public static extern int kv_read(int* data);
            [DllImport("kv")] public static extern void kv_keep(int* data);
        }

        """;

    internal const string Header = """
        int kv_read(const int *data);
        /* @boundary data: retained */
        void kv_keep(int *data);
        """;

    [Theory]
    [InlineData("int* M() { int* p = stackalloc int[4]; return [|p|]; }")]
    [InlineData("IntPtr M() { int* p = stackalloc int[4]; return [|(IntPtr)p|]; }")]
    [InlineData("void M() { int* p = stackalloc int[4]; [|_p = p|]; }")]
    [InlineData("void M() { int* p = stackalloc int[4]; [|Holder.Shared = p|]; }")]
    [InlineData("void M(Holder h) { int* p = stackalloc int[4]; [|h.Data = p|]; }")]
    [InlineData("void M(Holder h) { int* p = stackalloc int[4]; [|h.Next = p|]; }")]
    [InlineData("void M() { int x = 3; [|_p = &x|]; }")]
    [InlineData("Box* _box; void M() { int* p = stackalloc int[4]; [|_box->Data = p|]; }")]
    [InlineData("void M(Box* box) { int x = 3; [|box->Data = &x|]; }")]
    [InlineData("int* M() { int x = 3; return [|&x|]; }")]
    [InlineData("int* M(int x) { return [|&x|]; }")]
    [InlineData("int* M(bool b) { int x = 3; int* p = null; if (b) { p = &x; return [|p|]; } return p; }")]
    [InlineData("void M() { int x = 3; N.kv_keep([|&x|]); }")]
    [InlineData("void M() { int* p = stackalloc int[4]; N.kv_keep([|p|]); }")]
    [InlineData("static void M() { void Local() { int x = 3; [|Holder.Shared = &x|]; } Local(); }")]
    [InlineData("void M() { Action a = () => { int* p = stackalloc int[2]; [|Holder.Shared = p|]; }; a(); }")]
    [InlineData("(IntPtr, int) M() { int x = 3; return [|((IntPtr)(&x), 1)|]; }")]
    [InlineData("struct V { public int* P; } V M() { int x = 3; return [|new V { P = &x }|]; }")]
    [InlineData("System.Collections.Generic.List<IntPtr> _all = new(); void M() { int x = 3; _all.Add([|(IntPtr)(&x)|]); }")]
    [InlineData("void M() { int x = 3; [|_p = &x|]; Work(); } void Work() { }")]
    public Task An_address_that_gets_out(string member) => Run(Imports + "unsafe class C { int* _p; " + member + " }");

    [Theory]
    [InlineData("int M(ref V input) { int x = 3; {|#0:input.P = &x|}; return kv_put(ref input); }", DiagnosticSeverity.Info)]
    [InlineData("void M(ref V input) { int x = 3; {|#0:input.P = &x|}; }", DiagnosticSeverity.Warning)]
    public Task What_a_function_gets_at_once_in_a_struct_of_the_caller(string code, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI2012StackMemoryEscapes, DefaultVerifier>
    {
        TestCode = Imports + "unsafe struct V { public int* P; } unsafe class C { [DllImport(\"kv\")] static extern int kv_put(ref V input); " + code + " }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI2012", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task In_a_record_and_a_partial_class() => Run(Imports + """
        unsafe record R { IntPtr _p; void M() { int x = 3; [|_p = (IntPtr)(&x)|]; } }
        unsafe partial class P { int* _p; }
        unsafe partial class P { void M() { int* p = stackalloc int[2]; [|_p = p|]; } }
        """);

    [Fact]
    public Task The_message_names_the_memory_the_place_and_the_remedy() => new CSharpAnalyzerTest<FFI2012StackMemoryEscapes, DefaultVerifier>
    {
        TestCode = Imports + "unsafe class C { int* _p; void M() { int x = 3; {|#0:_p = &x|}; } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2012", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(
                "`x`",
                "is stored in `_p`",
                "use memory that lives as long as the address: NativeMemory.Alloc, a pinned array (GC.AllocateArray(pinned: true)), or a buffer of the caller"),
        },
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI2012StackMemoryEscapes, DefaultVerifier> { TestCode = code }.WithHeader(Header).RunAsync();
}
