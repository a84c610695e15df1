using System;

namespace Proof.Repaired;

/// <summary>The object lives until the call has returned.</summary>
internal sealed class FFI2003
{
    private readonly nint _item = NativeMethods.proof_open(7);

    ~FFI2003() => NativeMethods.proof_close(_item);

    public static void Run() => WorstMoment.ReadUntilDead(() => new FFI2003().Value());

    private long Value()
    {
        try
        {
            return NativeMethods.proof_value(_item);
        }
        finally
        {
            GC.KeepAlive(this);
        }
    }
}
