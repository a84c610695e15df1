using System;
using System.Linq;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Refactorings;
using Xunit;

namespace BoundaryLint.Tests.Refactorings;

/// <summary>What Wrap native call writes beside each kind of import. Each result compiles without a warning and no rule reports anything on it.</summary>
public sealed class WrapNativeCallWrites
{
    private const string Header =
        """
        /* @boundary library(kv), convention(cdecl) */
        #include <stddef.h>
        #include <stdint.h>
        #include <stdbool.h>
        typedef enum { KV_OK = 0, KV_FAILED = 1 } kv_status;
        typedef struct kv_store kv_store;
        typedef struct { uint32_t entries; } kv_info;
        /* @boundary return: status(0)
         * @boundary path: utf8, zeroterm, noescape
         * @boundary out: out, owned(kv_close) */
        kv_status kv_open(const char *path, kv_store **out);
        void kv_close(kv_store *store);
        /* @boundary return: status(0)
         * @boundary data: in, noescape, count(length) */
        kv_status kv_write(kv_store *store, const uint8_t *data, size_t length);
        /* @boundary return: status(>=0)
         * @boundary data: out, noescape, count(length) */
        int kv_read(kv_store *store, int32_t *data, int length);
        /* @boundary return: borrowed(store), utf8, zeroterm, nullable */
        const char *kv_name(const kv_store *store);
        /* @boundary return: owned(kv_free), utf8, zeroterm, nonnull */
        char *kv_text(const kv_store *store);
        /* @boundary text: releases, nullable */
        void kv_free(char *text);
        /* @boundary return: status(0)
         * @boundary info: out
         * @boundary count: out */
        kv_status kv_info_of(const kv_store *store, kv_info *info, int *count);
        int kv_count(const kv_store *store);
        """;

