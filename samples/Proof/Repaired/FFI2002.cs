using System;
using System.Runtime.InteropServices;

namespace Proof.Repaired;

/// <summary>A field keeps the delegate that the pointer belongs to.</summary>
internal sealed class FFI2002
{
    private readonly NotifyCallback _onNotify;
    private int _calls;

    private FFI2002() => _onNotify = OnNotify;

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

    private void Subscribe() => NativeMethods.proof_set_callback_pointer(Marshal.GetFunctionPointerForDelegate(_onNotify));

    private void OnNotify(int number) => _calls += number;
}
