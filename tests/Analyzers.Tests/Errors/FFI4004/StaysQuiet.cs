using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4004;

/// <summary>FFI4004 says nothing where somebody reads the error, or may.</summary>
public sealed class StaysQuiet
{
    private const string Put = "[DllImport(\"kv\", SetLastError = true)] static extern bool kv_put(int key); ";

    [Theory]
    [InlineData(Put + "void M() { if (!kv_put(1)) throw new Win32Exception(); }")]
    [InlineData(Put + "void M() { if (!kv_put(1)) throw new Win32Exception(Marshal.GetLastPInvokeError()); }")]
    [InlineData(Put + "void M() { if (!kv_put(1)) Marshal.ThrowExceptionForHR(Marshal.GetHRForLastWin32Error()); }")]
    [InlineData(Put + "bool Try() => kv_put(1); void M() { if (!Try()) throw new Win32Exception(); }")]
    [InlineData(Put + "bool Works => kv_put(1); void M() { if (!Works) throw new Win32Exception(); }")]
    [InlineData(Put + "void M() { Ensure(kv_put(1)); } static void Ensure(bool ok) { if (!ok) throw new Win32Exception(); }")]
    [InlineData(Put + "void M() { if (!kv_put(1)) throw new KvException(); } class KvException : Exception { int code = Marshal.GetLastWin32Error(); }")]
    [InlineData(Put + "void M() { Func<int, bool> put = kv_put; put(1); }")]
    [InlineData(Put)]
    [InlineData("[DllImport(\"kv\", SetLastError = false)] static extern bool kv_put(int key); bool M() => kv_put(1);")]
    [InlineData("[DllImport(\"kv\")] static extern bool kv_put(int key); bool M() => kv_put(1);")]
    [InlineData("[DllImport(\"kv\", SetLastError = true), LastError] static extern bool kv_put(int key); bool M() => kv_put(1);")]
    [InlineData("[DllImport(\"kv\", SetLastError = true)] public static extern bool kv_put(int key); bool M() => kv_put(1);")]
    [InlineData("[DllImport(\"kv\", SetLastError = true)] protected static extern bool kv_put(int key); bool M() => kv_put(1);")]
    [InlineData("[DllImport(\"kv\", SetLastError = true)] static extern bool kv_put(int key); public bool M() => kv_put(1);")]
    [InlineData("[DllImport(\"ole32\", SetLastError = true)] [return: MarshalAs(UnmanagedType.Error)] public static extern int CoDo(nint a);")]
    [InlineData("interface IPut { bool Put(); } class P : IPut { public bool Put() => kv_put(1); } void M(IPut p) { if (!p.Put()) throw new Win32Exception(); } " + Put)]
    public Task Where_the_error_is_or_may_be_read(string members) => new Test { TestCode = Reports.Usings + "using BoundaryLint;\npublic class C { " + members + " }" }.RunAsync();

    [Fact]
    public Task Where_another_assembly_sees_the_declaration() => new Test
    {
        TestCode = "using System.Runtime.InteropServices;\n[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Other\")]\n"
            + "class C { [DllImport(\"kv\", SetLastError = true)] internal static extern bool kv_put(int key); bool M() => kv_put(1); }",
    }.RunAsync();

    [Fact]
    public Task On_half_typed_code()
    {
        var test = new Test { TestCode = Reports.Usings + "class C { [DllImport(\"kv\", SetLastError = )] static extern bool kv_put(int key); [DllImport(SetLastError = true)] static extern int kv(); int M() => kv_put(; }" };
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    private sealed class Test : CSharpAnalyzerTest<FFI4004SetLastErrorIsNeverUsed, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
