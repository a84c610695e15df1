namespace Proof.Defective;

/// <summary>Native code keeps an address that is good inside of the block only.</summary>
internal static unsafe class FFI2005
{
    public static void Run()
    {
        long[] numbers = WorstMoment.ArrayThatMoves();
        Watch(numbers);
        WorstMoment.WriteUntilMoved(numbers);
        NativeMethods.proof_unwatch();
    }

    private static void Watch(long[] numbers)
    {
        fixed (long* first = numbers)
        {
            NativeMethods.proof_watch(first); // FFI2005
        }
    }
}
