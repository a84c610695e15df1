using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4009;

/// <summary>FFI4009 reports each form of a mapping that forgets members.</summary>
public sealed class Reports
{
    internal const string Imports = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        [NativeStatus] enum KvStatus { Ok, NotFound, Busy, Full, Max }
        enum DbResult { Ok, NotFound, Busy, Full }
        static partial class N
        {
            [DllImport("kv")] public static extern KvStatus kv_put(int key);
            [LibraryImport("db")] public static partial DbResult db_put(int key);
        }
        class KvException : Exception
        {
            public KvException(KvStatus status) : base("status " + status) { }
            public KvException(string text) : base(text) { }
        }

        """;

    [Theory]
    [InlineData("Exception Map(KvStatus s) => [|s|] switch { KvStatus.NotFound => new KeyNotFoundException(), KvStatus.Busy => new TimeoutException() };")]
    [InlineData("Exception Map(KvStatus s) => [|s|] switch { KvStatus.NotFound or KvStatus.Busy => new TimeoutException(), KvStatus.Ok => throw new Exception(), _ => new Exception(\"failed\") };")]
    [InlineData("Exception? Map(KvStatus s) => [|s|] switch { KvStatus.NotFound => new KeyNotFoundException(), KvStatus.Busy => new TimeoutException(), _ => null };")]
    [InlineData("Exception Map(KvStatus s) { switch ([|s|]) { case KvStatus.NotFound: return new KeyNotFoundException(); case KvStatus.Busy: return new TimeoutException(); default: return new Exception(\"failed\"); } }")]
    [InlineData("void Check(KvStatus s) { switch ([|s|]) { case KvStatus.NotFound: throw new KeyNotFoundException(); case KvStatus.Busy: throw new TimeoutException(); } }")]
    [InlineData("void Check(KvStatus s) { if (s == KvStatus.Ok) return; switch ([|s|]) { case KvStatus.NotFound: throw new KeyNotFoundException(); case KvStatus.Busy: throw new TimeoutException(); } }")]
    [InlineData("void Put() { switch ([|N.kv_put(1)|]) { case KvStatus.NotFound: throw new KeyNotFoundException(); case KvStatus.Busy: throw new TimeoutException(); default: throw new Exception(); case KvStatus.Ok: break; } }")]
    [InlineData("[MapsNativeStatus(typeof(KvStatus))] void Check(KvStatus s) { switch ([|s|]) { case KvStatus.NotFound: throw new KeyNotFoundException(nameof(s)); } }")]
    [InlineData("Func<KvStatus, Exception> Map = s => [|s|] switch { KvStatus.NotFound => new KeyNotFoundException(), KvStatus.Busy => new TimeoutException(), var other => new Exception() };")]
    [InlineData("async System.Threading.Tasks.Task Check(KvStatus s) { await System.Threading.Tasks.Task.Yield(); switch ([|s|]) { case KvStatus.NotFound: throw new KeyNotFoundException(); case KvStatus.Busy: throw new TimeoutException(); } }")]
    [InlineData("Exception Map(KvStatus s) { return Local(s); static Exception Local(KvStatus s) => [|s|] switch { KvStatus.NotFound => new KeyNotFoundException(), KvStatus.Busy => new TimeoutException() }; }")]
    public Task A_declared_status_as_a_warning(string member) => Run("#nullable enable annotations\n" + Imports + "partial class C { " + member + " }");

    [Fact]
    public Task An_inferred_status_one_step_lower() => Run(
        Imports + "record R(DbResult Result) { public Exception Map() => {|#0:Result|} switch { DbResult.NotFound => new KeyNotFoundException(), DbResult.Busy => new TimeoutException() }; }",
        new DiagnosticResult("FFI4009", DiagnosticSeverity.Info).WithLocation(0));

    [Fact]
    public Task With_the_members_and_what_becomes_of_them() => Run(
        Imports + "class C { void Check(KvStatus s) { switch ({|#0:s|}) { case KvStatus.NotFound: throw new KeyNotFoundException(); case KvStatus.Busy: throw new TimeoutException(); } } }",
        new DiagnosticResult("FFI4009", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "This mapping of `KvStatus` to exceptions has no arm for `Full`: it passes for success; add the missing arms, or a default that keeps the code"));

    [Fact]
    public Task What_the_header_has_and_the_enumeration_lacks()
    {
        var test = new Test
        {
            TestCode = """
                using System;
                using System.Runtime.InteropServices;
                enum KvStatus { Ok, NotFound, Busy }
                static class N { [DllImport("kv")] public static extern KvStatus kv_put(int key); }
                class C { Exception Map(KvStatus s) => {|#0:s|} switch { KvStatus.NotFound => new Exception("a"), KvStatus.Busy => new Exception("b"), _ => new Exception() }; }
                """,
        };
        test.TestState.AdditionalFiles.Add(("/kv.h", "typedef enum { KV_OK, KV_NOT_FOUND, KV_BUSY, KV_FULL } kv_status;\n/* @boundary return: status(0) */\nkv_status kv_put(int key);\n"));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n[/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("FFI4009", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "This mapping of `KvStatus` to exceptions has no arm for `KV_FULL`, which the header has and `KvStatus` lacks: its default loses the code; add the missing arms, or a "
                + "default that keeps the code"));
        return test.RunAsync();
    }

    private static Task Run(string code, params DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = code };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    internal sealed class Test : CSharpAnalyzerTest<FFI4009ErrorMappingIsNotExhaustive, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
