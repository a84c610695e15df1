using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5014;

public sealed class Reports
{
    [Fact]
    public Task Two_methods_on_one_entry_point() => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv", EntryPoint = "kv_store_open")] static extern nint StoreOpen();
                [DllImport("kv", EntryPoint = "kv_store_count")] static extern int {|#1:StoreCount|}(nint store);
                [DllImport("kv", EntryPoint = {|#0:"kv_store_count"|})] static extern int StoreFlush(nint store);
                [DllImport("kv", EntryPoint = "kv_store_close")] static extern void StoreClose(nint store);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI5014", DiagnosticSeverity.Warning).WithLocation(0).WithLocation(1).WithMessage(
                "`StoreFlush` is bound to `kv_store_count`, to which `StoreCount` is bound as well; `kv_store_flush` seems meant: state it as the entry point, or rename `StoreFlush`"),
        },
    }.RunAsync();

    [Fact]
    public Task Where_the_names_are_the_native_ones() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kvStoreOpen")] static extern nint kvStoreOpen();
            [DllImport("kv", EntryPoint = "kvStoreCount")] static extern int kvStoreCount(nint store);
            [DllImport("kv", EntryPoint = [|"kvStoreCount"|])] static extern int kvStoreFlush(nint store);
        }
        """);

    [Fact]
    public Task A_name_that_contradicts_its_entry_point() => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv", EntryPoint = {|#0:"kv_get_limit"|})] static extern void SetLimit(nint store, int limit);
                [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
                [DllImport("user32", EntryPoint = {|#1:"GetWindowTextW"|}, CharSet = CharSet.Unicode)] static extern bool SetWindowText(nint window, string text);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI5014", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "`SetLimit` is bound to `kv_get_limit`; `kv_set_limit` seems meant: state it as the entry point, or rename `SetLimit`"),
            new DiagnosticResult("FFI5014", DiagnosticSeverity.Warning).WithLocation(1).WithMessage(
                "`SetWindowText` is bound to `GetWindowTextW`; `SetWindowTextW` seems meant: state it as the entry point, or rename `SetWindowText`"),
        },
    }.RunAsync();

    [Fact]
    public Task A_method_without_the_entry_point_that_all_others_state() => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static partial class Native
            {
                [DllImport("kv", EntryPoint = "kv_open")] static extern nint {|#1:Open|}();
                [DllImport("kv", EntryPoint = "kv_put_all")] static extern int PutAll(nint store);
                [DllImport("kv", EntryPoint = "kv_count")] static extern int Count(nint store);
                [DllImport("kv")] static extern void {|#0:Close|}(nint store);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI5014", DiagnosticSeverity.Warning).WithLocation(0).WithLocation(1).WithMessage(
                "`Close` is bound to `Close`, its own name, while `Open` beside it states `kv_open`; `kv_close` seems meant: state it as the entry point, or rename `Close`"),
        },
    }.RunAsync();

    [Fact]
    public Task An_overload_that_lacks_what_the_other_states() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv", EntryPoint = "kv_open")] static extern nint Open();
            [DllImport("kv", EntryPoint = "kv_put")] static extern int Put(nint store, byte[] value);
            [DllImport("kv")] static extern int [|Put|](nint store, nint value);
            [DllImport("kv", EntryPoint = "kv_close")] static extern void Close(nint store);
        }
        """);

    [Fact]
    public Task Library_imports_and_partial_types_over_two_files() => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;
                static partial class Native
                {
                    [LibraryImport("kv", EntryPoint = "kv_open")] internal static partial nint Open();
                    [LibraryImport("kv", EntryPoint = "kv_count")] internal static partial int Count(nint store);
                    [LibraryImport("kv", EntryPoint = "kv_sync")] internal static partial int Sync(nint store);
                }
                """,
                """
                using System.Runtime.InteropServices;
                static partial class Native
                {
                    [LibraryImport("kv")] internal static partial void [|Close|](nint store);
                    [LibraryImport("kv", EntryPoint = [|"kv_sync"|])] internal static partial int Compact(nint store);
                }
                """,
            },
        },
        SolutionTransforms =
        {
            (solution, id) => solution.WithProjectCompilationOptions(id, ((Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!).WithAllowUnsafe(true)),
        },
    }.RunAsync();

    [Fact]
    public Task Exports() => VerifyAsync("""
        static class Exports
        {
            [UnmanagedCallersOnly(EntryPoint = "kv_on_begin")] static void OnBegin() { }
            [UnmanagedCallersOnly(EntryPoint = [|"kv_on_begin"|])] static void OnEnd() { }
        }
        """);

    [Fact]
    public Task Functions_that_are_fetched_by_name() => VerifyAsync("""
        unsafe class Api
        {
            readonly delegate* unmanaged<nint> _open;
            readonly delegate* unmanaged<nint, int> _count;
            readonly delegate* unmanaged<nint, int> _flush;
            static delegate* unmanaged<nint, void> s_setLimit;

            Api(nint library)
            {
                _open = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "kv_open");
                var close = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "kv_close");
                _count = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "kv_count");
                _flush = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, [|"kv_count"|]);
                s_setLimit = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, [|"kv_get_limit"|]);
            }
        }
        """);

    [Fact]
    public Task Functions_that_a_loader_of_the_project_with_the_frameworks_name_fetches() => VerifyAsync("""
        delegate int Call(nint store);
        class Api
        {
            readonly nint _library;
            Call getLimit, setLimit;
            T GetExport<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));
            void Load()
            {
                getLimit = GetExport<Call>("kv_get_limit");
                setLimit = GetExport<Call>([|"kv_get_limit"|]);
            }
        }
        """);

    [Fact]
    public Task Delegates_that_are_fetched_by_name_in_a_lambda_and_an_iterator() => VerifyAsync("""
        delegate int Call(nint store);
        class Api
        {
            Call getLimit, setLimit;
            System.Action Load(nint library) => () =>
            {
                getLimit = Marshal.GetDelegateForFunctionPointer<Call>(NativeLibrary.GetExport(library, "kv_get_limit"));
                setLimit = Marshal.GetDelegateForFunctionPointer<Call>(NativeLibrary.GetExport(library, [|"kv_get_limit"|]));
            };
            System.Collections.Generic.IEnumerable<object> Each(nint library)
            {
                Call count = Marshal.GetDelegateForFunctionPointer<Call>(NativeLibrary.GetExport(library, "kv_count"));
                Call lockStore = Marshal.GetDelegateForFunctionPointer<Call>(NativeLibrary.GetExport(library, [|"kv_unlock_store"|]));
                yield return lockStore;
            }
        }
        """);

    [Fact]
    public Task A_local_function_beside_methods_and_in_top_level_code() => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            kv_set_limit(1);
            [DllImport("kv", EntryPoint = [|"kv_get_limit"|])] static extern void kv_set_limit(int limit);
            """,
        TestState = { OutputKind = OutputKind.ConsoleApplication },
    }.RunAsync();

    [Fact]
    public Task The_name_in_a_record_and_a_struct_by_nameof_and_by_constant() => VerifyAsync("""
        record Store
        {
            const string Count = "kvCount";
            [DllImport("kv", EntryPoint = "kvOpen")] static extern nint kvOpen();
            [DllImport("kv", EntryPoint = Count)] static extern int kvCount(nint store);
            [DllImport("kv", EntryPoint = [|Count|])] static extern int kvFlush(nint store);
            [DllImport("kv", EntryPoint = [|nameof(kvOpen)|])] static extern nint kvSync();
        }
        """);

    [Fact]
    public Task A_header_that_has_the_name_which_seems_meant()
    {
        var test = new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
        {
            TestCode = """
                using System.Runtime.InteropServices;
                static class Native { [DllImport("kv", EntryPoint = [|"kv_get_limit"|])] static extern void kv_set_limit(int limit); }
                """,
        };
        test.TestState.AddHeader("int kv_get_limit(void); void kv_set_limit(int limit);");
        return test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv", EntryPoint = )] static extern void kv_a();
                [DllImport("kv", EntryPoint = "")] static extern void kv_b();
                [DllImport(EntryPoint = "kv_b")] static extern void kv_c();
                [DllImport("kv", EntryPoint = "kv_c")] static extern void ();
                [DllImport("kv", EntryPoint = [|"kv_get_limit"|])] static extern void kv_set_limit(Missing limit
            """,
    }.RunAsync();

    private static Task VerifyAsync(string code) => new CSharpAnalyzerTest<FFI5014EntryPointDisagreesWithMethod, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n" + code,
    }.RunAsync();
}
