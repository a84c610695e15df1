using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Ownership.FFI1006OwnedHandleIsRaw, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Ownership.FFI1006;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task The_message_says_why_and_what_releases_it() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static unsafe class Native
        {
            [DllImport("kv")] static extern {|#0:Store*|} kv_open(string path);
            [DllImport("kv")] static extern int kv_close(Store* store);
        }
        struct Store { }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "kv_open hands out a handle that the caller owns as 'Store*' (inferred from kv_open/kv_close); declare a SafeHandle that releases it with kv_close"));

    [Fact]
    public Task Results_out_parameters_and_pointers_to_pointers() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Native
        {
            [DllImport("kv")] static extern [|IntPtr|] kv_open(string path);
            [DllImport("kv")] static extern [|nint|] kv_open_memory();
            [DllImport("kv")] static extern int kv_open_v2(string path, out IntPtr [|db|]);
            [DllImport("kv")] static extern int kv_close(IntPtr db);
            [DllImport("kv")] static extern int kv_cursor_new(IntPtr db, Cursor** [|cursor|]);
            [DllImport("kv")] static extern void kv_cursor_free(Cursor* cursor);
            [DllImport("kv")] static extern [|void*|] kv_batch_create();
            [DllImport("kv")] static extern void kv_batch_destroy(void* batch);
        }
        struct Cursor { }
        """);

    [Fact]
    public Task LibraryImport() => Verify.VerifyAnalyzerAsync(Usings + """
        static partial class Native
        {
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)] internal static partial [|nint|] kv_open(string path);
            [LibraryImport("kv")] internal static partial int kv_close(nint db);
        }
        """);

    [Fact]
    public Task Declared_ownership_is_a_warning() => Verify.VerifyAnalyzerAsync(
        Usings + """
        using BoundaryLint;
        static class Native
        {
            [DllImport("kv")] [return: Owned("kv_done")] public static extern {|#0:IntPtr|} kv_thing();
            [DllImport("kv")] public static extern void kv_done(IntPtr thing);
        }
        namespace BoundaryLint
        {
            [AttributeUsage(AttributeTargets.All)] sealed class OwnedAttribute : Attribute { public OwnedAttribute(string release) { } }
        }
        """,
        new DiagnosticResult("FFI1006", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "kv_thing hands out a handle that the caller owns as 'nint' ([Owned]); declare a SafeHandle that releases it with kv_done"));

    [Fact]
    public Task A_field_without_a_finalizer() => Verify.VerifyAnalyzerAsync(
        Usings + """
        static class Native
        {
            [DllImport("kv")] public static extern {|#0:IntPtr|} kv_open(string path);
            [DllImport("kv")] public static extern int kv_open_v2(string path, out IntPtr {|#1:db|});
            [DllImport("kv")] public static extern int kv_close(IntPtr db);
        }
        sealed record Database(string Path) : IDisposable
        {
            private IntPtr _db;
            public void Open() => {|#2:_db|} = Native.kv_open(Path);
            public void Reopen() { if (Native.kv_open_v2(Path, out {|#3:_db|}) != 0) throw new InvalidOperationException(); }
            public void Dispose() => Native.kv_close(_db);
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "kv_open hands out a handle that the caller owns as 'nint' (inferred from kv_open/kv_close)", "kv_close"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "kv_open_v2 hands out a handle that the caller owns as 'nint' in 'db' (inferred from kv_open_v2/kv_close)", "kv_close"),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "'Database._db' keeps the handle that kv_open hands out, and 'Database' has no finalizer that would release it (inferred from kv_open/kv_close)", "kv_close"),
        Verify.Diagnostic().WithLocation(3).WithArguments(
            "'Database._db' keeps the handle that kv_open_v2 hands out, and 'Database' has no finalizer that would release it (inferred from kv_open_v2/kv_close)", "kv_close"));

    [Fact]
    public Task A_class_in_two_parts_one_of_which_has_the_finalizer_is_reported_only_for_the_declaration() =>
        new CSharpAnalyzerTest<FFI1006OwnedHandleIsRaw, DefaultVerifier>
        {
            TestState =
            {
                Sources =
                {
                    Usings + """
                    static class Native
                    {
                        [DllImport("kv")] public static extern [|IntPtr|] kv_open(string path);
                        [DllImport("kv")] public static extern int kv_close(IntPtr db);
                    }
                    partial class Database { private IntPtr _db = Native.kv_open("a"); public void Open() => _db = Native.kv_open("b"); }
                    """,
                    "partial class Database { ~Database() => Native.kv_close(_db); }",
                },
            },
        }.RunAsync();

    [Fact]
    public Task One_raw_use_beside_wrapped_ones() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("kv")] public static extern [|IntPtr|] kv_open(string path);
            [DllImport("kv")] public static extern int kv_close(IntPtr db);
        }
        sealed class KvHandle : SafeHandle
        {
            public KvHandle(IntPtr db) : base(IntPtr.Zero, true) => SetHandle(db);
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => Native.kv_close(handle) == 0;
        }
        static class Program
        {
            static KvHandle Open() => new KvHandle(Native.kv_open("a"));
            static void Check() => Native.kv_close(Native.kv_open("b"));
        }
        """);

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1006OwnedHandleIsRaw, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kv")] public static extern [|IntPtr|] kv_open(string path);
                [DllImport("kv")] public static extern int kv_close(IntPtr db);
                [DllImport("kv")] public static extern IntPtr kv_cursor_new(string ;
                [DllImport("kv")] public static extern int kv_cursor_free(IntPtr cursor
                [DllImport("kv")] public static extern IntPtr
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestBehaviors = TestBehaviors.SkipSuppressionCheck,
    }.RunAsync();
}
