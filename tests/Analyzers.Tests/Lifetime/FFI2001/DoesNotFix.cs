using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2001;

/// <summary>Where no field can hold the delegate, or one field is not enough.</summary>
public sealed class DoesNotFix
{
    [Theory]
    [InlineData("class C { void OnCode(int code) { } static void M(C c) => N.kv_set_log([|c.OnCode|]); }")]
    [InlineData("class C { static void M(int n) { N.kv_set_log([|x => Console.WriteLine(n)|]); } }")]
    [InlineData("struct S { void M(int n) { N.kv_set_log([|x => Console.WriteLine(n)|]); } }")]
    [InlineData("class C { void OnCode(int code) { } void M() { for (var i = 0; i < 3; i++) { N.kv_set_log([|OnCode|]); } } }")]
    [InlineData("class C { void OnA(int c) { } void OnB(int c) { } void M(bool b) { Callback c; if (b) c = OnA; else c = OnB; N.kv_set_log([|c|]); } }")]
    [InlineData("class C { void OnA(int c) { } void M() { N.kv_set_log([|new Callback(OnA) + OnA|]); } }")]
    [InlineData("class C { static void M() { static void Local(int x) { } N.kv_set_log([|new Callback(Local)|]); } }")]
    [InlineData("public class C { Callback _listener; [DllImport(\"kv\")] static extern int kv_add_listener(int topic, Callback listener); public void Listen(int topic, Action<int> handler) { [|_listener = x => handler(x)|]; kv_add_listener(topic, _listener); } }")]
#if ROSLYN_4_8_OR_GREATER
    [InlineData("class Base { protected Base(int x) { } protected static int Set(Callback c) { return 0; } } class C(int n) { int x = Set(n); static int Set(int n) { N.kv_set_log([|x => Console.WriteLine(n)|]); return n; } }")]
#endif
    public Task One_field_would_not_do(string source) =>
        new CSharpCodeFixTest<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, FFI2001KeepDelegateInField, DefaultVerifier>
        {
            TestCode = "using System;\nusing System.Runtime.InteropServices;\n" + source + Reports.Native,
        }.RunAsync();
}
