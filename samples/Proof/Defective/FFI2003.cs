namespace Proof.Defective;

/// <summary>The object is garbage as soon as its field is read, and its finalizer closes the item while the call uses it.</summary>
internal sealed class FFI2003
{
    private readonly nint _item = NativeMethods.proof_open(7);

    ~FFI2003() => NativeMethods.proof_close(_item);

    public static void Run() => WorstMoment.ReadUntilDead(() => new FFI2003().Value());

    private long Value() => NativeMethods.proof_value(_item); // FFI2003
}
