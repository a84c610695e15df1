using System;

namespace Proof.Repaired;

/// <summary>Every way out closes the item.</summary>
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
        nint item = NativeMethods.proof_open(value);
        try
        {
            long read = NativeMethods.proof_value(item);
            return read < 0 ? -1 : read;
        }
        finally
        {
            NativeMethods.proof_close(item);
        }
    }
}
