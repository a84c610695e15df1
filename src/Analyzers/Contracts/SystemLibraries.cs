using System;
using System.Collections.Immutable;

namespace BoundaryLint.Contracts;

/// <summary>The libraries that belong to an operating system, whose conventions are known without a header. Names are compared as <see cref="LibraryNames"/> does.</summary>
internal static class SystemLibraries
{
    // Libraries of Windows with a C interface in the Win32 style: BOOL has 4 bytes, functions come as A and W, errors go to GetLastError.
    private static readonly ImmutableHashSet<string> Windows = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "advapi32", "advpack", "avicap32", "avifil32", "avrt", "bcrypt", "bcryptprimitives", "bluetoothapis", "bthprops.cpl", "cabinet", "cfgmgr32", "cldapi", "difxapi", "irprops.cpl",
        "clusapi", "combase", "comctl32", "comdlg32", "compstui", "computecore", "computenetwork", "computestorage", "coremessaging", "credui", "crypt32", "cryptbase", "cryptnet",
        "cryptui", "cryptxml", "d2d1", "d3d9", "d3d10", "d3d11", "d3d12", "d3dcompiler_47", "davclnt", "dbgeng", "dbghelp", "dciman32", "dcomp", "ddraw", "dhcpcsvc",
        "dinput8", "dnsapi", "drt", "dsound", "dsrole", "dssec", "dsuiext", "dwmapi", "dwrite", "dxgi", "dxva2", "eappcfg", "elscore", "esent", "evr", "faultrep", "fltlib",
        "fontsub", "fwpuclnt", "gdi32", "gdi32full", "gdiplus", "glu32", "hhctrl.ocx", "hid", "hlink", "httpapi", "icmp", "iertutil", "ieframe", "imagehlp", "imgutil", "imm32",
        "inetcomm", "infocardapi", "inkobjcore", "iphlpapi", "iprop", "kernel32", "kernelbase", "ksuser", "ktmw32", "loadperf", "magnification", "mapi32", "mf", "mfplat",
        "mfreadwrite", "mfsensorgroup", "mgmtapi", "mi", "mmdevapi", "mpr", "mprapi", "mqrt", "msacm32", "mscms", "mscoree", "msctf", "msdelta", "msdmo", "msdrm", "msi",
        "msimg32", "msports", "msrating", "mstask", "msvfw32", "mswsock", "ncrypt", "ndfapi", "netapi32", "netsh", "newdev", "ninput", "normaliz", "ntdll", "ntdsapi",
        "ntlanman", "odbc32", "odbccp32", "ole32", "oleacc", "oleaut32", "oledlg", "olepro32", "opengl32", "p2p", "pathcch", "pdh", "peerdist", "powrprof", "prntvpt", "projectedfslib",
        "propsys", "psapi", "quartz", "qwave", "rasapi32", "rasdlg", "resutils", "rpcns4", "rpcrt4", "rstrtmgr", "rtm", "rtutils", "rtworkq", "samlib", "sas", "secur32",
        "security", "sensapi", "sensorsutilsv2", "setupapi", "sfc", "shcore", "shdocvw", "shell32", "shfolder", "shlwapi", "slc", "slwga", "snmpapi", "srclient", "sspicli",
        "sti", "t2embed", "tapi32", "taskschd", "tbs", "tdh", "tokenbinding", "traffic", "txfw32", "ualapi", "uiautomationcore", "urlmon", "user32", "userenv", "usp10",
        "uxtheme", "vdmdbg", "version", "vfw32", "virtdisk", "vssapi", "wcmapi", "wdsclientapi", "webservices", "websocket", "wecapi", "wer", "wevtapi", "win32u", "winbio",
        "windowscodecs", "winfax", "winhttp", "winhvplatform", "wininet", "winmm", "winscard", "winspool", "winspool.drv", "wintrust", "winusb", "wlanapi", "wldap32", "wldp",
        "wmvcore", "wnvapi", "wofutil", "wow32", "ws2_32", "wscapi", "wsclient", "wsdapi", "wsmsvc", "wsnmp32", "wsock32", "wtsapi32", "xaudio2_8", "xaudio2_9", "xinput1_3", "xinput1_4",
        "xinput9_1_0", "xmllite", "xolehlp", "xpsprint");

    // What Windows maps at its start and gives to everybody who names it, without a search: the registry's KnownDLLs, with ntdll, which is in every process.
    private static readonly ImmutableHashSet<string> KnownDlls = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "advapi32", "bcryptprimitives", "clbcatq", "combase", "comdlg32", "coml2", "difxapi", "gdi32", "gdiplus", "imagehlp", "imm32", "kernel32", "kernelbase", "msctf", "msvcrt",
        "normaliz", "nsi", "ntdll", "ole32", "oleaut32", "psapi", "rpcrt4", "sechost", "setupapi", "shcore", "shell32", "shlwapi", "ucrtbase", "user32", "wldap32", "ws2_32");

    // The C library and what Unix systems put beside it: truth values are int, errors go to errno.
    private static readonly ImmutableHashSet<string> Unix = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "c", "c.musl-x86_64", "c.musl-aarch64", "m", "dl", "pthread", "rt", "util", "resolv", "crypt", "system", "system.b", "system.native", "kvm", "proc", "procstat", "bsm");

    // The Microsoft C runtimes: C's conventions, not those of Win32.
    private static readonly ImmutableHashSet<string> WindowsC = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "msvcrt", "ucrtbase", "ucrtbased", "crtdll", "msvcr70", "msvcr71", "msvcr80", "msvcr90", "msvcr100", "msvcr110", "msvcr120", "vcruntime140");

    /// <summary>Whether Windows takes its own copy of <paramref name="library"/>, wherever a file of that name lies (Microsoft's "Dynamic-link library search order").</summary>
    public static bool IsKnownDll(string? library)
    {
        var name = LibraryNames.Normalize(library);
        return KnownDlls.Contains(name) || name.StartsWith("api-ms-win-", StringComparison.Ordinal) || name.StartsWith("ext-ms-win-", StringComparison.Ordinal);
    }

    /// <summary>Whether <paramref name="library"/>, as written in an import, is a part of Windows with a Win32 interface; the C runtimes are not.</summary>
    public static bool IsWindows(string? library)
    {
        var name = LibraryNames.Normalize(library);
        return Windows.Contains(name)
            || name.StartsWith("api-ms-win-", StringComparison.Ordinal) && !name.StartsWith("api-ms-win-crt-", StringComparison.Ordinal)
            || name.StartsWith("ext-ms-win-", StringComparison.Ordinal);
    }

    /// <summary>Whether <paramref name="library"/> is the C library of a Unix system or a part of it.</summary>
    public static bool IsUnix(string? library) => Unix.Contains(LibraryNames.Normalize(library));

    /// <summary>Whether <paramref name="library"/> is a C library on some system: its functions use <c>int</c> for truth values and <c>errno</c> for errors.</summary>
    public static bool IsCLibrary(string? library)
    {
        var name = LibraryNames.Normalize(library);
        return Unix.Contains(name) || WindowsC.Contains(name) || name.StartsWith("api-ms-win-crt-", StringComparison.Ordinal);
    }

    /// <summary>Whether <paramref name="library"/> comes with some operating system.</summary>
    public static bool IsAny(string? library) => IsWindows(library) || IsCLibrary(library);
}
