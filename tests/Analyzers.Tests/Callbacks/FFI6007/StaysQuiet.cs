using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6007;

/// <summary>Callbacks that carry the attribute, delegates that stay managed, and projects that are not compiled ahead of time by Mono.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("void M() => N.kv_set_log(OnLog); [AOT.MonoPInvokeCallback(typeof(Log))] static void OnLog(int code) { }")]
    [InlineData("class MonoPInvokeCallbackAttribute : Attribute { } void M() => N.kv_set_log(OnLog); [MonoPInvokeCallback] static void OnLog(int code) { }")]
    [InlineData("void M(Log given) => N.kv_set_log(given);")]
    [InlineData("Action<int> a = OnLog; static void OnLog(int code) { }")]
    [InlineData("Log M(nint p) => Marshal.GetDelegateForFunctionPointer<Log>(p);")]
    [InlineData("[UnmanagedCallersOnly] static void OnLog(int code) { }")]
    public Task In_a_Unity_project(string member) => Programs.Verify<FFI6007CallbackLacksMonoPInvokeCallback>(Reports.Unity + Reports.Native + "class C { " + member + " }");

    [Theory]
    [InlineData("void M() => N.kv_set_log(OnLog); static void OnLog(int code) { }")]
    [InlineData("void M() => N.kv_set_log(code => { });")]
    public Task In_any_other_project(string member) => Programs.Verify<FFI6007CallbackLacksMonoPInvokeCallback>(Reports.Native + "class C { " + member + " }");

    [Fact]
    public Task In_a_program_that_declares_the_attribute_itself()
    {
        var test = new CSharpAnalyzerTest<FFI6007CallbackLacksMonoPInvokeCallback, DefaultVerifier>
        {
            TestCode = Programs.Usings + Programs.Attributes + Reports.Unity + Reports.Native + "class C { static void Main() => N.kv_set_log(OnLog); static void OnLog(int code) { } }",
        };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
