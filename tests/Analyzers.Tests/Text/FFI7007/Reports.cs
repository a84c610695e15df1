using System.Threading.Tasks;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7007EmbeddedNullIsCutOffSilently, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7007;

public sealed class Reports
{
    [Fact]
    public Task Text_from_outside_in_every_form() => Verify.VerifyAnalyzerAsync(
        Using("""
            class Config { public string Name { get; set; } }
            static partial class Native
            {
                [DllImport("kv")] static extern int kv_open(string path, int flags);
                [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)] private static partial int kv_generated(string path);
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_wide(string path);
                [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Open(string path);
                static void M(string path, Config config, Open open, string[] args)
                {
                    kv_open({|#0:path|}, 0);
                    kv_generated({|#1:config.Name|});
                    kv_wide({|#2:args[0]|});
                    open({|#3:path + ".db"|});
                    Action lambda = () => kv_wide({|#4:path|});
                }
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments("path", "kv_open", "path"),
        Verify.Diagnostic().WithLocation(1).WithArguments("path", "kv_generated", "config.Name"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));
}
