using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using BoundaryLint.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Refactorings;

/// <summary>What Bind header writes for each construct of C. Each result compiles without a warning and no rule reports anything on it.</summary>
public sealed class BindHeaderWrites
{
    private const string Header =
        """
        /* @boundary library(kv) */
        #include <stddef.h>
        #include <stdint.h>
        #define KV_LIMIT 64
        #define KV_NAME "kv\n"
        typedef enum { KV_OK = 0, KV_FAILED = 1 } kv_status;
        typedef struct kv_store kv_store;
        /** Opens <b>the</b> store.
         *
         * @param path where it is
         * @boundary return: status(0)
         * @boundary path: utf8, zeroterm, noescape
         * @boundary out: out, owned(kv_close)
         */
        kv_status kv_open(const char *path, kv_store **out);
        void kv_close(kv_store *store);
        """;

    [Fact]
    public Task One_function_comes_with_everything_that_it_needs() => new Test
    {
        TestState =
        {
            Sources = { ("/src/Native.cs", "namespace Sample;\n\ninternal static class $$Native\n{\n    // Mine.\n}\n") },
            AdditionalFiles = { ("/native/kv.h", Header) },
            AnalyzerConfigFiles = { ("/.globalconfig", "is_global = true\n[/native/kv.h]\nbuild_metadata.AdditionalFiles.NativeLibrary = kv\n") },
        },
        CodeActionEquivalenceKey = "BindHeader:kv.h:function:kv_open",
        FixedState =
        {
            Sources =
            {
                ("/src/Native.cs",
                    """
                    using System.Runtime.CompilerServices;
                    using System.Runtime.InteropServices;
                    using BoundaryLint;

                    namespace Sample;

                    internal static partial class Native
                    {
                        // Mine.

                        private const string LibraryName = "kv";

                        /// <summary>Opens &lt;b&gt;the&lt;/b&gt; store.</summary>
                        /// <remarks>@param path where it is</remarks>
                        [LibraryImport(LibraryName, StringMarshalling = StringMarshalling.Utf8)]
                        [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
                        internal static partial KvStatus kv_open(string path, out KvStoreHandle store);

                        [LibraryImport(LibraryName)]
                        [UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
                        internal static partial void kv_close([Releases] nint store);
                    }

                    """.Replace("\r\n", "\n")),
                ("/src/Native.Types.cs",
                    """
                    using System;
                    using System.Runtime.InteropServices;
                    using BoundaryLint;

                    namespace Sample;

                    /// <summary>Owns a <c>kv_store</c>; <c>kv_close</c> releases it.</summary>
                    internal sealed class KvStoreHandle : SafeHandle
                    {
                        public KvStoreHandle()
                            : base(IntPtr.Zero, ownsHandle: true)
                        {
                        }

                        public override bool IsInvalid => handle == IntPtr.Zero;

                        protected override bool ReleaseHandle()
                        {
                            Native.kv_close(handle);
                            return true;
                        }
                    }

                    [NativeStatus(Success = 0)]
                    internal enum KvStatus
                    {
                        Ok = 0,
                        Failed = 1,
                    }

                    /// <summary>A native function reported failure.</summary>
                    internal sealed class KvException : Exception
                    {
                        public KvException(KvStatus status, string message)
                            : base(message)
                        {
                            Status = status;
                        }

                        public KvStatus Status { get; }

                        /// <summary>Throws when a native function reports failure.</summary>
                        /// <exception cref="KvException"><paramref name="status"/> is a failure.</exception>
                        [MapsNativeStatus(typeof(KvStatus))]
                        public static void ThrowIfFailed(KvStatus status)
                        {
                            if (status != KvStatus.Ok)
                            {
                                throw new KvException(status, "The native call failed with status " + status + ".");
                            }
                        }
                    }

                    """.Replace("\r\n", "\n")),
            },
        },
    }.RunAsync();

