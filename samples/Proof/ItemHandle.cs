using Microsoft.Win32.SafeHandles;

namespace Proof;

internal sealed class ItemHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ItemHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.proof_close(handle);
        return true;
    }
}
