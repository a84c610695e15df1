using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<BoundaryLint.Rules.Ownership.FFI1001NativeStringFreedByMarshaller, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Ownership.FFI1001;

public sealed class Reports
{
    [Fact]
    public Task A_returned_builder_is_freed_like_a_string() => Verify.VerifyAnalyzerAsync(Using("""
        static class Native
        {
            [DllImport("kv")] static extern {|#0:System.Text.StringBuilder|} kv_name();
        }
        """),
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "kv_name", "the text of the returned `StringBuilder`", "no contract says that native code allocates it with `CoTaskMemAlloc`", "return a pointer and read it with `Marshal.PtrToStringAnsi`"));

    [Fact]
    public Task Arrays_that_native_code_hands_out() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_ids(int count, [MarshalAs(UnmanagedType.LPArray, SizeParamIndex = 0)] out int[] {|#0:ids|});
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPArray, SizeConst = 3)] static extern {|#1:double[]|} kv_matrix();
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`kv_ids`: the marshaller frees the array that native code hands out through `ids` with `CoTaskMemFree` after copying it, but no contract says that native code allocates it with "
            + "`CoTaskMemAlloc`; take a pointer and copy the elements"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "kv_matrix", "the returned array", "no contract says that native code allocates it with `CoTaskMemAlloc`", "return a pointer and copy the elements"));

    [Fact]
    public Task A_returned_string_in_every_encoding() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern {|#0:string|} kv_name();
                [DllImport("kv", CharSet = CharSet.Unicode)] static extern [|string|] kv_wide();
                [DllImport("kv", CharSet = CharSet.Auto)] static extern [|string|] kv_auto();
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPStr)] static extern [|string|] kv_a();
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPWStr)] static extern [|string|] kv_w();
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPTStr)] static extern [|string|] kv_t();
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.LPUTF8Str)] static extern {|#1:string|} kv_u();
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`kv_name`: the marshaller frees the returned `string` with `CoTaskMemFree` after copying it, but no contract says that native code allocates it with "
            + "`CoTaskMemAlloc`; return a pointer and read it with `Marshal.PtrToStringAnsi`"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "kv_u", "the returned `string`", "no contract says that native code allocates it with `CoTaskMemAlloc`", "return a pointer and read it with `Marshal.PtrToStringUTF8`"));

    [Fact]
    public Task Generated_marshalling_frees_too() => Verify.VerifyAnalyzerAsync(Using("""
        using System.Runtime.InteropServices.Marshalling;
        static partial class Native
        {
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)] internal static partial [|string|] kv_name();
            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf16)] internal static partial int kv_out(out string [|text|]);
            [LibraryImport("kv")] [return: MarshalAs(UnmanagedType.LPStr)] internal static partial [|string|] kv_a();
            [LibraryImport("kv")] [return: MarshalUsing(typeof(Utf8StringMarshaller))] internal static partial [|string|] kv_framework_marshaller();
        }
        """));

    [Fact]
    public Task Several_values_of_one_function_are_one_report() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern {|#0:string|} kv_both(out string {|#1:detail|});
                [DllImport("kv")] static extern int kv_list([Out] string[] {|#2:names|}, int count);
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithLocation(1).WithArguments(
            "kv_both",
            "the returned `string` and the string that native code writes to `detail`",
            "no contract says that native code allocates it with `CoTaskMemAlloc`",
            "return a pointer and read it with `Marshal.PtrToStringAnsi`"),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "kv_list",
            "the strings that native code writes to `names`",
            "no contract says that native code allocates it with `CoTaskMemAlloc`",
            "take a pointer and read it with `Marshal.PtrToStringAnsi`"));

    [Fact]
    public Task A_ref_string_may_only_be_read_so_that_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] static extern int kv_swap(ref string {|#0:text|});
                [DllImport("kv")] static extern int kv_sort([In, Out] string[] {|#1:names|}, int count);
                [DllImport("kv")] static extern int kv_swap_owned([Owned("kv_free")] ref string {|#2:text|});
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task The_message_names_the_release_function_that_a_contract_or_the_names_give() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("kv")] [return: Owned("kv_str_release")] static extern {|#0:string|} kv_dump();
                [DllImport("kv")] static extern {|#1:string|} kv_render();
                [DllImport("kv")] static extern {|#2:string|} kv_get_name();
                [DllImport("kv")] [return: Borrowed] static extern {|#3:string|} kv_title();
                [DllImport("kv")] static extern void kv_string_free(IntPtr text);
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "kv_dump", "the returned `string`", "its memory must be released with `kv_str_release` ([Owned])",
            "return a pointer and read it with `Marshal.PtrToStringAnsi`, then call `kv_str_release`"),
        Verify.Diagnostic().WithLocation(1).WithArguments(
            "kv_render", "the returned `string`", "its memory must be released with `kv_string_free` (inferred from kv_render/kv_string_free)",
            "return a pointer and read it with `Marshal.PtrToStringAnsi`, then call `kv_string_free`"),
        Verify.Diagnostic().WithLocation(2).WithArguments(
            "kv_get_name", "the returned `string`", "no contract says that native code allocates it with `CoTaskMemAlloc`",
            "return a pointer and read it with `Marshal.PtrToStringAnsi`"),
        Verify.Diagnostic().WithLocation(3).WithArguments(
            "kv_title", "the returned `string`", "native code keeps it ([Borrowed])", "return a pointer and read it with `Marshal.PtrToStringAnsi`"));

    [Fact]
    public Task A_delegate_that_is_made_from_a_native_pointer_and_a_ref_string_of_a_callback() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                delegate [|string|] Name(IntPtr store);
                [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate [|string|] Title();
                delegate void Callback(ref string {|#0:text|});
                [DllImport("kv")] static extern void kv_each(Callback callback);
                static Name Get(IntPtr function) => Marshal.GetDelegateForFunctionPointer<Name>(function);
                static T Load<T>(string name) => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(IntPtr.Zero, name));
                static Title Loaded() => Load<Title>("kv_title");
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithArguments(
            "Callback", "the string that native code puts into `ref text`", "no contract says that native code allocates it with `CoTaskMemAlloc`",
            "take a pointer and read it without freeing it"));

    [Fact]
    public Task Function_pointers_and_local_functions() => Verify.VerifyAnalyzerAsync(Using("""
        class Native
        {
            unsafe delegate* unmanaged<int, [|string|]> _name;

            void M()
            {
                [DllImport("kv")] static extern [|string|] kv_name();
                Action lambda = () =>
                {
                    [DllImport("kv")] static extern [|string|] kv_inner();
                };
            }

            async System.Threading.Tasks.Task N()
            {
                await System.Threading.Tasks.Task.Yield();
                [DllImport("kv")] static extern int kv_out(out string [|text|]);
            }
        }
        record R
        {
            [DllImport("kv")] static extern [|string|] kv_record();
        }
        struct S
        {
            [DllImport("kv")] static extern [|string|] kv_struct();
        }
        """));

    [Fact]
    public Task A_partial_method_over_two_files_is_reported_once() => new CSharpAnalyzerTest<FFI1001NativeStringFreedByMarshaller, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Using("static partial class Native { [LibraryImport(\"kv\", StringMarshalling = StringMarshalling.Utf8)] internal static partial [|string|] kv_name(); }"),
                "static partial class Native { static string Twice() => kv_name() + kv_name(); }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task The_string_fields_of_structs_that_native_code_fills() => Verify.VerifyAnalyzerAsync(
        Using("""
            struct Inner { public string {|#0:Deep|}; }
            struct Info { public int Size; public string {|#1:Name|}; public Inner Inner; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string Tag; }
            struct Entry { public string {|#2:Key|} { get; set; } }
            [StructLayout(LayoutKind.Sequential)] class Box { public string {|#3:Label|}; }
            struct Guess { public string {|#4:Text|}; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_info(out Info info);
                [DllImport("kv")] static extern int kv_entries([Out] Entry[] entries, int count);
                [DllImport("kv")] static extern int kv_box([Out] Box box);
                [DllImport("kv")] static extern int kv_get_guess(ref Guess guess);
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations),
        Verify.Diagnostic().WithLocation(1).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(
            "kv_info", "`Info.Name`, which native code fills through `info`,", "no contract says that native code allocates it with `CoTaskMemAlloc`",
            "declare the field as a pointer and read the string from it"),
        Verify.Diagnostic().WithLocation(2).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations),
        Verify.Diagnostic().WithLocation(3).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations),
        Verify.Diagnostic().WithLocation(4).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Malloc_functions_of_C_are_wrong_on_Windows() => new CSharpAnalyzerTest<FFI1001NativeStringFreedByMarshaller, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport("msvcrt")] static extern [|string|] strdup(string text);
                [DllImport("libc")] static extern [|string|] getenv(string name);
                [DllImport("kernel32", CharSet = CharSet.Unicode)] static extern [|string|] GetCommandLine();
            }
            """),
    }.On("win-x64;linux-x64").RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI1001NativeStringFreedByMarshaller, DefaultVerifier>
    {
        TestCode = Using("""
            static class Native
            {
                [DllImport()] static extern string kv_nothing();
                [DllImport("kv")] static extern Unknown kv_x(out string [|text|], );
                [DllImport("kv" static extern string kv_name(
            }
            """),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task What_is_only_for_systems_with_free_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Unix
            {
                [DllImport("libkv")] static extern {|#0:string|} kv_user(int id);
                [DllImport("libc")] static extern {|#1:string|} dlerror();
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task Text_of_Mono_itself_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("__Internal")] static extern {|#0:string|} mono_get_runtime_build_info();
                [DllImport("__Internal")] static extern {|#1:string|} kv_name();
                [DllImport("kv")] static extern {|#2:string|} mono_kv_name();
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Warning),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task Text_of_the_heap_of_the_process_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Using("""
            static class Native
            {
                [DllImport("advapi32", CharSet = CharSet.Unicode)] static extern bool ConvertSidToStringSid(IntPtr sid, out string {|#0:text|});
                [DllImport("kv")] [return: Owned("LocalFree")] static extern {|#1:string|} kv_name();
                [DllImport("advapi32")] [return: Owned("FreeSid")] static extern {|#2:string|} GetName();
            }
            """),
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Verify.Diagnostic().WithLocation(1).WithSeverity(DiagnosticSeverity.Warning),
        Verify.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Warning));
}
