using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5011;

public sealed class Reports
{
    private const string Header =
        """
        typedef struct kv_item { int a; } kv_item;
        int kv_fill(kv_item *item);
        int kv_name(char *text, int length);
        int kv_bytes(unsigned char *data, int length);
        int kv_open(const char *path __attribute__((nonnull)));
        """;

    [Fact]
    public Task Directions_and_null() => HeaderTest.VerifyAsync<FFI5011PromiseDiffers>(
        """
        struct Item { int a; }
        static partial class Native
        {
            [DllImport("kv")] static extern int kv_fill(in Item {|#1:item|});
            [DllImport("kv")] static extern int kv_name(string {|#2:text|}, int length);
            [LibraryImport("kv")] internal static partial int kv_bytes(ReadOnlySpan<byte> {|#3:data|}, int length);
        }
        """,
        Header,
        null,
        Result(1, "item", "kv_fill", "`in Item`", "kv.h:2", "`kv_item *item`", "native code may write into a variable that C# promises not to change"),
        Result(2, "text", "kv_name", "`string`", "kv.h:3", "`char *text`", "native code may write into the copy, and C# never sees it"),
        Result(3, "data", "kv_bytes", "`ReadOnlySpan<byte>`", "kv.h:4", "`unsigned char *data`", "native code may write into memory that C# promises not to change"));

    [Fact]
    public Task Null_where_the_header_forbids_it() => HeaderTest.VerifyAsync<FFI5011PromiseDiffers>(
        "static class Native { [DllImport(\"kv\")] static extern int kv_open(string? [|path|]); }", "/* @boundary path: nonnull */\nint kv_open(const char *path);");

    [Fact]
    public Task Null_that_is_given_where_the_header_forbids_it() => HeaderTest.VerifyAsync<FFI5011PromiseDiffers>(
        """
        unsafe static class Native
        {
            [DllImport("kv")] static extern void kv_write(byte* data, int count);
            [DllImport("kv", EntryPoint = "kv_write")] static extern void Write(IntPtr data, int count);
            [DllImport("kv", EntryPoint = "kv_write")] static extern void WriteArray(byte[] data, int count);
            static void M(byte* data, IntPtr address)
            {
                kv_write({|#0:null|}, 0);
                Write({|#1:IntPtr.Zero|}, 0);
                Write({|#2:default|}, 0);
                WriteArray({|#3:null|}, 0);
                kv_write(data, 1);
                Write(address, 1);
            }
        }
        """,
        "/* @boundary data: nonnull */\nvoid kv_write(const unsigned char *data, int count);",
        null,
        Result(0, "data", "kv_write", "null here", "kv.h:1", "`nonnull`", "native code reads through the null pointer").WithSeverity(DiagnosticSeverity.Warning),
        Result(1, "data", "kv_write", "null here", "kv.h:1", "`nonnull`", "native code reads through the null pointer").WithSeverity(DiagnosticSeverity.Warning),
        Result(2, "data", "kv_write", "null here", "kv.h:1", "`nonnull`", "native code reads through the null pointer").WithSeverity(DiagnosticSeverity.Warning),
        Result(3, "data", "kv_write", "null here", "kv.h:1", "`nonnull`", "native code reads through the null pointer").WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task What_attributes_state_against_the_header() => HeaderTest.VerifyAsync<FFI5011PromiseDiffers>(
        """
        using BoundaryLint;
        namespace BoundaryLint
        {
            class OwnedAttribute : Attribute { public OwnedAttribute(string release) { } }
            class BorrowedAttribute : Attribute { }
            class TakenAttribute : Attribute { }
            class ReleasesAttribute : Attribute { }
            class NoEscapeAttribute : Attribute { }
            class FastAttribute : Attribute { }
        }
        static class Native
        {
            [DllImport("kv")] [return: Borrowed] static extern {|#0:IntPtr|} kv_open();
            [DllImport("kv")] [return: Owned("kv_free")] static extern [|IntPtr|] kv_copy();
            [DllImport("kv")] static extern void kv_watch([NoEscape] IntPtr [|hook|]);
            [DllImport("kv"), Fast] static extern int [|kv_wait|]();
            [DllImport("kv")] [return: Owned("kv_close")] static extern IntPtr kv_new();
            [DllImport("kv")] static extern void kv_close([Taken] IntPtr store);
        }
        """,
        """
        struct kv;
        /* @boundary return: owned(kv_close) */
        struct kv *kv_open(void);
        /* @boundary return: owned(kv_close) */
        struct kv *kv_copy(void);
        /* @boundary hook: retained */
        void kv_watch(void (*hook)(void));
        /* @boundary blocking */
        int kv_wait(void);
        /* @boundary return: owned(kv_close) */
        struct kv *kv_new(void);
        /* @boundary store: releases */
        void kv_close(struct kv *store);
        """,
        null,
        new DiagnosticResult("FFI5011", DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(
            "The result of", "kv_open", "`[Borrowed]`", "kv.h:3", "`owned(kv_close)`", "one of the two is wrong, and the rules believe the attribute"));

    private static DiagnosticResult Result(int location, params object[] arguments) =>
        new DiagnosticResult("FFI5011", DiagnosticSeverity.Info).WithLocation(location).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments([$"Parameter `{arguments[0]}` of", .. arguments[1..]]);
}
