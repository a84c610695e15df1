using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5006;

public sealed class Reports
{
    private const string Header = """
        typedef enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_SLOW = 7, KV_MODE_MAX } kv_mode;
        enum kv_flags { KV_READ = 1, KV_WRITE = 2, KV_SYNC = 4 };
        void kv_set(kv_mode mode, enum kv_flags flags);
        """;

    [Fact]
    public Task A_value_with_both_sides_and_the_place_in_the_header()
    {
        var test = Test("""
            enum Mode { Fast, Safe, {|#0:Slow|} }
            enum Flags { Read = 1, Write = 2, Sync = 4 }
            static class Native { [DllImport("kv")] static extern void kv_set(Mode mode, Flags flags); }
            """);
        test.TestState.AddHeader(Header);
        test.ExpectedDiagnostics.Add(Result(0).WithMessage("`Mode.Slow` is 2; `KV_MODE_SLOW` in kv.h:1 is 7"));
        return test.RunAsync();
    }

    [Fact]
    public Task Names_as_the_header_has_them_in_a_callback_a_struct_and_a_function_pointer() => VerifyAsync(
        """
        enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, [|KV_MODE_SLOW|] }
        [System.Flags] enum Flags : uint { None, READ = 1, WRITE = 2, [|SYNC|] = 8, All = 11 }
        enum Level { Low, [|High|] }
        struct Options { public kv_mode Mode; }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Visit(Flags flags);
        static unsafe class Native
        {
            [DllImport("kv")] static extern void kv_open(ref Options options, Visit visit, delegate* unmanaged[Cdecl]<Level, void> level);
        }
        """,
        """
        enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_SLOW = 7 };
        enum kv_flags { KV_READ = 1, KV_WRITE = 2, KV_SYNC = 4 };
        enum kv_level { KV_LEVEL_LOW = 0, KV_LEVEL_HIGH = 2 };
        struct kv_options { enum kv_mode mode; };
        void kv_open(struct kv_options *options, void (*visit)(enum kv_flags flags), void (*level)(enum kv_level level));
        """);

    [Fact]
    public Task The_size_that_cbindgen_gives_an_enum()
    {
        var test = Test("""
            enum {|#0:Mode|} { Fast, Safe }
            static class Native { [DllImport("kv")] static extern Mode kv_get(); }
            """);
        test.TestState.AddHeader("""
            enum Mode
            #ifdef __cplusplus
              : uint8_t
            #endif
             { Fast, Safe };
            #ifndef __cplusplus
            typedef uint8_t Mode;
            #endif
            Mode kv_get(void);
            """);
        test.ExpectedDiagnostics.Add(Result(0).WithMessage("`Mode` is based on `int` and has 4 bytes; `Mode` in kv.h:1 has 1 byte"));
        return test.RunAsync();
    }

    [Fact]
    public Task The_size_of_what_only_travels_in_registers_is_a_suggestion()
    {
        var test = Test("enum {|#0:Mode|} : ushort { Fast, Safe } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }");
        test.TestState.AddHeader("enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE }; void kv_set(enum kv_mode mode);");
        test.ExpectedDiagnostics.Add(Result(0, DiagnosticSeverity.Info));
        return test.RunAsync();
    }

