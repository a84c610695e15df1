namespace Proof.Repaired;

/// <summary>The marshaller keeps the handle that it is given until the call has returned.</summary>
internal static class FFI1013
{
    public static void Run() => WorstMoment.ReadUntilDead(Read);

    private static long Read()
    {
        using ItemHandle item = NativeMethods.proof_open_item(7);
        return NativeMethods.proof_value_of(item);
    }
}
