using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Ownership.FFI1010SafeHandleCannotBeCreated, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Ownership.FFI1010;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing Microsoft.Win32.SafeHandles;\n";

    private const string Handle = """

        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle(IntPtr store) : base(true) => SetHandle(store);
            protected override bool ReleaseHandle() => true;
        }
        """;

    [Fact]
    public Task A_handle_that_is_only_passed_in() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("kv")] public static extern int kv_close(StoreHandle store);
            [DllImport("kv")] public static extern int kv_flush(in StoreHandle store);
            [DllImport("kv")] public static extern int kv_sync(SafeHandle store);
        }
        """ + Handle);

    [Fact]
    public Task A_handle_that_only_managed_code_creates() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Stores
        {
            public static StoreHandle Wrap(IntPtr store) => new StoreHandle(store);
            public static void Wrap(IntPtr store, out StoreHandle handle) => handle = new StoreHandle(store);
        }
        """ + Handle);

    [Fact]
    public Task A_public_or_implied_constructor() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Native
        {
            [DllImport("kv")] public static extern StoreHandle kv_create();
            [DllImport("kv")] public static extern int kv_open(out CursorHandle cursor);
        }
        sealed class StoreHandle : SafeHandle
        {
            public StoreHandle() : base(IntPtr.Zero, true) { }
            public StoreHandle(IntPtr store) : this() => SetHandle(store);
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => true;
        }
        abstract class KvHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            protected KvHandle() : base(true) { }
            protected override bool ReleaseHandle() => true;
        }
        sealed class CursorHandle : KvHandle { }
        """);

    [Fact]
    public Task A_class_of_a_reference_assembly_of_which_private_constructors_are_left_out() => new CSharpAnalyzerTest<FFI1010SafeHandleCannotBeCreated, DefaultVerifier>
    {
        TestCode = Usings + """
            static class Native
            {
                [DllImport("kernel32", SetLastError = true)] public static extern SafeWaitHandle OpenEventW(uint access, bool inherit, string name);
                [DllImport("advapi32", SetLastError = true)] public static extern bool OpenProcessToken(IntPtr process, uint access, out SafeFileHandle token);
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default,
    }.RunAsync();

    [Fact]
    public Task A_custom_marshaller_that_makes_the_handle_itself() => Verify.VerifyAnalyzerAsync(Usings + """
        using System.Runtime.InteropServices.Marshalling;
        static partial class Native
        {
            [LibraryImport("kv")]
            [return: MarshalUsing(typeof(StoreMarshaller))]
            public static partial StoreHandle kv_create();
        }
        [CustomMarshaller(typeof(StoreHandle), MarshalMode.ManagedToUnmanagedOut, typeof(StoreMarshaller))]
        static class StoreMarshaller
        {
            public static StoreHandle ConvertToManaged(IntPtr store) => new StoreHandle(store);
        }
        """ + Handle);

    [Fact]
    public Task A_users_class_that_is_called_SafeHandle() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        namespace Mine
        {
            [StructLayout(LayoutKind.Sequential)]
            class SafeHandle { public SafeHandle(int value) => Value = value; public int Value; }
            static class Native
            {
                [DllImport("kv")] public static extern SafeHandle kv_create();
            }
        }
        """);

    [Fact]
    public Task A_managed_delegate() => Verify.VerifyAnalyzerAsync(Usings + "delegate StoreHandle Factory();" + Handle);
}
