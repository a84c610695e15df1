using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BoundaryLint.Contracts;
using BoundaryLint.Headers;
using Xunit;

namespace BoundaryLint.Tests.Contracts;

public sealed class KnownCatalogueTests
{
    public static TheoryData<string> Files => new(KnownCatalogue.All.Select(library => library.FileName));

    [Fact]
    public void Every_embedded_header_belongs_to_a_library_and_is_embedded_once()
    {
        const string Prefix = "BoundaryLint.Known.";
        var embedded = typeof(KnownCatalogue).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

        Assert.Equal(embedded.Select(name => name.Substring(Prefix.Length)).Order(), KnownCatalogue.All.Select(library => library.FileName).Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_header_is_understood_completely(string file)
    {
        var header = HeaderOf(file);

        Assert.Equal("", string.Join("\n", header.Problems));
        Assert.NotEmpty(header.Functions);
        Assert.All(header.Functions, function => Assert.True(function.IsExported));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_header_names_its_library_and_the_library_finds_the_header(string file)
    {
        var name = Assert.Single(HeaderOf(file).Facts, fact => fact.Name == "library").Argument;

        Assert.Equal(file, KnownCatalogue.Find(name)?.FileName);
        Assert.All(LibraryOf(file).Names, alias => Assert.Equal(file, KnownCatalogue.Find(alias)?.FileName));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_function_that_a_fact_names_is_declared_in_the_same_header(string file)
    {
        var header = HeaderOf(file);
        var missing = AllFacts(header)
            .Where(found => found.Fact.Name is "owned" or "handle" or "errortext" || (found.Fact.Name == "retained" && found.Fact.Argument.Length > 0))
            .Where(found => header.FindExport(found.Fact.Argument) is null)
            .Select(found => $"{found.Owner}: {found.Fact}");

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_release_function_says_which_parameter_it_releases(string file)
    {
        var header = HeaderOf(file);
        var silent = AllFacts(header)
            .Where(found => found.Fact.Name is "owned" or "handle")
            .Select(found => header.FindExport(found.Fact.Argument)!)
            .Where(release => !release.Parameters.Any(parameter => parameter.Facts.Any(fact => fact.Name == "releases")))
            .Select(release => release.Name);

        Assert.Empty(silent);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_parameter_that_a_fact_names_exists(string file)
    {
        foreach (var function in HeaderOf(file).Functions)
        {
            var named = function.ReturnFacts.Concat(function.Parameters.SelectMany(parameter => parameter.Facts))
                .Where(fact => fact.Name is "borrowed" or "count" or "bytes" && fact.Argument.Length > 0);
            Assert.All(named, fact => Assert.True(function.FindParameter(fact.Argument) is not null, $"{function.Name}: {fact}"));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_fact_has_a_meaning_where_it_stands(string file)
    {
        var refused = new List<string>();
        foreach (var function in HeaderOf(file).Functions)
        {
            var builder = new ContractBuilder(new FunctionContract(function.Parameters.Length));
            Check(ContractBuilder.Function, function.Facts);
            Check(ContractBuilder.Return, function.ReturnFacts);
            for (var index = 0; index < function.Parameters.Length; index++)
            {
                Check(index, function.Parameters[index].Facts);
            }

            void Check(int target, ImmutableArray<BoundaryFact> facts)
            {
                foreach (var fact in facts)
                {
                    if (!builder.Add(fact.Name == "errortext" ? ContractBuilder.Function : target, fact.Name, fact.Arguments, Evidence.Known, "test"))
                    {
                        refused.Add($"{function.Name}: {fact}");
                    }
                }
            }
        }

        Assert.Empty(refused);
    }

    [Fact]
    public void Facts_of_bindings_in_use_apply()
    {
        var source = ContractSource.Of(
            """
            [DllImport("e_sqlite3")] public static extern int sqlite3_open(string path, out IntPtr db);
            [DllImport("e_sqlite3")] public static extern int sqlite3_close_v2(IntPtr db);
            [DllImport("e_sqlite3")] public static extern string sqlite3_errmsg(IntPtr connection);
            [DllImport("e_sqlite3")] public static extern IntPtr sqlite3_update_hook(IntPtr db, Action callback, IntPtr argument);
            [DllImport("e_sqlite3")] public static extern int sqlite3_exec(IntPtr db, string sql, Action callback, IntPtr argument, out IntPtr error);
            [DllImport("libc")] public static extern string strdup(string text);
            [DllImport("libc")] public static extern int ioctl(int fd, nuint request, nint argument);
            [DllImport("user32", SetLastError = true)] public static extern IntPtr SetWindowsHookEx(int id, Action hook, IntPtr module, uint thread);
            [DllImport("user32", SetLastError = true)] public static extern bool UnhookWindowsHookEx(IntPtr hook);
            [DllImport("advapi32")] public static extern bool OpenProcessToken(IntPtr process, uint access, out IntPtr token);
            [DllImport("kernel32")] public static extern bool CloseHandle(IntPtr handle);
            [DllImport("kernel32")] public static extern IntPtr LocalAlloc(uint flags, nuint size);
            [DllImport("kernel32")] public static extern IntPtr LocalFree(IntPtr memory);
            [DllImport("user32")] public static extern IntPtr GetDC(IntPtr window);
            [DllImport("user32")] public static extern int ReleaseDC(IntPtr window, IntPtr dc);
            """);

        const string Sqlite = "Known: known from the SQLite documentation";
        Assert.Equal($"Owned(sqlite3_close) {Sqlite} (sqlite3_open)", ContractSource.Show(source.For("sqlite3_open").Parameters[1].Ownership));
        Assert.Equal($"0 means success {Sqlite} (sqlite3_open)", ContractSource.Show(source.For("sqlite3_open").Status));
        Assert.Equal("sqlite3_errmsg", source.For("sqlite3_open").ErrorText.Value);
        Assert.Equal($"Borrowed(connection) {Sqlite} (sqlite3_errmsg)", ContractSource.Show(source.For("sqlite3_errmsg").Return.Ownership));
        Assert.Equal($"Retained() {Sqlite} (sqlite3_update_hook)", ContractSource.Show(source.For("sqlite3_update_hook").Parameters[1].Retention));
        Assert.Equal($"NoEscape() {Sqlite} (sqlite3_exec)", ContractSource.Show(source.For("sqlite3_exec").Parameters[2].Retention));
        Assert.Equal($"Owned(sqlite3_free) memory {Sqlite} (sqlite3_exec)", ContractSource.Show(source.For("sqlite3_exec").Parameters[4].Ownership));
        Assert.Equal("Owned(free) memory Known: known from the C and POSIX documentation (strdup)", ContractSource.Show(source.For("strdup").Return.Ownership));
        Assert.True(source.For("ioctl").Variadic.Value);
        Assert.Equal(
            "Retained(UnhookWindowsHookEx) Known: known from the Windows documentation (SetWindowsHookExW)",
            ContractSource.Show(source.For("SetWindowsHookEx").Parameters[1].Retention));

        Assert.Equal("db sqlite3_close_v2 Known", source.Pair("sqlite3_open"));
        Assert.Equal("return UnhookWindowsHookEx Known", source.Pair("SetWindowsHookEx"));
        Assert.Equal("token CloseHandle Known", source.Pair("OpenProcessToken"));
        Assert.Null(source.Pair("LocalAlloc"));
        Assert.Null(source.Pair("GetDC"));
    }

    [Fact]
    public void Owners_of_what_widely_bound_libraries_hand_out_are_known()
    {
        var source = ContractSource.Of(
            """
            [DllImport("libusb-1.0")] public static extern int libusb_open(IntPtr device, out IntPtr handle);
            [DllImport("hidapi")] public static extern IntPtr hid_open(ushort vendor, ushort product, IntPtr serial);
            [DllImport("libcurl.so.4")] public static extern IntPtr curl_easy_init();
            [DllImport("SDL2.dll")] public static extern IntPtr SDL_CreateWindow(IntPtr title, int x, int y, int w, int h, uint flags);
            [DllImport("SDL2_image")] public static extern IntPtr IMG_Load(IntPtr file);
            [DllImport("libzmq")] public static extern IntPtr zmq_socket(IntPtr context, int type);
            [DllImport("lmdb")] public static extern int mdb_env_create(out IntPtr env);
            [DllImport("leveldb")] public static extern IntPtr leveldb_options_create();
            [DllImport("rocksdb")] public static extern IntPtr rocksdb_writebatch_create();
            [DllImport("libarchive")] public static extern IntPtr archive_read_new();
            [DllImport("libxml2.so.2")] public static extern IntPtr xmlReadFile(IntPtr name, IntPtr encoding, int options);
            [DllImport("wpcap")] public static extern int pcap_findalldevs(ref IntPtr devices, IntPtr error);
            [DllImport("avutil-56")] public static extern IntPtr av_frame_alloc();
            [DllImport("avcodec-58")] public static extern IntPtr avcodec_alloc_context3(IntPtr codec);
            [DllImport("libglib-2.0-0.dll")] public static extern IntPtr g_strdup(IntPtr text);
            [DllImport("libgio-2.0.so.0")] public static extern IntPtr g_file_new_for_path(IntPtr path);
            [DllImport("libcairo-2.dll")] public static extern IntPtr cairo_create(IntPtr surface);
            [DllImport("freetype6")] public static extern int FT_New_Face(IntPtr library, IntPtr path, CLong index, out IntPtr face);
            [DllImport("libHarfBuzzSharp")] public static extern IntPtr hb_buffer_create();
            [DllImport("libX11.so.6")] public static extern IntPtr XOpenDisplay(IntPtr name);
            [DllImport("libX11")] public static extern IntPtr XCreateGC(IntPtr display, nuint drawable, nuint mask, IntPtr values);
            [DllImport("libudev.so.1")] public static extern IntPtr udev_enumerate_new(IntPtr udev);
            [DllImport("libvlc")] public static extern IntPtr libvlc_media_player_new(IntPtr instance);
            [DllImport("mpv-2.dll")] public static extern IntPtr mpv_get_property_string(IntPtr mpv, IntPtr name);
            [DllImport("tesseract50.dll")] public static extern IntPtr TessBaseAPIGetUTF8Text(IntPtr engine);
            [DllImport("libleptonica-1.82.0")] public static extern IntPtr pixRead(IntPtr name);
            [DllImport("gpgme-11")] public static extern int gpgme_new(out IntPtr context);
            [DllImport("libasound.so.2")] public static extern int snd_pcm_open(out IntPtr pcm, IntPtr name, int stream, int mode);
            [DllImport("portaudio")] public static extern int Pa_OpenStream(out IntPtr stream, IntPtr i, IntPtr o, double rate, CULong frames, CULong flags, IntPtr callback, IntPtr data);
            [DllImport("OpenAL32.dll")] public static extern IntPtr alcOpenDevice(IntPtr name);
            [DllImport("turbojpeg")] public static extern IntPtr tjInitDecompress();
            [DllImport("libwebp")] public static extern IntPtr WebPDecodeRGBA(IntPtr data, nuint size, out int width, out int height);
            [DllImport("libdbus-1.so.3")] public static extern IntPtr dbus_get_local_machine_id();
            [DllImport("libcrypto-3-x64")] public static extern IntPtr X509_get_pubkey(IntPtr certificate);
            [DllImport("git2")] public static extern int git_tag_lookup(out IntPtr tag, IntPtr repository, IntPtr id);
            """);

        Assert.Equal("libusb_close", Output("libusb_open", 1));
        Assert.Equal("hid_close", Result("hid_open"));
        Assert.Equal("curl_easy_cleanup", Result("curl_easy_init"));
        Assert.Equal("SDL_DestroyWindow", Result("SDL_CreateWindow"));
        Assert.Equal("SDL_FreeSurface", Result("IMG_Load"));
        Assert.Equal("zmq_close", Result("zmq_socket"));
        Assert.Equal("mdb_env_close", Output("mdb_env_create", 0));
        Assert.Equal("leveldb_options_destroy", Result("leveldb_options_create"));
        Assert.Equal("rocksdb_writebatch_destroy", Result("rocksdb_writebatch_create"));
        Assert.Equal("archive_read_free", Result("archive_read_new"));
        Assert.Equal("xmlFreeDoc", Result("xmlReadFile"));
        Assert.Equal("pcap_freealldevs", Output("pcap_findalldevs", 0));
        Assert.Equal("av_frame_free", Result("av_frame_alloc"));
        Assert.Equal("avcodec_free_context", Result("avcodec_alloc_context3"));
        Assert.Equal("g_free", Result("g_strdup"));
        Assert.Equal("g_object_unref", Result("g_file_new_for_path"));
        Assert.Equal("cairo_destroy", Result("cairo_create"));
        Assert.Equal("FT_Done_Face", Output("FT_New_Face", 3));
        Assert.Equal("hb_buffer_destroy", Result("hb_buffer_create"));
        Assert.Equal("XCloseDisplay", Result("XOpenDisplay"));
        Assert.Equal("XFreeGC", Result("XCreateGC"));
        Assert.Equal("udev_enumerate_unref", Result("udev_enumerate_new"));
        Assert.Equal("libvlc_media_player_release", Result("libvlc_media_player_new"));
        Assert.Equal("mpv_free", Result("mpv_get_property_string"));
        Assert.Equal("TessDeleteText", Result("TessBaseAPIGetUTF8Text"));
        Assert.Equal("pixDestroy", Result("pixRead"));
        Assert.Equal("gpgme_release", Output("gpgme_new", 0));
        Assert.Equal("snd_pcm_close", Output("snd_pcm_open", 0));
        Assert.Equal("Pa_CloseStream", Output("Pa_OpenStream", 0));
        Assert.Equal("alcCloseDevice", Result("alcOpenDevice"));
        Assert.Equal("tjDestroy", Result("tjInitDecompress"));
        Assert.Equal("WebPFree", Result("WebPDecodeRGBA"));
        Assert.Equal("dbus_free", Result("dbus_get_local_machine_id"));
        Assert.Equal("EVP_PKEY_free", Result("X509_get_pubkey"));
        Assert.Equal("git_tag_free", Output("git_tag_lookup", 0));

        string? Result(string name) => Owner(source.For(name).Return);
        string? Output(string name, int parameter) => Owner(source.For(name).Parameters[parameter]);
        static string? Owner(ValueContract value) => value.Ownership is { Evidence: Evidence.Known, Value: { Kind: OwnershipKind.Owned, Name: var release } } ? release : null;
    }

    [Fact]
    public void What_widely_bound_libraries_keep_and_lend_is_known()
    {
        var source = ContractSource.Of(
            """
            [DllImport("SDL2")] public static extern IntPtr SDL_GetError();
            [DllImport("SDL2")] public static extern void SDL_AddEventWatch(Action filter, IntPtr data);
            [DllImport("SDL2")] public static extern void SDL_FilterEvents(Action filter, IntPtr data);
            [DllImport("glfw3")] public static extern IntPtr glfwSetKeyCallback(IntPtr window, Action callback);
            [DllImport("glfw")] public static extern IntPtr glfwCreateWindow(int w, int h, IntPtr title, IntPtr monitor, IntPtr share);
            [DllImport("uv")] public static extern int uv_timer_start(IntPtr timer, Action callback, ulong timeout, ulong repeat);
            [DllImport("uv")] public static extern IntPtr uv_strerror(int error);
            [DllImport("libgobject-2.0.so.0")]
            public static extern CULong g_signal_connect_data(IntPtr instance, IntPtr signal, Action handler, IntPtr data, IntPtr destroy, int flags);
            [DllImport("libgobject-2.0.so.0")] public static extern IntPtr g_object_ref(IntPtr instance);
            [DllImport("libgobject-2.0.so.0")] public static extern void g_object_unref(IntPtr instance);
            [DllImport("avutil")] public static extern void av_frame_free(ref IntPtr frame);
            [DllImport("pcap")] public static extern int pcap_loop(IntPtr capture, int count, Action callback, IntPtr user);
            [DllImport("pcap")] public static extern IntPtr pcap_geterr(IntPtr capture);
            [DllImport("libxcb.so.1")] public static extern IntPtr xcb_connect(IntPtr name, IntPtr screen);
            [DllImport("libssh2")] public static extern IntPtr libssh2_version(int required);
            [DllImport("opus")] public static extern IntPtr opus_strerror(int error);
            [DllImport("vorbisfile")] public static extern IntPtr ov_info(IntPtr file, int link);
            [DllImport("python311")] public static extern IntPtr PyList_GetItem(IntPtr list, nint index);
            [DllImport("python311")] public static extern int PyList_SetItem(IntPtr list, nint index, IntPtr item);
            [DllImport("wasmtime")] public static extern IntPtr wasmtime_linker_define_wasi(IntPtr linker);
            [DllImport("rocksdb")] public static extern IntPtr rocksdb_open(IntPtr options, IntPtr name, out IntPtr error);
            """);

        Assert.Equal(OwnershipKind.Borrowed, source.For("SDL_GetError").Return.Ownership.Value.Kind);
        Assert.Equal(OwnershipKind.Static, source.For("uv_strerror").Return.Ownership.Value.Kind);
        Assert.Equal(OwnershipKind.Static, source.For("libssh2_version").Return.Ownership.Value.Kind);
        Assert.Equal(OwnershipKind.Static, source.For("opus_strerror").Return.Ownership.Value.Kind);
        Assert.Equal("Borrowed(capture) Known: known from the libpcap manual pages (pcap_geterr)", ContractSource.Show(source.For("pcap_geterr").Return.Ownership));
        Assert.Equal("Retained(SDL_DelEventWatch) Known: known from the SDL documentation (SDL_AddEventWatch)", ContractSource.Show(source.For("SDL_AddEventWatch").Parameters[0].Retention));
        Assert.Equal("NoEscape() Known: known from the SDL documentation (SDL_FilterEvents)", ContractSource.Show(source.For("SDL_FilterEvents").Parameters[0].Retention));
        Assert.Equal("Retained() Known: known from the GLFW documentation (glfwSetKeyCallback)", ContractSource.Show(source.For("glfwSetKeyCallback").Parameters[1].Retention));
        Assert.Equal("Retained(uv_timer_stop) Known: known from the libuv documentation (uv_timer_start)", ContractSource.Show(source.For("uv_timer_start").Parameters[1].Retention));
        Assert.Equal(
            "Retained(g_signal_handler_disconnect) Known: known from the GLib documentation (g_signal_connect_data)",
            ContractSource.Show(source.For("g_signal_connect_data").Parameters[2].Retention));
        Assert.Equal("NoEscape() Known: known from the libpcap manual pages (pcap_loop)", ContractSource.Show(source.For("pcap_loop").Parameters[2].Retention));
        Assert.Equal(OwnershipKind.Releases, source.For("av_frame_free").Parameters[0].Ownership.Value.Kind);
        Assert.Equal(OwnershipKind.Releases, source.For("g_object_unref").Parameters[0].Ownership.Value.Kind);
        Assert.False(source.For("xcb_connect").Return.Nullable.Value);
        Assert.Equal("Borrowed(file) Known: known from the Vorbis documentation (ov_info)", ContractSource.Show(source.For("ov_info").Return.Ownership));
        Assert.Equal("Borrowed(list) Known: known from the Python documentation (PyList_GetItem)", ContractSource.Show(source.For("PyList_GetItem").Return.Ownership));
        Assert.Equal("Taken() Known: known from the Python documentation (PyList_SetItem)", ContractSource.Show(source.For("PyList_SetItem").Parameters[2].Ownership));
        Assert.Equal("0 means success Known: known from the Wasmtime documentation (wasmtime_linker_define_wasi)", ContractSource.Show(source.For("wasmtime_linker_define_wasi").Status));

        var opening = source.For("rocksdb_open");
        Assert.Equal("Owned(rocksdb_close) Known: known from the RocksDB documentation (rocksdb_open)", ContractSource.Show(opening.Return.Ownership));
        Assert.Equal(2, opening.ErrorParameter);

        // glfwTerminate takes the windows with it, and a reference more is no new object.
        Assert.False(source.For("glfwCreateWindow").Return.Ownership.IsCertain);
        Assert.False(source.For("g_object_ref").Return.Ownership.IsCertain);
    }

    [Theory]
    [InlineData("usb-1.0", "libusb_exit", "StdCall")]
    [InlineData("usb-1.0", "libusb_set_option", "StdCall")]
    [InlineData("SDL2", "SDL_Quit", "Cdecl")]
    [InlineData("winsqlite3", "sqlite3_libversion", "StdCall")]
    [InlineData("e_sqlite3", "sqlite3_libversion", "Cdecl")]
    [InlineData("opus", "opus_unknown_to_the_catalogue", "Cdecl")]
    public void The_calling_convention_of_a_library_holds_for_all_its_functions(string library, string name, string expected)
    {
        var source = ContractSource.Of($"[DllImport(\"{library}\")] public static extern void {name}(IntPtr p);");

        Assert.Equal(expected, source.For(name).Convention.Value.ToString());
    }

    [Fact]
    public void The_same_names_in_another_library_are_not_known()
    {
        var source = ContractSource.Of(
            """
            [DllImport("kv")] public static extern int sqlite3_open(string path, out IntPtr db);
            [DllImport("kv")] public static extern IntPtr malloc(nuint size);
            """);

        Assert.Equal("unknown", ContractSource.Show(source.For("sqlite3_open").Parameters[1].Ownership));
        Assert.Equal("unknown", ContractSource.Show(source.For("malloc").Return.Ownership));
    }

    [Theory]
    [InlineData("CreateFileW", "", true)]
    [InlineData("CreateFileA", "", true)]
    [InlineData("CreateFile", "", true)]
    [InlineData("CreateFile", ", ExactSpelling = true", false)]
    [InlineData("CreateFileB", "", false)]
    public void The_variants_of_a_Windows_function_share_its_contract(string name, string option, bool isKnown)
    {
        var source = ContractSource.Of($"[DllImport(\"kernel32.dll\"{option})] public static extern nint {name}(string n, uint a, uint s, nint q, uint d, uint f, nint t);");

        Assert.Equal(isKnown, source.For(name).Return.Ownership.IsKnown);
        Assert.Equal(isKnown ? -1 : 0, source.For(name).Return.Invalid.Value);
        Assert.Equal(isKnown, source.For(name).Convention.IsKnown);
    }

    private static KnownLibrary LibraryOf(string file) => KnownCatalogue.All.Single(library => library.FileName == file);

    private static CHeader HeaderOf(string file) => LibraryOf(file).Header;

    private static IEnumerable<(string Owner, BoundaryFact Fact)> AllFacts(CHeader header) =>
        header.Functions.SelectMany(function => function.Facts.Concat(function.ReturnFacts).Concat(function.Parameters.SelectMany(parameter => parameter.Facts)).Select(fact => (function.Name, fact)))
            .Concat(header.Typedefs.SelectMany(typedef => typedef.Facts.Select(fact => (typedef.Name, fact))))
            .Concat(header.Enums.SelectMany(item => item.Facts.Select(fact => (item.Tag ?? item.AliasName ?? "", fact))));
}
