using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5008;

public sealed class Fixes
{
    [Fact]
    public Task Imports_and_exports() => HeaderTest.FixAsync<FFI5008CallingConventionDiffers, FFI5008StateHeaderConvention>(
        """
        static partial class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)] internal static extern int [|kv_std|](int a);
            [DllImport("kv")] internal static extern int [|kv_plain|](int a); // adds
            [LibraryImport("kv"), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvStdcall) })] internal static partial int [|kv_c|](int a);
            [UnmanagedCallersOnly(EntryPoint = "kv_d", CallConvs = new[] { typeof(CallConvStdcall) })] static int [|D|](int a) => a;
        }
        """,
        """
        static partial class Native
        {
            [DllImport("kv", CallingConvention = CallingConvention.StdCall)] internal static extern int kv_std(int a);
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)] internal static extern int kv_plain(int a); // adds
            [LibraryImport("kv"), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })] internal static partial int kv_c(int a);
            [UnmanagedCallersOnly(EntryPoint = "kv_d", CallConvs = new[] { typeof(CallConvCdecl) })] static int D(int a) => a;
        }
        """,
        "int __stdcall kv_std(int a);\nint kv_plain(int a);\nint kv_c(int a);\nint kv_d(int a);",
        "win-x86");

    [Fact]
    public Task A_LibraryImport_gets_an_attribute() => HeaderTest.FixAsync<FFI5008CallingConventionDiffers, FFI5008StateHeaderConvention>(
        """
        static partial class Native
        {
            [LibraryImport("kv")]
            internal static partial int [|kv_plain|](int a);
        }
        """,
        """
        static partial class Native
        {
            [LibraryImport("kv")]
            [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
            internal static partial int kv_plain(int a);
        }
        """,
        "int kv_plain(int a);",
        "win-x86");
}
