using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KeyValue.Repaired;

internal enum KvStatus
{
    Ok = 0,
    NotFound = 1,
    InvalidArgument = 2,
    ReadOnly = 3,
    CallbackFailed = 4,
}

/// <summary>The native bools have one byte, and so have these fields.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct KvStoreStats
{
    private readonly byte _readOnly;
    private readonly byte _hasSubscriber;
    public readonly uint Entries;
    public readonly ulong Writes;

    public readonly bool ReadOnly => _readOnly != 0;

    public readonly bool HasSubscriber => _hasSubscriber != 0;
}

/// <summary>The imports, with the size of each bool and the encoding of each string stated.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = NativeLoading.LibraryName;

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial uint kv_abi_version();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_open(string path, out StoreHandle store);

    /// <summary>Only for <see cref="StoreHandle"/>.</summary>
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_close(nint store);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial byte* kv_name(StoreHandle store);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_rename(StoreHandle store, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_put(StoreHandle store, string key, string value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial byte* kv_get(StoreHandle store, string key);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial void kv_string_free(byte* text);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool kv_contains(StoreHandle store, string key);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_stats(StoreHandle store, out KvStoreStats stats);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_foreach(StoreHandle store, delegate* unmanaged[Cdecl]<nint, byte*, byte*, KvStatus> visitor, nint userData);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_subscribe(StoreHandle store, delegate* unmanaged[Cdecl]<nint, byte*, byte*, void> callback, nint userData);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial KvStatus kv_unsubscribe(StoreHandle store);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial byte* kv_last_error();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial long kv_live_stores();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial long kv_live_strings();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial long kv_live_subscriptions();
}
