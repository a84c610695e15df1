using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6001;

/// <summary>Where the change would not compile, or would have to be made in several documents.</summary>
public sealed class DoesNotFix
{
    [Fact]
    public Task A_pointer_whose_method_is_in_another_file() => new CSharpCodeFixTest<FFI6001CallbackWithoutCallingConvention, FFI6001StateCallingConvention, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "unsafe partial class C\n{\n    [|delegate* unmanaged<int, void>|] f;\n}\n",
                "using System.Runtime.InteropServices;\nunsafe partial class C\n{\n    C() => f = &OnCode;\n\n    [UnmanagedCallersOnly] static void [|OnCode|](int code) { }\n}\n",
            },
            AnalyzerConfigFiles = { ("/.globalconfig", Reports.X86) },
        },
    }.RunAsync();

    [Fact]
    public Task An_export_that_states_other_conventions() => new CSharpCodeFixTest<FFI6001CallbackWithoutCallingConvention, FFI6001StateCallingConvention, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "using System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\nclass C { [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvSuppressGCTransition) })] static void [|OnCode|](int code) { } }\n",
            },
            AnalyzerConfigFiles = { ("/.globalconfig", Reports.X86) },
        },
    }.RunAsync();
}
