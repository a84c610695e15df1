using System;
using System.Runtime.InteropServices;

namespace Proof.Defective;

/// <summary>Nobody frees the handles, so that their targets live as long as the process.</summary>
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
        GCHandle handle = GCHandle.Alloc(target); // FFI1015
        NativeMethods.proof_visit(&Target.Visit, GCHandle.ToIntPtr(handle));
    }
}
