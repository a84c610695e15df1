using System;
using System.Collections.Immutable;

namespace BoundaryLint.Contracts;

/// <summary>What is documented about the truth values of libraries.</summary>
internal static class BooleanConventions
{
    // Widely bound C libraries whose headers use int, or a typedef or enum of that size, for every truth value in their interface. Versions behind a dash and the
    // shared-object suffix are not part of the name here.
    private static readonly ImmutableHashSet<string> IntLibraries = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "archive", "asound", "assimp", "avcodec", "avdevice", "avfilter", "avformat", "avutil", "bass", "cairo", "cairo-gobject", "crypto", "curl", "dbus", "e_sqlcipher",
        "e_sqlite3", "egl", "event", "fmod", "fontconfig", "gdk", "gdk_pixbuf", "gio", "git2", "glfw", "glfw3", "glib", "gmodule", "gmp", "gobject", "gstreamer", "gstapp", "gstbase",
        "gstvideo", "gthread", "gtk", "gtksourceview", "harfbuzz", "hidapi", "ldap", "lept", "lua", "lua51", "lua52", "lua53", "lua54", "mpfr", "notify", "nghttp2", "openmpt",
        "opus", "pango", "pangocairo", "pcap", "png", "png16", "portaudio", "pq", "pulse", "rdkafka", "librdkafka", "rsvg", "sdl2", "sdl2_image", "sdl2_mixer", "sdl2_net",
        "sdl2_ttf", "secp256k1", "secret", "sndfile", "sodium", "soup", "sqlcipher", "sqlite3", "ssl", "swresample", "swscale", "systemd", "tiff", "udev", "usb", "uv", "vorbis",
        "vorbisfile", "wpcap", "x11", "xcursor", "xext", "xfixes", "xi", "xinerama", "xml2", "xrandr", "xrender", "xslt", "xtst", "z", "zmq");

    // Widely bound libraries whose headers use bool, or a typedef of one byte, for every truth value in their interface.
    private static readonly ImmutableHashSet<string> ByteLibraries = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "cimgui", "csfml", "gpiod", "leveldb", "openal", "openal32", "raylib", "rocksdb", "sdl3", "sdl3_image", "sdl3_mixer", "sdl3_ttf", "soft_oal", "tensorflow", "vlc", "wasmtime");

    /// <summary>Whether a truth value of <paramref name="library"/> has one byte by its documentation.</summary>
    public static bool HasOneByteBooleans(string? library)
    {
        var name = LibraryNames.Normalize(library);
        return ByteLibraries.Contains(name) || Array.Exists(name.Split(Separators), ByteLibraries.Contains);
    }

    /// <summary>
    /// Whether a truth value of <paramref name="library"/> has 4 bytes by its documentation: Win32's <c>BOOL</c>, or an <c>int</c>. The native API of Windows uses the
    /// 1-byte <c>BOOLEAN</c> and OpenGL the 1-byte <c>GLboolean</c>.
    /// </summary>
    public static bool HasFourByteBooleans(string? library)
    {
        var name = LibraryNames.Normalize(library);
        return SystemLibraries.IsAny(library)
            ? name is not ("ntdll" or "win32u" or "opengl32" or "glu32")
            : IntLibraries.Contains(name) || name.StartsWith("bass", StringComparison.Ordinal) || Array.Exists(name.Split(Separators), IntLibraries.Contains);
    }

    // Versions and variants stand before or behind: glib-2.0-0 is glib, avcodec.58 is avcodec, gtk-x11-2.0 is gtk, alpine-librdkafka is rdkafka. BASS names its add-ons bassmix, bass_fx and so on.
    private static readonly char[] Separators = ['-', '.'];
}
