using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Callbacks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6007;

/// <summary>Methods that the attribute does not help, and projects without it.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData(Reports.Unity, "void M() => N.kv_set_log([|OnLog|]); void OnLog(int code) { }")]
    [InlineData(Reports.Unity, "void M() => N.kv_set_log(code [|=>|] { });")]
    [InlineData(Reports.Unity, "void M() => N.kv_set_log([|OnLog<int>|]); static void OnLog<T>(int code) { }")]
    [InlineData("namespace UnityEngine { class Object { } }\n", "void M() => N.kv_set_log([|OnLog|]); static void OnLog(int code) { }")]
    public Task On(string start, string member) => new CSharpCodeFixTest<FFI6007CallbackLacksMonoPInvokeCallback, FFI6007AddMonoPInvokeCallback, DefaultVerifier>
    {
        TestCode = Programs.Usings + Programs.Attributes + start + Reports.Native + "class C { " + member + " }",
    }.RunAsync();
}
