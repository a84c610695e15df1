using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4008;

/// <summary>FFI4008's fix writes the right test and leaves the branches where they are.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData("if ([|N.kv_put(1) == 0|]) throw new Exception();", "if (N.kv_put(1) != 0) throw new Exception();")]
    [InlineData("if ([|N.kv_write(1) != 0|] /* failed */) throw new Exception();", "if (N.kv_write(1) < 0 /* failed */) throw new Exception();")]
    [InlineData("var rc = N.kv_write(1); if ([|rc == 0|]) return; throw new Exception();", "var rc = N.kv_write(1); if (rc >= 0) return; throw new Exception();")]
    [InlineData("if (!([|N.kv_write(1) is 0|])) throw new Exception();", "if (!(N.kv_write(1) >= 0)) throw new Exception();")]
    [InlineData("if ([|N.kv_try_put(1) < 0|]) throw new Exception();", "if (N.kv_try_put(1) == 0) throw new Exception();")]
    [InlineData("if ([|N.kv_try_put(1) >= 0|]) Console.WriteLine();", "if (N.kv_try_put(1) != 0) Console.WriteLine();")]
    [InlineData("if (![|N.kv_bool(1)|]) throw new Exception();", "if (N.kv_bool(1)) throw new Exception();")]
    [InlineData("if ([|N.kv_bool(1) == false|]) throw new Exception();", "if (N.kv_bool(1)) throw new Exception();")]
    [InlineData("if ([|N.CloseHandle(0) == 1|]) Console.WriteLine();", "if (N.CloseHandle(0) != 0) Console.WriteLine();")]
    [InlineData("bool failed = [|N.CloseHandle(0) != 1|];", "bool failed = N.CloseHandle(0) == 0;")]
    [InlineData("if ([|N.Close(0)|]) throw new Exception();", "if (!N.Close(0)) throw new Exception();")]
    [InlineData("if ([|N.RAND_bytes(new byte[1], 1) == 0|]) throw new Exception();", "if (N.RAND_bytes(new byte[1], 1) != 1) throw new Exception();")]
    [InlineData(
        "var h = N.CreateFileW(\"\", 0, 0, 0, 0, 0, 0); if ([|h == IntPtr.Zero|]) throw new Exception();",
        "var h = N.CreateFileW(\"\", 0, 0, 0, 0, 0, 0); if (h == new IntPtr(-1)) throw new Exception();")]
    [InlineData("if ([|N.OpenProcess(0, 0, 0) != new IntPtr(-1)|]) return;", "if (N.OpenProcess(0, 0, 0) != IntPtr.Zero) return;")]
    [InlineData("if ([|N.kv_state(1) == State.Fine|]) throw new Exception();", "if (N.kv_state(1) != State.Fine) throw new Exception();")]
    [InlineData("int rc; if ([|(rc = N.kv_write(1)) != 0|]) throw new Exception();", "int rc; if ((rc = N.kv_write(1)) < 0) throw new Exception();")]
    public Task By_the_test_that_the_convention_asks_for(string before, string after) => new Test { TestCode = Code(before), FixedCode = Code(after) }.RunAsync();

    private static string Code(string body) => Reports.Imports.Replace(
        "static partial class N\n{",
        "[NativeStatus(Success = 1)] enum State { Bad, Fine }\nstatic partial class N\n{\n    [DllImport(\"kv\")] public static extern State kv_state(int key);",
        StringComparison.Ordinal) + "class C { void M() { " + body + " } }";

    internal sealed class Test : CSharpCodeFixTest<FFI4008StatusTestedAgainstWrongConvention, FFI4008TestConvention, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
