using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4010;

/// <summary>FFI4010 says nothing where the exception carries the reason, where there is none to carry, and where it is kept in another way.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw new Exception($\"failed: {rc}\");")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw new Exception(\"failed: \" + rc);")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw new Exception(Text());")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) { Console.WriteLine(rc); throw new Exception(\"failed\"); }")]
    [InlineData("var rc = N.kv_put(1); if (rc == 5) throw new Exception(\"busy\");")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0 || key < 0) throw new Exception(\"failed\");")]
    [InlineData("var rc = N.kv_put(1); var message = Text(); if (rc != 0) throw new Exception(message);")]
    [InlineData("if (N.kv_put(1) != 0) throw new SelfMade();")]
    [InlineData("if (!N.kv_bool(1)) throw new Win32Exception();")]
    [InlineData("if (!N.kv_bool(1)) throw new Win32Exception(Marshal.GetLastPInvokeError(), \"failed\");")]
    [InlineData("if (!N.kv_bool(1)) throw new Exception(\"failed\", new Win32Exception());")]
    [InlineData("if (!N.kv_silent(1)) throw new Exception(\"failed\");")]
    [InlineData("if (N.kv_silent_handle(1) == 0) throw new OutOfMemoryException();")]
    [InlineData("if (N.sodium_init() < 0) throw new Exception(\"failed\");")]
    [InlineData("if (Text() == null) throw new Exception(\"failed\");")]
    [InlineData("try { N.kv_put(1); } catch (Exception e) { throw new InvalidOperationException(\"no kv\", e); }")]
    [InlineData("try { N.kv_put(1); } catch (Exception e) { Console.WriteLine(e); throw new InvalidOperationException(\"no kv\"); }")]
    [InlineData("try { N.kv_put(1); } catch (Exception) { throw; }")]
    [InlineData("try { Text(); } catch (Exception) { throw new InvalidOperationException(\"no kv\"); }")]
    [InlineData("try { N.kv_put(1); } catch (Exception) { throw new Bare(); }")]
    public Task On_legal_code(string body) => new Reports.Test
    {
        TestCode = Reports.Imports + "class C { void M(int key) { " + body + " } static string Text() => \"\"; class SelfMade : Exception { string text = Text(); } class Bare : Exception { } }",
    }.RunAsync();

    [Fact]
    public Task On_half_typed_code()
    {
        var test = new Reports.Test { TestCode = Reports.Imports + "class C { void M() { if (N.kv_put(1) != 0) throw new ; try { N.kv_put(1); } catch ( { throw new Exception(; } } }" };
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }
}
