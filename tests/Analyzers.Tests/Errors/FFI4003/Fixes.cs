using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4003;

/// <summary>FFI4003's fix captures the error right behind the call.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
        // Why it fails does not matter here.
        if (!N.ReadIt(1))
        {
            // Tell the user.
            Console.WriteLine("failed");
            throw [|new Win32Exception()|]; // and the caller
        }
        """,
        """
        // Why it fails does not matter here.
        if (!N.ReadIt(1))
        {
            var readItError = Marshal.GetLastPInvokeError();
            // Tell the user.
            Console.WriteLine("failed");
            throw new Win32Exception(readItError); // and the caller
        }
        """)]
    [InlineData(
        """
        var ok = N.ReadIt(1);
        N.CloseIt(2);
        if (!ok)
            throw new Win32Exception([|Marshal.GetLastWin32Error()|], "text");
        """,
        """
        var ok = N.ReadIt(1);
        var readItError = Marshal.GetLastWin32Error();
        N.CloseIt(2);
        if (!ok)
            throw new Win32Exception(readItError, "text");
        """)]
    [InlineData(
        """
        if (N.ReadIt(1)) return;
        Console.WriteLine();
        throw [|new Win32Exception("text")|];
        """,
        """
        if (N.ReadIt(1)) return;
        var readItError = Marshal.GetLastPInvokeError();
        Console.WriteLine();
        throw new Win32Exception(readItError, "text");
        """)]
    [InlineData(
        """
        if (!N.ReadIt(1)) Task.Run(() => Console.WriteLine([|Marshal.GetLastWin32Error()|]));
        """,
        """
        if (!N.ReadIt(1))
        {
            var readItError = Marshal.GetLastWin32Error();
            Task.Run(() => Console.WriteLine(readItError));
        }
        """)]
    [InlineData(
        """
        if (!N.ReadIt(1))
        {
            Console.WriteLine("closed"); // first
            throw [|new System.Net.Sockets.SocketException( /* which */ )|]; // then
        }
        if (!N.ReadIt(2))
        {
            Console.WriteLine();
            throw [|new System.Net.NetworkInformation.NetworkInformationException()|];
        }
        """,
        """
        if (!N.ReadIt(1))
        {
            var readItError = Marshal.GetLastPInvokeError();
            Console.WriteLine("closed"); // first
            throw new System.Net.Sockets.SocketException( /* which */ readItError); // then
        }
        if (!N.ReadIt(2))
        {
            var readItError2 = Marshal.GetLastPInvokeError();
            Console.WriteLine();
            throw new System.Net.NetworkInformation.NetworkInformationException(readItError2);
        }
        """)]
    [InlineData(
        """
        if (N.kv_resize(1) != 0)
        {
            // Gone for good.
            N.kv_free(1);
            throw [|new Win32Exception()|];
        }
        """,
        """
        if (N.kv_resize(1) != 0)
        {
            var kvResizeError = Marshal.GetLastPInvokeError();
            // Gone for good.
            N.kv_free(1);
            throw new Win32Exception(kvResizeError);
        }
        """)]
    public Task At_the_first_place_behind_the_call(string before, string after) => Run(Body(before), Body(after));

    [Fact]
    public Task Once_for_several_reads_of_one_call_and_by_another_name_for_another_call() => Run(
        Body("""
        if (!N.ReadIt(1))
        {
            Console.WriteLine([|Marshal.GetLastWin32Error()|] + Note());
            throw [|new Win32Exception()|];
        }
        if (!N.ReadIt(2))
        {
            Console.WriteLine();
            throw [|new Win32Exception()|];
        }
        """).Replace("Console.WriteLine([|Marshal.GetLastWin32Error()|] + Note());", "Note(); Console.WriteLine([|Marshal.GetLastWin32Error()|]);", System.StringComparison.Ordinal),
        Body("""
        if (!N.ReadIt(1))
        {
            var readItError = Marshal.GetLastWin32Error();
            Note(); Console.WriteLine(readItError);
            throw new Win32Exception(readItError);
        }
        if (!N.ReadIt(2))
        {
            var readItError2 = Marshal.GetLastPInvokeError();
            Console.WriteLine();
            throw new Win32Exception(readItError2);
        }
        """));

    private static string Body(string statements) => Reports.Imports + "class C\n{\n    static int Note() { Console.WriteLine(); return 1; }\n    void M()\n    {\n        "
        + statements.Replace("\n", "\n        ", System.StringComparison.Ordinal) + "\n    }\n}\n";

    private static Task Run(string before, string after) =>
        new CSharpCodeFixTest<FFI4003LastErrorReadTooLate, FFI4003CaptureRightAfterCall, DefaultVerifier> { TestCode = before, FixedCode = after }.RunAsync();
}
