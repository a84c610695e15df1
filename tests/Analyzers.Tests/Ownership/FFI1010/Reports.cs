using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Ownership.FFI1010SafeHandleCannotBeCreated, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Ownership.FFI1010;

public sealed class Reports
{
    private const string Handle = """

        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle(IntPtr store) : base(true) => SetHandle(store);
            protected override bool ReleaseHandle() => true;
        }
        """;

    private static string Using(string code) =>
        "using System;\nusing System.Runtime.InteropServices;\nusing Microsoft.Win32.SafeHandles;\n" + code;

    [Fact]
    public Task A_handle_without_any_parameterless_constructor() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] public static extern {|#0:StoreHandle|} kv_create();
                [DllImport("kv")] public static extern int kv_open(string path, out StoreHandle {|#1:store|});
                [DllImport("kv")] public static extern int kv_reopen(ref StoreHandle {|#2:store|});
            }
            """ + Handle),
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "The marshaller has to create the 'StoreHandle' that kv_create hands out through its result, but it has no parameterless constructor, "
            + "so the call throws MissingMethodException: add a public one"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "StoreHandle", "kv_open", "'store'", "it has no parameterless constructor, so the call throws MissingMethodException: add a public one"),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "StoreHandle", "kv_reopen", "'store'", "it has no parameterless constructor, so the call throws MissingMethodException: add a public one"));

    [Fact]
    public Task A_private_constructor_under_LibraryImport_which_the_generator_refuses_too() => new CSharpAnalyzerTest<FFI1010SafeHandleCannotBeCreated, DefaultVerifier>
    {
        TestCode = Using("""
            static partial class Native
            {
                [LibraryImport("kv")] public static partial [|StoreHandle|] kv_create();
            }
            sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                private StoreHandle() : base(true) { }
                protected override bool ReleaseHandle() => true;
            }
            """),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task A_private_constructor_under_DllImport_is_only_a_suggestion_because_the_runtime_accepts_it() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] public static extern {|#0:StoreHandle|} kv_create();
            }
            sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                private StoreHandle() : base(true) { }
                protected override bool ReleaseHandle() => true;
            }
            """),
        new DiagnosticResult("FFI1010", DiagnosticSeverity.Info).WithLocation(0).WithArguments(
            "StoreHandle", "kv_create", "its result", "its parameterless constructor is not public: DllImport accepts that, LibraryImport does not; make it public"));

    [Fact]
    public Task An_abstract_handle_class() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] public static extern [|SafeHandle|] kv_create();
            [DllImport("kv")] public static extern int kv_open(out SafeHandleZeroOrMinusOneIsInvalid [|store|]);
        }
        """));

    [Fact]
    public Task A_critical_handle() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] public static extern [|StoreHandle|] kv_create();
        }
        sealed class StoreHandle : CriticalHandle
        {
            public StoreHandle(IntPtr store) : base(IntPtr.Zero) => SetHandle(store);
            public override bool IsInvalid => handle == IntPtr.Zero;
            protected override bool ReleaseHandle() => true;
        }
        """));

    [Fact]
    public Task A_delegate_that_the_project_gets_from_native_code() => Verify.VerifyAnalyzerAsync(
        Using("""
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
            delegate [|StoreHandle|] CreateStore();

            static class Exports
            {
                static StoreHandle Create(IntPtr library) =>
                    ((CreateStore)Marshal.GetDelegateForFunctionPointer(NativeLibrary.GetExport(library, "kv_create"), typeof(CreateStore)))();
            }
            """ + Handle));

    [Fact]
    public Task A_function_pointer() => Verify.VerifyAnalyzerAsync(
        Using("""
            unsafe class Exports
            {
                private delegate* unmanaged[Cdecl]<[|StoreHandle|]> _create;
                StoreHandle Create() => _create();
            }
            """ + Handle));

    [Fact]
    public Task A_local_function() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Program
            {
                static void Main2()
                {
                    using var store = kv_create();
                    [DllImport("kv")] static extern [|StoreHandle|] kv_create();
                }
            }
            """ + Handle));

    [Fact]
    public Task A_constructor_whose_parameters_are_all_optional_is_no_parameterless_one() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] public static extern [|StoreHandle|] kv_create();
        }
        sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle(bool ownsHandle = true) : base(ownsHandle) { }
            protected override bool ReleaseHandle() => true;
        }
        """));

    [Fact]
    public Task A_class_in_two_parts() => new CSharpAnalyzerTest<FFI1010SafeHandleCannotBeCreated, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Using("""
                    static class Native
                    {
                        [DllImport("kv")] public static extern [|StoreHandle|] kv_create();
                    }
                    sealed partial class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
                    {
                        protected override bool ReleaseHandle() => true;
                    }
                    """),
                Using("partial class StoreHandle { public StoreHandle(IntPtr store) : base(true) => SetHandle(store); }"),
            },
        },
    }.RunAsync();

    [Fact]
    public Task A_handle_of_NET_Framework() => new CSharpAnalyzerTest<FFI1010SafeHandleCannotBeCreated, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] public static extern int kv_open(string path, out StoreHandle [|store|]);
            }
            """ + Handle),
        ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default,
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1010SafeHandleCannotBeCreated, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("kv")] public static extern [|StoreHandle|] kv_create(;
                [DllImport] public static extern Unknown kv_open(out );
            }
            """ + Handle),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
