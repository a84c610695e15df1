using System;

namespace Proof.Repaired;

/// <summary>The first Dispose leaves nothing for a second one.</summary>
internal sealed class FFI1004 : IDisposable
{
    private nint _text = NativeMethods.proof_text(7);

    public static void Run()
    {
        using var text = new FFI1004();
        text.Dispose();
    }

    public void Dispose()
    {
        if (_text != 0)
        {
            NativeMethods.proof_text_free(_text);
            _text = 0;
        }
    }
}
