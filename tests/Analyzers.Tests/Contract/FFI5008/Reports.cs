using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5008;

public sealed class Reports
{
    private const string Header = "int __stdcall kv_std(int a);\nint __cdecl kv_c(int a);\nint kv_plain(int a);";

    [Fact]
    public Task Where_32_bit_Windows_is_a_target() => HeaderTest.VerifyAsync<FFI5008CallingConventionDiffers>(
        """
        static class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)] static extern int {|#0:kv_std|}(int a);
            [DllImport("kv", CallingConvention = CallingConvention.StdCall)] static extern int {|#1:kv_c|}(int a);
            [DllImport("kv")] static extern int {|#2:kv_plain|}(int a);
        }
        """,
        Header,
        "win-x64,win-x86",
        Result(0, DiagnosticSeverity.Warning, "kv_std", "`cdecl`", "kv.h:1", "`stdcall`"),
        Result(1, DiagnosticSeverity.Warning, "kv_c", "`stdcall`", "kv.h:2", "`cdecl`"),
        Result(2, DiagnosticSeverity.Warning, "kv_plain", "`stdcall`, because nothing is stated", "kv.h:3", "`cdecl`, the default of C"));

    [Fact]
    public Task Where_it_is_none_the_statement_is_still_wrong() => HeaderTest.VerifyAsync<FFI5008CallingConventionDiffers>(
        "static class Native { [DllImport(\"kv\", CallingConvention = CallingConvention.StdCall)] static extern int {|#0:kv_c|}(int a); }",
        Header,
        null,
        Result(0, DiagnosticSeverity.Info, "kv_c", "`stdcall`", "kv.h:2", "`cdecl`"));

    [Fact]
    public Task Every_form() => HeaderTest.VerifyAsync<FFI5008CallingConventionDiffers>(
        """
        static unsafe partial class Native
        {
            [LibraryImport("kv")] internal static partial int [|kv_plain|](int a);
            [LibraryImport("kv"), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvStdcall) })] internal static partial int [|kv_c|](int a);
            [UnmanagedCallersOnly(EntryPoint = "kv_std", CallConvs = new[] { typeof(CallConvCdecl) })] static int [|Std|](int a) => a;
            static void Fetch(nint library)
            {
                var std = (delegate* unmanaged[Cdecl]<int, int>)[|NativeLibrary.GetExport(library, "kv_std")|];
                Local(1);
                [DllImport("kv", EntryPoint = "kv_plain")] static extern int [|Local|](int a);
            }
        }
        """,
        Header,
        "win-x86");

    private static DiagnosticResult Result(int location, DiagnosticSeverity severity, string function, string managed, string place, string native) =>
        new DiagnosticResult("FFI5008", severity).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(function, managed, place, native, "on 32-bit Windows the two sides disagree about who clears the stack");
}
