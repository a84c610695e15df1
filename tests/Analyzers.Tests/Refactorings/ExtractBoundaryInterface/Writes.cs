using System;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using Xunit;

namespace BoundaryLint.Tests.Refactorings.BoundaryInterfaces;

public sealed class Writes
{
    private const string Header = """
        // @boundary handle(kv_close), invalid(0)
        typedef struct kv_store kv_store;
        typedef enum { KV_OK = 0, KV_FAILED = 1 } kv_status;
        /* @boundary return: status(0)
           @boundary out: owned(kv_close) */
        kv_status kv_open(const char* path, kv_store** out);
        /* @boundary return: status(0)
           @boundary store: releases */
        kv_status kv_close(kv_store* store);
        /* @boundary return: owned(kv_free) */
        char* kv_get(kv_store* store);
        /* @boundary text: releases */
        void kv_free(char* text);
        int kv_count(kv_store* store);
        """;

    private const string Source = """
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        namespace Sample
        {
            internal enum KvStatus { Ok, Failed }

            internal sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                public StoreHandle() : base(true) { }
                protected override bool ReleaseHandle() => NativeMethods.kv_close(handle) == KvStatus.Ok;
            }

            // The imports.
            internal static unsafe partial class NativeMethods
            {
                [LibraryImport("kv", StringMarshalling = StringMarshalling.Utf8)]
                internal static partial KvStatus kv_open(string path, out StoreHandle store);

                [LibraryImport("kv")]
                internal static partial KvStatus kv_close(nint store);

                [LibraryImport("kv")]
                internal static partial byte* kv_get(StoreHandle store);

                [LibraryImport("kv")]
                internal static partial void kv_free(byte* text);

                [LibraryImport("kv")]
                internal static partial int kv_count(StoreHandle store);
            }

            internal static class User
            {
                internal static int Count(StoreHandle store) => NativeMethods.kv_count(store); // here
                internal static Func<StoreHandle, int> Counter => NativeMethods.kv_count;
                internal const string Name = nameof(NativeMethods.kv_count);
            }
        }

        """;

    [Fact]
    public async Task Interface_forwarder_and_calls()
    {
        var project = (await BoundProject.Create(BindingInput.Of(Header) with { Source = Source }).RefactorAsync(new ExtractBoundaryInterface()))!;

        Assert.Equal(
            """
            using System;
            using System.Runtime.InteropServices;
            using Microsoft.Win32.SafeHandles;

            namespace Sample
            {
                /// <summary>The native functions that <see cref="NativeMethods"/> imports.</summary>
                internal unsafe interface INativeMethods
                {
                    KvStatus kv_open(string path, out StoreHandle store);

                    KvStatus kv_close(nint store);

                    byte* kv_get(StoreHandle store);

                    void kv_free(byte* text);

                    int kv_count(StoreHandle store);
                }
            }

            """,
            await project.TextAsync("INativeMethods.cs"));
        Assert.Contains("    internal sealed unsafe class NativeMethodsForwarder : INativeMethods\n", await project.TextAsync("NativeMethodsForwarder.cs"), StringComparison.Ordinal);
        Assert.Contains(
            "        public KvStatus kv_open(string path, out StoreHandle store) => NativeMethods.kv_open(path, out store);\n", await project.TextAsync("NativeMethodsForwarder.cs"), StringComparison.Ordinal);
        var changed = await project.MembersAsync();
        Assert.Contains("ReleaseHandle() => NativeMethods.Current.kv_close(handle) == KvStatus.Ok;", changed, StringComparison.Ordinal);
        Assert.Contains("=> NativeMethods.Current.kv_count(store); // here", changed, StringComparison.Ordinal);
        Assert.Contains("Counter => NativeMethods.Current.kv_count;", changed, StringComparison.Ordinal);
        Assert.Contains("nameof(NativeMethods.kv_count)", changed, StringComparison.Ordinal);
        Assert.Contains(
            "        /// <summary>What calls go through: the native library, or a fake in tests.</summary>\n        internal static INativeMethods Current { get; set; } = new NativeMethodsForwarder();\n\n        [LibraryImport",
            changed,
            StringComparison.Ordinal);
        Assert.Empty((await project.CompileAsync()).GetDiagnostics().RemoveAll(diagnostic => diagnostic.Severity < Microsoft.CodeAnalysis.DiagnosticSeverity.Warning || diagnostic.Id == "CS1591"));
    }

    [Fact]
    public async Task The_fake_keeps_the_contracts()
    {
        var project = (await BoundProject.Create(BindingInput.Of(Header) with { Source = Source }).RefactorAsync(new ExtractBoundaryInterface()))!;
        var fake = await project.TextAsync("FakeNativeMethods.cs");

        Assert.Contains(
            """
                    public virtual KvStatus kv_open(string path, out StoreHandle store)
                    {
                        if (Fails(nameof(kv_open), out KvStatus failure))
                        {
                            store = new StoreHandle();
                            return failure;
                        }

                        store = Acquire(nameof(kv_open), new StoreHandle());
                        return default;
                    }
            """,
            fake,
            StringComparison.Ordinal);
        Assert.Contains("Release(store, nameof(kv_close));", fake, StringComparison.Ordinal);
        Assert.Contains("Use(store, nameof(kv_get));\n            return (byte*)Acquire(nameof(kv_get));", fake, StringComparison.Ordinal);
        Assert.Contains("Release((nint)text, nameof(kv_free));", fake, StringComparison.Ordinal);
        Assert.Contains("Use(store, nameof(kv_count));\n            return default;", fake, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_language_without_namespaces_or_pointers()
    {
        var project = (await BoundProject.Create(BindingInput.OldOf(Header) with
        {
            Source = """
                using System.Runtime.InteropServices;
                public static class NativeMethods
                {
                    [DllImport("kv")] public static extern System.IntPtr kv_make(int kind);
                    [DllImport("kv")] public static extern void kv_free(System.IntPtr text);
                    [DllImport("kv")] private static extern void kv_hidden();
                }
                """,
            Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp9,
        }).RefactorAsync(new ExtractBoundaryInterface()))!;

        Assert.Equal(
            """
            using System.Runtime.InteropServices;

            /// <summary>The native functions that <see cref="NativeMethods"/> imports.</summary>
            public interface INativeMethods
            {
                System.IntPtr kv_make(int kind);

                void kv_free(System.IntPtr text);
            }

            """,
            await project.TextAsync("INativeMethods.cs"));
        Assert.Empty((await project.CompileAsync()).GetDiagnostics().RemoveAll(diagnostic => diagnostic.Severity < Microsoft.CodeAnalysis.DiagnosticSeverity.Warning || diagnostic.Id == "CS1591"));
    }
}
