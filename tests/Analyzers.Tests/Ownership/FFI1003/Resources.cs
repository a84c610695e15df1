namespace BoundaryLint.Tests.Ownership.FFI1003;

/// <summary>What the programs of these tests are made of: creators and releases with evidence of every strength.</summary>
internal static class Resources
{
    public const string Declarations = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Win32.SafeHandles;
        using BoundaryLint;
        enum KvStatus { Ok, Busy }
        static partial class N
        {
            [DllImport("c")] public static extern IntPtr malloc(nuint size);
            [DllImport("c")] public static extern void free(IntPtr memory);
            [DllImport("kv")] public static extern KvStatus kv_open(IntPtr path, out IntPtr db);
            [DllImport("kv")] public static extern void kv_close(IntPtr db);
            [DllImport("kv")] public static extern int kv_get(IntPtr db, int key);
            [LibraryImport("ks")] public static partial IntPtr ks_create();
            [LibraryImport("ks")] public static partial void ks_destroy(IntPtr db);
            [DllImport("ks")] public static extern IntPtr ks_ref(IntPtr db);
            [DllImport("ks")] public static extern IntPtr ks_get_child(IntPtr db);
            [DllImport("kd")] [return: Owned("kd_done")] public static extern IntPtr kd_make();
            [DllImport("kd")] public static extern void kd_done(IntPtr thing);
            [DllImport("kd")] public static extern void kd_give([Taken] IntPtr thing);
            [DllImport("kd")] public static extern int kd_use(IntPtr thing);
            [DllImport("kh")] public static extern KvHandle kh_open();
            [DllImport("kh")] public static extern int kh_get(KvHandle handle);
            [DllImport("kh")] public static extern KvStatus kh_create(out KvHandle handle);
            [DllImport("kh")] public static extern void kh_close(IntPtr handle);
            public static void Log(string text) => Console.WriteLine(text);
            public static void Check(KvStatus status) { if (status != KvStatus.Ok) throw new InvalidOperationException(); }
        }
        sealed class KvHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public KvHandle() : base(true) { }
            protected override bool ReleaseHandle() { N.kh_close(handle); return true; }
        }
        namespace BoundaryLint
        {
            [AttributeUsage(AttributeTargets.All)] sealed class OwnedAttribute : Attribute { public OwnedAttribute(string release) { } }
            [AttributeUsage(AttributeTargets.All)] sealed class TakenAttribute : Attribute { }
        }

        """;
}
