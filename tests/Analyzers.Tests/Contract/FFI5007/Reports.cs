using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5007;

public sealed class Reports
{
    internal const string Header = """
        #define KV_OK 0
        #define KV_BUSY 5
        #define KV_OPEN_READONLY 0x01
        #define KV_OPEN_READWRITE 0x02
        #define KV_OPEN_CREATE (1 << 2)
        #define KV_OPEN_SHARED 0x20
        #define KV_OPEN_COUNT 9
        #define KV_NAME "kv-store"
        #define KV_ANY (-1)
        #define KV_OPTIONS_VERSION 3
        #define KV_VERSION_MAJOR 9
        #define KV_VERSION "9.1"
        #define KV_DEFAULT_RATE (1.5f)
        #define KV_NO_INDEX ((unsigned long long)-1)
        #define RL_WRAP_REPEAT 0x2901
        #define WRAP_REPEAT 0
        enum { KV_LIMIT = 100 };
        """;

    [Fact]
    public Task A_macro_and_an_enumerator_of_the_same_name()
    {
        var test = Test("static class Kv { public const int KV_OK = 0, {|#0:KV_BUSY|} = 6; internal const long {|#1:KV_LIMIT|} = 50; const string {|#2:KV_NAME|} = \"kv\"; }");
        test.TestState.AddHeader(Header);
        test.ExpectedDiagnostics.Add(Result(0).WithMessage("`Kv.KV_BUSY` is 6; `KV_BUSY` in kv.h:2 is 5"));
        test.ExpectedDiagnostics.Add(Result(1));
        test.ExpectedDiagnostics.Add(Result(2).WithMessage("`Kv.KV_NAME` is \"kv\"; `KV_NAME` in kv.h:8 is \"kv-store\""));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("static class Open { public const int ReadOnly = 1, ReadWrite = 2, Create = 4, [|Shared|] = 8; }")]
    [InlineData("[System.Flags] enum Open : uint { ReadOnly = 1, ReadWrite = 2, Create = 4, [|Shared|] = 8 }")]
    [InlineData("record Open { public const uint READONLY = 1, READWRITE = 2, CREATE = 4, [|SHARED|] = 8; }")]
    [InlineData("partial class Open { const int ReadOnly = 1, ReadWrite = 2; } partial class Open { const int Create = 4, [|Shared|] = 8; }")]
    public Task A_group_without_the_prefix(string code) => VerifyAsync(code);

    [Theory]
    [InlineData("class Kv { static readonly int [|KV_BUSY|] = 6; }")]
    [InlineData("class Kv { static readonly nint [|KV_ANY|] = new System.IntPtr(-2); }")]
    [InlineData("struct Kv { static readonly nint [|KV_ANY|] = -2, KV_OK = 0; }")]
    [InlineData("class Kv { const int [|KV_OPTIONS_VERSION|] = 2; }")]
    [InlineData("class Kv { const byte [|KV_LIMIT|] = 101; }")]
    [InlineData("class Kv { const double [|KV_DEFAULT_RATE|] = 2.5; }")]
    [InlineData("class Kv { const int [|WRAP_REPEAT|] = 5; }")]
    public Task Fields_that_are_never_assigned_again_and_other_types(string code) => VerifyAsync(code);

    [Fact]
    public Task A_value_that_one_platform_has()
    {
        var test = Test("static class Kv { const int {|#0:KV_MODE_DEEP|} = 1; }");
        test.TestState.AddHeader("#ifdef _WIN32\n#define KV_MODE_DEEP 2\n#else\n#define KV_MODE_DEEP 1\n#endif\n");
        test.ExpectedDiagnostics.Add(Result(0).WithMessage("`Kv.KV_MODE_DEEP` is 1; `KV_MODE_DEEP` in kv.h:2 is 2 on win-x64"));
        return test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code()
    {
        var test = Test("static class Kv { const int KV_OK = ; const KV_BUSY = 7; const int [|KV_LIMIT|] = 7");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        test.TestState.AddHeader("#define KV_OK 0\n#define KV_LIMIT 5\n");
        return test.RunAsync();
    }

    internal static CSharpAnalyzerTest<FFI5007ConstantDiffers, DefaultVerifier> Test(string code) => new() { TestCode = "using System.Runtime.InteropServices;\n" + code };

    private static DiagnosticResult Result(int location) =>
        new DiagnosticResult("FFI5007", DiagnosticSeverity.Warning).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static Task VerifyAsync(string code)
    {
        var test = Test(code);
        test.TestState.AddHeader(Header);
        return test.RunAsync();
    }
}
