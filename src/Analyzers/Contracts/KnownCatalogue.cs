using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using BoundaryLint.Headers;
using BoundaryLint.Signatures;
using Microsoft.CodeAnalysis.Text;

namespace BoundaryLint.Contracts;

/// <summary>One library of the catalogue.</summary>
internal sealed class KnownLibrary
{
    private readonly Lazy<CHeader> _header;
    private readonly Lazy<ImmutableHashSet<string>> _releasers;

    public KnownLibrary(string fileName, string documentation, DataModel model, params string[] names)
    {
        FileName = fileName;
        Documentation = documentation;
        Names = ImmutableArray.Create(names);

        // The resource never changes: one parse serves the process.
        _header = new Lazy<CHeader>(() => Parse(fileName, model), LazyThreadSafetyMode.ExecutionAndPublication);
        _releasers = new Lazy<ImmutableHashSet<string>>(() => ReleasersNamedIn(Header), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>The annotated header among the resources.</summary>
    public string FileName { get; }

    /// <summary>What its facts were taken from, as messages name it.</summary>
    public string Documentation { get; }

    /// <summary>The library's names as <see cref="LibraryNames.Normalize"/> gives them.</summary>
    public ImmutableArray<string> Names { get; }

    public CHeader Header => _header.Value;

    /// <summary>Whether the library has functions whose results <paramref name="function"/> releases, by what is stated of them.</summary>
    public bool NamesAsReleaser(string function) => _releasers.Value.Contains(function);

    private static ImmutableHashSet<string> ReleasersNamedIn(CHeader header) =>
        header.Functions
            .SelectMany(static function => function.Parameters.SelectMany(static parameter => parameter.Facts).Concat(function.ReturnFacts))
            .Where(static fact => fact is { Name: "owned", Argument.Length: > 0 })
            .Select(static fact => fact.Argument)
            .ToImmutableHashSet(StringComparer.Ordinal);

    private static CHeader Parse(string fileName, DataModel model)
    {
        using var stream = typeof(KnownLibrary).Assembly.GetManifestResourceStream("BoundaryLint.Known." + fileName)
            ?? throw new InvalidOperationException($"The catalogue has no header '{fileName}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var source = new HeaderSource(fileName, SourceText.From(reader.ReadToEnd(), Encoding.UTF8));
        return HeaderCache.Parse(
            source, IncludeFiles.None, ImmutableArray<string>.Empty, ImmutableArray<string>.Empty, model, CancellationToken.None);
    }
}

/// <summary>
/// The built-in catalogue: annotated headers of the system libraries and of libraries that many projects bind. A header is parsed when the first compilation imports
/// its library.
/// </summary>
internal static class KnownCatalogue
{
    private static readonly KnownLibrary CLibrary = new("libc.h", "C and POSIX documentation", DataModel.LinuxX64, "c");
    private static readonly KnownLibrary Windows = new("win32.h", "Windows documentation", DataModel.WinX64, "kernel32", "user32", "gdi32", "advapi32", "ole32");

    public static ImmutableArray<KnownLibrary> All { get; } = ImmutableArray.Create(
        CLibrary,
        Windows,
        new KnownLibrary(
            "sqlite3.h", "SQLite documentation", DataModel.LinuxX64, "sqlite3", "e_sqlite3", "winsqlite3", "sqlite", "sqlite.interop", "sqlite3mc", "e_sqlite3mc", "sqlcipher", "e_sqlcipher"),
        new KnownLibrary("zlib.h", "zlib manual", DataModel.LinuxX64, "z", "zlib", "zlib1", "zlibwapi"),
        new KnownLibrary("zstd.h", "Zstandard manual", DataModel.LinuxX64, "zstd"),
        new KnownLibrary("git2.h", "libgit2 documentation", DataModel.LinuxX64, "git2"),
        new KnownLibrary(
            "rdkafka.h", "librdkafka documentation", DataModel.LinuxX64, "rdkafka", "alpine-librdkafka", "centos6-librdkafka", "centos7-librdkafka", "centos8-librdkafka", "debian9-librdkafka"),
        new KnownLibrary("sodium.h", "libsodium documentation", DataModel.LinuxX64, "sodium"),
        new KnownLibrary("openssl.h", "OpenSSL documentation", DataModel.LinuxX64, "crypto", "ssl", "eay32", "ssleay32"),
        new KnownLibrary(
            "apple.h", "Apple documentation", DataModel.LinuxX64, "corefoundation", "coregraphics", "applicationservices", "carbon", "coreservices", "iokit", "coremidi"),
        new KnownLibrary("archive.h", "libarchive manual pages", DataModel.LinuxX64, "archive", "archive-13"),
        new KnownLibrary("asound.h", "ALSA library documentation", DataModel.LinuxX64, "asound"),
        new KnownLibrary("avahi.h", "Avahi documentation", DataModel.LinuxX64, "avahi-client", "avahi-common"),
        new KnownLibrary("avif.h", "libavif documentation", DataModel.LinuxX64, "avif"),
        new KnownLibrary("bass.h", "BASS documentation", DataModel.LinuxX64, "bass"),
        new KnownLibrary("cairo.h", "cairo documentation", DataModel.LinuxX64, "cairo"),
        new KnownLibrary("compress.h", "LZ4, Brotli and XZ documentation", DataModel.LinuxX64, "lz4", "lz4-1", "lzma", "lzma-5", "brotlidec", "brotlienc"),
        new KnownLibrary(
            "csfml.h", "CSFML documentation", DataModel.LinuxX64, "csfml", "csfml-audio", "csfml-audio-2", "csfml-graphics", "csfml-graphics-2", "csfml-network", "csfml-network-2", "csfml-system", "csfml-system-2", "csfml-window", "csfml-window-2"),
        new KnownLibrary("cups.h", "CUPS documentation", DataModel.LinuxX64, "cups"),
        new KnownLibrary("curl.h", "libcurl documentation", DataModel.LinuxX64, "curl", "curl-gnutls", "curl-4", "curl-x64", "curl-openssl"),
        new KnownLibrary("dbus.h", "D-Bus documentation", DataModel.LinuxX64, "dbus", "dbus-1"),
        new KnownLibrary("drm.h", "documentation of libdrm, GBM and libinput", DataModel.LinuxX64, "drm", "gbm", "input"),
        new KnownLibrary("duckdb.h", "DuckDB documentation", DataModel.LinuxX64, "duckdb"),
        new KnownLibrary("duktape.h", "Duktape documentation", DataModel.LinuxX64, "duktape"),
        new KnownLibrary("enchant.h", "Enchant documentation", DataModel.LinuxX64, "enchant", "enchant-2"),
        new KnownLibrary("ffmpeg.h", "FFmpeg documentation", DataModel.LinuxX64, "avutil", "avcodec", "avformat", "avfilter", "avdevice", "swscale", "swresample"),
        new KnownLibrary("flac.h", "FLAC documentation", DataModel.LinuxX64, "flac", "flac_dynamic"),
        new KnownLibrary("fluidsynth.h", "FluidSynth documentation", DataModel.LinuxX64, "fluidsynth", "fluidsynth-2", "fluidsynth-3"),
        new KnownLibrary("freetype.h", "FreeType documentation", DataModel.LinuxX64, "freetype", "freetype6"),
        new KnownLibrary("ftdi.h", "libftdi documentation", DataModel.LinuxX64, "ftdi", "ftdi1", "ftdi1-2"),
        new KnownLibrary("fuse3.h", "libfuse documentation", DataModel.LinuxX64, "fuse3"),
        new KnownLibrary(
            "gdal.h", "GDAL documentation", DataModel.LinuxX64, "gdal", "gdal201", "gdal202", "gdal203", "gdal204", "gdal300", "gdal301", "gdal302", "gdal303", "gdal304", "gdal305", "gdal306", "gdal307", "gdal308", "gdal309", "gdal310", "gdal311"),
        new KnownLibrary("geos.h", "GEOS documentation", DataModel.LinuxX64, "geos_c", "geos_c-1"),
        new KnownLibrary("glfw3.h", "GLFW documentation", DataModel.LinuxX64, "glfw", "glfw3"),
        new KnownLibrary(
            "glib.h", "GLib documentation", DataModel.LinuxX64, "glib", "gobject", "gio", "gthread", "glib-2.0", "gobject-2.0", "gio-2.0", "glib-2.0-0", "gobject-2.0-0", "gio-2.0-0"),
        new KnownLibrary("gnutls.h", "GnuTLS manual", DataModel.LinuxX64, "gnutls", "gnutls-30"),
        new KnownLibrary("gpgme.h", "GPGME manual", DataModel.LinuxX64, "gpgme"),
        new KnownLibrary("gpiod.h", "libgpiod documentation", DataModel.LinuxX64, "gpiod"),
        new KnownLibrary("gssapi.h", "Kerberos documentation", DataModel.LinuxX64, "gssapi_krb5", "gssapi", "krb5"),
        new KnownLibrary(
            "gstreamer.h", "GStreamer documentation", DataModel.LinuxX64, "gstreamer-1.0", "gstreamer-1.0-0", "gstapp-1.0", "gstapp-1.0-0", "gstvideo-1.0", "gstvideo-1.0-0"),
        new KnownLibrary(
            "gtk.h", "GTK documentation", DataModel.LinuxX64, "gtk-3", "gtk-3-0", "gdk-3", "gdk-3-0", "gtk-x11-2.0", "gdk-x11-2.0", "gtk-win32-2.0-0", "gdk-win32-2.0-0", "gdk_pixbuf-2.0", "gdk_pixbuf-2.0-0", "pango-1.0", "pango-1.0-0", "pangocairo-1.0", "pangocairo-1.0-0", "notify"),
        new KnownLibrary("harfbuzz.h", "HarfBuzz documentation", DataModel.LinuxX64, "harfbuzz", "harfbuzzsharp"),
        new KnownLibrary("heif.h", "libheif documentation", DataModel.LinuxX64, "heif"),
        new KnownLibrary("hidapi.h", "hidapi documentation", DataModel.LinuxX64, "hidapi", "hidapi-hidraw", "hidapi-libusb"),
        new KnownLibrary("hunspell.h", "Hunspell documentation", DataModel.LinuxX64, "hunspell"),
        new KnownLibrary("icu.h", "ICU documentation", DataModel.LinuxX64, "icuuc", "icui18n", "icu"),
        new KnownLibrary("iec61850.h", "libIEC61850 documentation", DataModel.LinuxX64, "iec61850"),
        new KnownLibrary("jsrt.h", "JsRt documentation", DataModel.LinuxX64, "chakracore", "chakra"),
        new KnownLibrary("jxl.h", "libjxl documentation", DataModel.LinuxX64, "jxl", "jxl_threads"),
        new KnownLibrary("lcms2.h", "Little CMS documentation", DataModel.LinuxX64, "lcms2", "lcms2-2"),
        new KnownLibrary("ldap.h", "OpenLDAP manual pages", DataModel.LinuxX64, "ldap", "ldap_r", "lber"),
        new KnownLibrary("lept.h", "Leptonica documentation", DataModel.LinuxX64, "lept", "leptonica", "lept4", "lept5", "lept168", "lept171", "lept172", "lept173"),
        new KnownLibrary("leveldb.h", "LevelDB documentation", DataModel.LinuxX64, "leveldb"),
        new KnownLibrary("lightgbm.h", "LightGBM documentation", DataModel.LinuxX64, "lightgbm", "_lightgbm"),
        new KnownLibrary("llama.h", "llama.cpp documentation", DataModel.LinuxX64, "llama"),
        new KnownLibrary("lmdb.h", "LMDB documentation", DataModel.LinuxX64, "lmdb"),
        new KnownLibrary(
            "lua.h", "Lua reference manual", DataModel.LinuxX64, "lua", "lua50", "lua51", "lua52", "lua53", "lua54", "lua5.1", "lua5.2", "lua5.3", "lua5.4", "luajit", "luajit-5.1"),
        new KnownLibrary("magickwand.h", "MagickWand documentation", DataModel.LinuxX64, "magickwand", "core_rl_wand_", "core_rl_magickwand_"),
        new KnownLibrary("modbus.h", "libmodbus manual pages", DataModel.LinuxX64, "modbus"),
        new KnownLibrary("mongocrypt.h", "libmongocrypt documentation", DataModel.LinuxX64, "mongocrypt"),
        new KnownLibrary("mp3lame.h", "LAME documentation", DataModel.LinuxX64, "mp3lame"),
        new KnownLibrary("mpv.h", "libmpv documentation", DataModel.LinuxX64, "mpv"),
        new KnownLibrary("mysqlclient.h", "MySQL documentation", DataModel.LinuxX64, "mysqlclient", "mysqlclient_r", "mysql", "mariadb", "mariadbclient"),
        new KnownLibrary("nanomsg.h", "nanomsg manual pages", DataModel.LinuxX64, "nanomsg"),
        new KnownLibrary("nng.h", "NNG manual pages", DataModel.LinuxX64, "nng"),
        new KnownLibrary("openal.h", "OpenAL specification", DataModel.LinuxX64, "openal", "openal32", "soft_oal"),
        new KnownLibrary("opencl.h", "OpenCL specification", DataModel.LinuxX64, "opencl"),
        new KnownLibrary("openjp2.h", "OpenJPEG documentation", DataModel.LinuxX64, "openjp2", "openjp2-7"),
        new KnownLibrary("opus.h", "Opus documentation", DataModel.LinuxX64, "opus"),
        new KnownLibrary("pcap.h", "libpcap manual pages", DataModel.LinuxX64, "pcap", "wpcap"),
        new KnownLibrary("pcsclite.h", "PC/SC lite documentation", DataModel.LinuxX64, "pcsclite"),
        new KnownLibrary("pdfium.h", "PDFium documentation", DataModel.LinuxX64, "pdfium", "pdfium_x64", "pdfium_x86"),
        new KnownLibrary("png.h", "libpng manual", DataModel.LinuxX64, "png", "png16", "png16-16"),
        new KnownLibrary("poppler.h", "Poppler documentation", DataModel.LinuxX64, "poppler-glib", "poppler-glib-8"),
        new KnownLibrary("portaudio.h", "PortAudio documentation", DataModel.LinuxX64, "portaudio", "portaudio_x86", "portaudio.x64", "portaudio-x64"),
        new KnownLibrary("portmidi.h", "PortMidi documentation", DataModel.LinuxX64, "portmidi"),
        new KnownLibrary("pq.h", "libpq documentation", DataModel.LinuxX64, "pq"),
        new KnownLibrary("proj.h", "PROJ documentation", DataModel.LinuxX64, "proj"),
        new KnownLibrary("pulse.h", "PulseAudio documentation", DataModel.LinuxX64, "pulse", "pulse-simple"),
        new KnownLibrary(
            "python.h", "Python documentation", DataModel.LinuxX64, "python3", "python36", "python37", "python38", "python39", "python310", "python311", "python312", "python313", "python314"),
        new KnownLibrary("raylib.h", "raylib documentation", DataModel.LinuxX64, "raylib"),
        new KnownLibrary("rocksdb.h", "RocksDB documentation", DataModel.LinuxX64, "rocksdb"),
        new KnownLibrary("rtmidi.h", "RtMidi documentation", DataModel.LinuxX64, "rtmidi"),
        new KnownLibrary("sdl2.h", "SDL documentation", DataModel.LinuxX64, "sdl2", "sdl2_image", "sdl2_ttf", "sdl2_mixer"),
        new KnownLibrary("sdl3.h", "SDL documentation", DataModel.LinuxX64, "sdl3", "sdl3_image", "sdl3_ttf", "sdl3_mixer"),
        new KnownLibrary("secp256k1.h", "libsecp256k1 documentation", DataModel.LinuxX64, "secp256k1"),
        new KnownLibrary("secret.h", "libsecret documentation", DataModel.LinuxX64, "secret-1", "secret-1-0"),
        new KnownLibrary("serialport.h", "libserialport documentation", DataModel.LinuxX64, "serialport", "serialport-0"),
        new KnownLibrary("sndfile.h", "libsndfile documentation", DataModel.LinuxX64, "sndfile", "sndfile-1"),
        new KnownLibrary("soundio.h", "libsoundio documentation", DataModel.LinuxX64, "soundio"),
        new KnownLibrary("ssh2.h", "libssh2 documentation", DataModel.LinuxX64, "ssh2"),
        new KnownLibrary("systemd.h", "libsystemd manual pages", DataModel.LinuxX64, "systemd"),
        new KnownLibrary("tensorflow.h", "TensorFlow documentation", DataModel.LinuxX64, "tensorflow"),
        new KnownLibrary(
            "tesseract.h", "Tesseract documentation", DataModel.LinuxX64, "tesseract", "tesseract302", "tesseract303", "tesseract304", "tesseract305", "tesseract40", "tesseract41", "tesseract50", "tesseract51", "tesseract52", "tesseract53", "tesseract54", "tesseract55", "tesseract400", "tesseract500"),
        new KnownLibrary("tiff.h", "libtiff manual", DataModel.LinuxX64, "tiff", "tiff5"),
        new KnownLibrary("tree_sitter.h", "Tree-sitter documentation", DataModel.LinuxX64, "tree-sitter", "tree_sitter"),
        new KnownLibrary("turbojpeg.h", "TurboJPEG documentation", DataModel.LinuxX64, "turbojpeg"),
        new KnownLibrary("udev.h", "libudev documentation", DataModel.LinuxX64, "udev"),
        new KnownLibrary("usb.h", "libusb documentation", DataModel.LinuxX64, "usb-1.0", "usb"),
        new KnownLibrary("uv.h", "libuv documentation", DataModel.LinuxX64, "uv"),
        new KnownLibrary("vips.h", "libvips documentation", DataModel.LinuxX64, "vips", "vips-42"),
        new KnownLibrary("vlc.h", "LibVLC documentation", DataModel.LinuxX64, "vlc"),
        new KnownLibrary("vorbisfile.h", "Vorbis documentation", DataModel.LinuxX64, "vorbisfile", "vorbisfile-3"),
        new KnownLibrary("wasmtime.h", "Wasmtime documentation", DataModel.LinuxX64, "wasmtime"),
        new KnownLibrary("wayland.h", "Wayland documentation", DataModel.LinuxX64, "wayland-client"),
        new KnownLibrary("webp.h", "WebP documentation", DataModel.LinuxX64, "webp", "webpdecoder"),
        new KnownLibrary("whisper.h", "whisper.cpp documentation", DataModel.LinuxX64, "whisper"),
        new KnownLibrary("x11.h", "Xlib documentation", DataModel.LinuxX64, "x11"),
        new KnownLibrary("xcb.h", "XCB documentation", DataModel.LinuxX64, "xcb"),
        new KnownLibrary("xgboost.h", "XGBoost documentation", DataModel.LinuxX64, "xgboost"),
        new KnownLibrary("xkbcommon.h", "libxkbcommon documentation", DataModel.LinuxX64, "xkbcommon"),
        new KnownLibrary("xml2.h", "libxml2 documentation", DataModel.LinuxX64, "xml2", "xml2-2", "xml2-16"),
        new KnownLibrary("z3.h", "Z3 documentation", DataModel.LinuxX64, "z3"),
        new KnownLibrary("zmq.h", "ZeroMQ manual", DataModel.LinuxX64, "zmq", "zmq-mt-4"));

    private static readonly ImmutableDictionary<string, KnownLibrary> ByName =
        All.SelectMany(library => library.Names.Select(name => new KeyValuePair<string, KnownLibrary>(name, library))).ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The entry of the library that an import names, or null.</summary>
    public static KnownLibrary? Find(string? library)
    {
        if (SystemLibraries.IsWindows(library))
        {
            return Windows;
        }

        if (SystemLibraries.IsCLibrary(library))
        {
            return CLibrary;
        }

        var name = LibraryNames.Normalize(library);
        return ByName.TryGetValue(name, out var known) || ByName.TryGetValue(WithoutVersion(name), out known) ? known : null;
    }

    /// <summary>Whether a header is the catalogue's of Windows, where <c>wchar_t</c> is UTF-16 on every machine that it is for.</summary>
    public static bool IsWindows(CHeader header) => ReferenceEquals(header, Windows.Header);

    /// <summary>
    /// The calling convention of all functions of a library on 32-bit Windows: what its header says of itself, except in builds of it that are made otherwise. Null for the libraries of
    /// Windows, which are not one library and say it one by one.
    /// </summary>
    public static string? ConventionOf(KnownLibrary library, string? name)
    {
        if (library == Windows)
        {
            return null;
        }

        if (LibraryNames.Normalize(name) is "winsqlite3" or "zlibwapi")
        {
            return "stdcall";
        }

        foreach (var fact in library.Header.Facts)
        {
            if (fact.Name == "convention")
            {
                return fact.Argument;
            }
        }

        return null;
    }

    /// <summary>The declaration of an imported function in the catalogue, or null.</summary>
    public static CFunction? FindDeclaration(KnownLibrary library, NativeFunction function)
    {
        var name = function.EntryPoint!;
        if (library.Header.FindExport(name) is { } found || library != Windows)
        {
            return library.Header.FindExport(name);
        }

        // The catalogue has the W variant; the A variant and the name without a suffix, which the runtime looks up for DllImport, share its contract.
        var stem = name[name.Length - 1] == 'A' ? name.Substring(0, name.Length - 1) : name;
        return stem == name && function.ExactSpelling ? null : library.Header.FindExport(stem + "W");
    }

    /// <summary><c>git2-a418d9d</c>, <c>crypto-1_1-x64</c>, <c>sqlite3.0</c> and <c>zstd_1</c> without what a build or a version added.</summary>
    private static string WithoutVersion(string name)
    {
        var dash = name.IndexOf('-');
        if (dash > 0 && dash + 1 < name.Length && (char.IsDigit(name[dash + 1]) || IsHash(name.Substring(dash + 1))))
        {
            return name.Substring(0, dash);
        }

        var end = name.Length;
        while (end > 0 && (char.IsDigit(name[end - 1]) || name[end - 1] is '.' or '_'))
        {
            end--;
        }

        // Digits that belong to the name stand right behind it: sqlite3.0 loses ".0" and no more.
        var separator = name.IndexOfAny(['.', '_'], end);
        return separator >= 0 ? name.Substring(0, separator) : name;
    }

    private static bool IsHash(string text) => text.Length >= 6 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
