using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5004;

public sealed class Reports
{
    private const string Header =
        """
        #include <stddef.h>
        #include <stdbool.h>
        typedef struct kv kv;
        typedef struct kv_item { double a, b, c; } kv_item;
        size_t kv_count(kv *store);
        int kv_put(kv *store);
        void kv_flush(kv *store);
        kv *kv_create(void);
        kv_item kv_get(kv *store);
        double kv_ratio(kv *store);
        bool kv_has(kv *store);
        /* @boundary return: status(0) */
        int kv_sync(kv *store);
        const char *kv_name(kv *store);
        """;

    [Fact]
    public Task Widths_registers_and_results_that_do_not_exist() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern {|#0:int|} kv_count(nint store);
            [DllImport("kv")] static extern {|#1:nint|} kv_put(nint store);
            [DllImport("kv")] static extern {|#2:int|} kv_flush(nint store);
            [DllImport("kv")] static extern {|#3:long|} kv_ratio(nint store);
            [DllImport("kv")] static extern {|#4:int|} kv_name(nint store);
        }
        """,
        Result(0, "kv_count", "`int`, 4 bytes", "kv.h:5", "`size_t`, 8 bytes", "large values are cut", "; use `nuint`"),
        Result(1, "kv_put", "`nint`, 8 bytes", "kv.h:6", "`int`, 4 bytes", "the upper bytes that C# reads are undefined", "; use `int`"),
        Result(2, "kv_flush", "`int`, 4 bytes", "kv.h:7", "`void`", "what arrives is whatever the register holds", "; use `void`"),
        Result(3, "kv_ratio", "`long`, 8 bytes", "kv.h:10", "`double`, 8 bytes", "integers and floating-point numbers travel in different registers", "; use `double`"),
        Result(4, "kv_name", "`int`, 4 bytes", "kv.h:14", "`const char *`, a pointer to 1 byte", "an address does not fit", "; use `nint`"));

    [Fact]
    public Task Results_that_C_sharp_drops() => VerifyAsync(
        """
        static class Native
        {
            [DllImport("kv")] static extern {|#0:void|} kv_create();
            [DllImport("kv")] static extern {|#1:void|} kv_get(nint store);
            [DllImport("kv")] static extern {|#2:void|} kv_sync(nint store);
            [DllImport("kv")] static extern {|#3:void|} kv_put(nint store);
        }
        """,
        Result(0, "kv_create", "`void`", "kv.h:8", "`kv *`", "the result is lost", "; use `nint`"),
        Result(1, "kv_get", "`void`", "kv.h:9", "`kv_item` by value, 24 bytes",
            "the caller must pass the address of memory for the result, which takes the place of the first argument", ""),
        Result(2, "kv_sync", "`void`", "kv.h:13", "`int`, 4 bytes", "failures go unnoticed", "; use `int`"),
        Result(3, "kv_put", "`void`", "kv.h:6", "`int`, 4 bytes", "the result is lost", "; use `int`", DiagnosticSeverity.Info));

    [Fact]
    public Task Every_form() => VerifyAsync("""
        static unsafe partial class Native
        {
            [LibraryImport("kv")] [return: MarshalAs(UnmanagedType.Bool)] internal static partial [|bool|] kv_has(nint store);
            [UnmanagedCallersOnly(EntryPoint = "kv_count")] static [|int|] Count(nint store) => 0;
            static void Fetch(nint library)
            {
                var ratio = (delegate* unmanaged[Cdecl]<nint, [|float|]>)NativeLibrary.GetExport(library, "kv_ratio");
                Local(0);
                [DllImport("kv", EntryPoint = "kv_count")] static extern [|uint|] Local(nint store);
            }
        }
        """);

    private static DiagnosticResult Result(
        int location, string function, string managed, string place, string native, string consequence, string remedy, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new DiagnosticResult("FFI5004", severity).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(function, managed, place, native, consequence, remedy);

    private static Task VerifyAsync(string code, params DiagnosticResult[] expected) => HeaderTest.VerifyAsync<FFI5004ReturnTypeDiffers>(code, Header, null, expected);

    [Fact]
    public Task What_the_header_says_alike_on_all_platforms_is_told_once()
    {
        return HeaderTest.VerifyAsync<FFI5004ReturnTypeDiffers>(
            "static class Native { [DllImport(\"kv\")] static extern {|#0:nint|} kv_close(nint store); }",
            "void kv_close(void *store);",
            "win-x64,win-x86",
            new DiagnosticResult("FFI5004", DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(
                "The result of `kv_close` is `nint`, 8 bytes; in kv.h:1 it is `void`: what arrives is whatever the register holds; use `void`"));
    }
}
