using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Suppressors;

public sealed class SearchPathSuppressorTests
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Runtime.Versioning;\n";

    [Fact]
    public Task Where_there_is_no_windows() => SdkRules.VerifyAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(); // stays: CA5392
            [DllImport("user32")] internal static extern int GetFocus(); // stays: CA5392
            [DllImport("libc")] internal static extern int getpid(); // silenced: CA5392
            [DllImport("libkv.so.2")] internal static extern int kv_unix(); // silenced: CA5392
            [SupportedOSPlatform("macos")] [DllImport("kv")] internal static extern int kv_mac(); // silenced: CA5392
        }
        """,
        "CA5392");

    [Fact]
    public Task A_project_that_does_not_run_on_windows() => SdkRules.VerifyAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(); // silenced: CA5392
        }
        """,
        "CA5392",
        "linux-x64");

    [Fact]
    public Task The_folder_of_the_program() => SdkRules.VerifyAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.System32)] internal static extern int a(); // silenced: CA5393
            [DllImport("kv")] [DefaultDllImportSearchPaths(DllImportSearchPath.ApplicationDirectory)] internal static extern int b(); // silenced: CA5393
            [DllImport("kv")] [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)] internal static extern int c(); // stays: CA5393
            [DllImport("kv")] [DefaultDllImportSearchPaths(DllImportSearchPath.LegacyBehavior)] internal static extern int d(); // stays: CA5393
            [DllImport("user32")] [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.System32)] internal static extern int e(); // stays: CA5393
            [DllImport("kv")] [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)] internal static extern int f();
        }
        """,
        "CA5393");
}
