using System.Runtime.InteropServices;

namespace KeyValue.Defective;

/// <summary>Finds the native library of the chosen language.</summary>
internal static class NativeLoading
{
    public static void Choose(string language)
    {
        string directory = Path.Combine(NativeDirectory(), language);
        NativeLibrary.SetDllImportResolver(
            typeof(NativeLoading).Assembly,
            (name, _, _) => name == "kv" ? NativeLibrary.Load(Path.Combine(directory, FileName())) : IntPtr.Zero);
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