    [Fact]
    public Task Members_that_one_side_has()
    {
        var test = Test("""
            enum {|#0:Mode|} { Fast, Safe, {|#1:Gone|} = 20 }
            static class Native { [DllImport("kv")] static extern void kv_set(Mode mode); }
            """);
        test.TestState.AddHeader("enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_SLOW }; void kv_set(enum kv_mode mode);");
        test.ExpectedDiagnostics.Add(Result(0, DiagnosticSeverity.Info).WithMessage("`Mode` lacks members; `kv_mode` in kv.h:1 also has `KV_MODE_SLOW`"));
        test.ExpectedDiagnostics.Add(Result(1).WithMessage("`Mode.Gone` is 20; `kv_mode` in kv.h:1 has neither such a member nor the value"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_value_that_one_platform_has()
    {
        var test = Test("""
            enum Mode { Fast, {|#0:Safe|} }
            static class Native { [DllImport("kv")] static extern void kv_set(Mode mode); }
            """);
        test.TestState.AddHeader("""
            enum kv_mode { KV_MODE_FAST,
            #ifdef _WIN32
            KV_MODE_SAFE = 4
            #else
            KV_MODE_SAFE
            #endif
            };
            void kv_set(enum kv_mode mode);
            """);
        test.ExpectedDiagnostics.Add(Result(0).WithMessage("`Mode.Safe` is 1; `KV_MODE_SAFE` in kv.h:3 is 4 on win-x64"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_pair_by_name_is_a_suggestion()
    {
        var test = Test("""
            enum KvMode { Fast, Safe, {|#0:Slow|} }
            static class Native { [DllImport("kv")] static extern void kv_set(int mode); }
            """);
        test.TestState.AddHeader("enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_SLOW = 7 }; void kv_set(int mode);");
        test.ExpectedDiagnostics.Add(Result(0, DiagnosticSeverity.Info));
        return test.RunAsync();
    }

    [Fact]
    public Task Whole_names_are_evidence_enough() => VerifyAsync(
        """
        enum KvFlags : uint { KV_FLAG_FAST = 1, KV_FLAG_SAFE = 2, [|KV_FLAG_SLOW|] = 8 }
        static class Native { [DllImport("kv")] static extern void kv_set(KvFlags flags); }
        """,
        "enum kv_flags { KV_FLAG_FAST = 1, KV_FLAG_SAFE = 2, KV_FLAG_SLOW = 4 }; void kv_set(unsigned flags);");

    [Fact]
    public Task A_member_whose_native_name_is_stated() => VerifyAsync(
        """
        namespace BoundaryLint { class NativeNameAttribute : System.Attribute { public NativeNameAttribute(string name) { } } }
        enum Mode { Fast, [BoundaryLint.NativeName("KV_MODE_SAFE")] [|Careful|] = 5 }
        static class Native { [DllImport("kv")] static extern void kv_set(Mode mode); }
        """,
        "enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE }; void kv_set(enum kv_mode mode);");

    [Fact]
    public Task Another_size_in_a_callback_and_an_argument_that_is_too_narrow()
    {
        var test = Test("""
            enum {|#0:Level|} : long { Debug, Error }
            enum {|#1:Big|} : uint { A = 1 }
            enum {|#2:Wide|} : long { X = 1, Y = 2 }
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Log(Level level);
            static class Native { [DllImport("kv")] static extern void kv_set(Log log, Big big, Wide wide); }
            """);
        test.TestState.AddHeader("""
            typedef enum { KV_DEBUG, KV_ERROR } kv_level;
            enum kv_big : unsigned long long { KV_BIG_A = 1 };
            typedef enum { KV_X = 1, KV_Y = 2 } kv_wide;
            void kv_set(void (*log)(kv_level level), enum kv_big big, kv_wide wide);
            """);
        test.ExpectedDiagnostics.Add(Result(0));
        test.ExpectedDiagnostics.Add(Result(1));
        test.ExpectedDiagnostics.Add(Result(2, DiagnosticSeverity.Info));
        return test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code()
    {
        var test = Test("static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }\nenum Mode { Fast, Safe = 1, [|Slow|] = 3");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        test.TestState.AddHeader("enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_SLOW }; void kv_set(enum kv_mode mode);");
        return test.RunAsync();
    }

    internal static CSharpAnalyzerTest<FFI5006EnumDiffers, DefaultVerifier> Test(string code) => new() { TestCode = "using System.Runtime.InteropServices;\n" + code };

    private static DiagnosticResult Result(int location, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new DiagnosticResult("FFI5006", severity).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static Task VerifyAsync(string code, string header)
    {
        var test = Test(code);
        test.TestState.AddHeader(header);
        return test.RunAsync();
    }

    [Fact]
    public Task But_not_what_only_begins_like_an_end_or_stands_among_the_others()
    {
        var test = Test("enum Mode { Fast, {|#0:MaxConnections|} = 3, {|#1:Max|}, Safe = 3 } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }");
        test.TestState.AddHeader("enum kv_mode { KV_MODE_FAST, KV_MODE_MAX_CONNECTIONS, KV_MODE_MAX, KV_MODE_SAFE }; void kv_set(enum kv_mode mode);");
        test.ExpectedDiagnostics.Add(Result(0));
        test.ExpectedDiagnostics.Add(Result(1));
        return test.RunAsync();
    }

    [Fact]
    public Task What_closes_an_enum_has_another_value_in_each_version()
    {
        var test = Test("enum Mode { Fast, Safe, {|#0:Max|} } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }");
        test.TestState.AddHeader("enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_LAZY, KV_MODE_MAX }; void kv_set(enum kv_mode mode);");
        test.ExpectedDiagnostics.Add(Result(0, DiagnosticSeverity.Info));
        return test.RunAsync();
    }
}
