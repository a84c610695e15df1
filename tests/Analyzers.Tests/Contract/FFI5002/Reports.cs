using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5002;

public sealed class Reports
{
    private const string Header =
        """
        int kv_put(void *store, const char *key, int length);
        int kv_log(void *store, const char *format, ...);
        int kv_count(void);
        #ifdef _WIN32
        int kv_wait(void *event, int flags);
        #else
        int kv_wait(int descriptor);
        #endif
        """;

    [Fact]
    public Task Fewer_and_more() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern int {|#0:kv_put|}(nint store, string key);
            [DllImport("kv")] static extern int {|#1:kv_count|}(nint store);
            [DllImport("kv")] static extern int {|#2:kv_wait|}(nint e);
            [DllImport("kv")] static extern int {|#3:kv_log|}(nint store);
        }
        """,
        Result(0, "kv_put", "2 parameters", "kv.h:1", "3 parameters", "native code reads rubbish for the rest"),
        Result(1, "kv_count", "1 parameter", "kv.h:3", "0 parameters", "the rest is ignored"),
        Result(2, "kv_wait", "1 parameter", "kv.h:5", "2 parameters on win-x64", "native code reads rubbish for the rest"),
        Result(3, "kv_log", "1 parameter", "kv.h:2", "2 parameters", "native code reads rubbish for the rest"));

    [Fact]
    public Task Every_form() => VerifyAsync("""
        static unsafe partial class Native
        {
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)] internal static partial int [|kv_put|](nint store, string key);
            [UnmanagedCallersOnly(EntryPoint = "kv_count")] static int [|Count|](nint store) => 0;
            delegate int Put(nint store);
            static void Fetch(nint library)
            {
                var count = (delegate* unmanaged[Cdecl]<nint, int>)[|NativeLibrary.GetExport(library, "kv_count")|];
                var put = Marshal.GetDelegateForFunctionPointer<Put>([|NativeLibrary.GetExport(library, "kv_put")|]);
                Local();
                [DllImport("kv", EntryPoint = "kv_put")] static extern int [|Local|]();
            }
        }
        """);

    private static DiagnosticResult Result(int location, params object[] arguments) =>
        new DiagnosticResult("FFI5002", DiagnosticSeverity.Warning).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(arguments);

    private static Task VerifyAsync(string code, params DiagnosticResult[] expected) => HeaderTest.VerifyAsync<FFI5002ParameterCountDiffers>(code, Header, null, expected);
}
