using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proof;

/// <summary>Makes happen each time what otherwise takes bad luck.</summary>
internal static unsafe class WorstMoment
{
    private const int MostRounds = 100;

    /// <summary>Everything that is garbage is collected, and finalizers have run.</summary>
    public static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>Reads items that nobody holds any longer, with a garbage collection inside of each native call, until one is seen to be used when it is dead.</summary>
    public static void ReadUntilDead(Func<long> read)
    {
        NativeMethods.proof_set_pause(&CollectInTheCall);
        for (int round = 0; round < MostRounds && NativeMethods.proof_dead_uses() == 0; round++)
        {
            Console.WriteLine($"value: {read()}");
        }

        NativeMethods.proof_clear_pause();
    }

    /// <summary>Writes numbers and lets native code look at them, with a garbage collection that moves the array in between, until native code sees another number.</summary>
    public static void WriteUntilMoved(long[] numbers)
    {
        int stale = 0;
        for (int round = 1; round <= MostRounds && stale == 0; round++)
        {
            Collect();
            numbers[0] = round;
            if (NativeMethods.proof_watched() != round)
            {
                stale++;
            }
        }

        Console.WriteLine($"stale reads: {stale}");
    }

    /// <summary>An array with garbage before it, which the next collection moves unless it is pinned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long[] ArrayThatMoves()
    {
        object?[] garbage = new object?[10_000];
        for (int i = 0; i < garbage.Length; i++)
        {
            garbage[i] = new byte[100];
        }

        return new long[16];
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CollectInTheCall()
    {
        try
        {
            Collect();
        }
        catch (Exception exception)
        {
            Environment.FailFast("There was no collection.", exception);
        }
    }
}
