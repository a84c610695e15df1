using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4010;

/// <summary>FFI4010's fix is not offered where there is no place for the reason.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("_ = N.kv_put(1) == 0 ? 1 : throw [|new Exception(\"failed\")|];")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw [|new ArgumentException(\"failed\", nameof(key))|];")]
    [InlineData("if (!N.kv_bool(1)) throw [|new Exception()|];")]
    [InlineData("if (!N.kv_bool(1)) throw [|new Bare(\"failed\")|];")]
    public Task Where_it_has_no_place(string body)
    {
        var code = Fixes.Code(body) + "class Bare : Exception { public Bare(string text) : base(text) { } }";
        return new Fixes.Test { TestCode = code, FixedCode = code }.RunAsync();
    }
}
