using System;

namespace Proof.Defective;

/// <summary>The second Dispose, which every caller may make, frees the text again.</summary>
internal sealed class FFI1004 : IDisposable
{
    private readonly nint _text = NativeMethods.proof_text(7);

    public static void Run()
    {
        using var text = new FFI1004();
        text.Dispose();
    }

    public void Dispose() => NativeMethods.proof_text_free(_text); // FFI1004
}
