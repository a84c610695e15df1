using System;

namespace Proof.Repaired;

/// <summary>A field keeps the delegate as long as native code does.</summary>
internal sealed class FFI2001
{
    private readonly NotifyCallback _onNotify;
    private int _calls;

    private FFI2001() => _onNotify = OnNotify;

    public static void Run()
    {
        var subscriber = new FFI2001();
        subscriber.Subscribe();
        WorstMoment.Collect();
        NativeMethods.proof_notify(1);
        NativeMethods.proof_clear_callback();
        Console.WriteLine($"calls: {subscriber._calls}");
        GC.KeepAlive(subscriber);
    }

    private void Subscribe() => NativeMethods.proof_set_callback(_onNotify);

    private void OnNotify(int number) => _calls += number;
}
