using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4008;

/// <summary>FFI4008 reports each test that a convention forbids, at the severity of the evidence.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        enum KvStatus { Ok, NotFound, Busy }
        enum Signed { Ok = 0, NotFound = -1, Busy = -2 }
        static partial class N
        {
            [DllImport("kv")] [return: NativeStatus] public static extern int kv_put(int key);
            [LibraryImport("kv")] [return: NativeStatus(SuccessIf = NativeSuccess.NotNegative)] public static partial int kv_write(int key);
            [DllImport("kv")] [return: NativeStatus(SuccessIf = NativeSuccess.NotZero)] public static extern int kv_try_put(int key);
            [DllImport("kv")] [return: NativeStatus] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool kv_bool(int key);
            [DllImport("kv")] [return: NativeStatus(SuccessIf = NativeSuccess.NotNegative)] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool kv_signed_bool(int key);
            [DllImport("kv")] public static extern KvStatus kv_delete(int key);
            [DllImport("kv")] public static extern Signed kv_signed(int key);
            [DllImport("ole32")] [return: MarshalAs(UnmanagedType.Error)] public static extern int CoInitialize(nint reserved);
            [DllImport("ole32")] [return: MarshalAs(UnmanagedType.Error)] public static extern int CoDo(nint reserved);
            [DllImport("kernel32")] public static extern int CloseHandle(nint handle);
            [DllImport("kernel32", EntryPoint = "CloseHandle")] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool Close(nint handle);
            [DllImport("kernel32", CharSet = CharSet.Unicode)] public static extern nint CreateFileW(string name, uint access, uint share, nint security, uint creation, uint flags, nint template);
            [DllImport("kernel32")] public static extern IntPtr OpenProcess(uint access, int inherit, uint process);
            [DllImport("libcrypto")] public static extern int RAND_bytes(byte[] buffer, int count);
            [DllImport("e_sqlite3")] public static extern int sqlite3_close(nint db);
        }

        """;

    [Theory]
    [InlineData("if ([|N.kv_put(1) == 0|]) throw new Exception();")]
    [InlineData("var rc = N.kv_put(1); if ([|rc == 0|]) { Console.WriteLine(rc); throw new Exception(); }")]
    [InlineData("int rc; if ([|(rc = N.kv_put(1)) == 0|]) throw new Exception();")]
    [InlineData("if ([|N.kv_write(1) != 0|]) throw new Exception();")]
    [InlineData("var rc = N.kv_write(1); if ([|rc == 0|]) return; throw new Exception();")]
    [InlineData("var rc = N.kv_write(1); if ([|rc == 0|]) { Console.WriteLine(); } else { throw new Exception(); }")]
    [InlineData("_ = [|N.kv_write(1) == 0|] ? 1 : throw new Exception();")]
    [InlineData("if (!([|N.kv_write(1) is 0|])) throw new Exception();")]
    [InlineData("if ([|N.kv_write(1) is not 0|]) throw new Exception();")]
    [InlineData("if ([|N.kv_write(1) > -1|]) throw new Exception();")]
    [InlineData("if (DateTime.Now.Year > 3000 || [|0 != N.kv_write(1)|]) throw new Exception();")]
    [InlineData("if ([|N.kv_try_put(1) < 0|]) throw new Exception();")]
    [InlineData("if ([|N.kv_try_put(1) >= 0|]) Console.WriteLine();")]
    [InlineData("if (![|N.kv_bool(1)|]) throw new Exception();")]
    [InlineData("if ([|N.kv_bool(1) == false|]) throw new Exception();")]
    [InlineData("var ok = N.kv_bool(1); if (![|ok|]) throw new Exception();")]
    [InlineData("if (![|N.kv_signed_bool(1)|]) throw new Exception();")]
    [InlineData("if ([|N.CoInitialize(0) != 0|]) throw new Exception();")]
    [InlineData("if ([|N.CoDo(0) == 0|]) throw new Exception();")]
    [InlineData("if ([|N.CoDo(0) >= 0|]) throw new Exception();")]
    [InlineData("if ([|N.CoDo(0) <= 0|]) throw new Exception();")]
    [InlineData("if ([|N.CloseHandle(0) == 1|]) Console.WriteLine();")]
    [InlineData("bool closed = [|N.CloseHandle(0) != 1|];")]
    [InlineData("if ([|N.Close(0)|]) throw new Exception();")]
    [InlineData("var h = N.CreateFileW(\"\", 0, 0, 0, 0, 0, 0); if ([|h == IntPtr.Zero|]) throw new Exception();")]
    [InlineData("var h = N.CreateFileW(\"\", 0, 0, 0, 0, 0, 0); if ([|h == 0|]) return;")]
    [InlineData("var h = N.OpenProcess(0, 0, 0); if ([|h == new IntPtr(-1)|]) return;")]
    [InlineData("if ([|N.RAND_bytes(new byte[1], 1) == 0|]) throw new Exception();")]
    [InlineData("if ([|N.RAND_bytes(new byte[1], 1) < 0|]) throw new Exception();")]
    [InlineData("if ([|N.sqlite3_close(0) < 0|]) throw new Exception();")]
    [InlineData("Action a = () => { if ([|N.kv_write(1) != 0|]) throw new Exception(); }; a();")]
    [InlineData("void Local() { if ([|N.kv_write(1) != 0|]) throw new Exception(); } Local();")]
    [InlineData("unsafe { if ([|((delegate* unmanaged[Cdecl]<int, HRESULT>)0)(1) == HRESULT.Ok|]) throw new Exception(); }")]
    [InlineData("if ([|Marshal.GetDelegateForFunctionPointer<Put>(0)(1) == 0|]) throw new Exception();")]
    public Task A_certain_convention_as_a_warning(string body)
    {
        // A struct cannot be compared with a constant, so the function pointer's status is an enumeration.
        var code = body.Contains("HRESULT", StringComparison.Ordinal)
            ? Imports + "[NativeStatus] enum HRESULT { Ok } class C { void M() { " + body + " } }"
            : Imports + "[UnmanagedFunctionPointer(CallingConvention.Cdecl)] [return: NativeStatus] delegate int Put(int key); class C { void M() { " + body + " } }";
        return Run(code);
    }

    [Fact]
    public Task In_a_record_an_async_method_an_iterator_and_a_property() => Run(Imports + """
        record R(int Key) { public void Put() { if ([|N.kv_write(Key) != 0|]) throw new Exception(); } }
        class P
        {
            readonly int key = 1;
            async System.Threading.Tasks.Task A() { if ([|N.kv_write(1) != 0|]) throw new Exception(); await System.Threading.Tasks.Task.Yield(); }
            System.Collections.Generic.IEnumerable<int> I() { if ([|N.kv_write(1) != 0|]) throw new Exception(); yield return 1; }
            int Property { set { if ([|N.kv_write(value) != 0|]) throw new Exception(); } }
            int First => [|N.kv_write(key) != 0|] ? throw new Exception() : 1;
        }
        """);

    [Theory]
    [InlineData("if ({|#0:N.kv_delete(1) == KvStatus.Ok|}) throw new Exception();")]
    [InlineData("if ({|#0:(int)N.kv_delete(1) < 0|}) throw new Exception();")]
    [InlineData("if ({|#0:N.CoDo(0) != 0|}) throw new Exception();")]
    [InlineData("if ({|#0:N.kv_put(1) < 0|}) throw new Exception();")]
    public Task What_is_inferred_or_may_be_harmless_one_step_lower(string body) => Run(
        Imports + "class C { void M() { " + body + " } }",
        new DiagnosticResult("FFI4008", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task With_the_convention_its_source_and_what_follows() => Run(
        Imports + "class C { void M() { if ({|#0:N.kv_write(1) != 0|}) throw new Exception(); } }",
        new DiagnosticResult("FFI4008", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
            "`N.kv_write(1) != 0` tests the result of 'kv_write' against the wrong convention: a negative value means failure ([NativeStatus]), so a positive result, which is "
                + "success, throws; test whether it is negative"));

    private static Task Run(string code, params DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = code };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    internal sealed class Test : CSharpAnalyzerTest<FFI4008StatusTestedAgainstWrongConvention, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
