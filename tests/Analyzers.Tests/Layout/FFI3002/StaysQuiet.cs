using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3002;

public sealed class StaysQuiet
{
    [Fact]
    public Task Stated_by_CharSet_MarshalAs_or_StringMarshalling() => VerifyAsync("""
        [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)] struct Options { public char Separator; }
        struct Key { [MarshalAs(UnmanagedType.U1)] public char First; }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl, CharSet = CharSet.Ansi)] delegate char Map(char c);
        static partial class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern char kv_map(char c, char[] buffer, Map map);
            [DllImport("kv", CharSet = CharSet.Ansi)] static extern void kv_open(ref Options options, Key key);
            [DllImport("kv")] static extern void kv_put([MarshalAs(UnmanagedType.U2)] char c, [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.U2)] char[] text);
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf16)] static partial void kv_get(char c);
        }
        """);

    [Fact]
    public Task The_modules_character_set() => VerifyAsync("""
        [module: DefaultCharSet(CharSet.Ansi)]
        struct Options { public char Separator; }
        static class Native
        {
            [DllImport("kv")] static extern void kv_put(char c, Options options);
        }
        """);

    [Fact]
    public Task Windows_where_marshalling_is_disabled_and_a_character_has_two_bytes() => VerifyAsync("""
        [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
        static class Native
        {
            [DllImport("user32")] static extern short VkKeyScanW(char c);
        }
        """);

    [Fact]
    public Task Text_pointers_and_what_is_not_native() => VerifyAsync("""
        struct Word { public char First; }
        delegate char Map(char c);
        static unsafe class Native
        {
            [DllImport("kv")] static extern void kv_put(char* text, string name, byte c, sbyte d, ushort e);
            static char Run(Map map, Word word) => map(word.First);
        }
        """);

    [Fact]
    public Task Arrays_in_a_form_that_the_runtime_refuses() => VerifyAsync("""
        static class Native { [DllImport("kernel32")] static extern int WideCharToMultiByte(uint page, uint flags, [In, MarshalAs(UnmanagedType.LPWStr)] char[] text, int length, byte[] bytes, int size, nint a, nint b); }
        """);

    private static Task VerifyAsync(string code) => new CSharpAnalyzerTest<FFI3002CharHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n" + code,
    }.RunAsync();
}
