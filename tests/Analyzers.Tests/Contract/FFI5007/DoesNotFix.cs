using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5007;

public sealed class DoesNotFix
{
    [Theory]
    [InlineData("static class Kv { const byte [|KV_WIDE|] = 1; }", "#define KV_WIDE 0x10000\n")]
    [InlineData("static class Kv { const uint [|KV_BELOW|] = 1; }", "#define KV_BELOW (-5)\n")]
    [InlineData("static class Kv { static readonly nint [|KV_BELOW|] = new System.IntPtr(1); }", "#define KV_BELOW (-5)\n")]
    [InlineData("static class Kv { const int [|KV_MODE_DEEP|] = 3; }", "#ifdef _WIN32\n#define KV_MODE_DEEP 2\n#else\n#define KV_MODE_DEEP 1\n#endif\n")]
    public Task What_does_not_fit_or_differs_between_platforms(string code, string header) => Fixes.VerifyAsync(code, code, header);
}
