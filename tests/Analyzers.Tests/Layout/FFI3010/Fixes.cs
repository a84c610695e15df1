using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3010;

public sealed class Fixes
{
    [Fact]
    public Task Out_goes_from_a_string() => new CSharpCodeFixTest<FFI3010DataDirectionIsWrong, FFI3010StateDirection, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern void kv_name([Out] string [|name|], [In, Out] string [|text|]);
                [DllImport("kv", CharSet = CharSet.Unicode)]
                static extern void kv_other(
                    // which one
                    [Out]
                    [MarshalAs(UnmanagedType.LPWStr)]
                    string [|name|]);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern void kv_name(string name, [In] string text);
                [DllImport("kv", CharSet = CharSet.Unicode)]
                static extern void kv_other(
                    // which one
                    [MarshalAs(UnmanagedType.LPWStr)]
                    string name);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Out_comes_to_what_native_code_fills() => Verify(
        """
        using System;

        struct Item { public int Id; }
        static class Native
        {
            [System.Runtime.InteropServices.DllImport("kv")] static extern int kv_items(nint store, /* all */ Item[] [|items|]);
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;

        struct Item { public int Id; }
        static class Native
        {
            [System.Runtime.InteropServices.DllImport("kv")] static extern int kv_items(nint store, /* all */ [Out] Item[] items);
        }
        """,
        "/** @boundary items: out */ int kv_items(void *store, void *items);\n");

    [Fact]
    public Task In_and_Out_come_to_what_native_code_changes() => Verify(
        """
        using System.Runtime.InteropServices;
        struct Item { public int Id; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_items([In] Item[] [|items|], Item[] [|others|]);
        }
        """,
        """
        using System.Runtime.InteropServices;
        struct Item { public int Id; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_items([In][Out] Item[] items, [In, Out] Item[] others);
        }
        """,
        "/** @boundary items: inout\n * @boundary others: inout */ int kv_items(void *items, void *others);\n");

    [Fact]
    public Task In_goes_from_what_native_code_writes() => Verify(
        """
        using System.Runtime.InteropServices;
        using System.Text;
        struct Item { public int Id; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_item([In] ref Item [|item|], [In] StringBuilder [|text|]);
        }
        """,
        """
        using System.Runtime.InteropServices;
        using System.Text;
        struct Item { public int Id; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_item(ref Item item, StringBuilder text);
        }
        """,
        "/** @boundary item: out\n * @boundary text: out */ int kv_item(void *item, char *text);\n");

    private static Task Verify(string code, string fixedCode, string header)
    {
        var test = new CSharpCodeFixTest<FFI3010DataDirectionIsWrong, FFI3010StateDirection, DefaultVerifier> { TestCode = code, FixedCode = fixedCode };
        return test.WithHeader(header).RunAsync();
    }

    [Fact]
    public Task What_is_passed_otherwise_than_native_code_uses_it() => new CSharpCodeFixTest<FFI3010DataDirectionIsWrong, FFI3010StateDirection, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern int kv_count(/* how many */ in int [|@out|]);
                [DllImport("kv")] static extern int kv_load(out int [|item|]);
                [DllImport("kv")] static extern int kv_step(in int [|state|]);
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] static extern int kv_count(/* how many */ out int @out);
                [DllImport("kv")] static extern int kv_load(in int item);
                [DllImport("kv")] static extern int kv_step(ref int state);
            }
            """,
    }.WithHeader("int kv_count(int *out);\nint kv_load(const int *item);\n/* @boundary state: inout */\nint kv_step(int *state);\n").RunAsync();
}
