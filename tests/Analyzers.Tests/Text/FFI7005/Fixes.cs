using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7005;

public sealed class Fixes
{
    [Fact]
    public Task A_buffer_on_the_stack() => new CSharpCodeFixTest<FFI7005StringBuilderCrossesTheBoundary, FFI7005UseBuffer, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("user32", CharSet = CharSet.Unicode)]
                private static extern int GetWindowText(IntPtr window, [Out] System.Text.StringBuilder [|text|], int count);

                static string TitleOf(IntPtr window)
                {
                    // Titles are short.
                    var title = new System.Text.StringBuilder(256);
                    GetWindowText(window, title, title.Capacity);
                    return title.ToString();
                }
            }
            """),
        FixedCode = Using("""
            static class Native
            {
                [DllImport("user32", CharSet = CharSet.Unicode)]
                private static extern int GetWindowText(IntPtr window, ref char text, int count);

                static string TitleOf(IntPtr window)
                {
                    // Titles are short.
                    Span<char> title = stackalloc char[257];
                    GetWindowText(window, ref title[0], title.Length - 1);
                    return title.Slice(0, title.IndexOf('\0')).ToString();
                }
            }
            """),
        CodeActionEquivalenceKey = "FFI7005:Stack",
    }.RunAsync();

    [Fact]
    public Task A_buffer_that_is_too_large_for_the_stack() => new CSharpCodeFixTest<FFI7005StringBuilderCrossesTheBoundary, FFI7005UseBuffer, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kernel32", CharSet = CharSet.Unicode)]
                private static extern uint GetLongPathName(IntPtr path, System.Text.StringBuilder [|text|], int size);

                static string PathOf(IntPtr path)
                {
                    var text = new System.Text.StringBuilder(32767);
                    GetLongPathName(path, text, text.Capacity);
                    return text.ToString();
                }
            }
            """),
        FixedCode = Using("""
            static class Native
            {
                [DllImport("kernel32", CharSet = CharSet.Unicode)]
                private static extern uint GetLongPathName(IntPtr path, ref char text, int size);

                static string PathOf(IntPtr path)
                {
                    char[] textBuffer = ArrayPool<char>.Shared.Rent(32768);
                    try
                    {
                        Span<char> text = textBuffer.AsSpan(0, 32768);
                        text.Clear();
                        GetLongPathName(path, ref text[0], text.Length - 1);
                        return text.Slice(0, text.IndexOf('\0')).ToString();
                    }
                    finally
                    {
                        ArrayPool<char>.Shared.Return(textBuffer);
                    }
                }
            }
            """).Replace("using System.Runtime.InteropServices;", "using System.Buffers;\nusing System.Runtime.InteropServices;", System.StringComparison.Ordinal),
        CodeActionEquivalenceKey = "FFI7005:Stack",
    }.RunAsync();

    [Fact]
    public Task The_capacity_that_native_code_is_told() => new CSharpCodeFixTest<FFI7005StringBuilderCrossesTheBoundary, FFI7005UseBuffer, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Using("""
                    public static class Native
                    {
                        [DllImport("kv", CharSet = CharSet.Unicode)] public static extern int kv_path(System.Text.StringBuilder [|text|], int length);
                        static string M()
                        {
                            var path = new System.Text.StringBuilder(); // the default
                            kv_path([|path|], 260);
                            var named = new System.Text.StringBuilder("name");
                            kv_path([|named|], 100);
                            return path.ToString();
                        }
                    }
                    """),
            },
        },
        FixedState =
        {
            Sources =
            {
                Using("""
                    public static class Native
                    {
                        [DllImport("kv", CharSet = CharSet.Unicode)] public static extern int kv_path(System.Text.StringBuilder [|text|], int length);
                        static string M()
                        {
                            var path = new System.Text.StringBuilder(260); // the default
                            kv_path(path, 260);
                            var named = new System.Text.StringBuilder("name", 100);
                            kv_path(named, 100);
                            return path.ToString();
                        }
                    }
                    """),
            },
            MarkupHandling = MarkupMode.Allow,
        },
        CodeActionEquivalenceKey = "FFI7005:Capacity",
    }.RunAsync();
}
