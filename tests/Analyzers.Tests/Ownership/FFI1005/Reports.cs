using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using BoundaryLint.Tests.Ownership.FFI1003;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1005;

/// <summary>FFI1005 reports what reaches native code, is dereferenced or wrapped after its release.</summary>
public sealed class Reports
{
    [Theory]
    [InlineData("var p = Marshal.AllocHGlobal(4); Marshal.FreeHGlobal(p); Marshal.ReadInt32([|p|]);")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); N.kd_use([|p|]);")]
    [InlineData("var p = N.ks_create(); N.ks_destroy(p); N.kd_use([|p|]);")]
    [InlineData("var p = N.malloc(4); if (b) N.free(p); N.kd_use([|p|]); if (!b) N.free(p);")]
    [InlineData("unsafe { var p = (byte*)NativeMemory.Alloc(4); NativeMemory.Free(p); var x = [|*p|]; }")]
    [InlineData("unsafe { var p = (byte*)NativeMemory.Alloc(4); NativeMemory.Free(p); var x = [|p[1]|]; }")]
    [InlineData("unsafe { var p = (DateTime*)NativeMemory.Alloc(8); NativeMemory.Free(p); var x = [|p|]->Ticks; }")]
    [InlineData("unsafe { var p = (ValueTuple<int, int>*)NativeMemory.Alloc(8); NativeMemory.Free(p); [|p|]->Item1 = 3; }")]
    [InlineData("unsafe { var p = (byte*)NativeMemory.Alloc(4); NativeMemory.Free(p); var x = *([|p + 1|]); }")]
    [InlineData("var p = N.kd_make(); N.kd_done(p); var h = new SafeFileHandle([|p|], true);")]
    [InlineData("var p = N.kd_make(); var q = p; N.kd_done(p); N.kd_use([|q|]);")]
    [InlineData("var h = GCHandle.Alloc(new object()); h.Free(); var t = [|h.Target|];")]
    [InlineData("var h = N.kh_open(); h.Dispose(); N.kh_get([|h|]);")]
    [InlineData("var p = N.kd_make(); try { N.Log(\"x\"); } finally { N.kd_done(p); } N.kd_use([|p|]);")]
    [InlineData("Action a = () => { var p = N.kd_make(); N.kd_done(p); N.kd_use([|p|]); }; a();")]
    [InlineData("void Local() { var p = N.kd_make(); N.kd_done(p); N.kd_use([|p|]); } Local();")]
    public Task In_one_body(string body) => Run("class C { void M(bool b) { " + body + " } }");

    [Fact]
    public Task Parameters_fields_and_helpers() => Run("""
        record R
        {
            IntPtr _p;
            static void Free(IntPtr p) { N.kd_done(p); }
            void Field() { N.kd_done(_p); N.kd_use([|_p|]); _p = default; }
            static void Parameter(IntPtr p) { N.kd_done(p); N.kd_use([|p|]); }
            static int Helper { get { var p = N.kd_make(); Free(p); return N.kd_use([|p|]); } }
            async Task A() { var p = N.kd_make(); N.kd_done(p); await Task.Yield(); N.kd_use([|p|]); }
        }
        """);

    [Fact]
    public async Task The_message_names_the_use_and_the_release()
    {
        await Message("class C { void M() { var p = N.kd_make(); N.kd_done(p); N.kd_use({|#0:p|}); } }", DiagnosticSeverity.Warning,
            "The handle that `kd_make` returns ([Owned]) is given to `kd_use` after `kd_done` released it on line 41; use it before that, or release it later");
        await Message("class C { void M() { var p = N.ks_create(); N.ks_destroy(p); N.kd_use({|#0:p|}); } }", DiagnosticSeverity.Info,
            "The handle that `ks_create` returns (inferred from ks_create/ks_destroy) is given to `kd_use` after `ks_destroy` released it on line 41; use it before that, or release it later");
        await Message("class C { void M(IntPtr p) { Marshal.FreeHGlobal(p); Marshal.WriteByte({|#0:p|}, 1); } }", DiagnosticSeverity.Warning,
            "The value of the parameter `p` is given to `Marshal.WriteByte` after `Marshal.FreeHGlobal` released it on line 41; use it before that, or release it later");
    }

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1005NativeResourceUsedAfterRelease, DefaultVerifier>
    {
        TestCode = Resources.Declarations + "class C { void M() { var p = N.kd_make(); N.kd_done(p); N.kd_use([|p|]) ",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    private static Task Message(string code, DiagnosticSeverity severity, string message) => new CSharpAnalyzerTest<FFI1005NativeResourceUsedAfterRelease, DefaultVerifier>
    {
        TestCode = Resources.Declarations + code,
        ExpectedDiagnostics = { new DiagnosticResult("FFI1005", severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message) },
    }.RunAsync();

    private static Task Run(string code) => CSharpAnalyzerVerifier<FFI1005NativeResourceUsedAfterRelease, DefaultVerifier>.VerifyAnalyzerAsync(Resources.Declarations + code);
}
