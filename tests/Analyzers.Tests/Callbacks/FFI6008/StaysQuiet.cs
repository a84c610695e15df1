using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6008;

/// <summary>Exports that native code finds, and callbacks, which need no name.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("class C { [UnmanagedCallersOnly(EntryPoint = \"kv_start\")] public static void Start() { } }")]
    [InlineData("class C { [UnmanagedCallersOnly(EntryPoint = \"kv_start\")] static void A() { } [UnmanagedCallersOnly(EntryPoint = \"kv_Start\")] static void B() { } }")]
    [InlineData("class C { [UnmanagedCallersOnly] public static void Start() { } }")]
    [InlineData("class C { [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static void A() { } [UnmanagedCallersOnly] static void B() { } }")]
    [InlineData("class C { [DllImport(\"libc\", EntryPoint = \"read\")] static extern nint Read(int fd, nint buffer, nint count); [DllImport(\"libc\", EntryPoint = \"read\")] static extern nint Read2(int fd, nint buffer, nint count); }")]
    [InlineData("class UnmanagedCallersOnlyAttribute : Attribute { public string EntryPoint; } class C { [global::UnmanagedCallersOnly(EntryPoint = \"\")] static void A() { } }")]
    public Task On(string source) => Programs.Verify<FFI6008ExportIsUnusable>(source);

    [Theory]
    [InlineData("class C { [UnmanagedCallersOnly] static void OnLog(int code) { } static unsafe delegate* unmanaged<int, void> Pointer => &OnLog; }")]
    [InlineData("class C { [UnmanagedCallersOnly(EntryPoint = \"kv_start\")] public static void Start() { } }")]
    public Task In_a_native_library(string source) => new CSharpAnalyzerTest<FFI6008ExportIsUnusable, DefaultVerifier>
    {
        TestState = { Sources = { Programs.Usings + Programs.Attributes + source }, AnalyzerConfigFiles = { ("/.globalconfig", Reports.Shared) } },
    }.RunAsync();

    [Fact]
    public Task A_referenced_assembly_of_a_project_that_is_no_native_library() => new CSharpAnalyzerTest<FFI6008ExportIsUnusable, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "using System.Runtime.InteropServices;\nclass C { [UnmanagedCallersOnly(EntryPoint = \"kv_open\")] public static void Open() { } }" },
            AdditionalProjects = { ["Engine"] = { Sources = { "using System.Runtime.InteropServices;\npublic class Engine { [UnmanagedCallersOnly(EntryPoint = \"kv_start\")] public static void Start() { } }" } } },
            AdditionalProjectReferences = { "Engine" },
        },
    }.RunAsync();
}
