using System;
using System.Collections.Immutable;

namespace BoundaryLint.Contracts;

/// <summary>
/// Libraries that belong to Linux and that a machine without development packages has under the name of their version only: the file without one is a link for linkers, or the text
/// of a linker script that cannot be loaded. Source: the sonames in the packages of Debian and Fedora, which agree on these.
/// </summary>
internal static class LinuxLibraries
{
    private static readonly ImmutableDictionary<string, string> Files = Table(
        "m=6 dl=2 pthread=0 rt=1 util=1 resolv=2 X11=6 X11-xcb=1 Xrandr=2 Xext=6 Xi=6 Xcursor=1 Xinerama=1 Xtst=6 Xfixes=3 Xrender=1 Xss=1 xcb=1 xkbcommon=0 wayland-client=0 "
            + "GL=1 EGL=1 drm=2 gbm=1 udev=1 systemd=0 asound=2 pulse=0 pulse-simple=0 v4l2=0 bluetooth=3");

    /// <summary>The file that every machine has, such as <c>libdl.so.2</c>, when <paramref name="library"/> names one without a version; otherwise null.</summary>
    public static string? FileOf(string library)
    {
        var name = BareName(library);

        // The runtime itself completes "libc".
        if (name == "c")
        {
            return library.EndsWith(".so", StringComparison.Ordinal) ? "libc.so.6" : null;
        }

        return Files.TryGetValue(name, out var version) ? $"lib{name}.so.{version}" : null;
    }

    /// <summary>Whether Android has <paramref name="library"/> under this name, without a version.</summary>
    public static bool IsOfAndroid(string library) => BareName(library) is "c" or "m" or "dl" or "EGL";

    /// <summary>Whether bindings name <paramref name="library"/> for Android: elsewhere other interfaces do the same.</summary>
    public static bool IsMainlyOfAndroid(string library) => BareName(library) == "EGL";

    /// <summary>Whether <paramref name="library"/> is such a file, with its version, and thereby of Linux alone.</summary>
    public static bool IsFile(string library)
    {
        var version = library.IndexOf(".so.", StringComparison.Ordinal);
        return version > 0 && FileOf(library.Substring(0, version)) == library;
    }

    private static string BareName(string library)
    {
        var name = library.StartsWith("lib", StringComparison.Ordinal) ? library.Substring(3) : library;
        return name.EndsWith(".so", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) : name;
    }

    private static ImmutableDictionary<string, string> Table(string entries)
    {
        var table = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries.Split(' '))
        {
            var split = entry.IndexOf('=');
            table.Add(entry.Substring(0, split), entry.Substring(split + 1));
        }

        return table.ToImmutable();
    }
}
