using System;
using System.Runtime.InteropServices;

namespace Proof.Defective;

/// <summary>The library's text goes to the C library, which does not know it.</summary>
internal static class FFI1002
{
    public static void Run()
    {
        nint text = NativeMethods.proof_text(7);
        Console.WriteLine($"text: {Marshal.PtrToStringUTF8(text)}");
        Marshal.FreeHGlobal(text); // FFI1002
    }
}
