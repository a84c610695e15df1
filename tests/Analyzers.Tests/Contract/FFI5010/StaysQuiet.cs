using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5010;

public sealed class StaysQuiet
{
    [Fact]
    public Task What_C_sharp_cannot_declare_or_no_library_exports() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        "static class Native { [DllImport(\"kv\")] static extern void kv_close(IntPtr store); }",
        """
        #include <stdarg.h>
        void kv_close(void *store);
        int kv_printf(const char *format, ...);
        int kv_vprintf(const char *format, va_list arguments);
        int kv_strange(kv_unknown value);
        static inline int kv_twice(int value) { return 2 * value; }
        int __kv_internal(void);
        #ifdef _WIN32
        int kv_windows(void);
        #endif
        """);

    [Fact]
    public Task Names_that_the_loader_completes() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        "static class Native { [DllImport(\"kv\", CharSet = CharSet.Unicode)] static extern int kv_name(string name); }",
        "int kv_nameW(const unsigned short *name);",
        "win-x64");

    [Fact]
    public Task Classes_that_bind_nothing_of_the_header() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        """
        static class Native { [DllImport("other")] static extern void kv_close(IntPtr store); }
        class Program { }
        """,
        "void kv_close(void *store); int kv_open(void);");

    [Fact]
    public Task A_header_that_is_bound_whole() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        """
        static class Native { [DllImport("kv")] static extern void kv_close(IntPtr store); }
        static class More { [DllImport("kv", EntryPoint = "kv_open")] static extern int Open(); }
        """,
        "void kv_close(void *store); int kv_open(void);");

    [Fact]
    public Task A_class_that_is_stated_to_differ() => HeaderTest.VerifyAsync<FFI5010FunctionHasNoBinding>(
        """
        namespace BoundaryLint { class DiffersFromHeaderAttribute : Attribute { public DiffersFromHeaderAttribute(string reason) { } } }
        [BoundaryLint.DiffersFromHeader("only what we need")]
        static class Native { [DllImport("kv")] static extern void kv_close(IntPtr store); }
        """,
        "void kv_close(void *store); int kv_open(void);");
}
