using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6008;

/// <summary>Exports that cannot be called, or not only by those who want them.</summary>
public sealed class Reports
{
    /// <summary>A project that the native compiler makes into a shared library.</summary>
    internal const string Shared = "is_global = true\nbuild_property.NativeLib = Shared\nbuild_property.PublishAot = true\n";

    [Theory]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"\")|}] public static void Start() { } }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \" \")|}] public static void Start() { } }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = null)|}] public static void Start() { } }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv start\")|}] public static void Start() { } }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] public static void A() { } [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] public static void B() { } }")]
    [InlineData("partial class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] static void A() { } } partial class C { class Inner { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] static void A() { } } }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"read\")|}] public static int Read(int a) => a; }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"main\")|}] public static int Main1() => 0; }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"CloseHandle\")|}] public static int Close(nint h) => 0; }")]
    [InlineData("class C { [{|FFI6008:UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) }, EntryPoint = \"malloc\")|}] public static nint Allocate(nint size) => 0; }")]
    public Task Names(string source) => Programs.Verify<FFI6008ExportIsUnusable>(source);

    [Theory]
    [InlineData("class C { [UnmanagedCallersOnly] public static void {|#0:Start|}() { } }")]
    [InlineData("class C { [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static void {|#0:Start|}() { } [UnmanagedCallersOnly] static void Taken() { } static unsafe delegate* unmanaged<void> P => &Taken; }")]
    public Task A_native_library_whose_method_nobody_can_reach(string source) => new CSharpAnalyzerTest<FFI6008ExportIsUnusable, DefaultVerifier>
    {
        TestState = { Sources = { Programs.Usings + Programs.Attributes + source }, AnalyzerConfigFiles = { ("/.globalconfig", Shared) } },
        ExpectedDiagnostics = { new DiagnosticResult("FFI6008", DiagnosticSeverity.Warning).WithLocation(0) },
    }.RunAsync();

    [Fact]
    public Task An_export_of_a_referenced_assembly() => new CSharpAnalyzerTest<FFI6008ExportIsUnusable, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "using System.Runtime.InteropServices;\nclass C { [UnmanagedCallersOnly(EntryPoint = \"kv_open\")] public static void Open() { } }" },
            AdditionalProjects = { ["Engine"] = { Sources = { "using System.Runtime.InteropServices;\npublic class Engine { [UnmanagedCallersOnly(EntryPoint = \"kv_start\")] public static void Start() { } }" } } },
            AdditionalProjectReferences = { "Engine" },
            AnalyzerConfigFiles = { ("/.globalconfig", Shared) },
        },
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI6008", DiagnosticSeverity.Warning).WithMessage(
                "`Engine.Start` of the referenced assembly Engine is not exported as `kv_start`: only the methods of the published assembly are; export a method of this project that calls it"),
        },
    }.RunAsync();

    [Fact]
    public Task The_message_names_the_other_one() => new CSharpAnalyzerTest<FFI6008ExportIsUnusable, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\nclass C { [{|#0:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] static void A() { } [{|#1:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] static void B() { } }",
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI6008", DiagnosticSeverity.Warning).WithLocation(0).WithMessage("`A` is exported as `kv_start`, and so is `C.B`; give each export a name of its own"),
            new DiagnosticResult("FFI6008", DiagnosticSeverity.Warning).WithLocation(1).WithMessage("`B` is exported as `kv_start`, and so is `C.A`; give each export a name of its own"),
        },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6008ExportIsUnusable, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = "using System.Runtime.InteropServices;\nclass C { [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"\")|}] static void A() { } [UnmanagedCallersOnly(EntryPoint = )] static void B() { } [UnmanagedCallersOnly(EntryPoint = 3)] static void D(",
    }.RunAsync();
}
