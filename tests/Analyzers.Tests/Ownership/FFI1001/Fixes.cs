using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using static BoundaryLint.Tests.Ownership.FFI1001.Snippets;

namespace BoundaryLint.Tests.Ownership.FFI1001;

public sealed class Fixes
{
    private static CSharpCodeFixTest<FFI1001NativeStringFreedByMarshaller, FFI1001ReadThroughPointer, DefaultVerifier> Change(string code, string fixedCode) =>
        new() { TestCode = Using(code), FixedCode = Using(fixedCode) };

    [Fact]
    public Task The_import_gets_a_name_of_its_own_and_callers_stay_as_they_are() => Change(
        """
        /// <summary>Names.</summary>
        public static class Native
        {
            /// <summary>The name of a store.</summary>
            [DllImport("kv", CharSet = CharSet.Unicode, SetLastError = true), System.ComponentModel.Description("old")]
            [return: MarshalAs(UnmanagedType.LPUTF8Str)]
            public static extern [|string|] kv_name(IntPtr store, [MarshalAs(UnmanagedType.LPWStr)] string key = "a"); // kept

            // The next one.
            [DllImport("kv")] public static extern int kv_count();
        }
        class User
        {
            string M(int n) => Native.kv_name(IntPtr.Zero) + Native.kv_name(IntPtr.Zero, "b");
        }
        """,
        """
        /// <summary>Names.</summary>
        public static class Native
        {
            /// <summary>The name of a store.</summary>
            [System.ComponentModel.Description("old")]
            public static string kv_name(IntPtr store, string key = "a")
            {
                return Marshal.PtrToStringUTF8(kv_nameNative(store, key));
            }

            [DllImport("kv", EntryPoint = "kv_name", CharSet = CharSet.Unicode, SetLastError = true)]
            private static extern nint kv_nameNative(IntPtr store, [MarshalAs(UnmanagedType.LPWStr)] string key); // kept

            // The next one.
            [DllImport("kv")] public static extern int kv_count();
        }
        class User
        {
            string M(int n) => Native.kv_name(IntPtr.Zero) + Native.kv_name(IntPtr.Zero, "b");
        }
        """).RunAsync();

    [Fact]
    public Task The_release_function_that_a_contract_names_is_called_in_finally() => Change(
        """
        #nullable enable
        static partial class Native
        {
            [LibraryImport("kv", EntryPoint = "kv_dump", StringMarshalling = StringMarshalling.Utf8)]
            [return: Owned("kv_free")]
            internal static partial [|string|] Dump(nint text, string key);

            [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)]
            internal static partial int kv_read(nint store, [Owned("kv_free")] out string? [|value|]);

            [LibraryImport("kv")]
            internal static partial void kv_free(nint memory);
        }
        """,
        """
        #nullable enable
        static partial class Native
        {
            internal static string Dump(nint text, string key)
            {
                var text2 = DumpNative(text, key);
                try
                {
                    return Marshal.PtrToStringUTF8(text2)!;
                }
                finally
                {
                    kv_free(text2);
                }
            }

            [LibraryImport("kv", EntryPoint = "kv_dump", StringMarshalling = StringMarshalling.Utf8)]
            [return: Owned("kv_free")]
            private static partial nint DumpNative(nint text, string key);

            internal static int kv_read(nint store, out string? value)
            {
                var result = kv_readNative(store, out var valuePointer);
                try
                {
                    value = Marshal.PtrToStringUTF8(valuePointer);
                }
                finally
                {
                    kv_free(valuePointer);
                }

                return result;
            }

            [LibraryImport("kv", EntryPoint = "kv_read", StringMarshalling = StringMarshalling.Utf8)]
            private static partial int kv_readNative(nint store, [Owned("kv_free")] out nint value);

            [LibraryImport("kv")]
            internal static partial void kv_free(nint memory);
        }
        """).RunAsync();

    private const string Inferred = """
        unsafe class Native
        {
            [DllImport("kv", CharSet = CharSet.Ansi)]
            protected internal static extern [|string|] kv_render();

            internal static class Memory
            {
                [DllImport("kv")]
                internal static extern void kv_string_free(byte* text);
            }
        }
        """;

