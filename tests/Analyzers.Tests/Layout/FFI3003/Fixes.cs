using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3003;

public sealed class Fixes
{
    [Fact]
    public Task Automatic_layout_becomes_sequential() => new CSharpCodeFixTest<FFI3003TypeHasNoStableNativeLayout, FFI3003StateSequentialLayout, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Auto, Pack = 4)] // packed
            struct [|Options|] { public byte A; public int B; }
            static class Native
            {
                [DllImport("kv")] static extern void a(Options options);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Sequential, Pack = 4)] // packed
            struct Options { public byte A; public int B; }
            static class Native
            {
                [DllImport("kv")] static extern void a(Options options);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_class_in_another_file_gets_the_attribute_and_the_import() => new CSharpCodeFixTest<FFI3003TypeHasNoStableNativeLayout, FFI3003StateSequentialLayout, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("kv")] static extern void a(Options [|options|], int size);
                    [DllImport("kv")] static extern void b(Options [|options|]);
                }
                """,
                """
                namespace Store;

                """,
                """
                using System;

                /// <summary>Documented.</summary>
                public sealed class Options
                {
                    public int A;
                }
                """,
            },
        },
        FixedState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;
                static class Native
                {
                    [DllImport("kv")] static extern void a(Options options, int size);
                    [DllImport("kv")] static extern void b(Options options);
                }
                """,
                """
                namespace Store;

                """,
                """
                using System;
                using System.Runtime.InteropServices;

                /// <summary>Documented.</summary>
                [StructLayout(LayoutKind.Sequential)]
                public sealed class Options
                {
                    public int A;
                }
                """,
            },
        },
        NumberOfIncrementalIterations = 1,
    }.RunAsync();
}
