using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.Tests.Contract;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BoundaryLint.Tests.Comparison;

/// <summary>Bindings as generators write them: what agrees with the header is quiet, and what a generator says of itself excuses nothing.</summary>
public sealed class GeneratorShapes
{
    private const string Header =
        """
        #include <stdint.h>
        #include <stddef.h>
        #include <stdbool.h>
        typedef struct kv_store kv_store;
        typedef enum kv_mode { KV_READ = 1, KV_WRITE = 2 } kv_mode;
        typedef struct kv_stats { uint64_t entries; uint8_t id[16]; size_t bytes; } kv_stats;
        typedef void (*kv_hook)(int32_t event, void *data);
        int32_t kv_open(const char *path, enum kv_mode mode, kv_store **out);
        bool kv_stats_of(const kv_store *store, kv_stats *stats);
        void kv_watch(kv_store *store, kv_hook hook, void *data);
        size_t kv_read(kv_store *store, const uint8_t *key, size_t length);
        int kv_flush(kv_store *store, int timeout);
        """;

    private const string ClangSharp =
        """
        [AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
        sealed class NativeTypeNameAttribute : Attribute { public NativeTypeNameAttribute(string name) { } }
        public partial struct kv_store { }
        public enum kv_mode { KV_READ = 1, KV_WRITE = 2 }
        public unsafe partial struct kv_stats
        {
            [NativeTypeName("uint64_t")] public ulong entries;
            [NativeTypeName("uint8_t[16]")] public fixed byte id[16];
            [NativeTypeName("size_t")] public nuint bytes;
        }
        public static unsafe partial class Methods
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            [return: NativeTypeName("int32_t")]
            public static extern int kv_open([NativeTypeName("const char *")] sbyte* path, [NativeTypeName("enum kv_mode")] kv_mode mode, kv_store** @out);
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            [return: NativeTypeName("bool")]
            public static extern byte kv_stats_of([NativeTypeName("const kv_store *")] kv_store* store, kv_stats* stats);
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            public static extern void kv_watch(kv_store* store, [NativeTypeName("kv_hook")] delegate* unmanaged[Cdecl]<int, void*, void> hook, void* data);
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            [return: NativeTypeName("size_t")]
            public static extern nuint kv_read(kv_store* store, [NativeTypeName("const uint8_t *")] byte* key, [NativeTypeName("size_t")] nint length);
        }
        """;

    private const string CsBindgen =
        """
        internal static unsafe partial class NativeMethods
        {
            const string __DllName = "kv";
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
            public delegate void kv_watch_hook_delegate(int @event, void* data);
            [DllImport(__DllName, EntryPoint = "kv_open", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            internal static extern int kv_open(byte* path, kv_mode mode, kv_store** @out);
            [DllImport(__DllName, EntryPoint = "kv_stats_of", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            [return: MarshalAs(UnmanagedType.U1)]
            internal static extern bool kv_stats_of(kv_store* store, kv_stats* stats);
            [DllImport(__DllName, EntryPoint = "kv_watch", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            internal static extern void kv_watch(kv_store* store, kv_watch_hook_delegate hook, void* data);
            [DllImport(__DllName, EntryPoint = "kv_read", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
            internal static extern nuint kv_read(kv_store* store, byte* key, nuint length);
        }
        [StructLayout(LayoutKind.Sequential)]
        internal unsafe partial struct kv_store { }
        [StructLayout(LayoutKind.Sequential)]
        internal unsafe partial struct kv_stats { public ulong entries; public fixed byte id[16]; public nuint bytes; }
        internal enum kv_mode : uint { KV_READ = 1, KV_WRITE = 2 }
        """;

    [Fact]
    public Task ClangSharp_writes_what_the_header_has() => IsQuietAsync(ClangSharp);

    [Fact]
    public Task Csbindgen_writes_what_the_header_has() => IsQuietAsync(CsBindgen);

    [Fact]
    public Task The_type_that_a_generator_names_excuses_no_other_one() => HeaderTest.VerifyAsync<FFI5003ParameterTypeDiffers>(
        """
        sealed class NativeTypeNameAttribute : Attribute { public NativeTypeNameAttribute(string name) { } }
        static unsafe class Methods
        {
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            static extern int kv_flush(void* store, [NativeTypeName("int")] long [|timeout|]);
            [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
            static extern nuint kv_read(void* store, [NativeTypeName("const uint8_t *")] byte [|key|], nuint length);
        }
        """,
        Header);

    private static async Task IsQuietAsync(string code)
    {
        await VerifyAsync<FFI5001EntryPointNotInHeader>();
        await VerifyAsync<FFI5002ParameterCountDiffers>();
        await VerifyAsync<FFI5003ParameterTypeDiffers>();
        await VerifyAsync<FFI5004ReturnTypeDiffers>();
        await VerifyAsync<FFI5005StructLayoutDiffers>();
        await VerifyAsync<FFI5006EnumDiffers>();
        await VerifyAsync<FFI5008CallingConventionDiffers>();
        await VerifyAsync<FFI5009CallbackSignatureDiffers>();

        Task VerifyAsync<TAnalyzer>()
            where TAnalyzer : DiagnosticAnalyzer, new() => HeaderTest.VerifyAsync<TAnalyzer>(code, Header);
    }
}
