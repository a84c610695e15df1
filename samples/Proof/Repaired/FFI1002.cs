using System;
using System.Runtime.InteropServices;

namespace Proof.Repaired;

/// <summary>The text goes back to where it came from.</summary>
internal static class FFI1002
{
    public static void Run()
    {
        nint text = NativeMethods.proof_text(7);
        try
        {
            Console.WriteLine($"text: {Marshal.PtrToStringUTF8(text)}");
        }
        finally
        {
            NativeMethods.proof_text_free(text);
        }
    }
}
