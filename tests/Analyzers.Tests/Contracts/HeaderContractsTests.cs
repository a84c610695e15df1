using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Signatures;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class HeaderContractsTests
{
    private const string Kv =
        """
        /* @boundary library(kv), convention(cdecl), threadsafe */

        /* @boundary status(0), errortext(kv_error) */
        typedef enum kv_status { KV_OK = 0, KV_BAD = 1 } kv_status;
        /* @boundary handle(kv_close), invalid(0) */
        typedef struct kv kv;
        /* @boundary path: utf8, nonnull
         * @boundary out: owned(kv_close) */
        kv_status kv_open(const char *path, kv **out);
        /* @boundary store: releases */
        void kv_close(kv *store);
        /* @boundary return: borrowed(store), utf8, zeroterm, nullable */
        const char *kv_name(const kv *store);
        /* @boundary return: owned(kv_free) */
        char *kv_copy(const kv *store);
        /* @boundary memory: releases, nullable */
        void kv_free(void *memory);
        /* @boundary callback: retained(until kv_unsubscribe)
         * @boundary blocking */
        int kv_subscribe(kv *store, void (*callback)(void *), void *user);
        /* @boundary visit: noescape */
        void kv_visit(kv *store, void (*visit)(void *));
        /* @boundary data: bytes(size), in */
        int kv_write(kv *store, const void *data, unsigned size);
        int kv_log(const char *format, ...);
        """;

    private static readonly HeaderText KvHeader = new("/src/native/kv.h", Kv, "kv");

    [Fact]
    public void Facts_about_parameters_results_and_functions_apply_with_their_line()
    {
        var source = ContractSource.Of(
            """
            [DllImport("libkv.so")] public static extern int kv_open(byte* path, out nint store);
            [DllImport("kv")] public static extern void kv_close(nint store);
            [DllImport("kv")] public static extern byte* kv_name(nint owner);
            [DllImport("kv")] public static extern byte* kv_copy(nint owner);
            [DllImport("kv")] public static extern int kv_subscribe(nint store, Action callback, nint user);
            [DllImport("kv")] public static extern void kv_visit(nint store, delegate* unmanaged<nint, void> visit);
            [DllImport("kv")] public static extern int kv_write(nint store, void* bytes, uint length);
            """,
            KvHeader);

        var open = source.For("kv_open");
        Assert.Equal("Owned(kv_close) Header: kv.h:8", ContractSource.Show(open.Parameters[1].Ownership));
        Assert.Equal("Utf8 Header: kv.h:7", ContractSource.Show(open.Parameters[0].Encoding));
        Assert.Equal("False Header: kv.h:7", ContractSource.Show(open.Parameters[0].Nullable));
        Assert.Equal("0 means success Header: kv.h:3", ContractSource.Show(open.Status));
        Assert.Equal("kv_error", open.ErrorText.Value);
        Assert.Equal("Cdecl Header: kv.h:1", ContractSource.Show(open.Convention));
        Assert.True(open.ThreadSafe.Value);
        Assert.Equal("kv", open.Parameters[1].HandleType.Value);
        Assert.Equal("kv_close", open.Parameters[1].HandleRelease.Value);
        Assert.Equal("0 Header: kv.h:5", ContractSource.Show(open.Parameters[1].Invalid));
        Assert.Equal("Releases() Header: kv.h:10", ContractSource.Show(source.For("kv_close").Parameters[0].Ownership));
        Assert.Equal("Borrowed(owner) Header: kv.h:12", ContractSource.Show(source.For("kv_name").Return.Ownership));
        Assert.Equal("Owned(kv_free) memory Header: kv.h:14", ContractSource.Show(source.For("kv_copy").Return.Ownership));
        Assert.Equal("Retained(kv_unsubscribe) Header: kv.h:18", ContractSource.Show(source.For("kv_subscribe").Parameters[1].Retention));
        Assert.True(source.For("kv_subscribe").Blocking.Value);
        Assert.Equal("NoEscape() Header: kv.h:21", ContractSource.Show(source.For("kv_visit").Parameters[1].Retention));
        Assert.Equal("length Header: kv.h:23", ContractSource.Show(source.For("kv_write").Parameters[1].Bytes));
        Assert.Equal("store kv_close Header", source.Pair("kv_open"));
        Assert.Null(source.Pair("kv_copy"));
    }

    [Fact]
    public void A_handle_type_that_nobody_says_is_owned_is_no_owned_value()
    {
        var source = ContractSource.Of(
            "[DllImport(\"kv\")] public static extern nint kv_current();",
            new HeaderText("kv.h", "/* @boundary handle(kv_close), invalid(0) */\ntypedef struct kv kv;\nkv *kv_current(void);", "kv"));

        var current = source.For("kv_current").Return;
        Assert.False(current.Ownership.IsKnown);
        Assert.Equal("kv_close", current.HandleRelease.Value);
    }

    [Fact]
    public void An_import_of_another_library_has_no_contract()
    {
        var source = ContractSource.Of("[DllImport(\"other\")] public static extern int kv_open(byte* path, out nint store);", KvHeader);

        Assert.False(source.For("kv_open").Status.IsKnown);
        Assert.False(source.For("kv_open").Parameters[1].Ownership.IsKnown);
    }

    [Fact]
    public void The_library_of_the_item_and_that_of_the_header_both_count()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern int kv_open(byte* path, out nint store);
            [DllImport("kv_static")] public static extern int kv_subscribe(nint store, Action callback, nint user);
            """,
            new HeaderText("kv.h", Kv, "kv_static"));

        Assert.True(source.For("kv_open").Status.IsKnown);
        Assert.True(source.For("kv_subscribe").Blocking.IsKnown);
    }

    [Fact]
    public void A_header_without_a_library_speaks_of_names_that_one_library_has()
    {
        var header = new HeaderText("kv.h", "/* @boundary blocking */\nvoid kv_wait(void);\n/* @boundary blocking */\nvoid kv_both(void);", "*");
        var source = ContractSource.Of(
            """
            [DllImport("one")] public static extern void kv_wait();
            [DllImport("one")] public static extern void kv_both();
            [DllImport("two", EntryPoint = "kv_both")] public static extern void kv_both_again();
            """,
            header);

        Assert.True(source.For("kv_wait").Blocking.IsKnown);
        Assert.All(source.Functions("kv_both"), function => Assert.Empty(source.Headers.DeclarationsOf(function, default)));
    }

    [Fact]
    public void Another_number_of_parameters_keeps_what_is_said_of_the_function_and_the_result()
    {
        var source = ContractSource.Of(
            """
            [LibraryImport("kv")] public static partial int kv_write(nint store, ReadOnlySpan<byte> data);
            [DllImport("kv")] public static extern byte* kv_name(nint store, int extra);
            [DllImport("kv")] public static extern int kv_subscribe(nint store, Action callback);
            """,
            KvHeader);

        Assert.False(source.For("kv_write").Parameters[1].Bytes.IsKnown);
        Assert.Equal("Borrowed() Header: kv.h:12", ContractSource.Show(source.For("kv_name").Return.Ownership));
        Assert.True(source.For("kv_subscribe").Blocking.IsKnown);
        Assert.NotEqual(Evidence.Header, source.For("kv_subscribe").Parameters[1].Retention.Evidence);
    }

    [Fact]
    public void Where_the_runtime_checks_the_result_no_status_is_left()
    {
        var source = ContractSource.Of(
            "[DllImport(\"kv\", PreserveSig = false)] public static extern nint kv_make();",
            new HeaderText("kv.h", "/* @boundary return: status(hresult)\n * @boundary out: owned(kv_close)\n * @boundary blocking */\nlong kv_make(void **out);", "kv"));

        Assert.False(source.For("kv_make").Status.IsKnown);
        Assert.False(source.For("kv_make").Return.Ownership.IsKnown);
        Assert.True(source.For("kv_make").Blocking.IsKnown);
    }

    [Fact]
    public void Attributes_of_compilers_mean_the_same()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern nint kv_new(byte* name);
            [DllImport("kv")] public static extern void kv_each(delegate* unmanaged<void> visit);
            [DllImport("kv")] public static extern int kv_read(byte* buffer, uint size);
            [DllImport("kv")] public static extern int kv_must();
            [DllImport("kv")] public static extern int kv_std();
            """,
            new HeaderText(
                "kv.h",
                """
                typedef struct kv kv;
                void kv_delete(kv *store);
                __attribute__((malloc(kv_delete, 1), nonnull(1))) kv *kv_new(const char *name);
                void kv_each(void (*visit)(void) __attribute__((noescape)));
                int kv_read(_Out_writes_bytes_(size) unsigned char *buffer, unsigned size);
                __attribute__((warn_unused_result)) int kv_must(void);
                int __attribute__((stdcall)) kv_std(void);
                """,
                "kv",
                defines: "KV_LEVEL=1"));

        Assert.Equal("Owned(kv_delete) Header: kv.h:3", ContractSource.Show(source.For("kv_new").Return.Ownership));
        Assert.Equal("False Header: kv.h:3", ContractSource.Show(source.For("kv_new").Parameters[0].Nullable));
        Assert.Equal(RetentionKind.NoEscape, source.For("kv_each").Parameters[0].Retention.Value?.Kind);
        Assert.Equal(DataDirection.Out, source.For("kv_read").Parameters[0].Direction.Value);
        Assert.Equal("size", source.For("kv_read").Parameters[0].Bytes.Value);
        Assert.True(source.For("kv_must").MustUseResult.Value);
        Assert.False(source.For("kv_must").Status.IsKnown);
        Assert.Equal(NativeCallingConvention.StdCall, source.For("kv_std").Convention.Value);
    }

    [Theory]
    [InlineData("status(null)", 0)]
    [InlineData("status(KV_FINE)", 7)]
    public void A_parameter_tells_whether_the_function_failed(string fact, long success)
    {
        var contract = ContractSource.Of(
            "[DllImport(\"kv\")] public static extern void kv_do(int key, out int problem);",
            new HeaderText("kv.h", $"#define KV_FINE 7\n/* @boundary problem: {fact} */\nvoid kv_do(int key, int *problem);", "kv")).For("kv_do");

        Assert.Equal(1, contract.ErrorParameter);
        Assert.Equal(new StatusConvention(StatusKind.Equal, success), contract.Parameters[1].Status.Value);
        Assert.Equal(Evidence.Header, contract.Parameters[1].Status.Evidence);
        Assert.False(contract.Status.IsKnown);
    }

    [Theory]
    [InlineData("status(KV_FINE)", "7 means success")]
    [InlineData("status(==0)", "0 means success")]
    [InlineData("status(>=0)", "a negative value means failure")]
    [InlineData("status(!=0)", "zero means failure")]
    [InlineData("status(nonnull)", "null means failure")]
    [InlineData("status(null)", "0 means success")]
    public void A_status_is_written_in_several_ways(string fact, string meaning)
    {
        var source = ContractSource.Of(
            "[DllImport(\"kv\")] public static extern int kv_do();",
            new HeaderText("kv.h", $"#define KV_FINE 7\n/* @boundary return: {fact} */\nint kv_do(void);", "kv"));

        Assert.Equal(meaning, source.For("kv_do").Status.Value.ToString());
    }

    [Fact]
    public void A_function_that_returns_HRESULT_has_a_status()
    {
        var source = ContractSource.Of(
            "[DllImport(\"kv\")] public static extern int KvDo();", new HeaderText("kv.h", "HRESULT KvDo(void);", "kv", targets: "win-x64"));

        Assert.Equal("a negative HRESULT means failure", source.For("KvDo").Status.Value.ToString());
    }

    [Fact]
    public void A_variadic_function_is_known_as_one_and_keeps_its_named_parameters()
    {
        var source = ContractSource.Of("[DllImport(\"kv\")] public static extern int kv_log(string format, int value);", KvHeader);

        Assert.True(source.For("kv_log").Variadic.Value);
    }

    [Fact]
    public void A_header_for_other_targets_says_nothing_here()
    {
        var source = ContractSource.Of(
            "[DllImport(\"kv\")] public static extern int kv_open(byte* path, out nint store);", new HeaderText("kv.h", Kv, "kv", targets: "linux-arm,win-x86"));

        Assert.False(source.For("kv_open").Status.IsKnown);
    }

    [Fact]
    public void Other_headers_among_the_additional_files_are_included_and_not_read_by_themselves()
    {
        var types = new HeaderText("/src/native/types.h", "/* @boundary status(0) */\ntypedef enum { A } kv_status;\n/* @boundary blocking */\nvoid kv_wait(void);");
        const string Imports =
            """
            [DllImport("kv")] public static extern int kv_do();
            [DllImport("kv")] public static extern void kv_wait();
            """;

        var source = ContractSource.Of(Imports, new HeaderText("/src/native/kv.h", "#include \"types.h\"\nkv_status kv_do(void);", "kv"), types);

        Assert.Equal("0 means success Header: types.h:1", ContractSource.Show(source.For("kv_do").Status));
        Assert.True(source.For("kv_wait").Blocking.IsKnown);
        Assert.False(ContractSource.Of(Imports, types).For("kv_wait").Blocking.IsKnown);
    }

    [Fact]
    public void NativeBoundary_connects_a_class_with_a_header()
    {
        var source = ContractSource.OfFile(
            """
            using System.Runtime.InteropServices;
            using BoundaryLint;

            [NativeBoundary("whatever", Header = "kv.h")]
            static class Native
            {
                [DllImport("native_code")] public static extern int kv_write(nint store, nint data, uint size);
            }
            """,
            KvHeader);

        Assert.Equal(DataDirection.In, source.For("kv_write").Parameters[1].Direction.Value);
        Assert.Equal(Evidence.Header, source.For("kv_write").Parameters[1].Direction.Evidence);
    }

    [Fact]
    public void What_is_declared_wins_over_the_header_and_the_header_over_the_catalogue()
    {
        var header = new HeaderText(
            "sqlite.h",
            """
            typedef struct sqlite3 sqlite3;
            /* @boundary db: taken
             * @boundary return: borrowed */
            const char *sqlite3_errmsg(sqlite3 *db);
            /* @boundary return: status(42) */
            int sqlite3_close(sqlite3 *db);
            """,
            "sqlite3");
        var source = ContractSource.Of(
            """
            [DllImport("sqlite3")] [return: Owned("mine")] public static extern nint sqlite3_errmsg(nint db);
            [DllImport("sqlite3")] public static extern int sqlite3_close(nint db);
            """,
            header);

        Assert.Equal("Owned(mine) Declared: [Owned]", ContractSource.Show(source.For("sqlite3_errmsg").Return.Ownership));
        Assert.Equal(OwnershipKind.Taken, source.For("sqlite3_errmsg").Parameters[0].Ownership.Value?.Kind);
        Assert.Equal("Utf8 Known: known from the SQLite documentation (sqlite3_errmsg)", ContractSource.Show(source.For("sqlite3_errmsg").Return.Encoding));
        Assert.Equal(42, source.For("sqlite3_close").Status.Value?.Success);
        Assert.Equal(Evidence.Header, source.For("sqlite3_close").Status.Evidence);
        Assert.Equal(Evidence.Known, source.For("sqlite3_close").Parameters[0].Ownership.Evidence);
    }

    [Fact]
    public void The_same_text_is_parsed_once_for_all_compilations_and_another_text_anew()
    {
        const string Import = "[DllImport(\"kv\")] public static extern void kv_close(nint store);";
        var first = ContractSource.Of(Import, new HeaderText("/a/kv.h", Kv, "kv"));
        var second = ContractSource.Of(Import, new HeaderText("/a/kv.h", Kv, "kv"));
        var changed = ContractSource.Of(Import, new HeaderText("/a/kv.h", Kv + " ", "kv"));

        var parsed = Parse(first);
        Assert.NotNull(parsed);
        Assert.Same(parsed, Parse(second));
        Assert.NotSame(parsed, Parse(changed));

        static BoundaryLint.Headers.CHeader? Parse(ContractSource source) => source.Headers.All.Single().OnFirstPlatform(default);
    }

    [Fact]
    public void A_header_that_is_not_C_says_nothing_and_breaks_nothing()
    {
        var source = ContractSource.Of(
            "[DllImport(\"kv\")] public static extern void kv_close(nint store);", new HeaderText("kv.h", "class { /* @boundary */ ((( \0 #if", "kv"));

        Assert.False(source.For("kv_close").Parameters[0].Ownership.IsKnown);
    }
}
