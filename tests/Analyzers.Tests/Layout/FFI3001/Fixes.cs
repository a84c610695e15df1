using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3001;

public sealed class Fixes
{
    [Fact]
    public Task Without_evidence_the_first_action_keeps_four_bytes() => VerifyAsync(
        """
        static class Native
        {
            // Asks.
            [DllImport("kv")] // one line
            internal static extern [|bool|] kv_has(nint db, bool [|deep|], [Out] bool[] [|flags|]);

            [DllImport("kv")] internal static extern [|bool|] kv_ok();
        }
        """,
        """
        static class Native
        {
            // Asks.
            [DllImport("kv")] // one line
            [return: MarshalAs(UnmanagedType.Bool)]
            internal static extern bool kv_has(nint db, [MarshalAs(UnmanagedType.Bool)] bool deep, [Out][MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.Bool)] bool[] flags);

            [DllImport("kv")][return: MarshalAs(UnmanagedType.Bool)] internal static extern bool kv_ok();
        }
        """);

    [Fact]
    public Task One_byte_is_the_second_action() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")]
            internal static extern [|bool|] kv_has(
                nint db,
                // whether to look into nested stores
                bool [|deep|]);
        }
        """,
        """
        static class Native
        {
            [DllImport("kv")]
            [return: MarshalAs(UnmanagedType.U1)]
            internal static extern bool kv_has(
                nint db,
                // whether to look into nested stores
                [MarshalAs(UnmanagedType.U1)] bool deep);
        }
        """,
        "FFI3001.U1");

    [Fact]
    public Task Variant_bool_is_the_third_action_where_only_Windows_runs_it() => new CSharpCodeFixTest<FFI3001BoolHasNoStatedNativeSize, FFI3001StateBoolSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern void kv_set(ref bool [|flag|]);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern void kv_set([MarshalAs(UnmanagedType.VariantBool)] ref bool flag);
            }
            """,
        CodeActionEquivalenceKey = "FFI3001.VariantBool",
    }.RunningOn("win-x64,win-arm64").RunAsync();

    [Fact]
    public Task Fields_properties_and_record_parameters() => VerifyAsync(
        """
        record struct State(int Size, bool [|IsOpen|]);
        struct Options
        {
            /// <summary>Documented.</summary>
            public bool [|ReadOnly|], [|Shared|]; // two

            public bool [|IsDeep|] { get; set; }

            [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4)]
            public bool[] [|Flags|];
        }
        static class Native
        {
            [DllImport("kv")] static extern void kv_open(Options options, out State state);
        }
        """,
        """
        record struct State(int Size, [field: MarshalAs(UnmanagedType.U1)] bool IsOpen);
        struct Options
        {
            /// <summary>Documented.</summary>
            [MarshalAs(UnmanagedType.U1)]
            public bool ReadOnly, Shared; // two

            [field: MarshalAs(UnmanagedType.U1)]
            public bool IsDeep { get; set; }

            [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4, ArraySubType = UnmanagedType.U1)]
            public bool[] Flags;
        }
        static class Native
        {
            [DllImport("kv")] static extern void kv_open(Options options, out State state);
        }
        """,
        "FFI3001.U1",
        iterations: 4);

    [Fact]
    public Task Delegates_and_local_functions() => VerifyAsync(
        """
        namespace Store
        {
            delegate [|bool|] Visit(nint item);

            static class Native
            {
                static void Run(nint pointer)
                {
                    Marshal.GetDelegateForFunctionPointer<Visit>(pointer)(1);
                    kv_sync();

                    [DllImport("kv")]
                    static extern [|bool|] kv_sync();
                }
            }
        }
        """,
        """
        namespace Store
        {
            [return: MarshalAs(UnmanagedType.U1)]
            delegate bool Visit(nint item);

            static class Native
            {
                static void Run(nint pointer)
                {
                    Marshal.GetDelegateForFunctionPointer<Visit>(pointer)(1);
                    kv_sync();

                    [DllImport("kv")]
                    [return: MarshalAs(UnmanagedType.U1)]
                    static extern bool kv_sync();
                }
            }
        }
        """,
        "FFI3001.U1");

    [Fact]
    public Task The_namespace_is_imported_where_it_is_not() => new CSharpCodeFixTest<FFI3001BoolHasNoStatedNativeSize, FFI3001StateBoolSize, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices;\nstatic class Native { [DllImport(\"kv\")] static extern void kv_open(Options options); }\n",
                """
                namespace Store;

                struct Unrelated { }

                """.Replace("\r", ""),
                """
                using System;

                struct Options
                {
                    public bool [|ReadOnly|];
                }
                """,
            },
        },
        FixedState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices;\nstatic class Native { [DllImport(\"kv\")] static extern void kv_open(Options options); }\n",
                """
                namespace Store;

                struct Unrelated { }

                """.Replace("\r", ""),
                """
                using System;
                using System.Runtime.InteropServices;

                struct Options
                {
                    [MarshalAs(UnmanagedType.Bool)]
                    public bool ReadOnly;
                }
                """,
            },
        },
    }.RunAsync();

    private static Task VerifyAsync(string code, string fixedCode, string? key = null, int? iterations = null) =>
        new CSharpCodeFixTest<FFI3001BoolHasNoStatedNativeSize, FFI3001StateBoolSize, DefaultVerifier>
        {
            TestCode = "using System.Runtime.InteropServices;\n" + code,
            FixedCode = "using System.Runtime.InteropServices;\n" + fixedCode,
            CodeActionEquivalenceKey = key,
            NumberOfIncrementalIterations = iterations,
        }.RunAsync();
}