    [Theory]
    [InlineData(
        "partial KvStatus kv_open(",
        """
                /// <summary>Calls <c>kv_open</c> and throws when it fails.</summary>
                internal static KvStoreHandle Open(string path)
                {
                    KvException.ThrowIfFailed(kv_open(path, out KvStoreHandle store));
                    return store;
                }
        """)]
    [InlineData(
        "partial KvStatus kv_write(",
        """
                /// <summary>Calls <c>kv_write</c> and throws when it fails.</summary>
                internal static unsafe void Write(KvStoreHandle store, ReadOnlySpan<byte> data)
                {
                    fixed (byte* dataPointer = data.IsEmpty ? new byte[1] : data)
                    {
                        KvException.ThrowIfFailed(kv_write(store, dataPointer, (nuint)data.Length));
                    }
                }
        """)]
    [InlineData(
        "partial int kv_read(",
        """
                /// <summary>Calls <c>kv_read</c> and throws when it fails.</summary>
                internal static unsafe int Read(KvStoreHandle store, Span<int> data)
                {
                    fixed (int* dataPointer = data.IsEmpty ? new int[1] : data)
                    {
                        int count = kv_read(store, dataPointer, data.Length);
                        KvCodeException.ThrowIfFailed(count);
                        return count;
                    }
                }
        """)]
    [InlineData(
        "partial byte* kv_name(",
        """
                /// <summary>Calls <c>kv_name</c>.</summary>
                internal static unsafe string? Name(KvStoreHandle store)
                {
                    byte* text = kv_name(store);
                    string? copy = Marshal.PtrToStringUTF8((IntPtr)text);
                    GC.KeepAlive(store);
                    return copy;
                }
        """)]
    [InlineData(
        "partial byte* kv_text(",
        """
                /// <summary>Calls <c>kv_text</c>.</summary>
                internal static unsafe string Text(KvStoreHandle store)
                {
                    byte* text = kv_text(store);
                    try
                    {
                        return Marshal.PtrToStringUTF8((IntPtr)text) ?? "";
                    }
                    finally
                    {
                        kv_free(text);
                    }
                }
        """)]
    [InlineData(
        "partial KvStatus kv_info_of(",
        """
                /// <summary>Calls <c>kv_info_of</c> and throws when it fails.</summary>
                internal static (KvInfo Info, int Count) InfoOf(KvStoreHandle store)
                {
                    KvException.ThrowIfFailed(kv_info_of(store, out KvInfo info, out int count));
                    return (info, count);
                }
        """)]
    public async Task The_idiomatic_method(string import, string wrapper)
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(Header) with { Source = "using System;\n" + BindingInput.EmptyClass });
        var wrapped = await (await bound.RefactorAsync(new WrapNativeCall(), import))!.CheckedAsync();

        AssertContains(wrapper, await wrapped.MembersAsync());
    }

    [Theory]
    [InlineData(
        "[DllImport(\"kernel32\", SetLastError = true)]\n        [return: MarshalAs(UnmanagedType.Bool)]\n        internal static extern bool GetProcessHandleCount(IntPtr process, out uint count);",
        """
                /// <summary>Calls <c>GetProcessHandleCount</c> and throws when it fails.</summary>
                internal static uint GetProcessHandleCountOrThrow(nint process)
                {
                    if (!GetProcessHandleCount(process, out uint count))
                    {
                        throw new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError());
                    }

                    return count;
                }
        """)]
    [InlineData(
        "[DllImport(\"ole32\")]\n        [return: BoundaryLint.NativeStatus(SuccessIf = BoundaryLint.NativeSuccess.HResult)]\n        internal static extern int co_do(int value);",
        """
                /// <summary>Calls <c>co_do</c> and throws when it fails.</summary>
                internal static void CoDo(int value)
                {
                    Marshal.ThrowExceptionForHR(co_do(value));
                }
        """)]
    [InlineData(
        "[DllImport(\"kv\")]\n        [return: BoundaryLint.NativeStatus]\n        internal static extern int kv_read(int status);",
        """
                /// <summary>Calls <c>kv_read</c> and throws when it fails.</summary>
                internal static void KvRead(int status)
                {
                    int status_ = kv_read(status);
                    if (status_ != 0)
                    {
                        throw new InvalidOperationException("The native function 'kv_read' failed with status " + status_ + ".");
                    }
                }
        """)]
    public async Task The_idiomatic_method_of_a_DllImport(string import, string wrapper)
    {
        import = import.Replace("[return: MarshalAs(UnmanagedType.Bool)]", "[return: MarshalAs(UnmanagedType.Bool)]\n        [return: BoundaryLint.NativeStatus(SuccessIf = BoundaryLint.NativeSuccess.NotZero)]", StringComparison.Ordinal);
        var project = BoundProject.Create(BindingInput.Of("int f(void);") with
        {
            Source = "using System;\nusing System.Runtime.InteropServices;\n\nnamespace Sample\n{\n    internal static class NativeMethods\n    {\n        " + import + "\n    }\n}\n",
        });
        var name = import[(import.LastIndexOf(" extern ", StringComparison.Ordinal) + 1)..];
        var wrapped = (await project.RefactorAsync(new WrapNativeCall(), name))!;

        AssertContains(wrapper, await wrapped.MembersAsync());
        Assert.DoesNotContain(await wrapped.FindAsync(), diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData(
        "[return: BoundaryLint.Owned(\"kv_close\")]\n        internal static extern IntPtr kv_open(int mode);",
        "internal StoreHandle(IntPtr store) : base(true) => SetHandle(store);",
        """
                /// <summary>Calls <c>kv_open</c> and throws when it fails.</summary>
                internal static StoreHandle Open(int mode)
                {
                    StoreHandle handle = new StoreHandle(kv_open(mode));
                    if (handle.IsInvalid)
                    {
                        handle.Dispose();
                        throw new InvalidOperationException("The native function 'kv_open' failed.");
                    }

                    return handle;
                }
        """)]
    [InlineData(
        "[return: BoundaryLint.NativeStatus]\n        internal static extern int kv_open(int mode, [BoundaryLint.Owned(\"kv_close\")] out IntPtr store);",
        "internal StoreHandle(IntPtr store, bool owns) : base(owns) => SetHandle(store);",
        """
                /// <summary>Calls <c>kv_open</c> and throws when it fails.</summary>
                internal static StoreHandle Open(int mode)
                {
                    int status = kv_open(mode, out nint store);
                    if (status != 0)
                    {
                        throw new InvalidOperationException("The native function 'kv_open' failed with status " + status + ".");
                    }

                    return new StoreHandle(store, owns: true);
                }
        """)]
    public async Task A_raw_handle_that_is_owned_comes_out_in_the_projects_handle_class(string import, string constructor, string wrapper)
    {
        var project = HandleProject(constructor, import);
        var wrapped = (await project.RefactorAsync(new WrapNativeCall(), import[import.LastIndexOf("extern ", StringComparison.Ordinal)..]))!;

        AssertContains(wrapper, await wrapped.MembersAsync());
        Assert.DoesNotContain(await wrapped.FindAsync(), diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData(
        "[return: BoundaryLint.NativeStatus]\n        internal static extern int kv_put(IntPtr store, int key);",
        """
                /// <summary>Calls <c>kv_put</c> and throws when it fails.</summary>
                internal static void Put(StoreHandle store, int key)
                {
                    bool storeIsHeld = false;
                    try
                    {
                        store.DangerousAddRef(ref storeIsHeld);
                        int status = kv_put(store.DangerousGetHandle(), key);
                        if (status != 0)
                        {
                            throw new InvalidOperationException("The native function 'kv_put' failed with status " + status + ".");
                        }
                    }
                    finally
                    {
                        if (storeIsHeld)
                        {
                            store.DangerousRelease();
                        }
                    }
                }
        """)]
    [InlineData(
        "internal static extern int kv_count(IntPtr store, IntPtr userData);",
        """
                /// <summary>Calls <c>kv_count</c>.</summary>
                internal static int Count(StoreHandle store, nint userData)
                {
                    bool storeIsHeld = false;
                    try
                    {
                        store.DangerousAddRef(ref storeIsHeld);
                        return kv_count(store.DangerousGetHandle(), userData);
                    }
                    finally
                    {
                        if (storeIsHeld)
                        {
                            store.DangerousRelease();
                        }
                    }
                }
        """)]
    public async Task A_raw_handle_that_is_used_comes_in_the_projects_handle_class(string import, string wrapper)
    {
        var wrapped = (await HandleProject("", import).RefactorAsync(new WrapNativeCall(), import[import.LastIndexOf("extern ", StringComparison.Ordinal)..]))!;

        AssertContains(wrapper, await wrapped.MembersAsync());
        Assert.DoesNotContain(await wrapped.FindAsync(), diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error || diagnostic.Id is "FFI1012" or "FFI1013");
    }

    [Theory]
    [InlineData("internal static extern void kv_close(IntPtr store);")]
    [InlineData("internal static extern int kv_count(IntPtr other);")]
    [InlineData("internal static extern int kv_take([BoundaryLint.Taken] IntPtr store);")]
    public async Task A_raw_handle_stays_raw_where_it_is_released_or_of_another_kind(string import) =>
        Assert.Empty(await HandleProject("", import.Contains("kv_close", StringComparison.Ordinal) ? "internal static extern int kv_none();" : import)
            .OffersAsync(import[import.LastIndexOf("extern ", StringComparison.Ordinal)..], new WrapNativeCall()));

    private static BoundProject HandleProject(string constructor, string import) => BoundProject.Create(BindingInput.Of("int f(void);") with
    {
        Source = "using System;\nusing System.Runtime.InteropServices;\nusing Microsoft.Win32.SafeHandles;\n\nnamespace Sample\n{\n    internal sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid\n    {\n        "
            + (constructor.Length > 0 ? constructor : "public StoreHandle() : base(true) { }") + "\n\n        protected override bool ReleaseHandle()\n        {\n            NativeMethods.kv_close(handle);\n            return true;\n        }\n    }\n\n"
            + "    internal static class NativeMethods\n    {\n        [DllImport(\"kv\")]\n        internal static extern void kv_close(IntPtr store);\n\n        [DllImport(\"kv\")]\n        " + import + "\n    }\n}\n",
    });

    [Theory]
    [InlineData("partial int kv_count(")]
    [InlineData("partial void kv_close(")]
    [InlineData("class NativeMethods")]
    public async Task Nothing_where_a_wrapper_would_be_no_better(string at)
    {
        var bound = await BoundProject.BindAllAsync(BindingInput.Of(Header));

        Assert.Empty(await bound.OffersAsync(at, new WrapNativeCall()));
    }

    [Fact]
    public async Task Nothing_for_a_function_that_is_implemented_at_run_time()
    {
        var members = string.Concat(Enumerable.Range(0, 10).Select(i => $"        internal abstract int kv_part_{i}(nint store);\n"));
        var project = BoundProject.Create(BindingInput.Of("int f(void);") with
        {
            Source = "namespace Sample\n{\n    internal abstract class NativeMethods\n    {\n" + members + "        [return: BoundaryLint.NativeStatus] internal abstract int kv_put(nint store, out nint result);\n    }\n}\n",
        });

        Assert.Empty(await project.OffersAsync("abstract int kv_put", new WrapNativeCall()));
    }

    private static void AssertContains(string wrapper, string text) =>
        Assert.True(text.Contains("\n" + wrapper.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n", StringComparison.Ordinal), text);
}
