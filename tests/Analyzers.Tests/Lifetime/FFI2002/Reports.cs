using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2002;

/// <summary>Function pointers whose delegate nothing keeps.</summary>
public sealed class Reports
{
    internal const string Native = """

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Callback(int code);
        struct Callbacks { public nint OnData; }
        static class N
        {
            [DllImport("kv")] internal static extern void kv_set_log(nint callback);
            [DllImport("kv")] internal static extern void kv_run(nint callback);
            [DllImport("kv")] internal static extern unsafe void kv_call(delegate* unmanaged[Cdecl]<int, void> callback);
            [DllImport("kv")] internal static extern void kv_use(Callback callback);
            [DllImport("kv")] internal static extern void kv_poll();
        }
        """;

    internal static Task Verify(string source) => new CSharpAnalyzerTest<FFI2002FunctionPointerOutlivesDelegate, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\n" + source + Native,
    }.RunAsync();

    [Theory]
    [InlineData("void M() => pointer = Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]);")]
    [InlineData("void M() => pointer = Marshal.GetFunctionPointerForDelegate<Callback>([|OnCode|]);")]
    [InlineData("void M() => pointer = Marshal.GetFunctionPointerForDelegate([|(Callback)OnCode|]);")]
    [InlineData("void M() => pointer = Marshal.GetFunctionPointerForDelegate((Delegate)[|new Callback(OnCode)|]);")]
    [InlineData("nint M() => Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]);")]
    [InlineData("nint M() { var c = new Callback(OnCode); return Marshal.GetFunctionPointerForDelegate([|c|]); }")]
    [InlineData("static readonly nint P = Marshal.GetFunctionPointerForDelegate([|new Callback(OnStatic)|]);")]
    [InlineData("static nint P { get; } = Marshal.GetFunctionPointerForDelegate([|new Callback(OnStatic)|]);")]
    [InlineData("void M() => N.kv_set_log(Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]));")]
    [InlineData("void M() => N.kv_run(Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]));")]
    [InlineData("void M() { var c = new Callback(OnCode); N.kv_run(Marshal.GetFunctionPointerForDelegate([|c|])); }")]
    [InlineData("void M() { var c = new Callback(OnCode); var p = Marshal.GetFunctionPointerForDelegate([|c|]); N.kv_run(p); }")]
    [InlineData("void M() { var c = new Callback(OnCode); var p = Marshal.GetFunctionPointerForDelegate([|c|]); GC.KeepAlive(c); N.kv_run(p); }")]
    [InlineData("void M() { var c = new Callback(OnCode); nint p; p = Marshal.GetFunctionPointerForDelegate([|c|]); pointer = p; }")]
    [InlineData("Callbacks M() => new Callbacks { OnData = Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]) };")]
    [InlineData("void M() { var s = new Callbacks(); s.OnData = Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]); all = s; }")]
    [InlineData("unsafe void M() { N.kv_call((delegate* unmanaged[Cdecl]<int, void>)Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|])); }")]
    [InlineData("void M(int n) { pointer = Marshal.GetFunctionPointerForDelegate<Callback>([|x => Console.WriteLine(n)|]); }")]
    [InlineData("void M() { table.Add(Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|])); }")]
    [InlineData("void M() { void Local() { pointer = Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]); } Local(); }")]
    [InlineData("async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Yield(); pointer = Marshal.GetFunctionPointerForDelegate([|new Callback(OnCode)|]); }")]
    [InlineData("static nint P(Callback c) => Marshal.GetFunctionPointerForDelegate(c); void M() => pointer = P([|OnCode|]);")]
    [InlineData("static nint P(Callback c) { return c == null ? 0 : Marshal.GetFunctionPointerForDelegate(c); } void M() { var s = new Callbacks { OnData = P([|x => OnCode(x)|]) }; all = s; }")]
    [InlineData("static nint P<T>(T c) where T : Delegate => Marshal.GetFunctionPointerForDelegate(c); void M() { var c = new Callback(OnCode); pointer = P([|c|]); }")]
    public Task A_pointer_that_lives_longer(string member) => Verify($$"""
        class C
        {
            nint pointer;
            Callbacks all;
            System.Collections.Generic.List<nint> table = new();
            void OnCode(int code) { }
            static void OnStatic(int code) { }
            {{member}}
        }
        """);

    [Theory]
    [InlineData("public C(Callback c) { pointer = Marshal.GetFunctionPointerForDelegate({|#0:c|}); }")]
    [InlineData("public Callback OnData { set { all.OnData = Marshal.GetFunctionPointerForDelegate({|#0:value|}); } }")]
    [InlineData("internal void Set(Callback c) { if (c == null) return; pointer = Marshal.GetFunctionPointerForDelegate({|#0:c|}); N.kv_set_log(pointer); GC.KeepAlive(c); }")]
    public Task A_pointer_of_what_the_caller_gave_is_a_suggestion(string member) => new CSharpAnalyzerTest<FFI2002FunctionPointerOutlivesDelegate, DefaultVerifier>
    {
        TestCode = "using System;\nusing System.Runtime.InteropServices;\nclass C { nint pointer; Callbacks all; " + member + " }" + Native,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2002", DiagnosticSeverity.Info).WithLocation(0) },
    }.RunAsync();

    [Fact]
    public Task The_message_says_where_the_pointer_goes() => new CSharpAnalyzerTest<FFI2002FunctionPointerOutlivesDelegate, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n"
            + "class C { void OnCode(int code) { } void M() => N.kv_set_log(Marshal.GetFunctionPointerForDelegate({|#0:new Callback(OnCode)|})); }" + Native,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI2002", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "The function pointer is kept by `kv_set_log` in `callback` (inferred from the name kv_set_log) but does not keep its delegate alive: "
                + "nothing keeps the delegate of `OnCode` once the pointer is made; keep it in a field that lives as long as the pointer"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("Marshal.GetFunctionPointerForDelegate<Callback>({|#0:x => { }|})")]
    [InlineData("Marshal.GetFunctionPointerForDelegate<Callback>({|#0:OnStatic|})")]
    [InlineData("Marshal.GetFunctionPointerForDelegate({|#0:(Callback)OnStatic|})")]
    public Task The_compilers_cache_is_a_habit(string value) => new CSharpAnalyzerTest<FFI2002FunctionPointerOutlivesDelegate, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n" + $"class C {{ static void OnStatic(int code) {{ }} nint M() => {value}; }}" + Native,
        ExpectedDiagnostics = { new DiagnosticResult("FFI2002", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) },
    }.RunAsync();

    [Fact]
    public Task Top_level_statements() => new CSharpAnalyzerTest<FFI2002FunctionPointerOutlivesDelegate, DefaultVerifier>
    {
        TestState =
        {
            OutputKind = OutputKind.ConsoleApplication,
            Sources =
            {
                "using System.Runtime.InteropServices;\nint n = 0;\nCallback c = x => n += x;\nvar p = Marshal.GetFunctionPointerForDelegate([|c|]);\nN.kv_run(p);\n",
                "using System.Runtime.InteropServices;\n" + Native,
            },
        },
    }.RunAsync();
}
