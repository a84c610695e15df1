using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3016;

public sealed class Fixes
{
    [Fact]
    public Task An_attribute_that_says_nothing_is_removed() => new CSharpCodeFixTest<FFI3016SignatureCannotBeMarshalled, FFI3016StateOtherForm, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Point { public int X; }
            static unsafe class Native
            {
                // Asks.
                [DllImport("kv")]
                [return: MarshalAs(UnmanagedType.Bool)]
                internal static extern [|int|] kv_has([MarshalAs(UnmanagedType.LPStr)] nint [|key|], [In, MarshalAs(UnmanagedType.LPStruct)] ref Point [|point|], [MarshalAs(UnmanagedType.LPArray)] int* [|values|]);

                [DllImport("kv")]
                internal static extern void kv_put(
                    // the value
                    [MarshalAs(UnmanagedType.LPStr)] byte[] [|value|]);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            struct Point { public int X; }
            static unsafe class Native
            {
                // Asks.
                [DllImport("kv")]
                internal static extern int kv_has(nint key, [In] ref Point point, int* values);

                [DllImport("kv")]
                internal static extern void kv_put(
                    // the value
                    byte[] value);
            }
            """,
        CodeActionEquivalenceKey = "FFI3016.Remove",
    }.RunAsync();

    [Fact]
    public Task Of_a_bool_the_four_bytes_stay() => new CSharpCodeFixTest<FFI3016SignatureCannotBeMarshalled, FFI3016StateOtherForm, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Options
            {
                /// <summary>Documented.</summary>
                [MarshalAs(UnmanagedType.I4)]
                public bool [|ReadOnly|];
            }
            static class Native
            {
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.I4)] static extern [|bool|] kv_open(ref Options options);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            struct Options
            {
                /// <summary>Documented.</summary>
                [MarshalAs(UnmanagedType.Bool)]
                public bool ReadOnly;
            }
            static class Native
            {
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.Bool)] static extern bool kv_open(ref Options options);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Of_an_array_of_strings_the_form_becomes_that_of_the_elements() => new CSharpCodeFixTest<FFI3016SignatureCannotBeMarshalled, FFI3016StateOtherForm, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern void kv_names([In, MarshalAs(UnmanagedType.LPWStr)] string[] [|names|], int count);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern void kv_names([In, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPWStr)] string[] names, int count);
            }
            """,
    }.RunAsync();
}
