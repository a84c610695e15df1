using System;
using System.Runtime.InteropServices;

namespace Proof.Repaired;

/// <summary>Each handle is freed when the call that needs it has returned.</summary>
internal static unsafe class FFI1015
{
    public static void Run()
    {
        for (int i = 0; i < 10; i++)
        {
            Pass(new Target());
        }

        Console.WriteLine($"live targets: {Target.CountAlive()}");
    }

    private static void Pass(Target target)
    {
        GCHandle handle = GCHandle.Alloc(target);
        try
        {
            NativeMethods.proof_visit(&Target.Visit, GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }
    }
}
