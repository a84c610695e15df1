using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Text;
using BoundaryLint.Rules.Text;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Text.FFI7003;

public sealed class Fixes
{
    [Fact]
    public Task The_right_method() => new CSharpCodeFixTest<FFI7003NativeStringIsDecodedWithTheWrongEncoding, FFI7003UseRightDecoder, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_name();
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_part(out int length);
                static string M()
                {
                    // The name.
                    var name = Marshal.[|PtrToStringAnsi|](kv_name()); // owned by the library
                    return name + System.Runtime.InteropServices.Marshal.[|PtrToStringAnsi|](kv_part(out var length), length);
                }
            }
            """),
        FixedCode = Using("""
            static class Native
            {
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_name();
                [DllImport("kv")] [return: NativeText(NativeTextEncoding.Utf8)] static extern IntPtr kv_part(out int length);
                static string M()
                {
                    // The name.
                    var name = Marshal.PtrToStringUTF8(kv_name()); // owned by the library
                    return name + System.Runtime.InteropServices.Marshal.PtrToStringUTF8(kv_part(out var length), length);
                }
            }
            """),
    }.RunAsync();

    [Fact]
    public Task A_choice_where_nothing_says_which() => new CSharpCodeFixTest<FFI7003NativeStringIsDecodedWithTheWrongEncoding, FFI7003UseRightDecoder, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern IntPtr kv_name();
                static string M() => Marshal.[|PtrToStringAuto|](kv_name());
            }
            """),
        FixedCode = Using("""
            static class Native
            {
                [DllImport("kv")] static extern IntPtr kv_name();
                static string M() => Marshal.PtrToStringUni(kv_name());
            }
            """),
        CodeActionEquivalenceKey = "FFI7003:PtrToStringUni",
    }.RunAsync();
}
