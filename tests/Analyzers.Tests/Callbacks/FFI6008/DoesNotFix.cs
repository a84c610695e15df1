using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6008;

/// <summary>Names that only the native side's authors know.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("[{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] static void A() { } [{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv_start\")|}] static void B() { }")]
    [InlineData("[{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"read\")|}] static int Read(int a) => a;")]
    [InlineData("[{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"kv start\")|}] static void Start() { }")]
    [InlineData("[{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"\")|}] static int malloc(int a) => a;")]
    [InlineData("[{|FFI6008:UnmanagedCallersOnly(EntryPoint = \"\")|}] static int kv_a(int a) => a; [UnmanagedCallersOnly(EntryPoint = \"kv_a\")] static int Other(int a) => a;")]
    public Task On(string member) => new CSharpCodeFixTest<FFI6008ExportIsUnusable, FFI6008NameExport, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\nstatic class C { " + member + " }",
    }.RunAsync();
}
