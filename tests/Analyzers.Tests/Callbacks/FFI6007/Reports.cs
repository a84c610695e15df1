using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6007;

/// <summary>Callbacks for which ahead-of-time compilers make no native entry.</summary>
public sealed class Reports
{
    internal const string Native = """
        static partial class N
        {
            [DllImport("kv")] internal static extern void kv_set_log(Log callback);
            [DllImport("kv")] internal static extern void kv_set_all(ref Callbacks callbacks);
        }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Log(int code);
        struct Callbacks { public Log OnLog; }

        """;

    /// <summary>Unity's attribute.</summary>
    internal const string Unity = "namespace AOT { [AttributeUsage(AttributeTargets.Method)] class MonoPInvokeCallbackAttribute : Attribute { public MonoPInvokeCallbackAttribute(Type type) { } } }\n";

    [Theory]
    [InlineData("void M() => N.kv_set_log([|OnLog|]); static void OnLog(int code) { }")]
    [InlineData("void M() => N.kv_set_log(C.[|OnLog|]); static void OnLog(int code) { }")]
    [InlineData("static readonly Log log = [|OnLog|]; static void OnLog(int code) { }")]
    [InlineData("void M() { var c = new Callbacks { OnLog = [|OnLog|] }; N.kv_set_all(ref c); } static void OnLog(int code) { }")]
    [InlineData("void M() => N.kv_set_log([|OnLog|]); void OnLog(int code) { }")]
    [InlineData("void M() => N.kv_set_log(this.[|OnLog|]); [AOT.MonoPInvokeCallback(typeof(Log))] void OnLog(int code) { }")]
    [InlineData("void M() => N.kv_set_log(code [|=>|] { });")]
    [InlineData("void M() => N.kv_set_log(static code [|=>|] { });")]
    [InlineData("void M() => N.kv_set_log([|delegate|](int code) { });")]
    [InlineData("void M() => N.kv_set_log([|OnLog<int>|]); static void OnLog<T>(int code) { }")]
    [InlineData("void M() { static void OnLog(int code) { } N.kv_set_log([|OnLog|]); }")]
    [InlineData("nint M() => Marshal.GetFunctionPointerForDelegate<Action>([|OnDone|]); static void OnDone() { }")]
    [InlineData("class G<T> { void M() => N.kv_set_log([|OnLog|]); static void OnLog(int code) { } }")]
    public Task In_a_Unity_project(string member) => Programs.Verify<FFI6007CallbackLacksMonoPInvokeCallback>(Unity + Native + "partial class C { " + member + " }");

    [Theory]
    [InlineData("void M() => N.kv_set_log({|#0:OnLog<int>|}); [AOT.MonoPInvokeCallback(typeof(Log))] static void OnLog<T>(int code) { }")]
    [InlineData("class G<T> { void M() => N.kv_set_log({|#0:OnLog|}); [AOT.MonoPInvokeCallback(typeof(Log))] static void OnLog(int code) { } }")]
    public Task Suggests_for_generic_methods_with_the_attribute(string member) =>
        Programs.Verify<FFI6007CallbackLacksMonoPInvokeCallback>(Unity + Native + "partial class C { " + member + " }", DiagnosticSeverity.Info, "FFI6007");

    [Fact]
    public Task A_project_that_only_sees_Unity() => Programs.Verify<FFI6007CallbackLacksMonoPInvokeCallback>(
        "namespace UnityEngine { class Object { } }\n" + Native + "class C { void M() => N.kv_set_log([|OnLog|]); static void OnLog(int code) { } }");

    [Theory]
    [InlineData("is_global = true\nbuild_property.BoundaryLintIl2Cpp = true\n")]
    [InlineData("is_global = true\nboundarylint.FFI6007.il2cpp = true\n")]
    public Task A_project_that_says_so(string config) => new CSharpAnalyzerTest<FFI6007CallbackLacksMonoPInvokeCallback, DefaultVerifier>
    {
        TestState =
        {
            Sources = { Programs.Usings + Programs.Attributes + Native + "class C { void M() => N.kv_set_log([|OnLog|]); static void OnLog(int code) { } }" },
            AnalyzerConfigFiles = { ("/.globalconfig", config) },
        },
    }.RunAsync();

    [Fact]
    public Task The_message_says_what_to_add() => Programs.VerifyMessage<FFI6007CallbackLacksMonoPInvokeCallback>(
        Unity + Native + "class C { void M() => N.kv_set_log({|#0:OnLog|}); static void OnLog(int code) { } }",
        DiagnosticSeverity.Warning,
        "FFI6007",
        "`OnLog` is given to native code as a `Log`, without the attribute that makes ahead-of-time compilers write its native entry; add `[MonoPInvokeCallback(typeof(Log))]`");

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6007CallbackLacksMonoPInvokeCallback, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Programs.Usings + Programs.Attributes + Unity + Native + "class C { void M() => N.kv_set_log([|OnLog|]); static void OnLog(int code) { } void O() => N.kv_set_log(Missing); void P() => N.kv_set_log( ",
    }.RunAsync();
}
