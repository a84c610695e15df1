using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace KeyValue.Repaired;

/// <summary>A store for C# callers: strings, exceptions and <see langword="using"/>. One thread at a time may use it.</summary>
internal sealed unsafe class KeyValueStore : IDisposable
{
    private readonly StoreHandle _handle;
    private Subscription? _subscription;

    private KeyValueStore(StoreHandle handle) => _handle = handle;

    public static KeyValueStore Open(string path)
    {
        KvStatus status = NativeMethods.kv_open(path, out StoreHandle handle);
        try
        {
            KeyValueException.ThrowIfFailed(status);
            return new KeyValueStore(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public string Name
    {
        get
        {
            // The text belongs to the store, which must not be closed before the text is copied.
            string name = Marshal.PtrToStringUTF8((nint)NativeMethods.kv_name(_handle)) ?? string.Empty;
            GC.KeepAlive(_handle);
            return name;
        }

        set => KeyValueException.ThrowIfFailed(NativeMethods.kv_rename(_handle, value));
    }

    public KvStoreStats Stats
    {
        get
        {
            KeyValueException.ThrowIfFailed(NativeMethods.kv_stats(_handle, out KvStoreStats stats));
            return stats;
        }
    }

    public bool Contains(string key) => NativeMethods.kv_contains(_handle, key);

    public void Put(string key, string value)
    {
        KvStatus status = NativeMethods.kv_put(_handle, key, value);
        _subscription?.RethrowFailure();
        KeyValueException.ThrowIfFailed(status);
    }

    public string? Get(string key)
    {
        byte* text = NativeMethods.kv_get(_handle, key);
        try
        {
            return Marshal.PtrToStringUTF8((nint)text);
        }
        finally
        {
            NativeMethods.kv_string_free(text);
        }
    }

    /// <summary>Calls <paramref name="visitor"/> for each entry in the order of the keys. Its exception ends the walk and comes out here.</summary>
    public void ForEach(Action<string, string> visitor)
    {
        var walk = new Walk(visitor);
        GCHandle self = GCHandle.Alloc(walk);
        try
        {
            KvStatus status = NativeMethods.kv_foreach(_handle, &Visit, GCHandle.ToIntPtr(self));
            walk.Failure?.Throw();
            KeyValueException.ThrowIfFailed(status);
        }
        finally
        {
            self.Free();
        }
    }

    /// <summary>Calls <paramref name="onChange"/> after each write until the result is disposed. Its exception comes out of <see cref="Put"/>.</summary>
    public IDisposable Subscribe(Action<string, string> onChange)
    {
        if (_subscription is not null)
        {
            throw new InvalidOperationException("The store already has a subscriber.");
        }

        var subscription = new Subscription(this, onChange);
        subscription.Start();
        _subscription = subscription;
        return subscription;
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _handle.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static KvStatus Visit(nint userData, byte* key, byte* value)
    {
        Walk? walk = null;
        try
        {
            walk = (Walk)GCHandle.FromIntPtr(userData).Target!;
            walk.Visitor(Text(key), Text(value));
            return KvStatus.Ok;
        }
        catch (Exception exception)
        {
            // No exception may enter the native frames: it waits here until the call is back.
            walk?.Failure = ExceptionDispatchInfo.Capture(exception);
            return KvStatus.CallbackFailed;
        }
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;

    private sealed class Walk(Action<string, string> visitor)
    {
        public Action<string, string> Visitor { get; } = visitor;

        public ExceptionDispatchInfo? Failure { get; set; }
    }

    /// <summary>
    /// Keeps what the native side keeps: the GCHandle roots this object from <see cref="Start"/> to <see cref="Dispose"/>, and
    /// the callback is a static function, which is never collected.
    /// </summary>
    private sealed class Subscription(KeyValueStore store, Action<string, string> onChange) : IDisposable
    {
        private GCHandle _self;
        private ExceptionDispatchInfo? _failure;

        public void Start()
        {
            _self = GCHandle.Alloc(this);
            KvStatus status = NativeMethods.kv_subscribe(store._handle, &OnChange, GCHandle.ToIntPtr(_self));
            if (status != KvStatus.Ok)
            {
                _self.Free();
                KeyValueException.ThrowIfFailed(status);
            }
        }

        public void RethrowFailure()
        {
            ExceptionDispatchInfo? failure = _failure;
            _failure = null;
            failure?.Throw();
        }

        public void Dispose()
        {
            // As long as the library may still call, this object must stay where the call will look for it.
            if (_self.IsAllocated && NativeMethods.kv_unsubscribe(store._handle) == KvStatus.Ok)
            {
                _self.Free();
                store._subscription = null;
            }
        }

        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
        private static void OnChange(nint userData, byte* key, byte* value)
        {
            Subscription? subscription = null;
            try
            {
                subscription = (Subscription)GCHandle.FromIntPtr(userData).Target!;
                subscription.Notify(Text(key), Text(value));
            }
            catch (Exception exception)
            {
                subscription?._failure = ExceptionDispatchInfo.Capture(exception);
            }
        }

        private void Notify(string key, string value) => onChange(key, value);
    }
}
