using System.Linq;
using System.Threading;
using BoundaryLint.Comparison;
using BoundaryLint.Tests.Contracts;
using Xunit;

namespace BoundaryLint.Tests.Comparison;

/// <summary>Which C# declarations and C declarations belong together.</summary>
public sealed class PairTests
{
    private const string Kv =
        """
        typedef struct kv kv;
        typedef enum kv_mode { KV_READ = 1, KV_WRITE = 2 } kv_mode;
        typedef struct kv_inner { int a; kv_mode mode; } kv_inner;
        typedef struct kv_options { unsigned version; kv_inner inner; struct kv_options *next; int (*log)(const char *, kv_mode); kv_inner table[4]; } kv_options;
        typedef int (*kv_visit)(void *user, const kv_inner *item, kv_visit_more more);
        int kv_open(const char *path, const kv_options *options, kv **out);
        kv_inner kv_get(kv *store);
        const kv_inner *kv_peek(kv *store);
        int kv_each(kv *store, kv_visit visit, void *user);
        #ifdef _WIN32
        int kv_wait(void *event);
        #else
        int kv_wait(int descriptor);
        #endif
        int kv_openW(const unsigned short *path);
        void kv_log(const char *format, ...);
        typedef struct kv_lost { int x; } kv_lost;
        typedef enum { KV_LEVEL_LOW, KV_LEVEL_HIGH } kv_level_t;
        """;

    private static readonly HeaderText Header = new("/src/kv.h", Kv.Replace(", kv_visit_more more", ""), "kv");

    [Fact]
    public void Functions_are_declared_on_each_platform_with_what_the_platform_sees()
    {
        var source = ContractSource.Of("[DllImport(\"kv\")] static extern int kv_wait(nint e);", Header);
        var pair = Assert.Single(source.Comparison.PairsOf(source.Function("kv_wait"), CancellationToken.None));

        Assert.Equal(
            ["win-x64: int kv_wait(void *event)", "linux-x64: int kv_wait(int descriptor)", "osx-arm64: int kv_wait(int descriptor)"],
            pair.Declarations.Select(declared => $"{declared.Platform.RuntimeIdentifier}: {declared.Native}"));
    }

    [Fact]
    public void A_declaration_for_one_system_is_compared_there_only()
    {
        var source = ContractSource.Of("[DllImport(\"kv.dll\")] static extern int kv_wait(nint e);", Header);

        Assert.Equal("win-x64", Assert.Single(Assert.Single(source.Comparison.PairsOf(source.Function("kv_wait"), CancellationToken.None)).Declarations).Platform.RuntimeIdentifier);
    }

    [Fact]
    public void The_suffix_of_the_character_set_is_tried_on_Windows()
    {
        var source = ContractSource.Of("[DllImport(\"kv\", CharSet = CharSet.Unicode)] static extern int kv_open(string path);", Header);
        var pair = Assert.Single(source.Comparison.PairsOf(source.Function("kv_open"), CancellationToken.None));

        Assert.Equal(["kv_openW", "kv_open", "kv_open"], pair.Declarations.Select(declared => declared.Native.Name));
    }

    [Theory]
    [InlineData("[DllImport(\"other\")] static extern int kv_wait(nint e);")]
    [InlineData("[DllImport(\"kv\")] static extern int kv_unknown(nint e);")]
    public void Functions_of_other_libraries_and_unknown_ones_have_no_pair(string import)
    {
        var source = ContractSource.Of(import, Header);

        Assert.Empty(source.Comparison.PairsOf(CancellationToken.None).Functions);
    }

    [Fact]
    public void Structs_meet_through_signatures_fields_arrays_and_themselves()
    {
        var pairs = ContractSource.Of(
            """
            struct Inner { int a; int mode; }
            struct Options { uint version; Inner inner; Options* next; nint log; Inner t0; }
            [StructLayout(LayoutKind.Sequential)] class Settings { uint version; Inner inner; nint next; nint log; [MarshalAs(UnmanagedType.ByValArray, SizeConst = 4)] Inner[] table; }
            [DllImport("kv")] static extern int kv_open(byte* path, in Options options, out nint store);
            [DllImport("kv", EntryPoint = "kv_open")] static extern int kv_open_with(byte* path, Settings options, out nint store);
            [DllImport("kv")] static extern Inner* kv_peek(nint store);
            """,
            Header).Comparison.PairsOf(CancellationToken.None);

        Assert.Equal(
            [
                "Options = kv_options on 3, marshalled raw, allocated",
                "Inner = kv_inner on 3, marshalled raw, allocated",
                "Settings = kv_options on 3, marshalled, allocated",
            ],
            pairs.Structs.Select(Show));
    }

