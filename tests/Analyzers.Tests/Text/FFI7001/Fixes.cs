using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7001;

public sealed class Fixes
{
    private static Task Change(string code, string fixedCode, string key) => new CSharpCodeFixTest<FFI7001StringEncodingDiffers, FFI7001StateEncoding, DefaultVerifier>
    {
        TestState = { Sources = { Using(code) }, MarkupHandling = MarkupMode.Allow },
        FixedCode = Using(fixedCode),
        CodeActionEquivalenceKey = key,
    }.RunAsync();

    [Fact]
    public Task UTF8_on_every_value() => Change(
        """
        struct Options
        {
            // Where it is.
            public string {|#0:Path|};
        }
        static partial class Native
        {
            [DllImport("kv")]
            static extern int kv_open([In] string [|path|], in Options options);

            [DllImport("kv")]
            static extern int kv_stated([MarshalAs(UnmanagedType.LPStr)] string [|path|]);

            [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf16)]
            internal static partial int puts(string [|text|]);
        }
        """.Replace("{|#0:Path|}", "[|Path|]"),
        """
        struct Options
        {
            // Where it is.
            [MarshalAs(UnmanagedType.LPUTF8Str)]
            public string Path;
        }
        static partial class Native
        {
            [DllImport("kv")]
            static extern int kv_open([In] [MarshalAs(UnmanagedType.LPUTF8Str)] string path, in Options options);

            [DllImport("kv")]
            static extern int kv_stated([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

            [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
            internal static partial int puts(string text);
        }
        """,
        "FFI7001:Utf8");

    [Fact]
    public Task UTF16_on_the_declaration() => Change(
        """
        static class Native
        {
            [DllImport("kv")]
            static extern int kv_open(string [|path|]);

            [DllImport("kv", CharSet = CharSet.Auto, SetLastError = true)]
            static extern int kv_auto(string [|path|]);

            [DllImport("kv")]
            static extern int kv_names(
                string[] [|names|], // all of them
                int count);

            [DllImport("kv")]
            static extern int kv_stated([MarshalAs(UnmanagedType.LPTStr)] string [|path|]);
        }
        """,
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)]
            static extern int kv_open(string path);

            [DllImport("kv", CharSet = CharSet.Unicode, SetLastError = true)]
            static extern int kv_auto(string path);

            [DllImport("kv", CharSet = CharSet.Unicode)]
            static extern int kv_names(
                string[] names, // all of them
                int count);

            [DllImport("kv")]
            static extern int kv_stated([MarshalAs(UnmanagedType.LPWStr)] string path);
        }
        """,
        "FFI7001:Utf16");

    [Fact]
    public Task What_a_contract_says_of_one_value_is_stated_on_that_value() => Change(
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)]
            static extern int kv_open([NativeText(NativeTextEncoding.Utf8)] string [|path|], string title);
        }
        """,
        """
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)]
            static extern int kv_open([NativeText(NativeTextEncoding.Utf8)] [MarshalAs(UnmanagedType.LPUTF8Str)] string path, string title);
        }
        """,
        "FFI7001:Utf8");
}
