using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.Tests.Contract;
using Xunit;

namespace BoundaryLint.Tests.Comparison;

/// <summary>Deliberate differences and names that the header states in its tags.</summary>
public sealed class HeaderStatementTests
{
    [Fact]
    public Task A_parameter_or_result_that_differs_on_purpose_and_its_neighbours() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_put(long level, long [|key|]);
            [DllImport("kv")] static extern int kv_other(long level);
        }
        """,
        """
        /* @boundary level: differs("C# passes more bits, which nobody reads (see issue 7)") */
        int kv_put(int level, int key);
        /* @boundary differs("declared for the next version") */
        int kv_other(int level);
        """);

    [Fact]
    public Task A_result_that_differs_on_purpose() => HeaderTest.VerifyAsync<FFI5004ReturnTypeDiffers>(
        "static class Native { [DllImport(\"kv\")] static extern long kv_a(); [DllImport(\"kv\")] static extern [|long|] kv_b(); }",
        """
        /* @boundary return: differs("why") */
        int kv_a(void);
        int kv_b(void);
        """);

    [Fact]
    public Task A_struct_and_a_member_that_differ_on_purpose() => HeaderTest.VerifyAsync<FFI5005StructLayoutDiffers>(
        """
        struct Whole { public long a; public int b; }
        struct Part { public long a; public int b; public int rest; }
        struct Other { public int a; public long [|b|]; }
        static class Native
        {
            [DllImport("kv")] static extern void kv_a(ref Whole value);
            [DllImport("kv")] static extern void kv_b(ref Part value);
            [DllImport("kv")] static extern void kv_c(ref Other value);
        }
        """,
        """
        /* @boundary differs("the tail is for the library") */
        typedef struct kv_whole { int a; int b; int c; int d; int e; int f; } kv_whole;
        typedef struct kv_part {
            /* @boundary differs("two numbers in one") */
            int a; int hidden; int b; int rest; } kv_part;
        typedef struct kv_other { int a; int b; int c; int d; } kv_other;
        void kv_a(kv_whole *value);
        void kv_b(kv_part *value);
        void kv_c(kv_other *value);
        """);

    [Fact]
    public Task An_enum_and_a_callback_that_differ_on_purpose() => Task.WhenAll(
        HeaderTest.VerifyAsync<FFI5006EnumDiffers>(
            "enum Mode { Read = 5, Write = 6 } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }",
            "/* @boundary differs(\"shifted\") */\ntypedef enum kv_mode { KV_READ = 1, KV_WRITE = 2 } kv_mode; void kv_set(kv_mode mode);"),
        HeaderTest.VerifyAsync<FFI5009CallbackSignatureDiffers>(
            "[UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Hook(long a); static class Native { [DllImport(\"kv\")] static extern void kv_watch(Hook hook); }",
            "/* @boundary differs(\"wide\") */\ntypedef void (*kv_hook)(int a); void kv_watch(kv_hook hook);"));

    [Fact]
    public Task Names_of_members() => HeaderTest.VerifyAsync<FFI5005StructLayoutDiffers>(
        """
        struct Stats { public int Count; public int [|Size|]; }
        static class Native { [DllImport("kv")] static extern void kv_read(ref Stats stats); }
        """,
        """
        typedef struct kv_stats {
            int entries; /* @boundary name(Count) */
            long long bytes; /* @boundary name(Size) */
        } kv_stats;
        void kv_read(kv_stats *stats);
        """);

    [Fact]
    public Task A_function_that_differs_on_purpose_is_not_missed() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        "static class Native { [DllImport(\"kv\")] static extern void kv_close(IntPtr store); }",
        "void kv_close(void *store);\n/* @boundary differs(\"for C only\") */\nint kv_c_only(void);");

    [Fact]
    public Task A_reason_may_have_commas_and_parentheses() => HeaderTest.VerifyAsync<FFI5012HeaderCannotBeUnderstood>(
        "",
        "int kv_a(void);\n/* @boundary differs(\"a, b (c\") */\nint kv_b(void);");
}
