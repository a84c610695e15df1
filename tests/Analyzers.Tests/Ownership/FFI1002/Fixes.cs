using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1002;

/// <summary>FFI1002's fix calls the function that belongs to the allocator.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData("var p = Marshal.AllocHGlobal(4); [|Marshal.FreeCoTaskMem(p)|]; /* done */", "var p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); /* done */")]
    [InlineData("var p = Marshal.StringToBSTR(\"a\"); [|Marshal.FreeHGlobal(p)|];", "var p = Marshal.StringToBSTR(\"a\"); Marshal.FreeBSTR(p);")]
    [InlineData("var p = N.malloc(4); [|Marshal.FreeHGlobal(p)|];", "var p = N.malloc(4); N.free(p);")]
    [InlineData("var p = N.kd_make(); [|Marshal.FreeHGlobal(p)|];", "var p = N.kd_make(); N.kd_done(p);")]
    [InlineData("unsafe { var p = (byte*)NativeMemory.Alloc(4); [|Marshal.FreeHGlobal((IntPtr)p)|]; }", "unsafe { var p = (byte*)NativeMemory.Alloc(4); NativeMemory.Free(p); }")]
    [InlineData("unsafe { var p = (byte*)Marshal.AllocHGlobal(4); [|NativeMemory.Free(p)|]; }", "unsafe { var p = (byte*)Marshal.AllocHGlobal(4); Marshal.FreeHGlobal((nint)p); }")]
    public Task Calls_the_right_function(string before, string after) =>
        Run("using System;\nusing System.Runtime.InteropServices;\nclass C { void M() { " + before + " } }", "using System;\nusing System.Runtime.InteropServices;\nclass C { void M() { " + after + " } }");

    [Fact]
    public Task Imports_the_namespace() => Run(
        "using System;\n\nclass C\n{\n    IntPtr _p = H.Make();\n\n    void M()\n    {\n        [|N.free(_p)|];\n        _p = default;\n    }\n}\n\nstatic class H\n{\n    internal static IntPtr Make() => System.Runtime.InteropServices.Marshal.AllocHGlobal(4);\n}\n",
        "using System;\nusing System.Runtime.InteropServices;\n\nclass C\n{\n    IntPtr _p = H.Make();\n\n    void M()\n    {\n        Marshal.FreeHGlobal(_p);\n        _p = default;\n    }\n}\n\nstatic class H\n{\n    internal static IntPtr Make() => System.Runtime.InteropServices.Marshal.AllocHGlobal(4);\n}\n");

    private static Task Run(string before, string after)
    {
        var test = new CSharpCodeFixTest<FFI1002MemoryReleasedByWrongDeallocator, FFI1002UseRightDeallocator, DefaultVerifier>();
        test.TestState.Sources.Add(before);
        test.TestState.Sources.Add(Resources.Declarations);
        test.FixedState.Sources.Add(after);
        test.FixedState.Sources.Add(Resources.Declarations);
        return test.RunAsync();
    }
}
