using System;

namespace Proof.Defective;

/// <summary>The early return forgets the item.</summary>
internal static class FFI1003
{
    public static void Run()
    {
        for (int i = 1; i <= 10; i++)
        {
            Console.WriteLine($"value: {Read(i % 2 == 0 ? i : -i)}");
        }
    }

    private static long Read(long value)
    {
        nint item = NativeMethods.proof_open(value); // FFI1003
        long read = NativeMethods.proof_value(item);
        if (read < 0)
        {
            return -1;
        }

        NativeMethods.proof_close(item);
        return read;
    }
}
