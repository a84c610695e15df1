using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4010;

/// <summary>FFI4010 reports exceptions that leave out what the code around them knows.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        enum KvStatus { Ok, NotFound, Busy }
        static partial class N
        {
            [DllImport("kv")] [return: NativeStatus] public static extern int kv_put(int key);
            [LibraryImport("kv")] [return: NativeStatus(SuccessIf = NativeSuccess.NotNegative)] public static partial int kv_write(int key);
            [DllImport("kv")] public static extern KvStatus kv_delete(int key);
            [DllImport("kv", SetLastError = true)] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool kv_bool(int key);
            [DllImport("kv")] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool kv_silent(int key);
            [DllImport("kv", SetLastError = true)] public static extern nint kv_handle(int key);
            [DllImport("kv")] public static extern nint kv_silent_handle(int key);
            [DllImport("ole32")] [return: MarshalAs(UnmanagedType.Error)] public static extern int CoDo(nint a);
            [DllImport("libsodium")] public static extern int sodium_init();
        }

        """;

    [Theory]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) throw [|new Exception(\"failed\")|];")]
    [InlineData("var rc = N.kv_put(1); if (rc != 0) { throw [|new Exception(\"failed\")|]; }")]
    [InlineData("if (N.kv_put(key) != 0) throw [|new Exception($\"cannot put {key}\")|];")]
    [InlineData("if (N.kv_put(key) != 0) throw [|new Exception(string.Format(\"cannot put {0}\", key))|];")]
    [InlineData("if (N.kv_write(1) < 0) throw [|new InvalidOperationException()|];")]
    [InlineData("var n = N.kv_write(1); if (n >= 0) return; throw [|new InvalidOperationException(nameof(N.kv_write))|];")]
    [InlineData("if (N.CoDo(0) < 0) throw [|new Exception(\"failed\")|];")]
    [InlineData("if (!N.kv_bool(1)) throw [|new Exception(\"failed\")|];")]
    [InlineData("var h = N.kv_handle(1); if (h == 0) throw [|new Exception(\"failed\")|];")]
    [InlineData("_ = N.kv_put(1) == 0 ? 1 : throw [|new Exception(\"failed\")|];")]
    [InlineData("Action a = () => { if (N.kv_put(1) != 0) throw [|new Exception(\"failed\")|]; }; a();")]
    [InlineData("void Local() { if (N.kv_put(1) != 0) throw [|new Exception(\"failed\")|]; } Local();")]
    [InlineData("try { N.kv_put(1); } catch (Exception) { throw [|new InvalidOperationException(\"no kv\")|]; }")]
    [InlineData("try { N.kv_put(1); } catch (DllNotFoundException e) { throw [|new PlatformNotSupportedException(\"no kv\")|]; }")]
    [InlineData("try { Put(); } catch { throw [|new InvalidOperationException()|]; }")]
    public Task What_could_say_why_and_does_not(string body) => Run(Imports + "class C { void M(int key) { " + body + " } void Put() { if (N.kv_put(1) != 0) throw new Exception(\"x \" + Text()); } string Text() => \"\"; }");

    [Fact]
    public Task In_a_record_an_async_method_and_an_iterator() => Run(Imports + """
        record R(int Key) { public void Put() { if (N.kv_put(Key) != 0) throw [|new Exception("failed")|]; } }
        partial class P
        {
            readonly int key = 1;
            async System.Threading.Tasks.Task A() { if (N.kv_put(1) != 0) throw [|new Exception("failed")|]; await System.Threading.Tasks.Task.Yield(); }
            System.Collections.Generic.IEnumerable<int> I() { if (N.kv_put(key) != 0) throw [|new Exception("failed")|]; yield return 1; }
        }
        """);

    [Fact]
    public Task What_is_inferred_one_step_lower() => Run(
        Imports + "class C { void M() { if (N.kv_delete(1) != KvStatus.Ok) throw {|#0:new Exception(\"failed\")|}; } }",
        new DiagnosticResult("FFI4010", DiagnosticSeverity.Hidden).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task With_what_is_lost() => Run(
        Imports + "class C { void M() { var rc = N.kv_put(1); if (rc != 0) throw {|#0:new Exception(\"failed\")|}; } }",
        new DiagnosticResult("FFI4010", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
            "The exception for a failure of 'kv_put' does not say why: the status in `rc` is lost; put the status into the exception"));

    private static Task Run(string code, params DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = code };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    internal sealed class Test : CSharpAnalyzerTest<FFI4010NativeErrorContextIsLost, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
