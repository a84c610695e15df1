namespace Proof.Defective;

/// <summary>The pointer is a number: the handle that it came from may be finalized while the call runs.</summary>
internal static class FFI1013
{
    public static void Run() => WorstMoment.ReadUntilDead(Read);

    private static long Read()
    {
        ItemHandle item = NativeMethods.proof_open_item(7);
        return NativeMethods.proof_value(item.DangerousGetHandle()); // FFI1013
    }
}
