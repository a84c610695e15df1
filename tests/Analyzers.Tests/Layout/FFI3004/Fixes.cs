using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3004;

public sealed class Fixes
{
    [Fact]
    public Task A_number_with_a_property_beside_it() => Verify(
        """
        using System.Runtime.InteropServices;
        struct Options
        {
            public int Id;

            /// <summary>Whether to look into nested stores.</summary>
            [MarshalAs(UnmanagedType.Bool)]
            public bool [|Deep|];

            [MarshalAs(UnmanagedType.VariantBool)] public bool [|Shared|];
        }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(Options* options);
            static int M()
            {
                Options options = new Options { Id = 1, Deep = true };
                options.Shared = !options.Deep;
                return kv_open(&options);
            }
        }
        """,
        """
        using System.Runtime.InteropServices;
        struct Options
        {
            public int Id;

            private int _deep;

            /// <summary>Whether to look into nested stores.</summary>
            public bool Deep
            {
                readonly get => _deep != 0;
                set => _deep = value ? 1 : 0;
            }

            private short _shared;

            public bool Shared
            {
                readonly get => _shared != 0;
                set => _shared = (short)(value ? -1 : 0);
            }
        }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(Options* options);
            static int M()
            {
                Options options = new Options { Id = 1, Deep = true };
                options.Shared = !options.Deep;
                return kv_open(&options);
            }
        }
        """,
        2);

    [Fact]
    public Task The_field_of_an_export_stands_elsewhere() => new CSharpCodeFixTest<FFI3004StructMustBeBlittable, FFI3004DeclareBlittableField, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;
                static class Exports
                {
                    [UnmanagedCallersOnly] static int OnItem(Item [|item|]) => item.IsOpen ? 1 : 0;
                }
                """,
                """
                struct Item
                {
                    public bool IsOpen;
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
                static class Exports
                {
                    [UnmanagedCallersOnly] static int OnItem(Item item) => item.IsOpen ? 1 : 0;
                }
                """,
                """
                struct Item
                {
                    private byte _isOpen;

                    public bool IsOpen
                    {
                        readonly get => _isOpen != 0;
                        set => _isOpen = (byte)(value ? 1 : 0);
                    }
                }
                """,
            },
        },
    }.RunAsync();

    private static Task Verify(string code, string fixedCode, int iterations) =>
        new CSharpCodeFixTest<FFI3004StructMustBeBlittable, FFI3004DeclareBlittableField, DefaultVerifier>
        {
            TestCode = code,
            FixedCode = fixedCode,
            NumberOfIncrementalIterations = iterations,
        }.RunAsync();
}
