using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5006;

public sealed class StaysQuiet
{
    [Theory]
    [InlineData("enum Mode { Fast, Safe, Slow = 7 }")]
    [InlineData("enum Mode : uint { Slow = 7, Safe = 1, Fast = 0 }")]
    [InlineData("enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_SLOW = 7, KV_MODE_MAX }")]
    [InlineData("enum Mode { Fast, Safe, Slow = 7, Default = Safe, Count = 3 }")]
    [InlineData("enum Mode { KvModeFast, KvModeSafe, KvModeSlow = 7 }")]
    public Task Enums_that_agree(string declaration)
    {
        var name = declaration.Split(' ')[1];
        return VerifyAsync(
            declaration + " static class Native { [DllImport(\"kv\")] static extern void kv_set(" + name + " mode); }",
            "typedef enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE, KV_MODE_SLOW = 7, KV_MODE_MAX, _KV_MODE_FORCE_INT = 0x7fffffff } kv_mode; void kv_set(kv_mode mode);");
    }

    [Fact]
    public Task Flags_that_C_sharp_combines_and_the_same_bytes_with_another_sign() => VerifyAsync(
        """
        [System.Flags] enum Flags : uint { None, Read = 1, Write = 2, Both = 3, Top = 0x80000000 }
        static class Native { [DllImport("kv")] static extern void kv_set(Flags flags); }
        """,
        "enum kv_flags { KV_READ = 1, KV_WRITE = 2, KV_TOP = (int)0x80000000 }; void kv_set(enum kv_flags flags);");

    [Fact]
    public Task Values_that_the_header_does_not_tell() => VerifyAsync(
        "enum Mode { Fast = 1, Safe = 2 } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }",
        "enum kv_mode { KV_MODE_FAST = KV_UNKNOWN, KV_MODE_SAFE }; void kv_set(enum kv_mode mode);");

    [Fact]
    public Task An_enum_of_its_own_where_the_header_has_an_integer() => VerifyAsync(
        "enum Mode { Fast = 1, Safe = 2 } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }",
        "enum other { OTHER_FAST, OTHER_SLOW }; void kv_set(int mode);");

    [Fact]
    public Task Names_that_have_little_in_common() => VerifyAsync(
        "enum Result { Good, Bad, Ugly, Fast = 9 } static class Native { [DllImport(\"kv\")] static extern void kv_set(Result mode); }",
        "enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE }; void kv_set(enum kv_mode mode);");

    [Fact]
    public Task A_difference_that_is_stated() => VerifyAsync(
        """
        namespace BoundaryLint { class DiffersFromHeaderAttribute : System.Attribute { public DiffersFromHeaderAttribute(string reason) { } } }
        enum Mode { Fast, [BoundaryLint.DiffersFromHeader("renumbered")] Safe = 5 }
        [BoundaryLint.DiffersFromHeader("ours")] enum Level { Low = 1, High }
        static class Native { [DllImport("kv")] static extern void kv_set(Mode mode, Level level); }
        """,
        "enum kv_mode { KV_MODE_FAST, KV_MODE_SAFE }; enum kv_level { KV_LOW, KV_HIGH }; void kv_set(enum kv_mode mode, enum kv_level level);");

    [Fact]
    public Task No_header() => Reports.Test("enum Mode { Fast } static class Native { [DllImport(\"kv\")] static extern void kv_set(Mode mode); }").RunAsync();

    private static Task VerifyAsync(string code, string header)
    {
        var test = Reports.Test(code);
        test.TestState.AddHeader(header);
        return test.RunAsync();
    }

    [Fact]
    public Task Names_of_which_only_the_case_differs() => VerifyAsync(
        """
        enum WEBP_CSP_MODE { MODE_RGB, MODE_RGBA, MODE_BGR, MODE_BGRA, MODE_rgbA, MODE_bgrA, MODE_LAST }
        enum Order { RGB, RGBA, rgbA }
        static class Native { [DllImport("kv")] static extern void kv_set(WEBP_CSP_MODE mode, Order order); }
        """,
        "enum WEBP_CSP_MODE { MODE_RGB, MODE_RGBA, MODE_BGR, MODE_BGRA, MODE_rgbA, MODE_bgrA, MODE_LAST }; enum kv_order { KV_RGB, KV_RGBA, KV_rgbA }; void kv_set(enum WEBP_CSP_MODE mode, enum kv_order order);");
}
