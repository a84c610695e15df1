using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8005;

public sealed class Fixes
{
    [Fact]
    public Task The_attribute_is_added_where_attributes_stand() => new CSharpCodeFixTest<FFI8005FunctionWithoutPlatform, FFI8005StatePlatform, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;

            class Native
            {
                // The focus.
                [DllImport("user32")] // ours
                private static extern nint [|GetFocus|]();

                [DllImport("libc")] private static extern int [|getpid|]();

                private static void M()
                {
                    [DllImport("kernel32")] static extern int [|GetTickCount|]();
                }
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            using System.Runtime.Versioning;

            class Native
            {
                // The focus.
                [DllImport("user32")] // ours
                [SupportedOSPlatform("windows")]
                private static extern nint GetFocus();

                [DllImport("libc")][UnsupportedOSPlatform("windows")] private static extern int getpid();

                private static void M()
                {
                    [DllImport("kernel32")][SupportedOSPlatform("windows")] static extern int GetTickCount();
                }
            }
            """,
        NumberOfIncrementalIterations = 3,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync();

    [Fact]
    public Task A_class_for_one_system() => new CSharpCodeFixTest<FFI8005FunctionWithoutPlatform, FFI8005StatePlatform, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            using System.Runtime.Versioning;

            /// <summary>The windows.</summary>
            internal static class [|User32|]
            {
                [DllImport("user32")] internal static extern nint GetFocus();
                [DllImport("user32")] internal static extern nint GetCapture();
            }

            internal class Other
            {
                [DllImport("user32")]
                internal static extern nint [|GetFocus|]();
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            using System.Runtime.Versioning;

            /// <summary>The windows.</summary>
            [SupportedOSPlatform("windows")]
            internal static class User32
            {
                [DllImport("user32")] internal static extern nint GetFocus();
                [DllImport("user32")] internal static extern nint GetCapture();
            }

            internal class Other
            {
                [DllImport("user32")]
                [SupportedOSPlatform("windows")]
                internal static extern nint GetFocus();
            }
            """,
        NumberOfIncrementalIterations = 2,
    }.RunAsync();
}
