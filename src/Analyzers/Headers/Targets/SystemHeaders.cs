using System;
using System.Collections.Immutable;

namespace BoundaryLint.Headers;

/// <summary>The headers of C, POSIX and Windows whose types the target profile knows. Not having them is no loss.</summary>
internal static class SystemHeaders
{
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "assert.h", "complex.h", "ctype.h", "errno.h", "fenv.h", "float.h", "inttypes.h", "iso646.h", "limits.h", "locale.h", "math.h", "setjmp.h", "signal.h",
        "stdalign.h", "stdarg.h", "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "stdnoreturn.h", "string.h", "tgmath.h",
        "threads.h", "time.h", "uchar.h", "wchar.h", "wctype.h", "unistd.h", "pthread.h", "fcntl.h", "poll.h", "netdb.h", "dlfcn.h", "sched.h", "alloca.h",
        "endian.h", "byteswap.h", "immintrin.h", "mmintrin.h", "xmmintrin.h", "emmintrin.h", "pmmintrin.h", "tmmintrin.h", "smmintrin.h", "nmmintrin.h", "wmmintrin.h",
        "ammintrin.h", "x86intrin.h", "cpuid.h", "arm_neon.h", "arm_acle.h", "arm64_neon.h", "arm64intr.h", "armintr.h", "lsxintrin.h", "lasxintrin.h", "altivec.h", "intrin.h", "io.h", "process.h", "strings.h",
        "memory.h", "malloc.h", "features.h", "dirent.h", "termios.h", "pwd.h", "grp.h", "semaphore.h", "getopt.h", "glob.h", "regex.h", "fnmatch.h", "ftw.h", "syslog.h", "spawn.h", "utime.h",
        "ucontext.h", "execinfo.h", "langinfo.h", "iconv.h", "nl_types.h", "libgen.h", "search.h", "aio.h", "mqueue.h", "err.h", "paths.h", "ifaddrs.h", "link.h", "elf.h", "utmp.h", "wordexp.h",
        "mswsock.h", "winsock.h", "winbase.h", "wingdi.h", "winuser.h", "winerror.h", "winreg.h", "winternl.h", "objidl.h", "oaidl.h", "ole2.h", "oleauto.h", "propidl.h", "shellapi.h", "shlobj.h",
        "combaseapi.h", "guiddef.h", "tchar.h", "direct.h", "conio.h", "crtdbg.h", "excpt.h", "wincrypt.h", "mmsystem.h", "mmreg.h", "dbghelp.h", "iphlpapi.h", "psapi.h", "tlhelp32.h",
        "windows.h", "winsock2.h", "ws2tcpip.h", "winnt.h", "wtypes.h", "objbase.h", "unknwn.h", "sal.h", "basetsd.h", "windef.h",
        "minwindef.h", "crtdefs.h", "TargetConditionals.h", "Availability.h", "AvailabilityMacros.h");

    private static readonly string[] Directories = ["sys/", "netinet/", "arpa/", "net/", "linux/", "asm/", "bits/", "mach/", "libkern/"];

    private static readonly ImmutableHashSet<string> CPlusPlusNames = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "algorithm", "array", "atomic", "bitset", "cassert", "cctype", "cerrno", "cfloat", "chrono", "cinttypes", "climits", "cmath",
        "complex", "condition_variable",
        "csignal", "cstdarg", "cstdbool", "cstddef", "cstdint", "cstdio", "cstdlib", "cstring", "ctime", "cwchar", "deque", "exception", "functional", "future",
        "initializer_list", "iosfwd", "iostream", "iterator", "limits", "list", "map", "memory", "mutex", "new", "optional",
        "ostream", "set", "span", "sstream",
        "stdexcept", "string", "string_view", "thread", "tuple", "type_traits", "typeinfo", "unordered_map", "unordered_set", "utility", "variant", "vector");

    public static bool IsOfCPlusPlus(string name) => CPlusPlusNames.Contains(name);

    public static bool Contains(string name)
    {
        foreach (var directory in Directories)
        {
            if (name.StartsWith(directory, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return Names.Contains(name);
    }
}
