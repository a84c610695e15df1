using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3003;

public sealed class Reports
{
    [Fact]
    public Task Values_in_every_form_of_signature() => VerifyAsync("""
        using System;
        using System.Runtime.InteropServices;
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate [|decimal|] Price(DateTime [|day|]);
        delegate void Fetched(object [|o|]);
        struct Pair<T> { public T A; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern [|DateTime|] a(decimal [|d|], ref DateTime [|t|], object [|o|], (int, int) [|tuple|], int? [|n|], Pair<bool> [|g|], Span<int> [|s|]);
            [DllImport("kv")] static extern void b(Int128 [|i|], DateTimeOffset [|t|], decimal[] [|prices|], System.Collections.Generic.List<int> [|list|], Price p);
            [UnmanagedCallersOnly] static void OnDay(DateTime [|day|]) { }
            static void Load(nint library)
            {
                var f = (delegate* unmanaged<[|decimal|], void>)NativeLibrary.GetExport(library, "f");
                Marshal.GetDelegateForFunctionPointer<Fetched>(library);
                local(default);
                [DllImport("kv")] static extern void local(DateTime [|day|]);
            }
        }
        """);

    [Fact]
    public Task Fields_wherever_the_struct_is_reached_from() => VerifyAsync("""
        using System;
        using System.Runtime.InteropServices;
        struct Inner { public DateTime [|When|]; }
        struct Outer { public Inner Inner; public (int, int) [|Pair|]; public int? [|Count|]; public object [|Tag|]; public decimal [|Price|] { get; set; } }
        struct Copied { public DateTime [|When|]; }
        record struct Row(DateTimeOffset [|At|]);
        static unsafe class Native
        {
            [DllImport("kv")] static extern void put(ref Outer outer);
            [DllImport("kv")] static extern void raw(Row* row);
            static Copied Read(nint pointer) => Marshal.PtrToStructure<Copied>(pointer);
        }
        """);

    [Fact]
    public Task Automatic_layout_once_at_the_struct() => VerifyAsync("""
        using System.Runtime.InteropServices;
        [StructLayout(LayoutKind.Auto)] struct [|Options|] { public byte A; public int B; }
        struct Holder { public Options Options; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern void a(Options options);
            [DllImport("kv")] static extern void b(ref Options options, Options[] all, Options* pointer);
            [DllImport("kv")] static extern void c(Holder holder);
        }
        """);

    [Fact]
    public Task A_class_without_layout() => VerifyAsync("""
        using System.Runtime.InteropServices;
        class Options { public int A; }
        struct Holder { public Options [|Options|]; }
        static class Native
        {
            [DllImport("kv")] static extern void a(Options [|options|], Holder holder);
        }
        """);

    [Fact]
    public Task The_chain_to_a_128_bit_field_that_goes_by_value() => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            struct Id { public UInt128 Value; }
            struct Key { public int Length; public Id Id; }
            static class Native
            {
                [DllImport("kv")] static extern void put(Key {|#0:key|}, ref Key other);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3003", DiagnosticSeverity.Warning).WithLocation(0).WithArguments(
                "Parameter `key` of `put`:",
                "`Key.Id` → `Id.Value` is `UInt128`, which the runtime refuses to pass by value",
                "pass a number, a pointer or a struct whose layout is stated"),
        },
    }.RunAsync();

    [Fact]
    public Task The_chain_to_a_field() => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            struct Inner { public DateTime {|#0:When|}; }
            struct Outer { public Inner Inner; }
            static class Native
            {
                [DllImport("kv")] static extern void put(ref Outer outer);
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3003", DiagnosticSeverity.Warning).WithLocation(0).WithArguments(
                "Field `Inner.When`, reached from parameter `outer` of `put` through `Outer.Inner`,",
                "is `DateTime`, which crosses as the COM type DATE, a `double` that counts days",
                "pass a number, a pointer or a struct whose layout is stated"),
        },
    }.RunAsync();

    [Fact]
    public Task Every_generic_type_on_NET_Framework() => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier>
    {
        TestState =
        {
            Sources =
            {
                """
                using System.Runtime.InteropServices;
                struct Pair<T> { public T A, B; }
                static class Native
                {
                    [DllImport("kv")] static extern void put(Pair<int> [|pair|]);
                }
                """,
            },
            AnalyzerConfigFiles = { ("/.globalconfig", "is_global = true\nbuild_property.TargetFrameworkIdentifier = .NETFramework\n") },
        },
        ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default,
    }.RunAsync();

    [Fact]
    public Task An_object_in_a_struct_as_a_pointer_and_a_suggestion() => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Info { public int Size; public object {|#0:Context|}; }
            static class Native { [DllImport("kv")] static extern void kv_put(ref Info info); }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3003", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0).WithMessage(
                "Field `Info.Context`, reached from parameter `info` of `kv_put`, is `object`, which crosses as a pointer to a COM object on Windows and is refused elsewhere; "
                    + "pass a number, a pointer or a struct whose layout is stated"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("static class Native { [DllImport(\"kv\")] static extern void kv_each(Visit visit); }", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task A_delegate_of_which_only_its_attribute_says_that_it_crosses_as_a_suggestion(string import, Microsoft.CodeAnalysis.DiagnosticSeverity severity) => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier>
    {
        TestCode = "using System.Runtime.InteropServices; class Item { public int Kind; } [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate bool Visit(Item {|#0:item|}); " + import,
        ExpectedDiagnostics = { new DiagnosticResult("FFI3003", severity).WithLocation(0) },
    }.RunAsync();

    private static Task VerifyAsync(string code) => new CSharpAnalyzerTest<FFI3003TypeHasNoStableNativeLayout, DefaultVerifier> { TestCode = code }.RunAsync();
}
