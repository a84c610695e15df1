using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4009;

/// <summary>FFI4009 says nothing of complete mappings, of defaults that keep the code, and of switches that are no mappings.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("Exception Map(KvStatus s) => s switch { KvStatus.NotFound => new KeyNotFoundException(), KvStatus.Busy => new TimeoutException(), KvStatus.Full => new Exception(), _ => new Exception() };")]
    [InlineData("Exception Map(KvStatus s) => s switch { KvStatus.NotFound => new KeyNotFoundException(), KvStatus.Busy => new TimeoutException(), _ => new KvException(s) };")]
    [InlineData("Exception Map(KvStatus s) => s switch { KvStatus.NotFound => new KeyNotFoundException(), KvStatus.Busy => new TimeoutException(), var other => new KvException(other) };")]
    [InlineData("void Check(KvStatus s) { switch (s) { case KvStatus.NotFound: throw new KeyNotFoundException(); case KvStatus.Busy: throw new TimeoutException(); default: throw new Exception($\"failed: {s}\"); } }")]
    [InlineData("void Check(KvStatus s) { switch (s) { case KvStatus.Ok: return; case KvStatus.NotFound: throw new KeyNotFoundException(); case KvStatus.Busy: throw new TimeoutException(); } throw new KvException(s); }")]
    [InlineData("Exception Map(KvStatus s) { var text = \"status \" + s; return s switch { KvStatus.NotFound => new KeyNotFoundException(text), KvStatus.Busy => new TimeoutException(text), _ => new Exception(text) }; }")]
    [InlineData("void Check(KvStatus s) { switch (s) { case KvStatus.NotFound: throw new KeyNotFoundException(); } }")]
    [InlineData("string Text(KvStatus s) => s switch { KvStatus.NotFound => \"not found\", KvStatus.Busy => \"busy\", _ => \"unknown\" };")]
    [InlineData("Exception Map(Shade s) => s switch { Shade.Light => new Exception(), Shade.Dark => new TimeoutException(), _ => new KeyNotFoundException() };")]
    [InlineData("Exception Map(Options s) => s switch { Options.A => new Exception(), Options.B => new TimeoutException(), _ => new KeyNotFoundException() };")]
    [InlineData("Exception Map(KvStatus s) => s switch { < KvStatus.Busy => new Exception(), KvStatus.Busy => new TimeoutException(), _ => new KeyNotFoundException() };")]
    [InlineData("[MapsNativeStatus(typeof(KvStatus))] void Check(KvStatus s) { if (s != KvStatus.Ok) throw new KvException(s); }")]
    public Task On_legal_code(string member) => new Reports.Test
    {
        TestCode = Reports.Imports + "enum Shade { None, Light, Dark, Mixed } [Flags] enum Options { None, A, B, D = 4 } "
            + "static class M { [DllImport(\"kv\")] public static extern Options kv_options(); } class C { " + member + " }",
    }.RunAsync();

    [Fact]
    public Task On_half_typed_code()
    {
        var test = new Reports.Test { TestCode = Reports.Imports + "class C { Exception Map(KvStatus s) => s switch { KvStatus. => new , KvStatus.Busy }; void M(KvStatus s) { switch (s) { case : throw; case KvStatus.Ok } } }" };
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }
}
