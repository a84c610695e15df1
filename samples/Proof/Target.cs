using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proof;

/// <summary>What native code hands back to a visitor through its user data.</summary>
internal sealed class Target
{
    private static readonly List<WeakReference> s_all = [];

    private int _visits;

    public Target() => s_all.Add(new WeakReference(this));

    /// <summary>How many targets the garbage collector could not take.</summary>
    public static int CountAlive()
    {
        WorstMoment.Collect();
        return s_all.Count(reference => reference.IsAlive);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Visit(nint userData)
    {
        if (userData != 0 && GCHandle.FromIntPtr(userData).Target is Target target)
        {
            target._visits++;
        }
    }
}
