using System.Runtime.InteropServices;

namespace KeyValue.Repaired;

/// <summary>A call to the store failed. The message is the library's own.</summary>
internal sealed class KeyValueException(KvStatus status, string message) : Exception(message)
{
    public KvStatus Status { get; } = status;

    /// <summary>Must follow the call directly, on its thread: the next call replaces the library's text.</summary>
    public static unsafe void ThrowIfFailed(KvStatus status)
    {
        if (status != KvStatus.Ok)
        {
            string? text = Marshal.PtrToStringUTF8((nint)NativeMethods.kv_last_error());
            throw new KeyValueException(status, string.IsNullOrEmpty(text) ? status.ToString() : text);
        }
    }
}
