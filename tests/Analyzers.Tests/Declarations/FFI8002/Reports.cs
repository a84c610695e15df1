using System.Threading.Tasks;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8002NativeDetailIsPublic, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8002;

public sealed class Reports
{
    private const string Native = """
        using System;
        using System.Runtime.InteropServices;
        public enum KvStatus { Ok, Failed }
        public struct KvOptions { public int Size; public IntPtr Logger; }
        static class Native
        {
            [DllImport("kv")] internal static extern IntPtr kv_open(int mode);
            [DllImport("kv")] internal static extern void kv_close(IntPtr store);
            [DllImport("kv")] internal static extern KvStatus kv_sync(IntPtr store);
            [DllImport("kv")] internal static extern int kv_set(ref KvOptions options);
        }

        """;

    [Fact]
    public Task Handles_statuses_and_structs() => Verify.VerifyAnalyzerAsync(
        Native + """
        public class Store
        {
            private IntPtr _store;
            public static IntPtr {|#0:Open|}(int mode) => Native.kv_open(mode);
            public static void {|#1:Close|}(IntPtr store) => Native.kv_close(store);
            public KvStatus {|#2:Sync|}() { return Native.kv_sync(_store); }
            public void {|#3:Set|}(KvOptions options) { Native.kv_set(ref options); }
            public IntPtr {|#4:Other|} { get { return Native.kv_open(1); } }
            protected internal KvOptions {|#5:Options|};
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage("`Store.Open` is public and returns the raw handle that `kv_open` gives; return a SafeHandle or an object that owns the handle"),
        Verify.Diagnostic().WithLocation(1).WithArguments("Store.Close", "hands its parameter `store` to `kv_close` as it is", "take a SafeHandle or the object that owns the handle"),
        Verify.Diagnostic().WithLocation(2).WithArguments("Store.Sync", "returns the status of `kv_sync`, which its callers can ignore", "check it here and throw"),
        Verify.Diagnostic().WithLocation(3).WithArguments("Store.Set", "has the native struct `KvOptions` in its signature", "give users a type of your own and convert where native code is called"),
        Verify.Diagnostic().WithLocation(4),
        Verify.Diagnostic().WithLocation(5));

    [Fact]
    public Task Pointers_and_other_shapes_of_type() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        public struct Kv { }
        static unsafe partial class Native
        {
            [LibraryImport("kv")] internal static partial Kv* kv_open(int mode);
            [LibraryImport("kv")] internal static partial void kv_close(Kv* store);
        }
        public unsafe record Store(int Mode)
        {
            public Kv* [|Open|]() => Native.kv_open(Mode);
        }
        public readonly unsafe struct Other
        {
            public static void [|Close|](Kv* store) { Native.kv_close(store); }
        }
        """);

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI8002NativeDetailIsPublic, DefaultVerifier>
    {
        TestCode = Native + """
            public class Store
            {
                public static IntPtr [|Open|](int mode) => Native.kv_open(mode
                public static KvStatus Close(IntPtr store) => Native.kv_sync(
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task A_pointer_that_everyone_can_replace() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        public unsafe class Store
        {
            public IntPtr [|Pointer|];
            protected byte* [|Buffer|];
            internal IntPtr Internal;
            public readonly IntPtr Fixed;
            private IntPtr _private;
        }
        static class Native { [DllImport("kv")] internal static extern int kv_count(); }
        """);
}
