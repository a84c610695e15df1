using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8002NativeDetailIsPublic, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8002;

public sealed class StaysQuiet
{
    private const string Native = """
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;
        public struct KvPoint { public int X, Y; }
        static class Native
        {
            [DllImport("kv")] internal static extern IntPtr kv_open(int mode);
            [DllImport("kv")] internal static extern void kv_close(IntPtr store);
            [DllImport("kv")] internal static extern int kv_draw(KvPoint point);
            [DllImport("kv")] internal static extern nint kv_count(nint first);
            [DllImport("user32")] internal static extern int DestroyWindow(IntPtr window);
        }

        """;

    [Fact]
    public Task What_users_do_not_see_and_what_is_no_handle() => Verify.VerifyAnalyzerAsync(Native + """
        static class Cache { [DllImport("kv")] internal static extern nuint kv_cache_get_max_memory(); }
        public class Store : IDisposable
        {
            public static nuint MaximalMemory => Cache.kv_cache_get_max_memory();
            private IntPtr _store = Native.kv_open(0);
            public IntPtr Length, BufferSize;
            internal static IntPtr Open(int mode) => Native.kv_open(mode);
            private protected static void Close(IntPtr store) => Native.kv_close(store);
            public nint Count(nint first) => Native.kv_count(first);
            public int Draw(KvPoint point) => Native.kv_draw(point);
            public void Destroy(IntPtr window) => Native.DestroyWindow(window);
            public void Dispose() => Native.kv_close(_store);
            public string Name => Read(() => Native.kv_open(0));
            public int Size() { return (int)Inner(); IntPtr Inner() => Native.kv_open(1); }
            private static string Read(Func<IntPtr> open) => open().ToString();
        }
        internal class Hidden { public static IntPtr Open(int mode) => Native.kv_open(mode); }
        public sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle() : base(true) { }
            public static void Close(IntPtr store) => Native.kv_close(store);
            protected override bool ReleaseHandle() { Native.kv_close(handle); return true; }
        }
        public interface ICloses { void Close(IntPtr store); }
        public class Closer : ICloses { public void Close(IntPtr store) => Native.kv_close(store); }
        """);

    [Fact]
    public Task A_binding_whose_imports_are_public() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        public static class Kv
        {
            [DllImport("kv")] public static extern IntPtr kv_open(int mode);
            [DllImport("kv")] public static extern void kv_close(IntPtr store);
            public static IntPtr Open() => kv_open(0);
        }
        """);

    [Fact]
    public Task A_project_that_says_it_is_a_binding() => new CSharpAnalyzerTest<FFI8002NativeDetailIsPublic, DefaultVerifier>
    {
        TestState =
        {
            Sources = { Native + """public class Store { public static IntPtr Open() => Native.kv_open(0); }""" },
            AnalyzerConfigFiles = { ("/.globalconfig", "is_global = true\nbuild_property.BoundaryLintBindingProject = true") },
        },
    }.RunAsync();

    [Fact]
    public Task Pointers_of_a_project_that_calls_no_native_code() => Verify.VerifyAnalyzerAsync("""
        public class Store { public System.IntPtr Pointer; }
        """);
}
