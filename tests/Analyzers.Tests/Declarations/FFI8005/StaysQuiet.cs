using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8005FunctionWithoutPlatform, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8005;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Runtime.Versioning;\n";

    [Fact]
    public Task What_is_annotated_at_any_level() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [SupportedOSPlatform("windows")] [DllImport("user32")] static extern IntPtr GetFocus();
            [UnsupportedOSPlatform("windows")] [DllImport("libc")] static extern int getpid();
            [SupportedOSPlatform("windows5.1.2600")] [DllImport("user32")] static extern IntPtr GetCapture();
        }
        [SupportedOSPlatform("windows")] static class User32
        {
            [DllImport("user32")] static extern IntPtr GetFocus();
            static class Inner { [DllImport("user32")] static extern IntPtr GetFocus(); }
        }
        """);

    [Fact]
    public Task An_assembly_for_one_system() => Verify.VerifyAnalyzerAsync("""
        [assembly: System.Runtime.Versioning.SupportedOSPlatform("windows")]
        static class Native { [System.Runtime.InteropServices.DllImport("user32")] static extern int GetFocus(); }
        """);

    [Fact]
    public Task Libraries_that_come_with_the_program_and_exports() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("kv")] static extern int kv_open();
            [DllImport("libkv.so.2")] static extern int kv_close();
            [DllImport("libSystem.Native")] static extern int SystemNative_GetPid();
            [DllImport("__Internal")] static extern int internal_call();
            [UnmanagedCallersOnly(EntryPoint = "kv_callback")] static void Callback() { }
        }
        """);

    [Fact]
    public Task A_project_for_that_system_alone() => new CSharpAnalyzerTest<FFI8005FunctionWithoutPlatform, DefaultVerifier>
    {
        TestCode = Usings + """class Native { [DllImport("user32")] static extern IntPtr GetFocus(); }""",
    }.RunningOn("win-x64,win-arm64").RunAsync();

    [Fact]
    public Task A_framework_without_the_attribute() => new CSharpAnalyzerTest<FFI8005FunctionWithoutPlatform, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\n" + """class Native { [DllImport("user32")] static extern IntPtr GetFocus(); }""",
        ReferenceAssemblies = ReferenceAssemblies.NetStandard.NetStandard20,
    }.RunAsync();
}
