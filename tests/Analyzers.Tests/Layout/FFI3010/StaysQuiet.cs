using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3010DataDirectionIsWrong, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3010;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing System.Text;\n";

    [Fact]
    public Task Values_and_addresses_that_a_function_releases() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("kernel32")] static extern IntPtr LocalFree(IntPtr memory);
            [DllImport("avformat-60")] static extern void avformat_close_input(ref IntPtr context);
            [DllImport("kv")] static extern void kv_free(ref IntPtr memory);
            [DllImport("kernel32")] static extern IntPtr GlobalFree(ref int memory);
        }
        """);

    [Fact]
    public Task Directions_that_are_stated_or_need_no_statement() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Item { public int Id; }
        [StructLayout(LayoutKind.Sequential)] class Options { public string Name; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_get_items([In, Out] Item[] items, int count, [Out] bool[] flags, StringBuilder text);
            [DllImport("kv")] static extern int kv_get_bytes(byte[] buffer, int[] numbers, nint[] pointers, double[] ratios, DayOfWeek[] days);
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern int kv_get_text(char[] text, string[] names);
            [DllImport("kv")] static extern int kv_put_items(Item[] items, bool[] flags);
            [DllImport("kv")] static extern int kv_get_some([In] Item[] items);
            [DllImport("kv")] static extern int kv_get_answer(Options options, out nint answer);
        }
        """);

    [Fact]
    public Task Out_on_pointers_and_handles_documents_what_happens_behind_them() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Handle { public nint Value; }
        delegate void Callback(int value);
        static unsafe class Native
        {
            [DllImport("kv")] static extern int a([Out] nint buffer, [Out] void* memory, [Out] Handle handle, [In, Out] UIntPtr other, [Out] Callback callback);
            [DllImport("kv")] static extern int b([Out] out int count, [In, Out] ref Handle handle, [In] string name, ref string text, out string result);
        }
        """);

    [Fact]
    public Task The_header_agrees() => new CSharpAnalyzerTest<FFI3010DataDirectionIsWrong, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Item { public int Id; }
            static partial class Native
            {
                [DllImport("kv")] static extern int kv_items([Out] Item[] items, in Item first, out Item last, ref Item current, StringBuilder text);
                [DllImport("kv")] static extern int kv_names(string[] names, out nint text, in Item item);
                [LibraryImport("kv")] static partial void kv_fill(Item[] items);
            }
            """,
    }.WithHeader(
        "/** @boundary items: out\n * @boundary last: out\n * @boundary current: inout\n * @boundary text: out */\n"
        + "int kv_items(struct item *items, const struct item *first, struct item *last, struct item *current, char *text);\n"
        + "int kv_names(const char *const *names, const char **text, struct item *item);\n"
        + "/** @boundary items: out */ void kv_fill(struct item *items);\n").RunAsync();

    [Fact]
    public Task Attributes_of_ones_own_and_managed_methods() => Verify.VerifyAnalyzerAsync("""
        namespace Mine
        {
            using System.Runtime.InteropServices;
            sealed class OutAttribute : System.Attribute { }
            static class Native
            {
                [DllImport("kv")] static extern void a([Mine.Out] string name, [Mine.Out] int count);
                static void b([System.Runtime.InteropServices.Out] string name) { }
            }
        }
        """);

    [Fact]
    public Task What_the_header_may_only_read_and_what_the_runtime_pins() => new CSharpAnalyzerTest<FFI3010DataDirectionIsWrong, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Point { public int X; [MarshalAs(UnmanagedType.U1)] public bool On; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_draw(Point[] points, int count);
                [DllImport("kv")] static extern int kv_sum(Point[] points, int count);
                [DllImport("kv")] static extern int kv_bytes(byte[] target, int size);
                [DllImport("kv")] static extern int kv_send([MarshalAs(UnmanagedType.LPUTF8Str)] string text, int size);
            }
            """,
    }.WithHeader("""
        typedef struct { int x; _Bool on; } kv_point;
        int kv_draw(kv_point *points, int count);
        int kv_sum(const kv_point *dst, int count);
        int kv_bytes(unsigned char *out, int size);
        int kv_send(char *buffer, int size);
        """).RunAsync();
}