    [Fact]
    public Task An_inferred_release_function_is_offered_first() => Change(
        Inferred,
        """
        unsafe class Native
        {
            protected internal static string kv_render()
            {
                var text = kv_renderNative();
                try
                {
                    return Marshal.PtrToStringAnsi(text);
                }
                finally
                {
                    Memory.kv_string_free((byte*)text);
                }
            }

            [DllImport("kv", EntryPoint = "kv_render", CharSet = CharSet.Ansi)]
            private static extern nint kv_renderNative();

            internal static class Memory
            {
                [DllImport("kv")]
                internal static extern void kv_string_free(byte* text);
            }
        }
        """.Replace("static string kv_render", "static unsafe string kv_render")).RunAsync();

    [Fact]
    public Task Leaving_the_memory_to_the_library_is_offered_too()
    {
        var test = Change(
            Inferred,
            """
            unsafe class Native
            {
                protected internal static string kv_render()
                {
                    return Marshal.PtrToStringAnsi(kv_renderNative());
                }

                [DllImport("kv", EntryPoint = "kv_render", CharSet = CharSet.Ansi)]
                private static extern nint kv_renderNative();

                internal static class Memory
                {
                    [DllImport("kv")]
                    internal static extern void kv_string_free(byte* text);
                }
            }
            """);
        test.CodeActionEquivalenceKey = "FFI1001:stated:keep";
        return test.RunAsync();
    }

    private const string Open = """
        class Program
        {
            static void Main()
            {
                Console.WriteLine(kv_name());

                [System.Runtime.InteropServices.DllImport("kv")]
                static extern [|string|] kv_name();
            }
        }
        """;

    private static string Fixed(string reader) => $$"""
        class Program
        {
            static void Main()
            {
                Console.WriteLine(kv_name());

                static string kv_name()
                {
                    return Marshal.{{reader}}(kv_nameNative());
                }

                [System.Runtime.InteropServices.DllImport("kv", EntryPoint = "kv_name")]
                static extern nint kv_nameNative();
            }
        }
        """;

    [Fact]
    public Task An_encoding_that_nobody_chose_becomes_UTF8_first() => Change(Open, Fixed("PtrToStringUTF8")).RunAsync();

    [Fact]
    public Task An_encoding_that_nobody_chose_may_stay()
    {
        var test = Change(Open, Fixed("PtrToStringAnsi"));
        test.CodeActionEquivalenceKey = "FFI1001:stated:keep";
        return test.RunAsync();
    }

    [Fact]
    public Task An_encoding_that_a_contract_states_is_used() => Change(
        """
        static class Native
        {
            [DllImport("kv")]
            [return: NativeText(NativeTextEncoding.Utf8)]
            static extern [|string|] kv_name();
        }
        """,
        """
        static class Native
        {
            static string kv_name()
            {
                return Marshal.PtrToStringUTF8(kv_nameNative());
            }

            [DllImport("kv", EntryPoint = "kv_name")]
            [return: NativeText(NativeTextEncoding.Utf8)]
            private static extern nint kv_nameNative();
        }
        """).RunAsync();

    [Fact]
    public Task NET_Framework_reads_ANSI_and_UTF16()
    {
        var test = Change(
            """
            static class Native
            {
                [DllImport("kv")]
                internal static extern [|string|] kv_name();

                [DllImport("kv", CharSet = CharSet.Unicode)]
                internal static extern void kv_title(out string [|title|]);
            }
            """,
            """
            static class Native
            {
                internal static string kv_name()
                {
                    return Marshal.PtrToStringAnsi(kv_nameNative());
                }

                [DllImport("kv", EntryPoint = "kv_name")]
                private static extern nint kv_nameNative();

                internal static void kv_title(out string title)
                {
                    kv_titleNative(out var titlePointer);
                    title = Marshal.PtrToStringUni(titlePointer);
                }

                [DllImport("kv", EntryPoint = "kv_title", CharSet = CharSet.Unicode)]
                private static extern void kv_titleNative(out nint title);
            }
            """);
        test.ReferenceAssemblies = ReferenceAssemblies.NetFramework.Net472.Default;
        return test.RunAsync();
    }
}
