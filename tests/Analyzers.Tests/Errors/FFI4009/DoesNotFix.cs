using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4009;

/// <summary>FFI4009's fix is not offered where nothing shows what an arm would be.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("void Check(KvStatus s) { Exception e = new Exception(); switch ([|s|]) { case KvStatus.NotFound: e = new TimeoutException(); break; case KvStatus.Busy: e = new KeyNotFoundException(); break; } throw e; }")]
    [InlineData("Special Map(KvStatus s) => [|s|] switch { KvStatus.NotFound => new Special(1), KvStatus.Busy => new Special(2), _ => new Special(3) }; class Special : Exception { public Special(int n) { } }")]
    public Task Where_an_arm_would_be_a_guess(string member)
    {
        var code = Fixes.Code("    " + member);
        return new Fixes.Test { TestCode = code, FixedCode = code }.RunAsync();
    }
}
