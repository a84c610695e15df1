using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3002;

public sealed class Reports
{
    [Fact]
    public Task Every_form_of_signature() => VerifyAsync("""
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate [|char|] Map(char [|c|]);
        delegate void Fetched(char [|c|]);
        static unsafe class Native
        {
            [DllImport("kv")] static extern [|char|] kv_map(char [|c|], ref char [|r|], char[] [|buffer|], Map map);
            [UnmanagedCallersOnly] static void OnKey(char [|key|]) { }
            static void Load(nint library)
            {
                var map = (delegate* unmanaged<[|char|], [|char|]>)NativeLibrary.GetExport(library, "kv_map");
                Marshal.GetDelegateForFunctionPointer<Fetched>(library)(map('a'));
                kv_local('a');
                [DllImport("kv")] static extern void kv_local(char [|c|]);
            }
        }
        """);

    [Fact]
    public Task Fields_of_structs_classes_and_records() => VerifyAsync("""
        struct Options { public char [|Separator|]; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4)] public char[] [|Quotes|]; }
        [StructLayout(LayoutKind.Sequential)] class Style { public char [|Fill|]; }
        record struct Key(int Length, char [|First|]);
        struct Copied { public char [|C|] { get; set; } }
        static class Native
        {
            [DllImport("kv", CharSet = CharSet.Unicode)] static extern void kv_open(ref Options options, Style style, Key key);
            static Copied Read(nint pointer) => Marshal.PtrToStructure<Copied>(pointer);
        }
        """);

    [Fact]
    public Task A_suggestion_for_the_text_that_begins_at_the_end_of_a_struct() => new CSharpAnalyzerTest<FFI3002CharHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Notification { public int Size; public char {|#0:Kind|}; public char {|#1:Name|}; }
            static class Native { [DllImport("user32")] static extern nint RegisterDeviceNotificationW(nint window, ref Notification filter, int flags); }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3002", DiagnosticSeverity.Warning).WithLocation(0),
            new DiagnosticResult("FFI3002", DiagnosticSeverity.Info).WithLocation(1),
        },
    }.RunAsync();

    // The runtime reads the module's character set for imports and structs, not for delegates and function pointers.
    [Fact]
    public Task Delegates_and_function_pointers_despite_the_modules_character_set() => VerifyAsync("""
        [module: DefaultCharSet(CharSet.Unicode)]
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Map(char [|c|]);
        struct Options { public char Separator; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern void kv_map(char c, Options options, delegate* unmanaged<[|char|], void> map);
        }
        """);

    [Fact]
    public Task Windows_too_where_the_ansi_variant_is_implied() => VerifyAsync("""
        static class Native
        {
            [DllImport("user32")] static extern short VkKeyScan(char [|c|]);
        }
        """);

    [Fact]
    public Task A_suggestion_where_marshalling_is_disabled() => new CSharpAnalyzerTest<FFI3002CharHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
            static class Native
            {
                [DllImport("kv")] static extern void kv_put(char {|#0:c|});
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3002", DiagnosticSeverity.Info).WithLocation(0).WithArguments(
                "Parameter `c` of `kv_put`",
                "without a stated native size",
                "it crosses as 2 bytes of UTF-16 because runtime marshalling is disabled, while `char` in C and C++ has 1 byte",
                "use `byte` if the native type has 1 byte, `ushort` if it has 2"),
        },
    }.RunAsync();

    private static Task VerifyAsync(string code) => new CSharpAnalyzerTest<FFI3002CharHasNoStatedNativeSize, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices;\n" + code,
    }.RunAsync();
}
