using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Suppressors;

public sealed class NativeTextSuppressorTests
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Runtime.Versioning;\n";

    [Fact]
    public Task Utf8_and_functions_with_ansi_text_only() => SdkRules.VerifyAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path); // silenced: CA2101
            [DllImport("kv")] internal static extern int kv_open2(string path); // stays: CA2101
            [DllImport("kv")] internal static extern int kv_open3([MarshalAs(UnmanagedType.LPUTF8Str)] string path, string mode); // silenced: CA2101, stays: CA2101
            [DllImport("libc")] internal static extern int chdir(string path); // silenced: CA2101
            [DllImport("kernel32")] internal static extern IntPtr GetProcAddress(IntPtr module, string name); // silenced: CA2101
            [DllImport("kernel32")] internal static extern int DeleteFile(string path); // stays: CA2101
            [SupportedOSPlatform("linux")] [DllImport("kv", CharSet = CharSet.Ansi)] internal static extern int kv_linux(string path); // silenced: CA2101
        }
        """,
        "CA2101");

    [Fact]
    public Task Ansi_is_utf8_where_there_is_no_windows() => SdkRules.VerifyAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(string path); // silenced: CA2101
        }
        """,
        "CA2101",
        "linux-x64,osx-arm64");
}
