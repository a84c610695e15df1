using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5014;

public sealed class DoesNotFix
{
    [Fact]
    public Task An_import_that_names_its_library_in_a_way_that_does_not_compile()
    {
        const string Code = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
                [DllImport("kv", EntryPoint = "kv_count")] static extern int Count(nint store);
                [DllImport("kv", EntryPoint = "kv_sync")] static extern int Sync(nint store);
                [Import("kv")] static extern void Close(nint store);
            }
            """;
        return new CSharpCodeFixTest<FFI5014EntryPointDisagreesWithMethod, FFI5014BindToEvidentName, DefaultVerifier>
        {
            CompilerDiagnostics = CompilerDiagnostics.None,
            TestCode = Code,
            FixedCode = Code,
        }.RunAsync();
    }
}
