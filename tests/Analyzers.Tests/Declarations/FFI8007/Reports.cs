using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8007ManagedApiDoesThis, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8007;

public sealed class Reports
{
    [Fact]
    public Task Functions_of_each_system() => Verify.VerifyAnalyzerAsync(
        """
        using System;
        using System.Runtime.InteropServices;
        static unsafe partial class Native
        {
            [DllImport("kernel32")] static extern uint GetCurrentProcessId();
            [LibraryImport("libc", EntryPoint = "getpid")] internal static partial int Pid();
            [DllImport("kernel32", EntryPoint = "GetComputerNameW", CharSet = CharSet.Unicode)] static extern int ComputerName(char* buffer, ref uint size);
            [DllImport("ntdll")] static extern void RtlMoveMemory(IntPtr to, IntPtr from, nint size);
            [DllImport("msvcrt")] static extern IntPtr memcpy(byte* to, byte* from, nuint size);
            static void M(byte* a, byte* b)
            {
                uint size = 0;
                var id = {|#0:GetCurrentProcessId()|};
                var other = {|#1:Pid()|};
                {|#2:ComputerName((char*)a, ref size)|};
                {|#3:RtlMoveMemory((IntPtr)a, (IntPtr)b, 2)|};
                var to = {|#4:memcpy(a, b, 2)|};
                [DllImport("libc")] static extern uint sleep(uint time);
                _ = {|#5:sleep(5)|};
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`GetCurrentProcessId` of \"kernel32\" does what `Environment.ProcessId` does on every system without a declaration that can be wrong; call that"),
        Verify.Diagnostic().WithLocation(1).WithArguments("getpid", "libc", "Environment.ProcessId"),
        Verify.Diagnostic().WithLocation(2).WithArguments("GetComputerNameW", "kernel32", "Environment.MachineName"),
        Verify.Diagnostic().WithLocation(3).WithArguments("RtlMoveMemory", "ntdll", "NativeMemory.Copy"),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8007ManagedApiDoesThis, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kernel32")] static extern uint GetCurrentProcessId();
                static uint M() => [|GetCurrentProcessId()|] +
            }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
