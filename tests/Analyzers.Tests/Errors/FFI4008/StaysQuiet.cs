using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4008;

/// <summary>FFI4008 says nothing of right tests, of tests for one value, and where several tests of one result belong together.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("if (N.kv_put(1) != 0) throw new Exception();")]
    [InlineData("if (N.kv_put(1) == 5) throw new Exception();")]
    [InlineData("if (N.kv_put(1) == 0) { Console.WriteLine(); }")]
    [InlineData("if (N.kv_put(1) > 0) throw new Exception();")]
    [InlineData("if (N.kv_write(1) < 0) throw new Exception();")]
    [InlineData("if (N.kv_write(1) <= -1) throw new Exception();")]
    [InlineData("if (N.kv_write(1) == -1) throw new Exception();")]
    [InlineData("if (N.kv_write(1) == 0) throw new System.IO.EndOfStreamException();")]
    [InlineData("if (N.kv_write(1) <= 0) throw new Exception();")]
    [InlineData("if (N.kv_write(1) != 0) Console.WriteLine();")]
    [InlineData("var rc = N.kv_write(1); if (rc < 0) throw new Exception(); if (rc != 0) throw new InvalidOperationException();")]
    [InlineData("if (N.kv_write(1) >= 0 && DateTime.Now.Year > 3000) throw new Exception();")]
    [InlineData("if (N.kv_try_put(1) == 0) throw new Exception();")]
    [InlineData("if (N.kv_try_put(1) != 1) throw new Exception();")]
    [InlineData("if (N.kv_try_put(1) != 0) throw new Exception();")]
    [InlineData("if (N.kv_try_put(1) <= 0) throw new Exception();")]
    [InlineData("if (N.kv_bool(1)) throw new Exception();")]
    [InlineData("if (N.kv_signed(1) < 0) throw new Exception();")]
    [InlineData("if (N.CoDo(0) < 0) throw new Exception();")]
    [InlineData("var hr = N.CoInitialize(0); if (hr == 1) return; if (hr != 0) throw new Exception();")]
    [InlineData("var hr = N.CoInitialize(0); switch (hr) { case 1: return; } if (hr != 0) throw new Exception();")]
    [InlineData("if (N.CoInitialize(0) == 0) Console.WriteLine();")]
    [InlineData("if (N.CloseHandle(0) == 0) throw new Exception();")]
    [InlineData("if (!N.Close(0)) throw new Exception();")]
    [InlineData("if (N.Close(0) == true) Console.WriteLine();")]
    [InlineData("var h = N.CreateFileW(\"\", 0, 0, 0, 0, 0, 0); if (h == new IntPtr(-1)) throw new Exception();")]
    [InlineData("var h = N.CreateFileW(\"\", 0, 0, 0, 0, 0, 0); if (h == IntPtr.Zero || h == new IntPtr(-1)) throw new Exception();")]
    [InlineData("IntPtr h; if ((h = N.CreateFileW(\"\", 0, 0, 0, 0, 0, 0)) == IntPtr.Zero || h == new IntPtr(-1)) throw new Exception();")]
    [InlineData("if (N.OpenProcess(0, 0, 0) == IntPtr.Zero) throw new Exception();")]
    [InlineData("if (N.OpenProcess(0, 0, 0) != 0) throw new Exception(\"it runs already\");")]
    [InlineData("if (N.RAND_bytes(new byte[1], 1) <= 0) throw new Exception();")]
    [InlineData("if (N.RAND_bytes(new byte[1], 1) != 1) throw new Exception();")]
    [InlineData("if (N.sqlite3_close(0) == 5) throw new Exception();")]
    [InlineData("var rc = N.kv_put(1); rc = N.kv_write(1); if (rc == 0) throw new Exception();")]
    [InlineData("var rc = N.kv_put(1); rc++; if (rc == 0) throw new Exception();")]
    [InlineData("var rc = N.kv_put(1); Change(ref rc); if (rc == 0) throw new Exception();")]
    [InlineData("if (Plain() == 0) throw new Exception();")]
    public Task On_legal_code(string body) => new Reports.Test
    {
        TestCode = Reports.Imports + "class C { void M() { " + body + " } static void Change(ref int rc) { } static int Plain() => 0; }",
    }.RunAsync();

    [Fact]
    public Task On_half_typed_code()
    {
        var test = new Reports.Test { TestCode = Reports.Imports + "class C { void M() { if (N.kv_put(1) == ) throw new Exception(); if (N.kv_put() != 0) throw; } }" };
        test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None;
        return test.RunAsync();
    }
}
