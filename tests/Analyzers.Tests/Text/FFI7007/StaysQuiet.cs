using System.Threading.Tasks;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Text.FFI7007EmbeddedNullIsCutOffSilently, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Text.FFI7007;

public sealed class StaysQuiet
{
    [Fact]
    public Task On_text_that_has_none_or_is_looked_at_or_counted() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(string path);
            [DllImport("kv")] static extern int kv_put(string text, int length);
            [DllImport("kv")] static extern int kv_bstr([MarshalAs(UnmanagedType.BStr)] string text);
            static void M(string path, string text, int number)
            {
                kv_open("constant");
                kv_open(nameof(Native));
                kv_open(number.ToString());
                kv_open(System.IO.Path.GetFullPath(path));
                kv_put(text, text.Length);
                kv_bstr(text);
                var local = "constant";
                kv_open(local);
                Managed(text);
            }
            static void Guarded(string path)
            {
                if (path.IndexOf('\0') >= 0) throw new ArgumentException("null character", nameof(path));
                kv_open(path);
            }
            static void Checked(string path)
            {
                ThrowIfContainsNull(path);
                kv_open(path);
            }
            static void ThrowIfContainsNull(string text) { }
            static void Managed(string text) { }
        }
        """));
}
