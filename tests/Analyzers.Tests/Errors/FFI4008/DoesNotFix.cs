using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4008;

/// <summary>FFI4008's fix is not offered where the declared type has lost what the test would need.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("if (![|N.kv_signed_bool(1)|]) throw new Exception();")]
    [InlineData("if ([|N.kv_signed_bool(1) == false|]) throw new Exception();")]
    public Task A_truth_value_that_was_a_signed_number(string body)
    {
        var code = Reports.Imports + "class C { void M() { " + body + " } }";
        return new Fixes.Test { TestCode = code, FixedCode = code }.RunAsync();
    }
}
