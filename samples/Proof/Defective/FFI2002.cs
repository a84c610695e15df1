using System;
using System.Runtime.InteropServices;

namespace Proof.Defective;

/// <summary>A pointer into a delegate keeps no delegate.</summary>
internal sealed class FFI2002
{
    private int _calls;

    public static void Run()
    {
        var subscriber = new FFI2002();
        subscriber.Subscribe();
        WorstMoment.Collect();
        NativeMethods.proof_notify(1);
        NativeMethods.proof_clear_callback();
        Console.WriteLine($"calls: {subscriber._calls}");
        GC.KeepAlive(subscriber);
    }

    private void Subscribe() => NativeMethods.proof_set_callback_pointer(Marshal.GetFunctionPointerForDelegate<NotifyCallback>(OnNotify)); // FFI2002

    private void OnNotify(int number) => _calls += number;
}
