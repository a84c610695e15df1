using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6008;

/// <summary>The export gets the name of its method.</summary>
public sealed class Fixes
{
    private static Task Verify(string before, string after) => new CSharpCodeFixTest<FFI6008ExportIsUnusable, FFI6008NameExport, DefaultVerifier>
    {
        TestState = { Sources = { before }, AnalyzerConfigFiles = { ("/.globalconfig", Reports.Shared) } },
        FixedState = { Sources = { after }, AnalyzerConfigFiles = { ("/.globalconfig", Reports.Shared) } },
    }.RunAsync();

    [Fact]
    public Task Of_empty_names() => Verify(
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        public static class C
        {
            // Starts.
            [{|FFI6008:UnmanagedCallersOnly(EntryPoint = "")|}] // export
            public static void kv_start() { }

            [{|FFI6008:UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) }, EntryPoint = null)|}]
            public static void kv_stop() { }
        }
        """,
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        public static class C
        {
            // Starts.
            [UnmanagedCallersOnly(EntryPoint = "kv_start")] // export
            public static void kv_start() { }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) }, EntryPoint = "kv_stop")]
            public static void kv_stop() { }
        }
        """);

    [Fact]
    public Task Of_methods_that_nobody_can_reach() => Verify(
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        public static class C
        {
            [UnmanagedCallersOnly]
            public static void {|FFI6008:kv_start|}() { }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
            public static void {|FFI6008:kv_stop|}() { }
        }
        """,
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        public static class C
        {
            [UnmanagedCallersOnly(EntryPoint = "kv_start")]
            public static void kv_start() { }

            [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) }, EntryPoint = "kv_stop")]
            public static void kv_stop() { }
        }
        """);
}
