using System;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BoundaryLint.Tests.Refactorings;

/// <summary>What Write layout tests writes, and what happens when it runs.</summary>
public sealed class WriteLayoutTestsWrites
{
    private const string Header =
        """
        #include <stdint.h>
        #include <stddef.h>
        #include <stdbool.h>
        typedef struct kv_stats { bool read_only; uint32_t entries; uint64_t writes; const char *name; } kv_stats;
        typedef struct kv_room { size_t count; long limit; int kind; } kv_room;
        int kv_read(kv_stats *stats);
        int kv_make(kv_room *room);
        """;

    private const string Source =
        """
        using System.Runtime.InteropServices;

        namespace Sample
        {
            internal static class NativeMethods
            {
                [DllImport("kv")]
                internal static extern int kv_read(ref KvStats stats);
            }

            internal struct KvStats
            {
                [MarshalAs(UnmanagedType.U1)]
                public bool ReadOnly;
                public uint Entries;
                public ulong Writes { get; set; }
                private readonly nint _name;
            }
        }

        """;

    [Fact]
    public async Task A_class_whose_method_throws_where_the_project_has_no_xunit()
    {
        var written = await WriteAsync(BindingInput.Of(Header) with { Source = Source });

        Assert.Equal(
            """
            using System;
            using System.Runtime.InteropServices;

            namespace Sample;

            /// <summary>The structs of kv.h have the same bytes here as in C, on the platform that runs this.</summary>
            internal static class KvLayoutTests
            {
                /// <summary>Throws where a struct differs.</summary>
                internal static void Verify()
                {
                    VerifyKvStats();
                }

                private static void VerifyKvStats()
                {
                    Equal(24, Marshal.SizeOf<global::Sample.KvStats>(), "the size of KvStats");
                    Equal(8, (int)Marshal.OffsetOf<KvStatsAligned>(nameof(KvStatsAligned.Value)), "the alignment of KvStats");
                    Equal(0, (int)Marshal.OffsetOf<global::Sample.KvStats>("ReadOnly"), "the offset of KvStats.ReadOnly");
                    Equal(4, (int)Marshal.OffsetOf<global::Sample.KvStats>("Entries"), "the offset of KvStats.Entries");
                    Equal(8, (int)Marshal.OffsetOf<global::Sample.KvStats>("<Writes>k__BackingField"), "the offset of KvStats.Writes");
                    Equal(16, (int)Marshal.OffsetOf<global::Sample.KvStats>("_name"), "the offset of KvStats._name");
                }

                private static void Equal(int expected, int actual, string what)
                {
                    if (expected != actual)
                    {
                        throw new InvalidOperationException($"{what} is {actual}, and {expected} in kv.h");
                    }
                }

            #pragma warning disable CS0649 // These fields are measured and never used.
                [StructLayout(LayoutKind.Sequential)]
                private struct KvStatsAligned
                {
                    public byte First;
                    public global::Sample.KvStats Value;
                }
            #pragma warning restore CS0649
            }

            """.Replace("\r\n", "\n", StringComparison.Ordinal),
            await written.TextAsync("KvLayoutTests.cs"));
        await LayoutTestRun.InvokeAsync(written, "Sample.KvLayoutTests", "Verify");
    }

