using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Contract.FFI5013DeclarationsClash, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Contract.FFI5013;

public sealed class Reports
{
    private static string Using(string code) => "using System;\nusing System.Runtime.InteropServices;\n" + code;

    [Theory]
    [InlineData("int count, ref Item a", "int count, ref Item a, ref Item b", null)]
    [InlineData("int count, ref Item a", "int count, ref Item a, out Item b", "int count, ref Item a, out Item b, out Item c")]
    [InlineData("int count, ref Item a", "int count, ref Item a, ref Item b", "int count, ref Item a, ref Item b, ref Item c, ref Item d")]
    public async Task Overloads_that_are_not_for_any_number_of_values(string one, string two, string? three)
    {
        var test = new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<Rules.Contract.FFI5013DeclarationsClash, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
        {
            TestCode = "using System; using System.Runtime.InteropServices; struct Item { public int A; } static class Native { [DllImport(\"kv\")] static extern IntPtr kv_add(" + one
                + "); [DllImport(\"kv\")] static extern IntPtr {|FFI5013:kv_add|}(" + two + ");" + (three is null ? "" : " [DllImport(\"kv\")] static extern IntPtr {|FFI5013:kv_add|}(" + three + ");") + " }",
        };
        await test.RunAsync();
    }

    [Fact]
    public Task Numbers_kinds_and_widths_of_values() => Verify.VerifyAnalyzerAsync(
        Using("""
            static partial class Native
            {
                [DllImport("kv")] static extern int {|#0:kv_open|}(IntPtr path);
                [DllImport("libkv.so.1", EntryPoint = "kv_open")] static extern int {|#1:Open|}(IntPtr path, int flags);
                [DllImport("kv")] static extern void {|#2:kv_seek|}(int offset);
                [LibraryImport("kv", EntryPoint = "kv_seek")] internal static partial void {|#3:Seek|}(long offset);
                [DllImport("kv")] static extern void {|#4:kv_scale|}(double factor);
                [DllImport("kv", EntryPoint = "kv_scale")] static extern void {|#5:Scale|}(float factor);
                [DllImport("kv")] static extern int {|#6:kv_has|}();
                [DllImport("kv", EntryPoint = "kv_has")] [return: MarshalAs(UnmanagedType.U1)] static extern bool {|#7:Has|}();
                [DllImport("kv")] static extern nint {|#8:kv_ptr|}();
                [DllImport("kv", EntryPoint = "kv_ptr")] static extern int {|#9:Ptr|}();
            }
            """),
        Verify.Diagnostic().WithLocation(1).WithLocation(0).WithArguments("kv_open", "Native.kv_open", "2 parameters here and 1 parameter there", ""),
        Verify.Diagnostic().WithLocation(3).WithLocation(2).WithArguments("kv_seek", "Native.kv_seek", "parameter 1 is `long` here and `int` there", ""),
        Verify.Diagnostic().WithLocation(5).WithLocation(4).WithArguments("kv_scale", "Native.kv_scale", "parameter 1 is `float` here and `double` there", ""),
        Verify.Diagnostic().WithLocation(7).WithLocation(6).WithArguments("kv_has", "Native.kv_has", "the result is `bool (1 byte)` here and `int` there", ""),
        Verify.Diagnostic().WithLocation(9).WithLocation(8).WithArguments("kv_ptr", "Native.kv_ptr", "the result is `int` here and `nint` there", ""));

