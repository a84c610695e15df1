using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3001;

public sealed class Reports
{
    [Fact]
    public Task Parameters_and_results_of_a_DllImport() => VerifyAsync("""
        static class Native
        {
            [DllImport("kv")] internal static extern [|bool|] kv_has(nint db, bool [|deep|], ref bool [|flag|], out bool [|found|], in bool [|hint|]);
        }
        """);

    [Fact]
    public Task A_delegate_that_an_import_takes() => VerifyAsync("""
        delegate [|bool|] Visit(nint item, bool [|last|]);
        static class Native
        {
            [DllImport("kv")] internal static extern void kv_each(Visit visit);
        }
        """);

    [Fact]
    public Task A_delegate_that_its_attribute_marks() => VerifyAsync("""
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate [|bool|] Visit(nint item);
        """);

    [Fact]
    public Task A_delegate_fetched_from_a_library() => VerifyAsync("""
        static class Loader
        {
            delegate [|bool|] Has(nint db);
            static Has Load(nint library) => Marshal.GetDelegateForFunctionPointer<Has>(NativeLibrary.GetExport(library, "kv_has"));
        }
        """);

    [Fact]
    public Task A_function_pointer_fetched_from_a_library() => VerifyAsync("""
        static unsafe class Loader
        {
            static void Load(nint library)
            {
                var has = (delegate* unmanaged[Cdecl]<nint, [|bool|], [|bool|]>)NativeLibrary.GetExport(library, "kv_has");
                _ = has(0, true);
            }
        }
        """);

    [Fact]
    public Task An_export() => VerifyAsync("""
        static class Exports
        {
            [UnmanagedCallersOnly(EntryPoint = "on_item")] static [|bool|] OnItem(nint item, bool [|last|]) => last;
        }
        """);

    [Fact]
    public Task A_local_function() => VerifyAsync("""
        class Store
        {
            void Open()
            {
                kv_sync(true);
                [DllImport("kv")] static extern void kv_sync(bool [|full|]);
            }
        }
        """);

