using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8008;

public sealed class Fixes
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task The_convention_that_is_ignored_or_repeated_goes() => Verify(
        """
        static class Native
        {
            // Writes.
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition) })]
            static extern int [|kv_sync|]();

            [DllImport("kv", CallingConvention = CallingConvention.StdCall)]
            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
            static extern int [|kv_size|]();
        }
        """,
        """
        static class Native
        {
            // Writes.
            [DllImport("kv", ExactSpelling = true)]
            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl), typeof(CallConvSuppressGCTransition) })]
            static extern int kv_sync();

            [DllImport("kv")]
            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
            static extern int kv_size();
        }
        """);

    [Fact]
    public Task Or_the_attribute_goes() => Verify(
        """
        static class Native
        {
            // Writes.
            [DllImport("kv", CallingConvention = CallingConvention.StdCall)]
            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
            static extern int [|kv_size|]();
        }
        """,
        """
        static class Native
        {
            // Writes.
            [DllImport("kv", CallingConvention = CallingConvention.StdCall)]
            static extern int kv_size();
        }
        """,
        "FFI8008.DropAttribute");

    [Fact]
    public Task Text_becomes_UTF_16() => Verify(
        """
        static class Native
        {
            [DllImport("kernel32")] static extern int DeleteFileW(string [|path|]);
            [DllImport("kernel32", CharSet = CharSet.Ansi, SetLastError = true)] static extern int RemoveDirectoryW(string [|path|]);
        }
        """,
        """
        static class Native
        {
            [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern int DeleteFileW(string path);
            [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true)] static extern int RemoveDirectoryW(string path);
        }
        """);

    [Fact]
    public Task The_entry_point_that_exists_is_stated() => Verify(
        """
        static partial class Native
        {
            [DllImport("user32", ExactSpelling = true)] static extern IntPtr [|SendMessage|](IntPtr window, int message, IntPtr wParam, IntPtr lParam);
            [DllImport("kernel32", EntryPoint = "LoadLibrary", ExactSpelling = true)] static extern IntPtr [|Load|](string path);
        }
        """,
        """
        static partial class Native
        {
            [DllImport("user32", ExactSpelling = true, EntryPoint = "SendMessageW")] static extern IntPtr SendMessage(IntPtr window, int message, IntPtr wParam, IntPtr lParam);
            [DllImport("kernel32", EntryPoint = "LoadLibraryA", ExactSpelling = true)] static extern IntPtr Load(string path);
        }
        """);

    private static Task Verify(string code, string fixedCode, string? key = null) => new CSharpCodeFixTest<FFI8008ImportSettingsContradict, FFI8008StateOneSetting, DefaultVerifier>
    {
        TestCode = Usings + code,
        FixedCode = Usings + fixedCode,
        CodeActionEquivalenceKey = key,
    }.RunAsync();
}
