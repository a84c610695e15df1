using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Proof;

/// <summary>Finds the native library in bin/native of the sample, or in the folder beside it that PROOF_NATIVE names.</summary>
internal static class NativeLoading
{
    public static void Prepare()
    {
        string file = Path.Combine(NativeDirectory(), OperatingSystem.IsWindows() ? "proof.dll" : OperatingSystem.IsMacOS() ? "libproof.dylib" : "libproof.so");
        NativeLibrary.SetDllImportResolver(typeof(NativeLoading).Assembly, (name, _, _) => name == "proof" ? NativeLibrary.Load(file) : 0);
    }

    private static string NativeDirectory()
    {
        string folder = Environment.GetEnvironmentVariable("PROOF_NATIVE") ?? "native";
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "bin", folder);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("The native library is not built; run: dotnet msbuild Native.proj");
    }
}
