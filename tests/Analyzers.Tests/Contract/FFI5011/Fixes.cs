using System.Threading.Tasks;
using BoundaryLint.Rules.Contract;
using BoundaryLint.CodeFixes.Contract;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5011;

public sealed class Fixes
{
    [Fact]
    public Task The_declaration_says_what_the_header_says() => HeaderTest.FixAsync<FFI5011PromiseDiffers, FFI5011KeepPromise>(
        "struct Item { int a; } static class Native { [DllImport(\"kv\")] static extern int kv_fill(in Item [|item|]); }",
        "struct Item { int a; } static class Native { [DllImport(\"kv\")] static extern int kv_fill(ref Item item); }",
        "typedef struct kv_item { int a; } kv_item; int kv_fill(kv_item *item);");

    [Fact]
    public Task Null_is_not_accepted() => HeaderTest.FixAsync<FFI5011PromiseDiffers, FFI5011KeepPromise>(
        "static class Native { [DllImport(\"kv\")] static extern int kv_open(string? [|path|]); }",
        "static class Native { [DllImport(\"kv\")] static extern int kv_open(string path); }",
        "/* @boundary path: nonnull */\nint kv_open(const char *path);");

    [Fact]
    public Task A_span_is_writable() => HeaderTest.FixAsync<FFI5011PromiseDiffers, FFI5011KeepPromise>(
        "static partial class Native { [LibraryImport(\"kv\")] internal static partial int kv_bytes(ReadOnlySpan<byte> [|data|], int length); }",
        "static partial class Native { [LibraryImport(\"kv\")] internal static partial int kv_bytes(Span<byte> data, int length); }",
        "int kv_bytes(unsigned char *data, int length);");
}
