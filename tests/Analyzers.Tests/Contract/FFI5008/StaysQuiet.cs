using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;

using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5008;

public sealed class StaysQuiet
{
    private const string Header = "int __stdcall kv_std(int a);\nint kv_plain(int a);\nint KV_UNKNOWN_CALL kv_odd(int a);";

    [Theory]
    [InlineData("win-x64,linux-x64", "[DllImport(\"kv\")] static extern int kv_plain(int a);")]
    [InlineData("win-x86", "[DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] static extern int kv_plain(int a);")]
    [InlineData("win-x86", "[DllImport(\"kv\")] static extern int kv_std(int a);")]
    [InlineData("win-x86", "[DllImport(\"kv\", CallingConvention = CallingConvention.StdCall)] static extern int kv_std(int a);")]
    [InlineData("win-x86", "[DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl), SuppressGCTransition] static extern int kv_plain(int a);")]
    public Task The_headers_convention(string platforms, string import) =>
        HeaderTest.VerifyAsync<FFI5008CallingConventionDiffers>("static class Native { " + import + " }", Header, platforms);

    [Fact]
    public Task The_convention_of_the_whole_header() => HeaderTest.VerifyAsync<FFI5008CallingConventionDiffers>(
        "static class Native { [DllImport(\"kv\")] static extern int kv_plain(int a); }", "/* @boundary convention(stdcall) */\n\nint kv_plain(int a);", "win-x86");
}
