using System.Runtime.InteropServices;

namespace KeyValue.Repaired;

/// <summary>Loads the native library of the chosen language and makes it fit to live in one process with .NET.</summary>
internal static class NativeLoading
{
    public const string LibraryName = "kv";

    private const uint AbiVersion = 1;

    public static void Choose(string language)
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLoading).Assembly, (name, _, _) => name == LibraryName ? Load(language) : 0);
        uint version = NativeMethods.kv_abi_version();
        if (version != AbiVersion)
        {
            throw new NotSupportedException($"The library has interface version {version}; this program was written for {AbiVersion}.");
        }
    }

    /// <summary>Only to show what the guard is for; everybody else comes through <see cref="Choose"/>.</summary>
    public static nint LoadUnguarded(string language) => NativeLibrary.Load(Path.Combine(NativeDirectory(), language, FileName()));

    private static nint Load(string language)
    {
        nint library = LoadUnguarded(language);
        GoSignalGuard.Restore();
        return library;
    }

    private static string NativeDirectory()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "bin", "native");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("The native libraries are not built; run: dotnet msbuild Native.proj");
    }

    private static string FileName() =>
        OperatingSystem.IsWindows() ? "kv.dll" : OperatingSystem.IsMacOS() ? "libkv.dylib" : "libkv.so";
}
