using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4001;

/// <summary>FFI4001 stays quiet on results that are no status, and on a status that is used.</summary>
public sealed class StaysQuiet
{
    private const string Imports = """
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        enum KvStatus { Ok, NotFound }
        enum Shade { None, Light }
        enum ParseResult { Number, Text }
        static class N
        {
            [DllImport("kv")] [return: NativeStatus] public static extern int kv_put(int key);
            [DllImport("kv")] public static extern KvStatus kv_delete(int key);
            [DllImport("kv")] public static extern int kv_count();
            [DllImport("kv")] public static extern Shade kv_shade();
            [DllImport("kv")] public static extern ParseResult kv_parse();
            [DllImport("kv", PreserveSig = false)] public static extern KvStatus kv_throws();
            public static KvStatus Managed() => KvStatus.Ok;
            public static void Check(int status) { if (status != 0) throw new Exception(); }
        }

        """;

    [Theory]
    [InlineData("E.kv_open(1, out var p); if (p != 0) throw new Exception();")]
    [InlineData("E.kv_open(1, out _);")]
    [InlineData("var h = E.kv_load(1, null);")]
    [InlineData("E.kv_open(1, out _problem);")]
    [InlineData("E.kv_open(1, out var p); var q = p; Console.WriteLine(q);")]
    [InlineData("E.kv_open(1, out var p); Action a = () => Console.WriteLine(p); a();")]
    [InlineData("byte* p = null; E.kv_load(1, &p); if (p != null) throw new Exception();")]
    [InlineData("byte* p = null; var q = &p; E.kv_load(1, q);")]
    [InlineData("E.kv_flush(out var answer); Console.WriteLine(answer);")]
    public Task An_error_parameter_that_is_read_or_left_out(string body) => Run(Reports.ErrorImports + "class C { nint _problem; unsafe void M() { " + body + " } }");

    [Fact]
    public Task An_error_parameter_that_is_passed_on() => Run(Reports.ErrorImports + "class C { nint M(out nint problem) => E.kv_open(1, out problem); }");

    [Theory]
    [InlineData("N.kv_count(); N.kv_shade(); N.kv_parse(); N.kv_throws(); N.Managed();")]
    [InlineData("if (N.kv_put(1) != 0) return;")]
    [InlineData("_ = N.kv_put(1);")]
    [InlineData("N.Check(N.kv_put(1));")]
    [InlineData("var rc = N.kv_delete(1); Console.WriteLine(rc);")]
    [InlineData("Func<int> f = () => N.kv_put(1); f();")]
    [InlineData("switch (N.kv_delete(1)) { default: break; }")]
    public Task When_there_is_no_status_or_it_is_used(string body) => Run(Imports + "class C { void M() { " + body + " } }");

    [Fact]
    public Task When_callers_differ() => Run(Imports + """
        class C
        {
            int A() => N.kv_count();
            bool B() => N.kv_count() == 0;
            bool D() => N.kv_count() != 0;
            bool E() => N.kv_count() == 0;
            void F() { N.kv_count(); }
        }
        """);

    [Fact]
    public Task When_several_callers_drop_it() => Run(Imports + """
        class C
        {
            bool B() => N.kv_count() == 0;
            bool D() => N.kv_count() != 0;
            bool E() => N.kv_count() == 0;
            void F() { N.kv_count(); }
            void G() { N.kv_count(); }
        }
        """);

    [Fact]
    public Task On_an_attribute_of_the_users_with_our_name() => Run("""
        using System;
        using System.Runtime.InteropServices;
        class NativeStatusAttribute : Attribute { }
        static class N { [DllImport("kv")] [return: NativeStatus] public static extern int kv_put(int key); }
        class C { void M() { N.kv_put(1); } }
        """);

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI4001NativeStatusIgnored, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = "using System.Runtime.InteropServices; enum S { Ok } class C { [DllImport(\"k\")] static extern S f(int; void M() { f(1; f(; N.f(",
    }.RunAsync();

    private static Task Run(string code) => new Test { TestCode = code }.RunAsync();

    private sealed class Test : CSharpAnalyzerTest<FFI4001NativeStatusIgnored, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
