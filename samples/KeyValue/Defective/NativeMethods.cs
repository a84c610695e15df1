using System.Runtime.InteropServices;

namespace KeyValue.Defective;

internal enum KvStatus
{
    Ok = 0,
    NotFound = 1,
    InvalidArgument = 2,
    ReadOnly = 3,
    CallbackFailed = 4,
}

/// <summary>Each bool is marshalled as four bytes; the native ones have one.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct KvStoreStats
{
    public bool ReadOnly;
    public bool HasSubscriber;
    public uint Entries;
    public ulong Writes;
}

internal delegate KvStatus Visitor(IntPtr userData, string key, string value);

internal delegate void ChangeCallback(IntPtr userData, string key, string value);

/// <summary>The imports as they are often written: they compile, and most calls seem to work.</summary>
internal static class NativeMethods
{
    private const string Library = "kv";

    [DllImport(Library)]
    public static extern KvStatus kv_open(string path, out IntPtr store);

    /// <summary>The marshaller cannot create this handle.</summary>
    [DllImport(Library, EntryPoint = "kv_open")]
    public static extern KvStatus kv_open_handle(string path, out StoreHandle store);

    [DllImport(Library)]
    public static extern KvStatus kv_close(IntPtr store);

    [DllImport(Library)]
    public static extern IntPtr kv_name(IntPtr store);

    /// <summary>Somebody saw broken umlauts on Windows and asked for Unicode, which means UTF-16 here.</summary>
    [DllImport(Library, CharSet = CharSet.Unicode)]
    public static extern KvStatus kv_rename(IntPtr store, string name);

    [DllImport(Library)]
    public static extern KvStatus kv_put(IntPtr store, string key, string value);

    /// <summary>The marshaller frees the native string with the wrong function.</summary>
    [DllImport(Library)]
    public static extern string kv_get(IntPtr store, string key);

    [DllImport(Library, EntryPoint = "kv_get")]
    public static extern IntPtr kv_get_pointer(IntPtr store, string key);

    [DllImport(Library)]
    public static extern void kv_string_free(IntPtr text);

    /// <summary>The marshaller reads four bytes of a one-byte result.</summary>
    [DllImport(Library)]
    public static extern bool kv_contains(IntPtr store, string key);

    [DllImport(Library)]
    public static extern KvStatus kv_stats(IntPtr store, out KvStoreStats stats);

    [DllImport(Library)]
    public static extern KvStatus kv_foreach(IntPtr store, Visitor visitor, IntPtr userData);

    [DllImport(Library)]
    public static extern KvStatus kv_subscribe(IntPtr store, ChangeCallback callback, IntPtr userData);

    [DllImport(Library, EntryPoint = "kv_subscribe")]
    public static extern KvStatus kv_subscribe_pointer(IntPtr store, IntPtr callback, IntPtr userData);

    [DllImport(Library)]
    public static extern KvStatus kv_unsubscribe(IntPtr store);

    [DllImport(Library)]
    public static extern IntPtr kv_last_error();

    [DllImport(Library)]
    public static extern long kv_live_stores();

    [DllImport(Library)]
    public static extern long kv_live_strings();

    [DllImport(Library)]
    public static extern long kv_live_subscriptions();
}