    [Theory]
    [InlineData("size_t f(intptr_t a);", "nuint f(nint a)")]
    [InlineData("long f(unsigned long a);", "CLong f(CULong a)")]
    [InlineData("int64_t f(uint64_t a);", "long f(ulong a)")]
    [InlineData("short f(unsigned char a, signed char b, char c);", "short f(byte a, sbyte b, byte c)")]
    [InlineData("bool f(bool a);", "bool f([MarshalAs(UnmanagedType.U1)] bool a)")]
    [InlineData("double f(float a);", "double f(float a)")]
    [InlineData("void f(void);", "void f()")]
    [InlineData("int f();", "int f()")]
    [InlineData("const char *f(const char *text);", "byte* f(string text)")]
    [InlineData("void f(const char *text, size_t length);", "void f(byte* text, nuint length)")]
    [InlineData("void f(char *buffer, int size);", "void f(byte* buffer, int size)")]
    [InlineData("/* @boundary text: retained */\nvoid f(const char *text);", "void f([Retained] byte* text)")]
    [InlineData("/* @boundary text: nullable, zeroterm */\nvoid f(const char *text);", "void f(string? text)")]
    [InlineData("void f(void *data, size_t n);", "void f(nint data, nuint n)")]
    [InlineData("void f(const void *source, size_t n);", "void f(void* source, nuint n)")]
    [InlineData("/* @boundary value: out */\nvoid f(int *value);", "void f(out int value)")]
    [InlineData("/* @boundary value: inout */\nvoid f(int *value);", "void f(ref int value)")]
    [InlineData("/* @boundary values: count(n) */\nvoid f(const int *values, size_t n);", "void f([Count(\"n\")] int* values, nuint n)")]
    [InlineData("void f(int *value_out);", "void f(out int valueOut)")]
    [InlineData("void f(int values[4]);", "void f(int* values)")]
    [InlineData("void f(const uint8_t (*m)[32]);", "void f(nint m)")]
    [InlineData("void f(struct unknown_thing *thing, other_thing *other);", "void f(nint thing, nint other)")]
    [InlineData("void f(int in, int ref, int string);", "void f(int @in, int @ref, int @string)")]
    [InlineData("void f(int, int);", "void f(int argument1, int argument2)")]
    [InlineData("typedef int (*visit)(void *data, bool deep, const char *name);\nvoid f(visit visitor, void *context);", "void f(delegate* unmanaged[Cdecl]<nint, byte, byte*, int> visitor, nint context)")]
    [InlineData("void f(void (*done)(long));", "void f(delegate* unmanaged[Cdecl]<CLong, void> done)")]
    [InlineData("void f(int (*log)(const char *format, va_list arguments));", "void f(nint log)")]
    [InlineData("typedef struct { int x; } point;\npoint f(point a, const point *b, point *c);", "Point f(Point a, Point* b, Point* c)")]
    [InlineData("typedef struct { int x; } point;\n/* @boundary b: nonnull */\nvoid f(const point *b);", "void f(in Point b)")]
    [InlineData("union any { int x; float y; };\nvoid f(union any *value);", "void f(Any* value)")]
    [InlineData("union any { int x; float y; };\nvoid f(union any value);", "void f(Any value)")]
    [InlineData("/* @boundary name(Spot) */\ntypedef struct { int x; } point;\npoint f(point *b);", "Spot f(Spot* b)")]
    [InlineData("/* @boundary name(Way) */\ntypedef enum { MODE_A, MODE_B } mode;\nmode f(void);", "Way f()")]
    [InlineData("typedef uint8_t mode;\nenum mode { MODE_A, MODE_B };\nmode f(void);", "Mode f()")]
    public async Task A_function_gets_the_types_that_are_the_same_everywhere(string header, string expected)
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of("#include <stdint.h>\n#include <stdbool.h>\n" + header));

        Assert.Contains("internal static partial " + expected + ";\n", await bound.MembersAsync());
    }

    [Theory]
    [InlineData("bool f(bool a);", "bool f([MarshalAs(UnmanagedType.U1)] bool a)")]
    [InlineData("size_t f(void *data);", "UIntPtr f(IntPtr data)")]
    [InlineData("const char *f(const char *text);", "IntPtr f([MarshalAs(UnmanagedType.LPUTF8Str)] string text)")]
    [InlineData("/* @boundary value: out */\nvoid f(int *value);", "void f(out int value)")]
    [InlineData("void f(int *values);", "void f(IntPtr values)")]
    [InlineData("typedef struct { int x; } point;\nvoid f(const point *b, point *c);", "void f(in Point b, ref Point c)")]
    [InlineData("typedef int (*visit)(void *data, bool deep);\nvoid f(visit visitor, void *data);", "void f(Visit visitor, IntPtr data)")]
    [InlineData("void f(int (*visitor)(const char *));", "void f(FVisitor visitor)")]
    public async Task Old_frameworks_get_DllImport_without_unsafe_code(string header, string expected)
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.OldOf("#include <stdint.h>\n#include <stdbool.h>\n" + header));
        var members = await bound.MembersAsync();

        Assert.Contains("[DllImport(LibraryName, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]\n", members);
        Assert.Contains("internal static extern " + expected + ";\n", members);
        Assert.DoesNotContain("partial", members);
    }

    [Fact]
    public async Task Members_that_overlap_have_their_offsets()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(
            """
            #include <stdint.h>
            union kv_value { int64_t number; double real; unsigned char bytes[8]; };
            struct kv_event { int kind; union { int32_t code; struct { int16_t x, y; }; }; union kv_value value; };
            void f(struct kv_event *event);
            """));
        var types = await bound.TypesAsync();

        Assert.Contains(
            "    [StructLayout(LayoutKind.Explicit)]\n    internal unsafe struct KvValue\n    {\n        [FieldOffset(0)] public long Number;\n        [FieldOffset(0)] public double Real;\n"
            + "        [FieldOffset(0)] public fixed byte Bytes[8];\n    }\n",
            types);
        Assert.Contains(
            "    [StructLayout(LayoutKind.Explicit)]\n    internal struct KvEvent\n    {\n        [FieldOffset(0)] public int Kind;\n        [FieldOffset(4)] public int Code;\n"
            + "        [FieldOffset(4)] public short X;\n        [FieldOffset(6)] public short Y;\n        [FieldOffset(8)] public KvValue Value;\n    }\n",
            types);
    }

    [Fact]
    public async Task Bit_fields_become_properties_over_the_integers_that_hold_them()
    {
        var types = await (await BoundProject.BindAllAsync(BindingInput.Of(
            """
            #include <stdint.h>
            #include <stdbool.h>
            typedef enum { KV_LOW, KV_HIGH } kv_level;
            struct kv_flags {
                /* How it is opened. */
                uint32_t mode : 5;
                int32_t delta : 7;
                uint32_t : 4;
                kv_level level : 2;
                uint32_t rest : 14;
                uint8_t kind;
                bool dirty : 1;
                uint64_t size : 40;
            };
            union kv_word { uint32_t raw; struct { uint32_t low : 16, high : 16; }; };
            void f(struct kv_flags *flags, union kv_word word);
            """) with { RuntimeIdentifiers = "linux-x64,osx-arm64" })).TypesAsync();

        Assert.Contains(
            """
                [StructLayout(LayoutKind.Sequential)]
                internal struct KvFlags
                {
                    private uint _bits1;

                    /// <summary>How it is opened.</summary>
                    public uint Mode
                    {
                        get => _bits1 & 0x1F;
                        set => _bits1 = (_bits1 & 0xFFFFFFE0U) | (value & 0x1FU);
                    }

                    public int Delta
                    {
                        get => unchecked((int)(_bits1 << 20)) >> 25;
                        set => _bits1 = (_bits1 & 0xFFFFF01FU) | ((unchecked((uint)value) & 0x7FU) << 5);
                    }

                    public KvLevel Level
                    {
                        get => (KvLevel)((_bits1 >> 16) & 0x3);
                        set => _bits1 = (_bits1 & 0xFFFCFFFFU) | ((unchecked((uint)value) & 0x3U) << 16);
                    }

                    public uint Rest
                    {
                        get => _bits1 >> 18;
                        set => _bits1 = (_bits1 & 0x3FFFFU) | ((value & 0x3FFFU) << 18);
                    }

                    public byte Kind;

                    private byte _bits2;

                    public bool Dirty
                    {
                        get => (_bits2 & 0x1) != 0;
                        set => _bits2 = (byte)(value ? _bits2 | 0x1U : _bits2 & 0xFEU);
                    }
            """.Replace("\r\n", "\n"),
            types);
        Assert.Contains(
            "    [StructLayout(LayoutKind.Explicit)]\n    internal struct KvWord\n    {\n        [FieldOffset(0)] public uint Raw;\n\n        [FieldOffset(0)] private uint _bits;\n",
            types);
    }

    [Fact]
    public async Task Bit_fields_that_compilers_place_differently_leave_an_address_and_a_reason()
    {
        var members = await (await BoundProject.BindAllAsync(BindingInput.Of("struct b { unsigned char a; int x : 3; };\nvoid f(struct b *x);") with { RuntimeIdentifiers = "win-x64,linux-x64" })).MembersAsync();

        Assert.Contains("internal static partial void f(nint x);\n", members);
        Assert.Contains("// b: it is only an address in C#, because the bit-fields of `b` do not lie at the same place on win-x64 and linux-x64.\n", members);
    }

    [Fact]
    public async Task An_array_that_would_be_a_reference_overlaps_nothing()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.OldOf("union u { int a; char b[4]; };\nvoid f(union u *x);\nvoid g(union u x);"));

        Assert.Contains("internal static extern void f(IntPtr x);\n", await bound.MembersAsync());
        Assert.Contains("// g: `u.b` overlaps other members and would be a reference in C#.\n", await bound.MembersAsync());
    }

    [Fact]
    public async Task An_old_callback_becomes_a_delegate()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.OldOf("/* Sees one. */\ntypedef int (*kv_visit)(void *user_data, const char *name);\nvoid f(kv_visit visitor, void *data);"));

        Assert.Contains(
            "    /// <summary>Sees one.</summary>\n    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]\n    internal delegate int KvVisit(IntPtr userData, IntPtr name);\n",
            await bound.TypesAsync());
    }

    [Fact]
    public async Task A_struct_gets_the_same_bytes()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(
            """
            #include <stdbool.h>
            #include <stddef.h>
            typedef struct kv_point { int x, y; } kv_point;
            /* What it reports. */
            typedef struct kv_stats {
                bool read_only; /* whether */
                long total;
                char name[16];
                kv_point at;
                const kv_point *next;
                int (*hook)(struct kv_stats *stats);
            } kv_stats;
            void f(kv_stats *stats);
            """));

        Assert.Contains(
            """
                /// <summary>What it reports.</summary>
                [StructLayout(LayoutKind.Sequential)]
                internal unsafe struct KvStats
                {
                    /// <summary>whether</summary>
                    public byte ReadOnly;

                    public CLong Total;

                    public fixed byte Name[16];

                    public KvPoint At;

                    public KvPoint* Next;

                    public delegate* unmanaged[Cdecl]<KvStats*, int> Hook;
                }
            """.Replace("\r\n", "\n"),
            await bound.TypesAsync());
    }

    [Fact]
    public async Task A_packed_struct_and_an_open_end_are_kept()
    {
        var types = await (await BoundProject.BindAllAsync(BindingInput.Of(
            "#pragma pack(push, 1)\ntypedef struct { char kind; int size; char data[]; } packet;\n#pragma pack(pop)\nvoid f(packet *p);"))).TypesAsync();

        Assert.Contains("[StructLayout(LayoutKind.Sequential, Pack = 1)]\n", types);
        Assert.Contains("// char data[] follows: as many elements as the struct's owner has made room for.\n", types);
    }

    [Fact]
    public async Task Enums_lose_their_prefix_and_keep_their_values_and_sizes()
    {
        var types = await (await BoundProject.BindAllAsync(BindingInput.Of(
            """
            #include <stdint.h>
            enum kv_color { KV_COLOR_RED = 1, /* green */ KV_COLOR_GREEN, KV_COLOR_NONE = -1 };
            enum big { BIG_ONE = 1, BIG_TOP = 0x80000000u };
            typedef enum { V_1A, V_2B } digits;
            typedef uint8_t mode;
            enum mode { MODE_A = 200 };
            void f(enum kv_color c, enum big b, digits d, mode m);
            """))).TypesAsync();

        Assert.Contains("    internal enum KvColor\n    {\n        Red = 1,\n", types);
        Assert.Contains("        None = -1,\n", types);
        Assert.Contains("    internal enum Big : uint\n    {\n        One = 1,\n        Top = 2147483648,\n    }\n", types);
        Assert.Contains("        V_1A = 0,\n        V_2B = 1,\n", types);
        Assert.Contains("    internal enum Mode : byte\n    {\n        A = 200,\n    }\n", types);
    }

    [Fact]
    public async Task Constants_have_the_types_that_hold_them()
    {
        var members = await (await BoundProject.BindAllAsync(BindingInput.Of(
            """
            #define A 1
            #define B 0xFFFFFFFFu
            #define C -5
            #define D 0x1234567890LL
            #define E 0xFFFFFFFFFFFFFFFFULL
            #define F "a\"b"
            #define G (A << 3)
            #define _HIDDEN 1
            #define H sizeof(long)
            #define I(x) (x)
            enum { J = 7 };
            void f(void);
            """) with { RuntimeIdentifiers = "win-x64,linux-x64" })).MembersAsync();

        Assert.Contains(
            "        internal const int A = 1;\n        internal const uint B = 4294967295;\n        internal const int C = -5;\n        internal const long D = 78187493520;\n"
            + "        internal const ulong E = 18446744073709551615;\n        internal const string F = \"a\\\"b\";\n        internal const int G = 8;\n        internal const int J = 7;\n",
            members);
        Assert.Contains("        // H: its value differs between platforms.\n", members);
        Assert.Contains("        // I: it is a macro with parameters, which no library exports.\n", members);
    }

    [Theory]
    [InlineData("void f(const char *format, ...);", "f: it takes a variable number of arguments.")]
    [InlineData("void f(va_list list);", "f: it takes a `va_list`.")]
    [InlineData("void f(long double x);", "f: C# has no type for `long double`.")]
    [InlineData("void f(mystery x);", "f: the header does not say what `mystery` is.")]
    [InlineData("/* @boundary differs(\"the library is older\") */\nvoid f(int x);", "f: it differs in C# on purpose.")]
    [InlineData("struct b { unsigned char a; int x : 3; };\nvoid f(struct b x);", "f: the bit-fields of `b` do not lie at the same place on win-x64 and linux-x64.")]
    [InlineData("struct b { int x : 3; char y : 4; };\nvoid f(struct b x);", "f: the bit-fields of `b` do not lie at the same place on win-x64 and linux-x64.")]
    [InlineData("struct n { void *p; union { int x; float y; }; };\nvoid f(struct n x);", "f: `n.x` does not have the same offset on every platform.")]
    [InlineData("typedef wchar_t unit;\nvoid f(unit x);", "f: `unit` has 2 bytes on win-x64 and 4 on linux-x64.")]
    [InlineData("#ifdef _WIN32\nvoid f(void);\n#endif\nvoid g(void);", "f: the header does not declare it for linux-x64.")]
    [InlineData("static inline int f(void) { return 1; }\nvoid g(void);", "f: the header defines it inline, so that the library does not export it.")]
    [InlineData("extern int f;\nvoid g(void);", "f: it is a variable.")]
    public async Task What_has_no_place_is_left_out_with_the_reason(string header, string reason)
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(header + "\nvoid h(void);") with { RuntimeIdentifiers = header.Contains("void *p", System.StringComparison.Ordinal) ? "win-x64,win-x86" : "win-x64,linux-x64" });
        var members = await bound.MembersAsync();

        Assert.Contains("// Left out of kv.h:\n", members);
        Assert.Contains("// " + reason + "\n", members);
        Assert.DoesNotContain(" f(", members);
        Assert.Contains("internal static partial void h();\n", members);
    }

    [Fact]
    public async Task Contract_tags_become_attributes()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(
            """
            #include <stddef.h>
            typedef struct kv_store kv_store;
            typedef void (*kv_changed)(void *user_data);
            /* @boundary return: owned(kv_close) */
            kv_store *kv_create(void);
            void kv_close(kv_store *store);
            /* @boundary blocking, threadsafe
             * @boundary return: borrowed(store), utf8 */
            const char *kv_name(kv_store *store);
            /* @boundary return: owned(kv_free), utf8 */
            char *kv_text(kv_store *store);
            /* @boundary text: releases */
            void kv_free(char *text);
            /* @boundary lasterror
             * @boundary changed: retained(until kv_unsubscribe) */
            int kv_subscribe(kv_store *store, kv_changed changed, void *user_data);
            /* @boundary return: status(>=0) */
            int kv_unsubscribe(kv_store *store);
            """));
        var members = await bound.MembersAsync();

        Assert.Contains("internal static partial KvStoreHandle kv_create();\n", members);
        Assert.Contains("        [Blocking]\n        [ThreadSafe]\n        [return: Borrowed(From = \"store\")]\n        [return: NativeText(NativeTextEncoding.Utf8)]\n", members);
        Assert.Contains("        [return: Owned(\"kv_free\")]\n", members);
        Assert.Contains("internal static partial void kv_free([Releases] byte* text);\n", members);
        Assert.Contains("SetLastError = true)]\n", members);
        Assert.Contains("[Retained(Until = \"kv_unsubscribe\")] delegate* unmanaged[Cdecl]<nint, void> changed", members);
        Assert.Contains("        [return: NativeStatus(SuccessIf = NativeSuccess.NotNegative)]\n", members);
        Assert.Contains("if (status < 0)", await bound.TypesAsync());
    }

    [Fact]
    public async Task Pairs_of_names_make_handles_without_tags()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(
            """
            typedef struct ZSTD_CCtx_s ZSTD_CCtx;
            ZSTD_CCtx *ZSTD_createCCtx(void);
            unsigned ZSTD_freeCCtx(ZSTD_CCtx *cctx);
            int ZSTD_reset(const ZSTD_CCtx *cctx);
            struct loose *loose_get(void);
            int loose_use(struct loose *l);
            """));
        var members = await bound.MembersAsync();

        Assert.Contains("internal static partial ZstdCCtxHandle ZSTD_createCCtx();\n", members);
        Assert.Contains("internal static partial uint ZSTD_freeCCtx([Releases] nint cctx);\n", members);
        Assert.Contains("internal static partial int ZSTD_reset(ZstdCCtxHandle cctx);\n", members);
        Assert.Contains("internal static partial nint loose_get();\n", members);
        Assert.Contains("internal static partial int loose_use(nint l);\n", members);
    }

    [Fact]
    public async Task What_cannot_be_released_from_CSharp_has_no_handle_class()
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(
            """
            typedef struct kv_store kv_store;
            kv_store *kv_open(void);
            long double kv_close(kv_store *store);
            """));

        Assert.Contains("internal static partial nint kv_open();\n", await bound.MembersAsync());
    }

    [Fact]
    public async Task A_declaration_that_cannot_release_makes_no_handle_class()
    {
        const string Source =
            """
            using System.Runtime.InteropServices;

            namespace Sample
            {
                internal static partial class NativeMethods
                {
                    [DllImport("kv", CallingConvention = CallingConvention.Cdecl)]
                    internal static extern void kv_close();
                }
            }
            """;
        const string Header =
            """
            typedef struct kv_store kv_store;
            kv_store *kv_open(void);
            void kv_close(kv_store *store);
            """;
        var bound = await BoundProject.Create(BindingInput.Of(Header) with { Source = Source }).ApplyAsync(":all");

        Assert.Contains("internal static partial nint kv_open();\n", await bound.MembersAsync());
    }

    [Fact]
    public async Task A_convention_of_the_platform_is_the_runtimes_own()
    {
        var members = await (await BoundProject.BindAllAsync(BindingInput.Of(
            """
            #ifdef _WIN32
            #define API __stdcall
            #else
            #define API
            #endif
            int API f(void);
            int __stdcall g(void);
            """) with { RuntimeIdentifiers = "win-x86,linux-x64" })).MembersAsync();

        Assert.Contains("[LibraryImport(LibraryName)]\n        internal static partial int f();\n", members);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_input_gives_the_same_text(bool isOld)
    {
        var input = isOld ? BindingInput.OldOf(Header) : BindingInput.Of(Header);
        var first = await BoundProject.BindAllAsync(input);
        var second = await BoundProject.BindAllAsync(input);

        Assert.Equal(await first.MembersAsync(), await second.MembersAsync());
        Assert.Equal(await first.TypesAsync(), await second.TypesAsync());
    }

    /// <summary>Every rule that is on by default judges the result of these tests.</summary>
    private sealed class Test : CSharpCodeRefactoringTest<BindHeader, DefaultVerifier>
    {
        protected override System.Collections.Generic.IEnumerable<System.Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