    [Fact]
    public async Task A_struct_that_differs_makes_it_throw()
    {
        var written = await WriteAsync(BindingInput.Of(Header) with { Source = Source.Replace("UnmanagedType.U1", "UnmanagedType.Bool", StringComparison.Ordinal).Replace("uint Entries", "ulong Entries", StringComparison.Ordinal) });

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => LayoutTestRun.InvokeAsync(written, "Sample.KvLayoutTests", "Verify"));
        Assert.Equal("the size of KvStats is 32, and 24 in kv.h", exception.Message);
    }

    [Fact]
    public async Task Facts_where_the_project_has_xunit()
    {
        var written = await WriteAsync(BindingInput.Of(Header) with
        {
            Source = Source,
            References = [MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location), MetadataReference.CreateFromFile(typeof(Assert).Assembly.Location)],
        });
        var text = await written.TextAsync("KvLayoutTests.cs");

        Assert.Contains("using Xunit;\n", text, StringComparison.Ordinal);
        Assert.Contains("public sealed class KvLayoutTests\n{\n    [Fact]\n    public void KvStats_is_kv_stats()\n    {\n        Equal(24, ", text, StringComparison.Ordinal);
        Assert.Contains("Assert.True(expected == actual, $\"{what} is {actual}, and {expected} in kv.h\");", text, StringComparison.Ordinal);
        await LayoutTestRun.InvokeAsync(written, "Sample.KvLayoutTests", "KvStats_is_kv_stats");
    }

    [Fact]
    public async Task Numbers_that_differ_are_chosen_at_run_time()
    {
        var written = await WriteAsync(BindingInput.Of(Header) with
        {
            Source = """
                using System.Runtime.InteropServices;
                namespace Sample
                {
                    static unsafe class NativeMethods
                    {
                        [DllImport("kv")] internal static extern int kv_make(Room* room);
                    }
                    struct Room { public nuint Count; public CLong Limit; public int Kind; }
                }

                """,
        });
        var text = await written.TextAsync("KvLayoutTests.cs");

        Assert.Contains("Equal(IntPtr.Size == 4 ? 12 : RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? 16 : 24, Unsafe.SizeOf<global::Sample.Room>(), \"the size of Room\");", text, StringComparison.Ordinal);
        Assert.Contains("Equal(IntPtr.Size == 4 ? 4 : 8, (int)Marshal.OffsetOf<global::Sample.Room>(\"Limit\"), \"the offset of Room.Limit\");", text, StringComparison.Ordinal);
        await LayoutTestRun.InvokeAsync(written, "Sample.KvLayoutTests", "Verify");
    }

    [Fact]
    public async Task Memory_that_differs_from_its_copy_is_measured_as_it_lies()
    {
        var written = await WriteAsync(BindingInput.Of(Header) with
        {
            Source = """
                using System.Runtime.InteropServices;
                namespace Sample
                {
                    static unsafe class NativeMethods
                    {
                        [DllImport("kv")] internal static extern int kv_read(Stats* stats);
                    }
                    unsafe struct Stats { public bool ReadOnly; public uint Entries; public ulong Writes; public byte* Name; }
                }

                """,
        });
        var text = await written.TextAsync("KvLayoutTests.cs");

        Assert.Contains("Equal(4, OffsetIn<global::Sample.Stats, uint>((ref global::Sample.Stats value) => ref value.Entries), \"the offset of Stats.Entries\");", text, StringComparison.Ordinal);
        await LayoutTestRun.InvokeAsync(written, "Sample.KvLayoutTests", "Verify");
    }

    [Fact]
    public async Task A_project_that_names_its_platforms_gets_their_numbers_and_a_guard()
    {
        var written = await WriteAsync(BindingInput.Of(Header) with { Source = Source, RuntimeIdentifiers = "win-x86" });

        Assert.Contains("RequireDeclaredPlatform();", await written.TextAsync("KvLayoutTests.cs"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<PlatformNotSupportedException>(() => LayoutTestRun.InvokeAsync(written, "Sample.KvLayoutTests", "Verify"));
    }

    [Fact]
    public async Task A_second_run_writes_the_file_anew()
    {
        var once = await WriteAsync(BindingInput.Of(Header) with { Source = Source });
        var twice = await once.ApplyAsync("WriteLayoutTests:kv.h", new WriteLayoutTests());

        Assert.Equal(once.Files, twice.Files);
        Assert.Equal(await once.TextAsync("KvLayoutTests.cs"), await twice.TextAsync("KvLayoutTests.cs"));
    }

    [Fact]
    public async Task It_is_offered_on_classes_and_structs_that_a_header_knows()
    {
        var project = BoundProject.Create(BindingInput.Of(Header) with { Source = Source + "class NativeMethodsOther { }\n" });

        Assert.Equal("Write layout tests for 'kv.h'", Assert.Single(await project.OffersAsync("struct KvStats", new WriteLayoutTests())).Title);
        Assert.Empty(await project.OffersAsync("class NativeMethodsOther", new WriteLayoutTests()));
        Assert.Empty(await BoundProject.Create(BindingInput.Of("int kv_read(void *stats);") with { Source = Source }).OffersAsync(provider: new WriteLayoutTests()));
    }

    private static async Task<BoundProject> WriteAsync(BindingInput input) => await BoundProject.Create(input).ApplyAsync("WriteLayoutTests:kv.h", new WriteLayoutTests());
}
