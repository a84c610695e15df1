namespace Proof.Repaired;

/// <summary>One of them frees it.</summary>
internal static class FFI1004
{
    public static void Run()
    {
        nint text = NativeMethods.proof_text(7);
        NativeMethods.proof_text_free(text);
    }
}
