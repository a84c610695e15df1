using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BoundaryLint.Tests.Refactorings;

/// <summary>Where Bind header is offered, for what, and what it makes of code that is there.</summary>
public sealed class BindHeaderOffers
{
    private const string Header =
        """
        typedef struct kv_store kv_store;
        typedef enum kv_status { KV_OK, KV_BAD } kv_status;
        typedef struct kv_stats { int a; } kv_stats;
        /* @boundary out: out, owned(kv_store_close) */
        kv_status kv_store_open(const char *path, kv_store **out);
        void kv_store_close(kv_store *store);
        int kv_stats_read(kv_store *store, kv_stats *stats);
        int kv_version(void);
        """;

    [Fact]
    public async Task All_groups_and_single_functions_are_offered()
    {
        var titles = (await BoundProject.Create(BindingInput.Of(Header)).OffersAsync()).Select(action => action.Title).ToArray();

        Assert.Equal(
            ["Bind all 4 functions", "Bind 'kv_store_…' (2 functions)", "Bind 'kv_store_open'", "Bind 'kv_store_close'", "Bind 'kv_stats_read'", "Bind 'kv_version'"],
            titles);
    }

    [Fact]
    public async Task A_group_is_bound_with_what_it_needs_and_the_rest_stays()
    {
        var bound = await (await BoundProject.Create(BindingInput.Of(Header)).ApplyAsync(":group:kv_store_")).CheckedAsync();
        var members = await bound.MembersAsync();

        Assert.Contains("kv_store_open(", members);
        Assert.DoesNotContain("kv_version", members);
        Assert.Equal(
            ["Bind all 2 functions", "Bind 'kv_stats_read'", "Bind 'kv_version'"],
            (await bound.OffersAsync()).Select(action => action.Title).ToArray());
    }

    [Fact]
    public async Task A_second_run_continues_the_first()
    {
        var once = await (await BoundProject.Create(BindingInput.Of(Header)).ApplyAsync(":function:kv_store_open")).CheckedAsync();
        var twice = await (await once.ApplyAsync(":all")).CheckedAsync();
        var (members, types) = (await twice.MembersAsync(), await twice.TypesAsync());

        Assert.Equal(1, Count(members, "private const string LibraryName"));
        Assert.Equal(1, Count(members, "partial KvStatus kv_store_open("));
        Assert.Equal(1, Count(types, "class KvStoreHandle"));
        Assert.Equal(1, Count(types, "using System;"));
        Assert.Contains("    [StructLayout(LayoutKind.Sequential)]\n    internal struct KvStats\n", types);
        Assert.EndsWith("    }\n}\n", types);
        Assert.Empty(await twice.OffersAsync());
    }

    [Fact]
    public async Task Types_that_the_project_has_are_used()
    {
        const string Source =
            """
            using System;
            using System.Runtime.InteropServices;

            namespace Sample
            {
                internal enum Outcome { Fine, Bad }

                internal sealed class StoreHandle : SafeHandle
                {
                    public StoreHandle() : base(IntPtr.Zero, true) { }
                    public override bool IsInvalid => handle == IntPtr.Zero;
                    protected override bool ReleaseHandle() { NativeMethods.kv_store_close(handle); return true; }
                }

                internal static partial class NativeMethods
                {
                    private const string Lib = "kv";

                    [DllImport(Lib, CallingConvention = CallingConvention.Cdecl)]
                    internal static extern Outcome kv_store_open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out StoreHandle store);

                    [DllImport(Lib, CallingConvention = CallingConvention.Cdecl)]
                    internal static extern void kv_store_close(IntPtr store);
                }
            }
            """;
        var bound = await (await BoundProject.Create(BindingInput.Of(Header) with { Source = Source }).ApplyAsync(":all")).CheckedAsync();

        Assert.Contains("    [LibraryImport(Lib)]\n", await bound.MembersAsync());
        Assert.Contains("partial int kv_stats_read(StoreHandle store, KvStats* stats);\n", await bound.MembersAsync());
        Assert.Contains("internal static unsafe partial class NativeMethods", await bound.MembersAsync());
        Assert.DoesNotContain("Handle", await bound.TypesAsync());
        Assert.DoesNotContain("KvStatus", await bound.TypesAsync());
    }

    [Fact]
    public async Task Names_that_are_taken_get_another()
    {
        const string Source = "namespace Sample\n{\n    internal class KvStats { }\n\n    internal static class NativeMethods\n    {\n        internal const int kv_version = 1;\n    }\n}\n";
        var bound = await (await BoundProject.Create(BindingInput.Of(Header) with { Source = Source }).ApplyAsync(":all")).CheckedAsync();

        Assert.Contains("internal struct NativeKvStats\n", await bound.TypesAsync());
        Assert.DoesNotContain("partial int kv_version", await bound.MembersAsync());
    }

