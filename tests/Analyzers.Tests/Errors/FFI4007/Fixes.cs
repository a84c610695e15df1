using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4007;

/// <summary>FFI4007's fix tests the result right behind the call.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
        var f = [|N.fopen(0, 0)|]; // the file
        N.kv_use(f);
        N.fclose(f);
        """,
        """
        var f = N.fopen(0, 0); // the file
        if (f == IntPtr.Zero)
        {
            throw new InvalidOperationException("The native function 'fopen' failed.");
        }

        N.kv_use(f);
        N.fclose(f);
        """)]
    [InlineData(
        """
        var f = [|N.OpenIt(0, 0)|];
        N.kv_use(f);
        N.fclose(f);
        """,
        """
        var f = N.OpenIt(0, 0);
        if (f == 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        N.kv_use(f);
        N.fclose(f);
        """)]
    [InlineData(
        """
        using var h = [|N.CreateFileW(0, 0, 0, 0, 0, 0, 0)|];
        N.kv_file(h);
        """,
        """
        using var h = N.CreateFileW(0, 0, 0, 0, 0, 0, 0);
        if (h.IsInvalid)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        N.kv_file(h);
        """)]
    [InlineData(
        """
        using (var h = [|N.CreateFileW(0, 0, 0, 0, 0, 0, 0)|])
        {
            N.kv_file(h);
        }
        """,
        """
        using (var h = N.CreateFileW(0, 0, 0, 0, 0, 0, 0))
        {
            if (h.IsInvalid)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }

            N.kv_file(h);
        }
        """)]
    [InlineData(
        """
        IntPtr h;
        h = [|N.CreateRaw(0, 0, 0, 0, 0, 0, 0)|];
        N.kv_use(h);
        N.CloseHandle(h);
        """,
        """
        IntPtr h;
        h = N.CreateRaw(0, 0, 0, 0, 0, 0, 0);
        if (h == new IntPtr(-1))
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        N.kv_use(h);
        N.CloseHandle(h);
        """)]
    [InlineData(
        """
        var p = (int*)[|N.malloc(4)|];
        *p = 1;
        N.free(p);
        """,
        """
        var p = (int*)N.malloc(4);
        if (p == null)
        {
            throw new InvalidOperationException("The native function 'malloc' failed.");
        }

        *p = 1;
        N.free(p);
        """)]
    public Task By_a_test_and_a_throw(string before, string after) =>
        new CSharpCodeFixTest<FFI4007ReturnedHandleIsNotChecked, FFI4007CheckAndThrow, DefaultVerifier> { TestCode = Body(before), FixedCode = Body(after) }.RunAsync();

    private static string Body(string statements) => Reports.Imports + "class C\n{\n    unsafe void M()\n    {\n        "
        + statements.Replace("\n\n", "\n~", System.StringComparison.Ordinal).Replace("\n", "\n        ", System.StringComparison.Ordinal).Replace("        ~", "\n        ", System.StringComparison.Ordinal)
        + "\n    }\n}\n";
}
