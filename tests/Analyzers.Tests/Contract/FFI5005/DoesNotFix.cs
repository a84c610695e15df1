using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5005;

public sealed class DoesNotFix
{
    [Theory]
    [InlineData("struct Options { public int A; public bool [|B|]; public int C; }", "int a; bool b; int c;")]
    [InlineData("struct Options { public int A; public int [|B|]; }", "int a; long b;")]
    [InlineData("struct [|Options|] { public int X; public short Y; public short Z; }", "int a; double b;")]
    [InlineData("struct Options { public int A; public int [|B|]; static int Read(Options o) => o.B; }", "int a; long long b;")]
    [InlineData("struct Options { public int A; public nint [|C|]; }", "int a; struct { int x; int y; int z; } b; void *c;")]
    public Task What_would_be_a_guess_or_would_not_compile(string code, string members) => Fixes.VerifyAsync(code, code, members);
}
