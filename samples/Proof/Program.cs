using System;

namespace Proof;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Action? part = string.Join(' ', arguments) switch
        {
            "ffi1002 defective" => Defective.FFI1002.Run,
            "ffi1002 repaired" => Repaired.FFI1002.Run,
            "ffi1003 defective" => Defective.FFI1003.Run,
            "ffi1003 repaired" => Repaired.FFI1003.Run,
            "ffi1004 defective" => Defective.FFI1004.Run,
            "ffi1004 repaired" => Repaired.FFI1004.Run,
            "ffi1005 defective" => Defective.FFI1005.Run,
            "ffi1005 repaired" => Repaired.FFI1005.Run,
            "ffi1013 defective" => Defective.FFI1013.Run,
            "ffi1013 repaired" => Repaired.FFI1013.Run,
            "ffi1014 defective" => Defective.FFI1014.Run,
            "ffi1014 repaired" => Repaired.FFI1014.Run,
            "ffi1015 defective" => Defective.FFI1015.Run,
            "ffi1015 repaired" => Repaired.FFI1015.Run,
            "ffi2001 defective" => Defective.FFI2001.Run,
            "ffi2001 repaired" => Repaired.FFI2001.Run,
            "ffi2002 defective" => Defective.FFI2002.Run,
            "ffi2002 repaired" => Repaired.FFI2002.Run,
            "ffi2003 defective" => Defective.FFI2003.Run,
            "ffi2003 repaired" => Repaired.FFI2003.Run,
            "ffi2005 defective" => Defective.FFI2005.Run,
            "ffi2005 repaired" => Repaired.FFI2005.Run,
            _ => null,
        };
        if (part is null)
        {
            Console.Error.WriteLine("usage: Proof <rule> defective|repaired");
            return 2;
        }

        NativeLoading.Prepare();
        part();
        WorstMoment.Collect();
        Console.WriteLine($"live items: {NativeMethods.proof_live_items()}");
        Console.WriteLine($"live texts: {NativeMethods.proof_live_texts()}");
        Console.WriteLine($"releases of the dead: {NativeMethods.proof_dead_releases()}");
        Console.WriteLine($"uses of the dead: {NativeMethods.proof_dead_uses()}");
        return 0;
    }
}
