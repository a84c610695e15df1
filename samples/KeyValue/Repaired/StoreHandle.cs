using Microsoft.Win32.SafeHandles;

namespace KeyValue.Repaired;

/// <summary>Owns an open store: closes it once, however the program leaves it.</summary>
internal sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public StoreHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle() => NativeMethods.kv_close(handle) == KvStatus.Ok;
}
