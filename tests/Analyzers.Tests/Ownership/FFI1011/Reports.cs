using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1011;

/// <summary>FFI1011 reports handles whose class takes a failing call's value for a handle.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        """;

    internal static string Class(string isInvalid, string @base = "SafeHandle", string arguments = "IntPtr.Zero, true") => $$"""

        sealed class OwnHandle : {{@base}}
        {
            public OwnHandle() : base({{arguments}}) { }
            {{isInvalid}}
            protected override bool ReleaseHandle() => true;
        }
        """;

    internal const string CreateFile = """
        [DllImport("kernel32", CharSet = CharSet.Unicode, EntryPoint = "CreateFileW")]
        {0} static extern {1} CreateFile(string name, uint access, uint share, IntPtr security, uint creation, uint flags, IntPtr template);
        """;

    private static string File(string type) => CreateFile.Replace("{0}", "public").Replace("{1}", type);

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI1011IsInvalidDisagrees, DefaultVerifier> { TestCode = Imports + code }.RunAsync();

    [Theory]
    [InlineData("public override bool IsInvalid => handle == IntPtr.Zero;")]
    [InlineData("public override bool IsInvalid => this.handle == (nint)0 || IsClosed;")]
    [InlineData("public override bool IsInvalid { get { return IntPtr.Zero == handle; } }")]
    [InlineData("public override bool IsInvalid { get => handle.ToInt64() == 0; }")]
    [InlineData("public override bool IsInvalid => handle is 0;")]
    [InlineData("public override bool IsInvalid => handle.Equals(IntPtr.Zero);")]
    [InlineData("public override bool IsInvalid => handle == default;")]
    [InlineData("public override bool IsInvalid => false;")]
    public Task Minus_one_that_is_not_tested(string isInvalid) => Run("static class N { " + File("[|OwnHandle|]") + " }" + Class(isInvalid));

    [Theory]
    [InlineData("public override bool IsInvalid => handle == new IntPtr(-1);", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid => (long)handle < 0;", "SafeHandle", "IntPtr.Zero, true")]
    [InlineData("public override bool IsInvalid => handle == -1;", "CriticalHandle", "IntPtr.Zero")]
    [InlineData("", "SafeHandleMinusOneIsInvalid", "true")]
    [InlineData("", "CriticalHandleMinusOneIsInvalid", "")]
    [InlineData("public override bool IsInvalid => base.IsInvalid || IsClosed;", "SafeHandleMinusOneIsInvalid", "true")]
    public Task Zero_that_is_not_tested(string isInvalid, string @base, string arguments) => Run("""
        static class N
        {
            [DllImport("kernel32")] public static extern [|OwnHandle|] OpenProcess(uint access, bool inherit, uint id);
        }
        """ + Class(isInvalid, @base, arguments));

    [Fact]
    public Task The_message() => new CSharpAnalyzerTest<FFI1011IsInvalidDisagrees, DefaultVerifier>
    {
        TestCode = Imports + """
            static class N
            {
                [DllImport("kernel32")] public static extern {|#0:OwnHandle|} OpenProcess(uint access, bool inherit, uint id);
            }
            """ + Class("", "SafeHandleMinusOneIsInvalid", "true"),
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1011", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "'OwnHandle.IsInvalid' does not test for 0, which OpenProcess returns when it fails (known from the Windows documentation (OpenProcess)): the failure looks like a handle, which is used and later released; test for it too"),
        },
    }.RunAsync();

    [Fact]
    public Task A_raw_result_that_goes_straight_into_a_handle() => Run("""
        static class N
        {
            [DllImport("kernel32")] public static extern IntPtr OpenProcess(uint access, bool inherit, uint id);
            static OwnHandle Open() => new([|OpenProcess(1, false, 2)|]);
        }
        sealed class OwnHandle : SafeHandleMinusOneIsInvalid
        {
            public OwnHandle(IntPtr process) : base(true) => SetHandle(process);
            public OwnHandle(uint id) : base(true) { SetHandle([|N.OpenProcess(1, false, id)|]); }
            protected override bool ReleaseHandle() => true;
        }
        """);

    [Fact]
    public Task A_LibraryImport_a_local_function_and_a_class_in_two_files() => new CSharpAnalyzerTest<FFI1011IsInvalidDisagrees, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Imports + """
                    static partial class N
                    {
                        [LibraryImport("kernel32")] public static partial [|OwnHandle|] OpenProcess(uint access, int inherit, uint id);
                        static void M()
                        {
                            using var process = OpenThread(1, 0, 2);
                            [DllImport("kernel32")] static extern [|OwnHandle|] OpenThread(uint access, int inherit, uint id);
                        }
                    }
                    abstract class Base : SafeHandle
                    {
                        protected Base() : base(IntPtr.Zero, true) { }
                        public override bool IsInvalid => handle == -1;
                    }
                    sealed partial class OwnHandle : Base { protected override bool ReleaseHandle() => true; }
                    """,
                "partial class OwnHandle { public OwnHandle() { } }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task An_out_parameter_of_a_function_with_a_status_is_only_a_suggestion() => new CSharpAnalyzerTest<FFI1011IsInvalidDisagrees, DefaultVerifier>
    {
        TestCode = Imports + """
            enum Status { Ok, Failed }
            static class N
            {
                [DllImport("kv")] public static extern Status kv_open(string path, out OwnHandle {|#0:store|});
            }
            """ + Class("", "SafeHandleMinusOneIsInvalid", "true"),
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI1011", DiagnosticSeverity.Info).WithLocation(0).WithArguments(
                "OwnHandle", "0", "kv_open leaves in 'store' when it fails without setting it", "0 means success, inferred from Status.Ok"),
        },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1011IsInvalidDisagrees, DefaultVerifier>
    {
        TestCode = Imports + """
            static class N
            {
                [DllImport("kernel32")] public static extern [|OwnHandle|] OpenProcess(uint access, bool inherit, uint id
                [DllImport("kernel32")] public static extern Broken OpenThread(uint access, bool inherit, uint id);
            }
            sealed class Broken : SafeHandle { public override bool IsInvalid => handle == ; }
            """ + Class("", "SafeHandleMinusOneIsInvalid", "true"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