    [Fact]
    public Task A_local_function_among_top_level_statements() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestState =
        {
            OutputKind = OutputKind.ConsoleApplication,
            Sources =
            {
                """
                using System.Runtime.InteropServices;
                kv_sync(new Options());
                [DllImport("kv")] static extern void kv_sync(Options options);
                struct Options { public bool [|Full|]; }
                """,
            },
        },
    }.RunAsync();

    [Fact]
    public Task A_field_of_a_struct_and_of_what_it_contains() => VerifyAsync("""
        struct Inner { public bool [|Deep|], [|Wide|]; }
        struct Options { public int Size; public Inner Inner; public bool [|ReadOnly|]; }
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(ref Options options);
        }
        """);

    [Fact]
    public Task The_field_behind_a_property_and_behind_a_record_parameter() => VerifyAsync("""
        record struct Options(int Size, bool [|ReadOnly|]);
        struct State { public bool [|IsOpen|] { get; set; } }
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(Options options, out State state);
        }
        """);

    [Fact]
    public Task A_class_with_layout() => VerifyAsync("""
        [StructLayout(LayoutKind.Sequential)] class Options { public bool [|ReadOnly|]; }
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(Options options);
        }
        """);

    [Fact]
    public Task A_struct_in_a_callback_and_in_an_array() => VerifyAsync("""
        struct Item { public bool [|IsLast|]; }
        struct Key { public bool [|IsText|]; }
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Visit(Item item);
        static class Native
        {
            [DllImport("kv")] internal static extern void kv_each(Visit visit, Key[] keys);
        }
        """);

    [Theory]
    [InlineData("Marshal.PtrToStructure<Item>(pointer)")]
    [InlineData("Marshal.PtrToStructure(pointer, typeof(Item))")]
    [InlineData("Marshal.SizeOf<Item>()")]
    [InlineData("Marshal.SizeOf(new Item())")]
    public Task A_struct_that_Marshal_copies(string expression) => VerifyAsync($$"""
        struct Item { public int Size; public Flags Flags; }
        struct Flags { public bool [|IsLast|]; }
        static class Reader
        {
            static object Read(nint pointer) => {{expression}};
        }
        """);

    [Fact]
    public Task A_struct_that_Marshal_writes() => VerifyAsync("""
        struct Item { public bool [|IsLast|]; }
        static class Writer
        {
            static void Write(nint pointer, Item item) => Marshal.StructureToPtr(item, pointer, false);
        }
        """);

    [Fact]
    public Task Arrays_without_an_element_size() => VerifyAsync("""
        struct Options { [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4)] public bool[] [|Flags|]; }
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(Options options, bool[] [|a|], [MarshalAs(UnmanagedType.LPArray, SizeConst = 2)] bool[] [|b|]);
        }
        """);

    [Fact]
    public Task Partial_types_over_two_files() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                "using System.Runtime.InteropServices; static partial class Native { [DllImport(\"kv\")] static extern int kv_open(ref Options options); }",
                "partial struct Options { public bool [|ReadOnly|]; } static partial class Native { }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task Inside_async_methods_iterators_and_lambdas() => VerifyAsync("""
        delegate [|bool|] First(nint a);
        delegate [|bool|] Second(nint a);
        delegate [|bool|] Third(nint a);
        class Loader
        {
            readonly nint library = 1;

            async System.Threading.Tasks.Task<int> LoadAsync()
            {
                await System.Threading.Tasks.Task.Yield();
                return Marshal.GetDelegateForFunctionPointer<First>(library)(1) ? 1 : 0;
            }

            System.Collections.Generic.IEnumerable<object> Load()
            {
                yield return Marshal.GetDelegateForFunctionPointer<Second>(library);
            }

            System.Func<object> Later() => () => Marshal.GetDelegateForFunctionPointer<Third>(library);
        }
        """);

#if ROSLYN_4_8_OR_GREATER
    [Fact]
    public Task Inside_a_class_with_a_primary_constructor() => VerifyAsync("""
        delegate [|bool|] First(nint a);
        class Loader(nint library) { object Load() => Marshal.GetDelegateForFunctionPointer<First>(library); }
        """);
#endif

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport(] static extern bool a();
                [DllImport("kv", EntryPoint = ] static extern bool b(bool x);
                [DllImport("kv")] static extern [|bool|] c(bool [|x|], Missing y, [MarshalAs(] bool [|z|]);
                [DllImport("kv")] static extern void d(int x, bool [|y|]
            """,
    }.RunAsync();

    [Fact]
    public Task The_whole_chain_is_told() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Inner { public int A; public bool {|#0:Deep|}; }
            struct Options { public int Size; public Inner Inner; }
            static class Native
            {
                [DllImport("kv")] internal static extern {|#1:bool|} kv_open(ref Options options);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(0).WithArguments(
                "Field `Inner.Deep` at offset 4, reached from parameter `options` of `kv_open` through `Options.Inner`,",
                "without a stated native size",
                "it crosses as the 4-byte BOOL of Win32, while `bool` in C, C++, Rust and Go has 1 byte",
                "state [MarshalAs(UnmanagedType.U1)] if the native type has 1 byte, UnmanagedType.Bool if it is BOOL or int"),
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(1).WithArguments(
                "The result of `kv_open`",
                "without a stated native size",
                "it crosses as the 4-byte BOOL of Win32, while `bool` in C, C++, Rust and Go has 1 byte",
                "state [MarshalAs(UnmanagedType.U1)] if the native type has 1 byte, UnmanagedType.Bool if it is BOOL or int"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("kv", "", DiagnosticSeverity.Info)]
    [InlineData("kv", "[MarshalAs(UnmanagedType.U1)]", DiagnosticSeverity.Warning)]
    [InlineData("libkv.so.1", "[MarshalAs(UnmanagedType.I1)]", DiagnosticSeverity.Warning)]
    [InlineData("kv", "[MarshalAs(UnmanagedType.Bool)]", DiagnosticSeverity.Info)]
    [InlineData("zv", "[MarshalAs(UnmanagedType.U1)]", DiagnosticSeverity.Info)]
    public Task A_warning_where_another_declaration_of_the_library_states_one_byte(string library, string other, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = $$"""
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] internal static extern {|#0:bool|} kv_open();
                [DllImport("{{library}}")] internal static extern int kv_set({{other}} {{(other.Length == 0 ? "int" : "bool")}} value);
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI3001", severity).WithLocation(0) },
    }.RunAsync();

    [Theory]
    [InlineData("{|#0:bool|} SendMessageW(nint window, uint message, nint w, nint l)", DiagnosticSeverity.Info)]
    [InlineData("nint SendMessageW(nint window, uint message, bool {|#0:w|}, nint l)", DiagnosticSeverity.Info)]
    [InlineData("{|#0:bool|} CreateSymbolicLinkW(string file, string target, int flags)", DiagnosticSeverity.Warning)]
    public Task Four_bytes_of_eight_in_a_register_as_a_suggestion(string function, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices; public static class N { [DllImport(\"" + (function.Contains("Link") ? "kernel32" : "user32") + "\", CharSet = CharSet.Unicode)] public static extern " + function + "; }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI3001", severity).WithLocation(0) },
    }.RunAsync();

    [Theory]
    [InlineData("internal", "static void M() { kv_open(); _ = kv_open(); }", DiagnosticSeverity.Info)]
    [InlineData("internal", "static void M() => Native.kv_open();", DiagnosticSeverity.Info)]
    [InlineData("internal", "static void M() { kv_open(); if (kv_open()) kv_open(); }", DiagnosticSeverity.Warning)]
    [InlineData("internal", "static bool M() => kv_open();", DiagnosticSeverity.Warning)]
    [InlineData("internal", "static void M() { kv_open(); System.Func<bool> open = kv_open; }", DiagnosticSeverity.Warning)]
    [InlineData("public", "static void M() { kv_open(); }", DiagnosticSeverity.Warning)]
    public Task A_result_that_the_project_drops_is_a_suggestion(string visibility, string caller, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = $$"""
            using System.Runtime.InteropServices;
            public static class Native
            {
                [DllImport("kv")] {{visibility}} static extern {|#0:bool|} kv_open();
                [DllImport("kv")] internal static extern int kv_set([MarshalAs(UnmanagedType.U1)] bool value);
                {{caller}}
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI3001", severity).WithLocation(0) },
    }.RunAsync();

    [Fact]
    public Task A_suggestion_for_what_arrives_whatever_its_size() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            delegate {|#0:bool|} Visit(int item, bool {|#1:last|});
            static class Native
            {
                [DllImport("libraylib.so")] internal static extern void Each(Visit visit, bool {|#2:deep|}, ref bool {|#3:found|}, out bool {|#4:last|}, bool[] {|#5:all|});
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(0),
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Warning).WithLocation(1),
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(2),
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(3),
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Info).WithLocation(4),
            new DiagnosticResult("FFI3001", DiagnosticSeverity.Warning).WithLocation(5),
        },
    }.RunAsync();

    [Fact]
    public Task Libraries_that_are_documented_to_have_one_byte() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("openal32.dll")] internal static extern {|#0:bool|} alIsBuffer(uint buffer);
            }
            """,
        ExpectedDiagnostics = { new DiagnosticResult("FFI3001", DiagnosticSeverity.Warning).WithLocation(0) },
    }.RunAsync();

    [Fact]
    public Task A_suggestion_where_marshalling_is_disabled_and_a_warning_where_BOOL_is_documented() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
            struct Options { public bool {|#0:ReadOnly|}; }
            static class Native
            {
                [DllImport("kv")] internal static extern int kv_open(Options options, bool {|#1:deep|});
                [DllImport("user32")] internal static extern {|#2:bool|} IsWindow(nint window);
                [UnmanagedCallersOnly] static void OnItem(bool {|#3:last|}) { }
            }
            """,
        ExpectedDiagnostics =
        {
            Severity(DiagnosticSeverity.Info, 0),
            Severity(DiagnosticSeverity.Info, 1),
            Severity(DiagnosticSeverity.Warning, 2),
            Severity(DiagnosticSeverity.Info, 3),
        },
    }.RunAsync();

    [Fact]
    public Task A_library_of_Windows_whose_booleans_have_one_byte() => VerifyAsync("""
        static class Native
        {
            [DllImport("ntdll.dll")] internal static extern [|bool|] RtlGenRandom(nint buffer, uint length);
            [DllImport("opengl32")] internal static extern [|bool|] glIsEnabled(uint capability);
        }
        """);

    [Fact]
    public Task A_struct_and_a_delegate_that_Windows_shares_with_another_library() => VerifyAsync("""
        struct Options { public bool [|ReadOnly|]; }
        delegate [|bool|] Visit(nint item);
        static class Native
        {
            [DllImport("kernel32")] internal static extern int A(ref Options options, Visit visit);
            [DllImport("kv")] internal static extern int kv_open(ref Options options, Visit visit);
        }
        """);

    [Fact]
    public Task Functions_of_Windows_whose_result_has_one_byte() => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("hid.dll")] static extern {|#0:bool|} HidD_GetAttributes(nint device, nint attributes);
                [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] [return: MarshalAs(UnmanagedType.Bool)] static extern {|#1:bool|} CreateSymbolicLink(string link, string target, uint flags);
            }
            """,
        ExpectedDiagnostics =
        {
            Severity(DiagnosticSeverity.Warning, 0).WithMessage(
                "The result of `HidD_GetAttributes` is `bool` without a stated native size: it crosses as 4 bytes and has 1 byte in the Windows documentation; state [MarshalAs(UnmanagedType.U1)]"),
            Severity(DiagnosticSeverity.Warning, 1).WithMessage(
                "The result of `CreateSymbolicLink` is `bool` with another size than the native one: it crosses as 4 bytes and has 1 byte in the Windows documentation; state [MarshalAs(UnmanagedType.U1)]"),
        },
    }.RunAsync();

    private static DiagnosticResult Severity(DiagnosticSeverity severity, int location) =>
        new DiagnosticResult("FFI3001", severity).WithLocation(location);

    [Theory]
    [InlineData("void SetSuspendState(bool {|#0:hibernate|}, byte a, byte b)", DiagnosticSeverity.Info)]
    [InlineData("{|#0:bool|} SetSuspendState(byte hibernate, byte a, byte b)", DiagnosticSeverity.Warning)]
    public Task One_byte_of_Windows_as_an_argument_is_a_suggestion(string function, DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices; static class N { [DllImport(\"powrprof\")] static extern " + function + "; }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI3001", severity).WithLocation(0) },
    }.RunAsync();

    private static Task VerifyAsync(string code) => new CSharpAnalyzerTest<FFI3001BoolHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n" + code,
    }.RunAsync();
}