    [Theory]
    [InlineData("static class NativeMethods { }")]
    [InlineData("static class NativeMethods\r\n{\r\n}\r\n")]
    [InlineData("// header\nusing System;\n\nnamespace A.B;\n\ninternal static partial class NativeMethods\n{\n    static void M() { }\n}\n")]
    [InlineData("namespace A { namespace B { class Outer { private class NativeMethods { } } } }")]
    [InlineData("namespace A\n{\n\tinternal sealed class NativeMethods\n\t{\n\t\tprivate int x = 1; int Y => x; }\n}")]
    public async Task Any_class_can_be_the_home(string source)
    {
        var bound = await (await BoundProject.Create(BindingInput.Of(Header) with { Source = source }).ApplyAsync(":all")).CheckedAsync();
        var members = await bound.MembersAsync();

        Assert.Contains("partial int kv_version();", members);
        Assert.Equal(!source.Contains("Outer", StringComparison.Ordinal), bound.Files.Contains("NativeMethods.Types.cs"));
        Assert.Equal(source.Contains('\r', StringComparison.Ordinal), members.Contains('\r', StringComparison.Ordinal));
        Assert.Equal(source.Contains('\t', StringComparison.Ordinal), members.Contains("\n\t\tinternal static partial int kv_version();", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("static class NativeMethods")]
    [InlineData("static class NativeMethods {")]
    [InlineData("static class NativeMethods<T> { }")]
    [InlineData("class Outer<T> { static class NativeMethods { } }")]
    [InlineData("struct NativeMethods { } // class NativeMethods")]
    [InlineData("using System.Runtime.InteropServices; static class NativeMethods { [DllImport(\"other\")] static extern void f(); }")]
    public async Task Nothing_is_offered_where_nothing_can_be_written(string source) =>
        Assert.Empty(await BoundProject.Create(BindingInput.Of(Header) with { Source = source }).OffersAsync());

    [Theory]
    [InlineData("static class NativeMethods { [System.Runtime.InteropServices.DllImport(\"kv\" static extern void g( }")]
    [InlineData("static class NativeMethods { void M( }")]
    [InlineData("[BoundaryLint.NativeBoundary(\"kv\")] static class NativeMethods : { }")]
    public async Task Half_typed_code_is_no_accident(string source)
    {
        var project = BoundProject.Create(BindingInput.Of(Header) with { Source = source });
        foreach (var offer in await project.OffersAsync())
        {
            Assert.NotEmpty((await (await project.ApplyAsync(offer.EquivalenceKey!)).CompileAsync()).SyntaxTrees);
        }
    }

    [Fact]
    public async Task Nothing_is_offered_inside_the_class() =>
        Assert.Empty(await BoundProject.Create(BindingInput.Of(Header) with { Source = "class NativeMethods { void M() { } }" }).OffersAsync("void M"));

    [Theory]
    [InlineData("")]
    [InlineData("namespace kv { class Store { public: int x; }; }")]
    [InlineData("#error not here\nint f(void);")]
    [InlineData("int f(void")]
    public async Task A_header_that_declares_nothing_offers_nothing(string header) =>
        Assert.Empty(await BoundProject.Create(BindingInput.Of(header)).OffersAsync());

    [Fact]
    public async Task A_header_with_problems_is_bound_as_far_as_it_can_be_read()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of("int f(void);\nint 3 broken(;\n#if\nint g(int x);\n#endif\n/* @boundary nonsense( */\nint h(void);\n"));

        Assert.Contains("partial int f();", await bound.MembersAsync());
        Assert.Contains("partial int h();", await bound.MembersAsync());
    }

    [Fact]
    public async Task A_class_says_which_header_is_its_own()
    {
        var project = BoundProject.Create(BindingInput.Of(Header) with { Source = "[BoundaryLint.NativeBoundary(\"other\", Header = \"other.h\")] static class NativeMethods { }" });
        Assert.Empty(await project.OffersAsync());

        project = BoundProject.Create(BindingInput.Of(Header) with { Source = "[BoundaryLint.NativeBoundary(\"kv\", Header = \"kv.h\")] static class NativeMethods { }" });
        Assert.NotEmpty(await project.OffersAsync());
    }

    [Fact]
    public async Task Functions_of_another_class_are_not_bound_twice()
    {
        var project = BoundProject.Create(BindingInput.Of(Header) with
        {
            Others = [("/src/Other.cs", "using System.Runtime.InteropServices; static class Other { [DllImport(\"kv\")] internal static extern int kv_version(); }")],
        });

        Assert.DoesNotContain(await project.OffersAsync(), action => action.Title.Contains("kv_version", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CSharp_8_gets_DllImport_on_a_new_framework()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(Header) with { Language = LanguageVersion.CSharp8 });

        Assert.Contains("[DllImport(", await bound.MembersAsync());
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
