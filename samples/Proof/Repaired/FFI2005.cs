using System.Runtime.InteropServices;

namespace Proof.Repaired;

/// <summary>The pin lasts as long as native code has the address.</summary>
internal static unsafe class FFI2005
{
    public static void Run()
    {
        long[] numbers = WorstMoment.ArrayThatMoves();
        GCHandle pin = GCHandle.Alloc(numbers, GCHandleType.Pinned);
        try
        {
            NativeMethods.proof_watch((long*)pin.AddrOfPinnedObject());
            WorstMoment.WriteUntilMoved(numbers);
            NativeMethods.proof_unwatch();
        }
        finally
        {
            pin.Free();
        }
    }
}
