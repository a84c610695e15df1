using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6001;

/// <summary>Signatures that leave the convention to the platform.</summary>
public sealed class Reports
{
    /// <summary>A project whose processes can be 32-bit ones on Windows.</summary>
    internal const string X86 = "is_global = true\nbuild_property.PlatformTarget = x86\n";

    internal static async Task Verify(string source, DiagnosticSeverity severity, string? config)
    {
        var test = new CSharpAnalyzerTest<FFI6001CallbackWithoutCallingConvention, DefaultVerifier>
        {
            TestCode = source,
            ExpectedDiagnostics = { new DiagnosticResult("FFI6001", severity).WithLocation(0) },
        };
        if (config is not null)
        {
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", config));
        }

        await test.RunAsync();
    }

    private const string Start = """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        """;

    public static TheoryData<string> Forms => new()
    {
        "delegate void {|#0:Callback|}(int code); static class N { [DllImport(\"kv\")] internal static extern void kv_set_log(Callback callback); }",
        "delegate void {|#0:Callback|}(int code); static partial class N { [LibraryImport(\"kv\")] internal static partial void kv_set_log(Callback callback); }",
        "delegate void {|#0:Callback|}(int code); struct S { Callback c; } static class N { [DllImport(\"kv\")] internal static extern void kv_set_log(ref S s); }",
        "delegate void {|#0:Callback|}(int code); static class C { static nint M(Callback c) => Marshal.GetFunctionPointerForDelegate(c); }",
        "delegate void {|#0:Callback|}(int code); static class C { static Callback M(nint p) => Marshal.GetDelegateForFunctionPointer<Callback>(p); }",
        "partial class Outer { delegate void {|#0:Callback|}(int code); } partial class Outer { [DllImport(\"kv\")] static extern void kv_set_log(Callback callback); }",
        "unsafe struct S { {|#0:delegate* unmanaged<int, void>|} f; }",
        "unsafe class C { void M({|#0:delegate* unmanaged<int, void>|} f) { } }",
        "unsafe class C { {|#0:delegate* unmanaged<int, void>|} P => null; }",
        "unsafe class C { {|#0:delegate* unmanaged<int, void>|} M() => null; }",
        "unsafe class C { void M(nint p) { {|#0:delegate* unmanaged<int, void>|} f = null; } }",
        "unsafe class C { {|#0:delegate* unmanaged[SuppressGCTransition]<int, void>|} f; }",
        "unsafe class C { [DllImport(\"kv\")] static extern void kv_set_log({|#0:delegate* unmanaged<int, void>|} f); }",
        "class C { [UnmanagedCallersOnly] static void {|#0:OnCode|}(int code) { } }",
        "class C { [UnmanagedCallersOnly(EntryPoint = \"kv_on_code\")] public static void {|#0:OnCode|}(int code) { } }",
        "class C { [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvSuppressGCTransition) })] static void {|#0:OnCode|}(int code) { } }",
        "class C { void M() { [UnmanagedCallersOnly] static void {|#0:OnCode|}(int code) { } } }",
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public Task Warns_where_32_bit_processes_are_possible(string source) => Verify(Start + source, DiagnosticSeverity.Warning, X86);

    [Theory]
    [MemberData(nameof(Forms))]
    public Task Suggests_elsewhere(string source) => Verify(Start + source, DiagnosticSeverity.Info, null);

    [Fact]
    public Task A_library_of_the_NET_Framework_runs_in_32_bit_processes() => new CSharpAnalyzerTest<FFI6001CallbackWithoutCallingConvention, DefaultVerifier>
    {
        ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default,
        TestCode = Start + "delegate void {|#0:Callback|}(int code); static class N { [DllImport(\"kv\")] internal static extern void kv_set_log(Callback callback); }",
        ExpectedDiagnostics = { new DiagnosticResult("FFI6001", DiagnosticSeverity.Warning).WithLocation(0) },
    }.RunAsync();

    [Fact]
    public Task The_imports_that_take_the_callback_are_evidence() => new CSharpAnalyzerTest<FFI6001CallbackWithoutCallingConvention, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                Start + "delegate void {|#0:Callback|}(int code); static class N { [DllImport(\"kv\", CallingConvention = CallingConvention.Cdecl)] internal static extern void kv_set_log(Callback callback); }",
            },
            AnalyzerConfigFiles = { ("/.globalconfig", X86) },
        },
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI6001", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "The delegate `Callback` states no calling convention and is called as stdcall on 32-bit Windows, but the native side uses cdecl (inferred from kv_set_log); "
                + "state it with `[UnmanagedFunctionPointer(CallingConvention.Cdecl)]`"),
        },
    }.RunAsync();

    [Fact]
    public Task A_system_library_among_others_is_no_excuse() => Verify(
        Start + """
        delegate void {|#0:Callback|}(int code);
        static class N
        {
            [DllImport("user32")] internal static extern void EnumWindows(Callback callback, nint data);
            [DllImport("kv")] internal static extern void kv_set_log(Callback callback);
        }
        """,
        DiagnosticSeverity.Warning,
        X86);

    [Theory]
    [InlineData("[DllImport(\"libzstd\")] static extern nuint {|#0:ZSTD_compressBound|}(nuint size);")]
    [InlineData("[DllImport(\"msvcrt\")] static extern int {|#0:memcmp|}(byte[] a, byte[] b, nuint size);")]
    public Task Functions_that_the_catalogue_does_not_have_of_libraries_that_it_knows(string import) =>
        Verify(Start + "static class N { " + import + " }", DiagnosticSeverity.Warning, X86);

    [Theory]
    [InlineData("Winapi", DiagnosticSeverity.Info)]
    [InlineData("StdCall", DiagnosticSeverity.Info)]
    [InlineData("Cdecl", DiagnosticSeverity.Warning)]
    public Task A_function_that_is_fetched_by_name_is_a_suggestion_unless_another_one_of_the_library_is_cdecl(string sibling, DiagnosticSeverity severity) => Verify(
        Start + $"[UnmanagedFunctionPointer(CallingConvention.{sibling})]" + """
        delegate int Start();
        delegate int {|#0:Stop|}();
        class Device
        {
            private readonly Start _start;
            private readonly Stop _stop;
            internal Device(nint library)
            {
                _start = Marshal.GetDelegateForFunctionPointer<Start>(NativeLibrary.GetExport(library, "dev_start"));
                _stop = Marshal.GetDelegateForFunctionPointer<Stop>(NativeLibrary.GetExport(library, "dev_stop"));
            }
        }
        """,
        severity,
        X86);

    [Fact]
    public Task Functions_of_another_class_tell_nothing_of_an_unknown_library() => Verify(
        Start + """
        class Other
        {
            [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate int Start();
            private readonly Start _start;
            internal Other(nint library) => _start = Marshal.GetDelegateForFunctionPointer<Start>(NativeLibrary.GetExport(library, "oth_start"));
        }
        class Device
        {
            delegate int {|#0:Stop|}();
            private readonly Stop _stop;
            internal Device(nint library) => _stop = Marshal.GetDelegateForFunctionPointer<Stop>(NativeLibrary.GetExport(library, "dev_stop"));
        }
        """,
        DiagnosticSeverity.Info,
        X86);

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI6001CallbackWithoutCallingConvention, DefaultVerifier>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = Start + """
            delegate void {|#0:Callback|}(Missing code;
            unsafe class C
            {
                [DllImport("kv")] static extern void kv_set_log(Callback callback
                [UnmanagedCallersOnly(CallConvs = )] static void OnCode(int code) { }
                {|#1:delegate* unmanaged<>|} f;
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI6001", DiagnosticSeverity.Info).WithLocation(0),
            new DiagnosticResult("FFI6001", DiagnosticSeverity.Info).WithLocation(1),
        },
    }.RunAsync();
}
