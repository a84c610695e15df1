using System;

namespace Proof.Repaired;

/// <summary>The value is asked for before the item goes.</summary>
internal static class FFI1005
{
    public static void Run()
    {
        nint item = NativeMethods.proof_open(7);
        long value = NativeMethods.proof_value(item);
        NativeMethods.proof_close(item);
        Console.WriteLine($"value: {value}");
    }
}
