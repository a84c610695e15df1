using System;

namespace Proof.Defective;

/// <summary>The value is asked for when the item is gone.</summary>
internal static class FFI1005
{
    public static void Run()
    {
        nint item = NativeMethods.proof_open(7);
        NativeMethods.proof_close(item);
        Console.WriteLine($"value: {NativeMethods.proof_value(item)}"); // FFI1005
    }
}