    [Theory]
    [InlineData("gdi32", "int DeleteObject(int o)", "int DeleteObject(nint o)", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("gdi32", "bool DeleteObject(nint o)", "nint DeleteObject(nint o)", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("gdi32", "nint DeleteObject(nint o)", "bool DeleteObject(uint o)", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("gdi32", "nint DeleteObject(nint o)", "int DeleteObject(nint o)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("gdi32", "bool DeleteObject(int o, int p)", "bool DeleteObject(nint o, double p)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("gdi32", "bool DeleteObject(int o)", "bool DeleteObject(byte* o)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("gdi32", "bool DeleteObject(int o)", "int DeleteObject(nint o, int p)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("kv", "bool kv_free(int o)", "bool kv_free(nint o)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task Widths_of_Windows_functions_as_a_suggestion(string library, string first, string second, Microsoft.CodeAnalysis.DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI5013DeclarationsClash, DefaultVerifier>
    {
        TestCode = Using($$"""
            public static class A { [DllImport("{{library}}")] public static extern {{first}}; }
            public static unsafe class B { [DllImport("{{library}}")] public static extern {{second.Replace("DeleteObject", "{|#0:DeleteObject|}").Replace("kv_free", "{|#0:kv_free|}")}}; }
            """),
        ExpectedDiagnostics = { new DiagnosticResult("FFI5013", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task The_later_of_two_files_and_once_for_each_further_signature() => new CSharpAnalyzerTest<FFI5013DeclarationsClash, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Using("static class A { [DllImport(\"kv\")] static extern void {|#0:f|}(int a); [DllImport(\"kv\", EntryPoint = \"f\")] static extern void same(uint a); }"),
                Using("static class B { [DllImport(\"kv\")] static extern void {|#1:f|}(double a); [DllImport(\"kv\", EntryPoint = \"f\")] static extern void same(double a); }"),
                Using("record C { void M() { [DllImport(\"kv\")] static extern void {|#2:f|}(float a); } }"),
            },
            ExpectedDiagnostics =
            {
                Verify.Diagnostic().WithLocation(1).WithLocation(0).WithArguments("f", "A.f", "parameter 1 is `double` here and `int` there", ""),
                Verify.Diagnostic().WithLocation(2).WithLocation(0).WithArguments("f", "A.f", "parameter 1 is `float` here and `int` there", ""),
            },
        },
    }.RunAsync();

    [Fact]
    public Task A_struct_by_value_against_a_pointer_names_the_platforms_that_differ() => Verify.VerifyAnalyzerAsync(
        Using("""
            struct Big { long a, b, c; }
            unsafe static class Native
            {
                [DllImport("kv")] static extern void {|#0:kv_big|}(Big big);
                [DllImport("kv", EntryPoint = "kv_big")] static extern void {|#1:ByPointer|}(Big* big);
            }
            """),
        Verify.Diagnostic().WithLocation(1).WithLocation(0).WithArguments("kv_big", "Native.kv_big", "parameter 1 is `Big*` here and `Big` there", " on linux-x64"));

    [Fact]
    public Task Conventions_on_32_bit_Windows()
    {
        var test = new CSharpAnalyzerTest<FFI5013DeclarationsClash, DefaultVerifier>
        {
            TestCode = Using("""
                static class Native
                {
                    [DllImport("kv", CallingConvention = CallingConvention.Cdecl)] static extern void {|#0:f|}(int a);
                    [DllImport("kv", EntryPoint = "f", CallingConvention = CallingConvention.StdCall)] static extern void {|#1:g|}(int a);
                }
                """),
            ExpectedDiagnostics =
            {
                Verify.Diagnostic().WithLocation(1).WithLocation(0).WithArguments("f", "Native.f", "the calling convention is `StdCall` here and `Cdecl` there", " on win-x86"),
            },
        };
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.RuntimeIdentifiers = win-x86;win-x64"));
        return test.RunAsync();
    }

    [Fact]
    public Task Exports_that_are_fetched_by_name() => Verify.VerifyAnalyzerAsync(
        Using("""
            unsafe static class Native
            {
                delegate void Seek(double offset);
                [DllImport("kv")] static extern void {|#0:kv_seek|}(int offset);
                static void M(IntPtr library)
                {
                    var a = (delegate* unmanaged<int, int, void>){|#1:NativeLibrary.GetExport(library, "kv_seek")|};
                    var b = Marshal.GetDelegateForFunctionPointer<Seek>({|#2:NativeLibrary.GetExport(NativeLibrary.Load("libkv.so"), "kv_seek")|});
                }
            }
            """),
        Verify.Diagnostic().WithLocation(1).WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithArguments("kv_seek", "Native.kv_seek", "2 parameters here and 1 parameter there", ""),
        Verify.Diagnostic().WithLocation(2).WithLocation(0).WithArguments("kv_seek", "Native.kv_seek", "parameter 1 is `double` here and `int` there", ""));

    [Fact]
    public Task PreserveSig_false_moves_the_result_into_a_parameter() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv", PreserveSig = false)] static extern int {|#0:f|}();
                [DllImport("kv", EntryPoint = "f")] static extern int {|#1:g|}();
                [DllImport("kv", EntryPoint = "f")] static extern int fine(out int result);
            }
            """),
        Verify.Diagnostic().WithLocation(1).WithLocation(0).WithArguments("f", "Native.f", "0 parameters here and 1 parameter there", ""));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI5013DeclarationsClash, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern void f(Unknown a, );
                [DllImport("kv", EntryPoint = "f")] static extern void g(int a
            """),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("public static int A() => kv_show(1);", "static", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("public static int A() => kv_show(1) + kv_show(1, 2);", "static", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("public static int A() => kv_show(1);", "public static", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task One_that_nobody_calls_beside_one_that_is_called_as_a_suggestion(string caller, string modifiers, Microsoft.CodeAnalysis.DiagnosticSeverity severity) =>
        new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<BoundaryLint.Rules.Contract.FFI5013DeclarationsClash, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
        {
            TestCode = "using System.Runtime.InteropServices; public static class N { [DllImport(\"kv\")] " + modifiers + " extern int kv_show(int a); "
                + "[DllImport(\"kv\")] " + modifiers + " extern int {|#0:kv_show|}(int a, int b); " + caller + " }",
            ExpectedDiagnostics = { new Microsoft.CodeAnalysis.Testing.DiagnosticResult("FFI5013", severity).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations) },
        }.RunAsync();

    [Theory]
    [InlineData("SendMessageW(IntPtr w, uint message, IntPtr a, int b)", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("SendMessageW(IntPtr w, uint message, uint a, System.Text.StringBuilder b)", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("SendMessageW(IntPtr w, uint message, IntPtr a)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task Arguments_whose_meaning_a_message_of_Windows_decides_as_a_suggestion(string other, Microsoft.CodeAnalysis.DiagnosticSeverity severity) =>
        new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<BoundaryLint.Rules.Contract.FFI5013DeclarationsClash, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
        {
            TestCode = "using System; using System.Runtime.InteropServices; static class N { [DllImport(\"user32\")] static extern IntPtr SendMessageW(IntPtr w, uint message, IntPtr a, IntPtr b); "
                + "[DllImport(\"user32\", CharSet = CharSet.Unicode)] static extern IntPtr " + other.Replace("SendMessageW", "{|#0:SendMessageW|}") + "; }",
            ExpectedDiagnostics = { new Microsoft.CodeAnalysis.Testing.DiagnosticResult("FFI5013", severity).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations) },
        }.RunAsync();

    [Fact]
    public Task What_a_parameter_of_the_system_is_as_a_suggestion() =>
        new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<BoundaryLint.Rules.Contract.FFI5013DeclarationsClash, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
        {
            TestCode = "using System.Runtime.InteropServices; static class N { [DllImport(\"user32\", CharSet = CharSet.Unicode)] static extern int SystemParametersInfo(uint action, uint count, string value, uint flags); "
                + "[DllImport(\"user32\", CharSet = CharSet.Unicode)] static extern bool {|#0:SystemParametersInfo|}(int action, int count, [MarshalAs(UnmanagedType.I1)] bool value, int flags); }",
            ExpectedDiagnostics =
            {
                new Microsoft.CodeAnalysis.Testing.DiagnosticResult("FFI5013", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0)
                    .WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations),
            },
        }.RunAsync();

    [Theory]
    [InlineData("int GetWindowLong(nint w, int i)", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("double GetWindowLong(nint w, int i)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    [InlineData("int GetWindowLong(nint w, int i, int j)", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task Numbers_of_a_window_as_a_suggestion(string other, Microsoft.CodeAnalysis.DiagnosticSeverity severity) =>
        new Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerTest<BoundaryLint.Rules.Contract.FFI5013DeclarationsClash, Microsoft.CodeAnalysis.Testing.DefaultVerifier>
        {
            TestCode = "using System.Runtime.InteropServices; static class N { [DllImport(\"user32\")] static extern nint GetWindowLong(nint w, int i); } "
                + "static class M { [DllImport(\"user32\")] static extern " + other.Replace("GetWindowLong", "{|#0:GetWindowLong|}") + "; }",
            ExpectedDiagnostics = { new Microsoft.CodeAnalysis.Testing.DiagnosticResult("FFI5013", severity).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations) },
        }.RunAsync();
}
