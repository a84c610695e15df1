using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5006;

public sealed class DoesNotFix
{
    [Theory]
    [InlineData("enum Mode { Fast, [|Safe|] }", "enum kv_mode { KV_MODE_FAST,\n#ifdef _WIN32\nKV_MODE_SAFE = 4\n#else\nKV_MODE_SAFE = 5\n#endif\n}; void kv_set(enum kv_mode mode);")]
    [InlineData("enum Mode { Fast, Safe, [|Gone|] = 20 }", "enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE }; void kv_set(enum kv_mode mode);")]
    public Task What_no_single_value_repairs(string code, string header) => Fixes.VerifyAsync(code, code, header);
}
