using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixVerifier<
    BoundaryLint.Rules.Ownership.FFI1010SafeHandleCannotBeCreated, BoundaryLint.CodeFixes.Ownership.FFI1010AddParameterlessConstructor, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Ownership.FFI1010;

public sealed class DoesNotFix
{
    private static Task NothingIsOffered(string code) => Verify.VerifyCodeFixAsync(
        "using System;\nusing System.Runtime.InteropServices;\nusing Microsoft.Win32.SafeHandles;\n" + code,
        "using System;\nusing System.Runtime.InteropServices;\nusing Microsoft.Win32.SafeHandles;\n" + code);

    [Fact]
    public Task An_abstract_class() => NothingIsOffered("""
        static class Native
        {
            [DllImport("kv")] public static extern [|SafeHandle|] kv_create();
        }
        """);

    [Fact]
    public Task A_handle_that_keeps_what_only_its_constructor_can_fill() => NothingIsOffered("""
        static class Native
        {
            [DllImport("kv")] public static extern [|CursorHandle|] kv_cursor();
        }
        sealed class CursorHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            private readonly SafeHandle _store;
            public CursorHandle(SafeHandle store) : base(true) => _store = store;
            protected override bool ReleaseHandle() => !_store.IsClosed;
        }
        """);

    [Fact]
    public Task A_base_class_that_wants_to_know_more() => NothingIsOffered("""
        static class Native
        {
            [DllImport("kv")] public static extern [|CursorHandle|] kv_cursor();
        }
        abstract class NamedHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            protected NamedHandle(string name) : base(true) => Name = name;
            protected string Name;
            protected override bool ReleaseHandle() => true;
        }
        sealed class CursorHandle : NamedHandle
        {
            public CursorHandle(string name) : base(name) { }
        }
        """);
}
