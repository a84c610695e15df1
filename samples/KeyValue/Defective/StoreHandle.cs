using Microsoft.Win32.SafeHandles;

namespace KeyValue.Defective;

/// <summary>A handle without the parameterless constructor that the marshaller calls.</summary>
internal sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public StoreHandle(IntPtr store)
        : base(ownsHandle: true) => SetHandle(store);

    protected override bool ReleaseHandle()
    {
        NativeMethods.kv_close(handle);
        return true;
    }
}
