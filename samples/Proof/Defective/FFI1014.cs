using System;

namespace Proof.Defective;

/// <summary>The library owns the item from the call on, and the handle closes it all the same.</summary>
internal static class FFI1014
{
    public static void Run()
    {
        Give();
        Console.WriteLine($"sum: {NativeMethods.proof_drain()}");
    }

    private static void Give()
    {
        using ItemHandle item = NativeMethods.proof_open_item(7);
        NativeMethods.proof_give(item); // FFI1014
    }
}
