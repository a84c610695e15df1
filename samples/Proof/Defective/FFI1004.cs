namespace Proof.Defective;

/// <summary>Two parts of one method free the text, each of which takes it for its own.</summary>
internal static class FFI1004
{
    public static void Run()
    {
        nint text = NativeMethods.proof_text(7);
        NativeMethods.proof_text_free(text);
        NativeMethods.proof_text_free(text); // FFI1004
    }
}
