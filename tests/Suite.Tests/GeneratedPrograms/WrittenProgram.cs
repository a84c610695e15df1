using System.Collections.Generic;

namespace BoundaryLint.Suite.Tests.GeneratedPrograms;

/// <summary>What a written program works with, and so which defects it can have.</summary>
internal enum Subject
{
    /// <summary>Raw handles that are made, tested, used and released: FFI1003, FFI4007.</summary>
    Handles,

    /// <summary>SafeHandles that are made, used and disposed of: FFI1003, FFI4007.</summary>
    SafeHandles,

    /// <summary>References on the SafeHandles of a caller: FFI1012.</summary>
    References,

    /// <summary>The raw values of SafeHandles that nobody else holds: FFI1013.</summary>
    RawValues,

    /// <summary>Raw handles in objects that release them in their finalizers: FFI2003.</summary>
    Wrappers,

    /// <summary>Native calls that fail, and what runs until their error is read: FFI4003.</summary>
    LastErrors,
}

/// <summary>
/// A member of the class <c>P</c> as C#. The rules see it beside imports (<see cref="Imports"/>), its execution beside a class of the same shape that counts
/// (<see cref="SimulatedNative"/>).
/// </summary>
/// <param name="Name">The name of the member.</param>
/// <param name="Text">The member.</param>
/// <param name="SiteOfLine">The number of what a line makes or reads, by lines of the text.</param>
/// <param name="Call">The expression that runs it once.</param>
internal sealed record WrittenProgram(Subject Subject, string Name, string Text, IReadOnlyDictionary<int, int> SiteOfLine, string Call)
{
    /// <summary>What all programs share. The numbers that the functions take mean nothing to the rules; the execution tells by them which call it is.</summary>
    public const string Imports = """
        #nullable enable
        using System;
        using System.ComponentModel;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        using Microsoft.Win32.SafeHandles;

        enum KvStatus { Ok, Failed }

        static class Native
        {
            [DllImport("kv")] public static extern nint kv_create(int site);
            [DllImport("kv")] [return: Owned("kv_destroy"), NativeStatus(SuccessIf = NativeSuccess.NotNull)] public static extern nint kv_find(int site);
            [DllImport("kv")] public static extern KvStatus kv_open(int site, [Owned("kv_destroy")] out nint handle);
            [DllImport("kv")] public static extern void kv_destroy([Releases] nint handle);
            [DllImport("kv")] public static extern void kv_touch([NoEscape] nint handle, int site);
            [DllImport("kv")] public static extern void kv_scan(nint handle, int site);
            [DllImport("kv")] [return: Owned("kv_destroy"), NativeStatus(SuccessIf = NativeSuccess.NotNull)] public static extern KvHandle kv_make(int site);
            [DllImport("kv")] public static extern void kv_read(KvHandle handle, int site);
            [DllImport("kv", SetLastError = true)] [return: NativeStatus(SuccessIf = NativeSuccess.NotNegative)] public static extern int kv_sync(int site);
            [DllImport("kv", SetLastError = true)] public static extern void kv_flush();
            [DllImport("kv")] public static extern void kv_plain();
        }

        sealed class KvHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public KvHandle() : base(true) { }

            protected override bool ReleaseHandle()
            {
                Native.kv_destroy(handle);
                return true;
            }
        }

        sealed class Store
        {
            private readonly nint _raw;

            public Store(int site) => _raw = Native.kv_create(site);

            ~Store() => Native.kv_destroy(_raw);

            public nint Raw => _raw;
        }

        static class Helper
        {
            public static nint Kept;
            public static KvHandle? KeptHandle;
            public static nint Make(int site) => Native.kv_create(site);
            public static void Free(nint handle) { if (handle != 0) { Native.kv_destroy(handle); } }
            public static void FreeBoth(nint one, nint other) { Native.kv_destroy(one); Native.kv_destroy(other); }
            public static void MakeOut(int site, out nint handle) => handle = Native.kv_create(site);
            public static bool TryMake(int site, out nint handle) { handle = Native.kv_find(site); return handle != 0; }
            public static nint Pass(nint handle, bool flag) { ThrowIf(flag); return handle; }
            public static void Run(Action action) => action();
            public static void Report(int site) => Report(site, Marshal.GetLastPInvokeError());
            public static void LateReport(int site) { System.IO.File.Exists("/no such file"); Report(site, Marshal.GetLastPInvokeError()); }
            public static int Count(int seed) => seed * Environment.TickCount;
            public static void ThrowIf(bool flag) { if (flag) { throw new InvalidOperationException(); } }
            public static void Log() => Native.kv_flush();
            public static void Quiet() => Native.kv_plain();
            public static void Report(int site, int error) => Kept = site + error;
            public static Exception Failed(int site, Win32Exception error) => new InvalidOperationException(site.ToString(), error);
        }

        """;

    /// <summary>What stands before the members.</summary>
    public const string Head = """
        #nullable enable
        using System;
        using System.ComponentModel;
        using System.IO;
        using System.Runtime.InteropServices;

        static class P
        {

        """;
}
