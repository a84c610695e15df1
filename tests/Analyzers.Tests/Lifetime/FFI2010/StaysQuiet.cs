using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using BoundaryLint.Tests.Contract;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2010;

public sealed class StaysQuiet
{
    private const string Header = """
        int kv_read(const int *numbers, int count);
        /* @boundary numbers: in */
        int kv_sloppy(int *numbers, int count);
        int kv_any(void *data, int count);
        int kv_wide(const char16_t *text);
        int kv_sort(int *numbers, int count);
        int kv_name(char *text);
        """;

    [Fact]
    public Task On_native_code_that_only_reads() => HeaderTest.VerifyAsync<FFI2010NativeCodeWritesToImmutableManagedMemory>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_read(int* numbers, int count);
            [DllImport("kv")] static extern int kv_sloppy(int* numbers, int count);
            [DllImport("kv")] static extern int kv_any(void* data, int count);
            [DllImport("kv")] static extern int kv_wide(char* text);
            [DllImport("kv")] static extern int kv_unknown(char* text);
            static void M(ReadOnlySpan<int> numbers, string text)
            {
                fixed (int* p = numbers)
                {
                    kv_read(p, numbers.Length);
                    kv_sloppy(p, numbers.Length);
                    kv_any(p, numbers.Length);
                }

                fixed (char* p = text)
                {
                    kv_wide(p);
                    kv_unknown(p);
                }
            }
        }
        """,
        Header);

    [Fact]
    public Task On_memory_that_may_be_written() => HeaderTest.VerifyAsync<FFI2010NativeCodeWritesToImmutableManagedMemory>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern int kv_sort(int* numbers, int count);
            [DllImport("kv", EntryPoint = "kv_sort")] static extern int Sort(ref int numbers, int count);
            [DllImport("kv")] static extern int kv_name([MarshalAs(UnmanagedType.LPUTF8Str)] string text);
            static void M(Span<int> span, int[] array, ref int one, ReadOnlySpan<int> source)
            {
                fixed (int* p = span) kv_sort(p, span.Length);
                fixed (int* p = array) kv_sort(p, array.Length);
                fixed (int* p = &one) kv_sort(p, 1);
                Sort(ref one, 1);
                Sort(ref MemoryMarshal.GetReference(span), 1);
                fixed (int* p = source.ToArray()) kv_sort(p, source.Length);
                kv_name("text");
            }
        }
        """,
        Header);

    [Fact]
    public Task On_strings_that_are_text_or_that_nobody_reads_again() => HeaderTest.VerifyAsync<FFI2010NativeCodeWritesToImmutableManagedMemory>(
        """
        static class Native
        {
            [DllImport("kv")] static extern int kv_print([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int length);
            [DllImport("kv")] static extern int kv_read([MarshalAs(UnmanagedType.LPUTF8Str)] string text);
            [DllImport("kv")] static extern int kv_basic([MarshalAs(UnmanagedType.VBByRefStr)] ref string text, int length);
            static string M()
            {
                var indent = new string(' ', 8);
                kv_print(indent, indent.Length);
                var line = new string('-', 80);
                kv_print(line, 80);
                var zeros = new string('\0', 4);
                kv_read(zeros);
                kv_print(zeros, zeros.Length);
                var basic = new string('\0', 260);
                kv_basic(ref basic, 260);
                return indent + line + basic;
            }
        }
        """,
        "int kv_read(const char *text);");
}
