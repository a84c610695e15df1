using System.Threading.Tasks;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4007;

/// <summary>FFI4007 stays quiet when something tested the result, when it is only handed on, and when nothing says that the function can fail.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("var f = N.fopen(0, 0); if (f == IntPtr.Zero) throw new Exception(); N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); if (f != default) { N.kv_use(f); N.fclose(f); }")]
    [InlineData("IntPtr f; if ((f = N.fopen(0, 0)) == IntPtr.Zero) return; N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); if (f is 0) return; N.kv_use(f); N.fclose(f);")]
    [InlineData("using var h = N.CreateFileW(0, 0, 0, 0, 0, 0, 0); if (h.IsInvalid) throw new Win32Exception(); N.kv_file(h);")]
    [InlineData("using var h = N.CreateFileW(0, 0, 0, 0, 0, 0, 0); var bad = h.IsInvalid; if (bad) return; N.kv_file(h);")]
    [InlineData("using var h = N.CreateFileW(0, 0, 0, 0, 0, 0, 0); if (h is { IsInvalid: false }) N.kv_file(h);")]
    [InlineData("var h = N.CreateRaw(0, 0, 0, 0, 0, 0, 0); if (h == new IntPtr(-1)) throw new Win32Exception(); N.kv_use(h); N.CloseHandle(h);")]
    [InlineData("var f = Check(N.fopen(0, 0)); N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); ThrowIfNull(f); N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); if (!IsGood(f)) return; N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); System.Diagnostics.Debug.Assert(f != IntPtr.Zero); N.kv_use(f); N.fclose(f);")]
    [InlineData("var p = N.malloc(4); N.free(p);")]
    [InlineData("var p = (int*)N.malloc(4); if (p == null) throw new OutOfMemoryException(); *p = 1; N.free(p);")]
    [InlineData("var p = (int*)N.malloc(4); if (p != null) *p = 1; N.free(p);")]
    [InlineData("_field = N.fopen(0, 0);")]
    [InlineData("var h = new SafeFileHandle(N.CreateRaw(0, 0, 0, 0, 0, 0, 0), true); if (h.IsInvalid) throw new Win32Exception(); h.Dispose();")]
    [InlineData("var f = N.fopen(0, 0); Console.WriteLine(f); Console.WriteLine($\"{f:x}\"); N.fclose(f);")]
    [InlineData("var p = Marshal.AllocHGlobal(4); Marshal.WriteInt32(p, 1); N.kv_use(p); Marshal.FreeHGlobal(p);")]
    [InlineData("var p = (int*)NativeMemory.Alloc(4); *p = 1; NativeMemory.Free(p);")]
    [InlineData("var text = Marshal.PtrToStringUTF8((IntPtr)N.malloc(4));")]
    [InlineData("IntPtr f; do { f = N.fopen(0, 0); } while (f == IntPtr.Zero); N.kv_use(f); N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); switch (f) { case 0: return; default: N.kv_use(f); break; } N.fclose(f);")]
    [InlineData("var f = N.fopen(0, 0); var rc = f == IntPtr.Zero ? -1 : N.kv_use(f); N.fclose(f);")]
    public Task When_it_is_tested_or_only_handed_on(string body) => Run(Reports.Imports + "class C { IntPtr _field; unsafe void M() { " + body + """
         }
            static IntPtr Check(IntPtr p) { if (p == IntPtr.Zero) throw new Exception(); return p; }
            static void ThrowIfNull(IntPtr p) { if (p == IntPtr.Zero) throw new Exception(); }
            static bool IsGood(IntPtr p) => p != IntPtr.Zero;
            IntPtr Open() => N.fopen(0, 0);
        }
        """);

    [Fact]
    public Task When_the_documentation_says_that_the_function_always_gives_something() => Run("""
        using System;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("rdkafka")] public static extern IntPtr rd_kafka_conf_new();
            [DllImport("rdkafka")] public static extern void rd_kafka_conf_set_opaque(IntPtr conf, IntPtr opaque);
            [DllImport("rdkafka")] public static extern void rd_kafka_conf_destroy(IntPtr conf);
            [DllImport("rdkafka")] public static extern IntPtr rd_kafka_topic_partition_list_new(int size);
            [DllImport("rdkafka")] public static extern int rd_kafka_subscribe(IntPtr rk, IntPtr topics);
            [DllImport("rdkafka")] public static extern void rd_kafka_topic_partition_list_destroy(IntPtr list);
        }
        class C
        {
            void M(IntPtr rk)
            {
                var conf = N.rd_kafka_conf_new();
                N.rd_kafka_conf_set_opaque(conf, IntPtr.Zero);
                N.rd_kafka_conf_destroy(conf);
                var list = N.rd_kafka_topic_partition_list_new(1);
                N.rd_kafka_subscribe(rk, list);
                N.rd_kafka_topic_partition_list_destroy(list);
            }
        }
        """);

    [Fact]
    public Task When_nothing_says_that_the_function_can_fail() => Run("""
        using System;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("kv")] public static extern IntPtr kv_create();
            [DllImport("kv")] public static extern void kv_destroy(IntPtr kv);
            [DllImport("user32", SetLastError = true)] public static extern IntPtr GetForegroundWindow();
            [DllImport("user32")] public static extern int GetWindowTextLengthW(IntPtr window);
            public static IntPtr fopen(IntPtr path) => path;
        }
        class C
        {
            void M() { var kv = N.kv_create(); Use(kv); N.kv_destroy(kv); N.GetWindowTextLengthW(N.GetForegroundWindow()); N.kv_destroy(N.fopen(1)); }
            static void Use(IntPtr kv) => N.GetWindowTextLengthW(kv);
        }
        """);

    [Fact]
    public Task When_the_header_says_that_the_result_is_never_null() => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            using Microsoft.Win32.SafeHandles;
            static class N
            {
                [DllImport("kv")] public static extern IntPtr kv_open();
                [DllImport("kv", EntryPoint = "kv_open")] public static extern KvHandle kv_open_handle();
                [DllImport("kv")] public static extern void kv_put(IntPtr kv, int key);
                [DllImport("kv", EntryPoint = "kv_put")] public static extern void kv_put_handle(KvHandle kv, int key);
                [DllImport("kv")] public static extern void kv_close(IntPtr kv);
            }
            class KvHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                public KvHandle() : base(true) { }
                protected override bool ReleaseHandle() { N.kv_close(handle); return true; }
            }
            class C
            {
                void Raw() { var kv = N.kv_open(); N.kv_put(kv, 1); N.kv_close(kv); }
                void Safe() { using var kv = N.kv_open_handle(); N.kv_put_handle(kv, 1); }
            }
            """,
    }.WithHeader("""
        /* @boundary handle(kv_close), invalid(0) */
        typedef struct kv kv;
        /* @boundary return: owned(kv_close), nonnull */
        kv *kv_open(void);
        void kv_put(kv *store, int key);
        /* @boundary store: releases */
        void kv_close(kv *store);
        """).RunAsync();

    [Fact]
    public Task When_a_method_of_the_project_chooses_to_give_nothing_and_what_it_calls_cannot_fail() => Run("""
        using System;
        using System.Runtime.InteropServices;
        class C
        {
            [DllImport("libglib-2.0.so.0")] static extern IntPtr g_malloc(nuint size);
            [DllImport("libglib-2.0.so.0")] static extern void g_free(IntPtr memory);
            [DllImport("kv")] static extern void kv_put(IntPtr text);
            static IntPtr Copy(string text) { if (text == null) return IntPtr.Zero; var copy = g_malloc((nuint)text.Length + 1); Marshal.WriteByte(copy, 0); return copy; }
            void M(string text) { var copy = Copy(text); kv_put(copy); g_free(copy); }
        }
        """);

    [Fact]
    public Task On_half_typed_code() => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = "using System.Runtime.InteropServices; class C { [DllImport(\"libc\")] static extern nint fopen(nint a, nint b); void M() { var f = fopen(0, ; f.(; fclose(f ",
    }.RunAsync();

    private static Task Run(string code) => new CSharpAnalyzerTest<FFI4007ReturnedHandleIsNotChecked, DefaultVerifier> { TestCode = code }.RunAsync();

    [Theory]
    [InlineData("var h = T.tjInitDecompress(); T.tjDecompress2(h, null, 0, null, 0, 0, 0, 0, 0); T.tjDestroy(h);")]
    [InlineData("var h = T.tjInitDecompress(); T.tjDestroy(h);")]
    public Task When_the_library_refuses_a_handle_that_is_null(string body) => Run("""
        using System;
        using System.Runtime.InteropServices;
        static class T
        {
            [DllImport("turbojpeg.dll")] public static extern IntPtr tjInitDecompress();
            [DllImport("turbojpeg.dll")] public static extern int tjDecompress2(IntPtr handle, byte[] jpeg, uint size, byte[] to, int width, int pitch, int height, int format, int flags);
            [DllImport("turbojpeg.dll")] public static extern int tjDestroy(IntPtr handle);
        }
        class C { void M() { 
        """ + body + " } }");
}
