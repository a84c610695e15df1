using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1011;

/// <summary>FFI1011 stays quiet where the failure value is tested, not known, or the test is not understood.</summary>
public sealed class StaysQuiet
{
    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1011IsInvalidDisagrees, DefaultVerifier> { TestCode = Reports.Imports + code }.RunAsync();

    [Theory]
    [InlineData("", "SafeHandleZeroOrMinusOneIsInvalid", "true")]
    [InlineData("", "SafeHandleMinusOneIsInvalid", "true")]
    [InlineData("", "CriticalHandleZeroOrMinusOneIsInvalid", "")]
    [InlineData("public override bool IsInvalid => handle == new IntPtr(-1);", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid => handle == (IntPtr)(-1) || handle == IntPtr.Zero;", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid => handle is 0 or -1;", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid => handle <= 0;", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid => IsClosed || base.IsInvalid;", "SafeHandleZeroOrMinusOneIsInvalid", "true")]
    [InlineData("private static readonly IntPtr Invalid = new(-1); public override bool IsInvalid => handle == Invalid;", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid => !IsOpen(); private bool IsOpen() => handle != -1;", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid { get { if (IsClosed) return true; return handle == 0; } }", "SafeHandle", "IntPtr.Zero, true")]
    public Task CreateFile_returns_minus_one(string isInvalid, string @base, string arguments) =>
        Run("static class N { " + Reports.CreateFile.Replace("{0}", "public").Replace("{1}", "OwnHandle") + " }" + Reports.Class(isInvalid, @base, arguments));

    [Theory]
    [InlineData("public override bool IsInvalid => handle == IntPtr.Zero;", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("", "SafeHandleZeroOrMinusOneIsInvalid", "true")]
    public Task OpenProcess_returns_zero(string isInvalid, string @base, string arguments) => Run("""
        static class N
        {
            [DllImport("kernel32")] public static extern OwnHandle OpenProcess(uint access, bool inherit, uint id);
        }
        """ + Reports.Class(isInvalid, @base, arguments));

    [Fact]
    public Task Nothing_is_known_about_the_function_or_the_handle_class() => Run("""
        static class N
        {
            [DllImport("kv")] public static extern OwnHandle kv_open(string path);
            [DllImport("kv")] public static extern void kv_reopen(string path, out OwnHandle store);
            [DllImport("kernel32")] public static extern SafeFileHandle OpenProcess(uint access, bool inherit, uint id);
            [DllImport("kernel32")] public static extern IntPtr OpenThread(uint access, bool inherit, uint id);
            static void M() { var thread = OpenThread(1, false, 2); if (thread == IntPtr.Zero) return; new Raw(thread).Dispose(); }
        }
        sealed class Raw : SafeHandleMinusOneIsInvalid
        {
            public Raw(IntPtr value) : base(true) => SetHandle(value);
            protected override bool ReleaseHandle() => true;
        }
        """ + Reports.Class("", "SafeHandleMinusOneIsInvalid", "true"));

    [Fact]
    public Task A_class_of_the_users_that_has_a_framework_class_s_name() => Run("""
        static class N
        {
            [DllImport("kernel32")] public static extern Own.OwnHandle OpenProcess(uint access, bool inherit, uint id);
        }
        namespace Own
        {
            abstract class SafeHandleMinusOneIsInvalid : SafeHandle
            {
                protected SafeHandleMinusOneIsInvalid() : base(IntPtr.Zero, true) { }
                public override bool IsInvalid => handle <= 0;
            }
            sealed class OwnHandle : SafeHandleMinusOneIsInvalid { protected override bool ReleaseHandle() => true; }
        }
        """);
}
