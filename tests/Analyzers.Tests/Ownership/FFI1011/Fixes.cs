using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1011;

/// <summary>FFI1011's fix adds the missing value to the test.</summary>
public sealed class Fixes
{
    private const string Import = """
        static class N
        {
            [DllImport("kernel32")] public static extern {type} OpenProcess(uint access, bool inherit, uint id);
            [DllImport("kernel32")] public static extern {type} OpenThread(uint access, bool inherit, uint id);
        }

        """;

    private static Task Run(string before, string after, string import = Import) => new CSharpCodeFixTest<FFI1011IsInvalidDisagrees, FFI1011TestSentinel, DefaultVerifier>
    {
        TestCode = Reports.Imports + import.Replace("{type}", "[|OwnHandle|]") + before,
        FixedCode = Reports.Imports + import.Replace("{type}", "OwnHandle") + after,
        NumberOfIncrementalIterations = 1,
    }.RunAsync();

    [Fact]
    public Task The_base_class_that_tests_both() => Run(
        Reports.Class("", "SafeHandleMinusOneIsInvalid", "true"),
        Reports.Class("", "SafeHandleZeroOrMinusOneIsInvalid", "true"));

    [Fact]
    public Task The_base_class_with_its_namespace() => Run(
        Reports.Class("", "Microsoft.Win32.SafeHandles.SafeHandleMinusOneIsInvalid", "true"),
        Reports.Class("", "Microsoft.Win32.SafeHandles.SafeHandleZeroOrMinusOneIsInvalid", "true"));

    [Fact]
    public Task An_expression_of_its_own() => Run(
        Reports.Class("public override bool IsInvalid => handle == new IntPtr(-1); // failed"),
        Reports.Class("public override bool IsInvalid => handle == new IntPtr(-1) || handle == IntPtr.Zero; // failed"));

    [Fact]
    public Task A_getter_with_a_body() => Run(
        Reports.Class("public override bool IsInvalid { get { return (long)handle < 0; } }"),
        Reports.Class("public override bool IsInvalid { get { return (long)handle < 0 || handle == IntPtr.Zero; } }"));

    [Fact]
    public Task A_constant_is_replaced() => Run(
        Reports.Class("public override bool IsInvalid => false;"),
        Reports.Class("public override bool IsInvalid => handle == new IntPtr(-1);"),
        "static class N { " + Reports.CreateFile.Replace("{0}", "public").Replace("{1}", "{type}") + " }\n");

    [Fact]
    public Task A_base_class_in_another_file() => new CSharpCodeFixTest<FFI1011IsInvalidDisagrees, FFI1011TestSentinel, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Reports.Imports + Import.Replace("{type}", "[|OwnHandle|]") + "sealed class OwnHandle : Base { protected override bool ReleaseHandle() => true; }",
                """
                abstract class Base : System.Runtime.InteropServices.SafeHandle
                {
                    protected Base() : base(0, true) { }
                    public override bool IsInvalid => handle == -1;
                }
                """,
            },
        },
        FixedState =
        {
            Sources =
            {
                Reports.Imports + Import.Replace("{type}", "OwnHandle") + "sealed class OwnHandle : Base { protected override bool ReleaseHandle() => true; }",
                """
                abstract class Base : System.Runtime.InteropServices.SafeHandle
                {
                    protected Base() : base(0, true) { }
                    public override bool IsInvalid => handle == -1 || handle == System.IntPtr.Zero;
                }
                """,
            },
        },
        NumberOfIncrementalIterations = 1,
    }.RunAsync();
}