    [Fact]
    public void What_native_code_hands_out_is_not_allocated_by_managed_code()
    {
        var pairs = ContractSource.Of("struct Item { int a; int mode; } [DllImport(\"kv\")] static extern Item* kv_peek(nint store);", Header)
            .Comparison.PairsOf(CancellationToken.None);

        Assert.Equal("Item = kv_inner on 3, raw", Show(Assert.Single(pairs.Structs)));
    }

    [Fact]
    public void Wrappers_opaque_types_and_other_depths_meet_nothing()
    {
        var pairs = ContractSource.Of(
            """
            struct Store { nint handle; }
            struct Opaque { }
            struct Inner { int a; int mode; }
            [DllImport("kv")] static extern int kv_open(byte* path, Inner** options, out Store store);
            [DllImport("kv")] static extern Inner* kv_get(Opaque* store);
            """,
            Header).Comparison.PairsOf(CancellationToken.None);

        Assert.Empty(pairs.Structs);
    }

    [Fact]
    public void Enums_meet_through_fields_and_callbacks()
    {
        var pairs = ContractSource.Of(
            """
            enum Mode { Read = 1, Write = 2 }
            struct Inner { int a; Mode mode; }
            delegate int Log(string text, Mode mode);
            struct Options { uint version; Inner inner; nint next; Log log; Inner a, b, c, d; }
            [DllImport("kv")] static extern int kv_open(byte* path, ref Options options, out nint store);
            """,
            Header).Comparison.PairsOf(CancellationToken.None);

        var pair = Assert.Single(pairs.Enums);
        Assert.Equal(("Mode", "kv_mode", 3, PairOrigin.Signature), (pair.Type.Name, pair.NativeName, pair.Enums.Length, pair.Origin));
        var callback = Assert.Single(pairs.Callbacks);
        Assert.Equal(("Log", "log", "kv_open"), (callback.Callback.Symbol.Name, callback.NativeName, callback.Use.Function!.EntryPoint));
    }

    [Fact]
    public void Callbacks_meet_as_delegates_and_function_pointers_and_bring_their_types()
    {
        var pairs = ContractSource.Of(
            """
            struct Inner { int a; int mode; }
            delegate int Visit(nint user, in Inner item);
            [DllImport("kv")] static extern int kv_each(nint store, Visit visit, nint user);
            [DllImport("kv", EntryPoint = "kv_each")] static extern int kv_each_raw(nint store, delegate* unmanaged[Cdecl]<nint, Inner*, int> visit, nint user);
            """,
            Header).Comparison.PairsOf(CancellationToken.None);

        Assert.Equal(["kv_visit kv.h:5", "kv_visit kv.h:5"], pairs.Callbacks.Select(pair => $"{pair.NativeName} kv.h:{pair.Location.Line + 1}"));
        Assert.Equal("Inner = kv_inner on 3, marshalled raw", Show(Assert.Single(pairs.Structs)));
    }

    [Fact]
    public void Names_are_the_fallback()
    {
        var pairs = ContractSource.Of(
            """
            struct KvLost { int x; }
            [NativeName("kv_lost")] struct Renamed { int x; }
            enum KvLevel { Low, High }
            enum Mode { Low }
            [DllImport("other")] static extern void take(ref KvLost lost, ref Renamed renamed);
            """,
            Header).Comparison.PairsOf(CancellationToken.None);

        Assert.Equal(["KvLost Name", "Renamed Name"], pairs.Structs.Select(pair => $"{pair.Type.Name} {pair.Origin}"));
        Assert.Equal(["KvLevel Name"], pairs.Enums.Select(pair => $"{pair.Type.Name} {pair.Origin}"));
    }

    [Fact]
    public void A_cancelled_search_starts_again()
    {
        var comparison = ContractSource.Of("[DllImport(\"kv\")] static extern int kv_wait(nint e);", Header).Comparison;

        Assert.Throws<System.OperationCanceledException>(() => comparison.PairsOf(new CancellationToken(canceled: true)));
        Assert.Single(comparison.PairsOf(CancellationToken.None).Functions);
    }

    private static string Show(StructPair pair) =>
        $"{pair.Type.Name} = {pair.NativeName} on {pair.Records.Length},{(pair.IsMarshalled ? " marshalled" : "")}{(pair.IsRaw ? " raw" : "")}{(pair.IsAllocatedByManagedCode ? ", allocated" : "")}";
}
