using BoundaryLint.Contracts;
using BoundaryLint.Signatures;

namespace BoundaryLint.Rules.Errors;

/// <summary>The native functions that return the thread's last error themselves.</summary>
internal static class LastErrorSources
{
    /// <summary>
    /// <c>GetLastError</c> of Windows and <c>WSAGetLastError</c>, which returns the same, and the functions behind the C macro <c>errno</c> of the common C libraries: glibc and musl, macOS, the BSDs, Bionic and
    /// Microsoft's.
    /// </summary>
    public static bool IsLastErrorItself(NativeFunction function) => function.EntryPoint switch
    {
        "GetLastError" => LibraryNames.Normalize(function.Library) is "kernel32" or "kernelbase" or "api-ms-win-core-errorhandling-l1-1-0",
        "WSAGetLastError" => LibraryNames.Normalize(function.Library) is "ws2_32" or "wsock32",
        "__errno_location" or "__error" or "__errno" or "_errno" =>
            LibraryNames.Normalize(function.Library) is "c" or "libc" or "system" or "msvcrt" or "ucrtbase" or "system.b",
        _ => false,
    };
}
