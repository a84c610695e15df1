using System;

namespace Proof.Repaired;

/// <summary>The handle lets go of the item that the library owns.</summary>
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
        NativeMethods.proof_give(item);
        item.SetHandleAsInvalid();
    }
}
