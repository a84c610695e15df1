using System;
using System.Collections.Immutable;

namespace BoundaryLint.Contracts;

/// <summary>
/// Libraries beside Windows' own whose headers make every function and callback stdcall on 32-bit Windows (VKAPI_PTR, CL_CALLBACK, F_CALLBACK, BASS's CALLBACK,
/// CUDA_CB, OpenVR's function tables, FTD2XX's WINAPI).
/// </summary>
internal static class StdcallLibraries
{
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.Ordinal, "vulkan", "vulkan-1", "moltenvk", "opencl", "nvcuda", "cuda", "fmod", "fmodl", "fmodex", "fmodex64", "fmodexl", "fmodexl64", "fmod_event", "fmod_event64", "fmodstudio", "fmodstudiol", "ftd2xx", "openvr", "gl", "opengl32", "glu32");

    /// <summary>Whether everything in <paramref name="library"/> is called as Windows calls its own.</summary>
    public static bool Contains(string? library)
    {
        var name = LibraryNames.Normalize(library);
        return SystemLibraries.IsWindows(library) || Names.Contains(name) || name == "bass" || (name.StartsWith("bass", StringComparison.Ordinal) && IsAddOn(name.Substring(4)));
    }

    /// <summary>Whether a callback type carries the name that the Khronos headers give it, or such a name without its prefix.</summary>
    public static bool IsNamedByKhronos(string type) =>
        type.StartsWith("PFN_vk", StringComparison.Ordinal) || type.StartsWith("PFN_xr", StringComparison.Ordinal) || type.StartsWith("PFNGL", StringComparison.Ordinal)
        || (type.Length > 2 && char.IsUpper(type[2]) && (type.StartsWith("vk", StringComparison.Ordinal) || type.StartsWith("gl", StringComparison.Ordinal)));

    private static bool IsAddOn(string rest) =>
        rest is "mix" or "midi" or "enc" or "cd" or "asio" or "wasapi" or "wma" or "flac" or "opus" or "hls" or "dsd" or "ape" or "wv" or "alac" or "ac3" or "spx" or "loud" or "webm" or "zxtune"
        || rest.StartsWith("_", StringComparison.Ordinal) || rest.StartsWith("enc", StringComparison.Ordinal);
}
