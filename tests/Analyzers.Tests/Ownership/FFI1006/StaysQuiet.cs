using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Ownership.FFI1006OwnedHandleIsRaw, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Ownership.FFI1006;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    private static Task Quiet(string code) => Verify.VerifyAnalyzerAsync(Usings + code);

    [Fact]
    public Task Borrowed_handles() => Quiet("""
        static class Native
        {
            [DllImport("kv")] static extern IntPtr kv_get_default();
            [DllImport("kv")] static extern IntPtr kv_parent(IntPtr db);
            [DllImport("kv")] static extern int kv_close(IntPtr db);
        }
        """);

    [Fact]
    public Task A_handle_that_the_contract_calls_borrowed() => Quiet("""
        using BoundaryLint;
        static class Native
        {
            [DllImport("kv")] [return: Borrowed] static extern IntPtr kv_open_shared();
            [DllImport("kv")] static extern int kv_close(IntPtr db);
        }
        namespace BoundaryLint
        {
            [AttributeUsage(AttributeTargets.All)] sealed class BorrowedAttribute : Attribute { }
        }
        """);

    [Fact]
    public Task A_handle_type_without_a_release_function() => Quiet("""
        static class Native
        {
            [DllImport("kv")] static extern IntPtr kv_open(string path);
            [DllImport("other")] static extern int kv_close(IntPtr db);
        }
        """);

    [Fact]
    public Task Known_functions_whose_release_function_is_not_imported() => Quiet("""
        static class Native
        {
            [DllImport("kernel32")] static extern IntPtr OpenProcess(uint access, bool inherit, uint process);
            [DllImport("kernel32")] static extern bool TerminateProcess(IntPtr process, uint code);
            [DllImport("kernel32")] static extern IntPtr OpenThread(uint access, bool inherit, uint thread);
            [DllImport("kernel32")] static extern bool TerminateThread(IntPtr thread, uint code);
            [DllImport("libc")] static extern IntPtr fopen(string path, string mode);
            [DllImport("libc")] static extern int pclose(IntPtr stream);
        }
        """);

    [Fact]
    public Task Pairs_by_name_that_are_none() => Quiet("""
        static class Native
        {
            [DllImport("kv")] static extern IntPtr kv_text_copy_to_blob(IntPtr text);
            [DllImport("kv")] static extern void kv_text_free(IntPtr text);
            [DllImport("kernel32")] static extern bool InitializeProcThreadAttributeList(IntPtr list, int count, int flags, ref IntPtr lpSize);
            [DllImport("kernel32")] static extern void DeleteProcThreadAttributeList(IntPtr list);
        }
        """);

    [Fact]
    public Task Names_that_only_share_the_prefix_of_the_library() => Quiet("""
        static class Native
        {
            [DllImport("tf")] static extern IntPtr TF_NewGraph();
            [DllImport("tf")] static extern void TF_DeleteStatus(IntPtr status);
            [DllImport("tf")] static extern IntPtr tf_create_iterator(IntPtr graph);
            [DllImport("tf")] static extern void tf_free(IntPtr memory);
        }
        """);

    [Fact]
    public Task A_SafeHandle_already() => Quiet("""
        static class Native
        {
            [DllImport("kv")] static extern KvHandle kv_open(string path);
            [DllImport("kv")] public static extern int kv_close(IntPtr db);
        }
        sealed class KvHandle : SafeHandle
        {
            public KvHandle() : base(IntPtr.Zero, true) { }
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => Native.kv_close(handle) == 0;
        }
        """);

    [Fact]
    public Task Raw_values_that_all_go_straight_into_a_SafeHandle() => Quiet("""
        static class Native
        {
            [DllImport("kv")] public static extern IntPtr kv_open(string path);
            [DllImport("kv")] public static extern int kv_open_v2(string path, out IntPtr db);
            [DllImport("kv")] public static extern int kv_close(IntPtr db);
        }
        sealed class KvHandle : SafeHandle
        {
            private KvHandle(IntPtr db) : base(IntPtr.Zero, true) => SetHandle(db);
            public static KvHandle Open(string path) => new KvHandle(Native.kv_open(path));
            public static KvHandle OpenChecked(string path)
            {
                if (Native.kv_open_v2(path, out var db) != 0) throw new InvalidOperationException();
                return new KvHandle(db);
            }
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => Native.kv_close(handle) == 0;
        }
        """);

    [Fact]
    public Task Memory_that_is_asked_for_by_its_size() => Quiet("""
        static unsafe class Native
        {
            [DllImport("kv")] static extern IntPtr kv_alloc(int size);
            [DllImport("kv")] static extern void* kv_buffer_alloc(UIntPtr size);
            [DllImport("kv")] static extern void kv_free(IntPtr memory);
            [DllImport("kv")] static extern void kv_buffer_free(void* memory);
            [DllImport("kv")] static extern byte* kv_text_new();
            [DllImport("kv")] static extern void kv_text_free(byte* text);
        }
        """);

    [Fact]
    public Task A_value_that_goes_in_as_well() => Quiet("""
        static class Native
        {
            [DllImport("kv")] static extern int kv_init(ref IntPtr context);
            [DllImport("kv")] static extern int kv_free(IntPtr context);
        }
        """);

    [Fact]
    public Task Managed_methods_with_such_names() => Quiet("""
        static class Managed
        {
            public static IntPtr kv_open(string path) => IntPtr.Zero;
            public static int kv_close(IntPtr db) => 0;
        }
        class User { IntPtr _db; void M() => _db = Managed.kv_open(""); }
        """);

    [Fact]
    public Task Structs_whose_members_are_known_and_sizes() => Quiet("""
        struct Stream { public int State; }
        sealed class ReaderHandle : SafeHandle
        {
            public ReaderHandle() : base(IntPtr.Zero, true) { }
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() { Native.kv_reader_free(handle); return true; }
        }
        static unsafe class Native
        {
            [DllImport("kv")] internal static extern int kv_blob_create_stream(Stream** stream);
            [DllImport("kv")] internal static extern void kv_blob_free(IntPtr blob);
            [DllImport("kv")] internal static extern int kv_open_sized(nuint* size);
            [DllImport("kv")] internal static extern int kv_reader_open(out ReaderHandle reader, nint* position);
            [DllImport("kv")] internal static extern void kv_reader_free(IntPtr reader);
            [DllImport("kv")] internal static extern int kv_close(IntPtr db);
        }
        """);
}
