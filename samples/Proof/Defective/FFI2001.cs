using System;

namespace Proof.Defective;

/// <summary>Native code keeps the delegate, and nothing here does.</summary>
internal sealed class FFI2001
{
    private int _calls;

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

    private void Subscribe() => NativeMethods.proof_set_callback(OnNotify); // FFI2001

    private void OnNotify(int number) => _calls += number;
}
