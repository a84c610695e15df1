using System.Threading.Tasks;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1003;

/// <summary>What widely bound libraries hand out has to be given back on every path, by the catalogue's word for it.</summary>
public sealed class KnownLibraries
{
    private const string Lz4 = """
        using System; using System.Runtime.InteropServices;
        static unsafe class N
        {
            [DllImport("lz4")] public static extern nuint LZ4F_createCompressionContext(void** c, uint v);
            [DllImport("lz4")] public static extern nuint LZ4F_freeCompressionContext(void* c);
            [DllImport("lz4")] public static extern nuint LZ4F_use(void* c);
            [DllImport("lz4")] public static extern uint LZ4F_isError(nuint code);
            [DllImport("lz4", EntryPoint = "LZ4F_isError")] public static extern bool IsLz4Error(nuint code);
            [DllImport("lz4")] public static extern uint LZ4F_isOk(nuint code);
            public static void Check(nuint code) { if (LZ4F_isError(code) != 0) throw new Exception(); }
        }

        """;

    [Theory]
    [InlineData("N.Check(code);")]
    [InlineData("if (N.LZ4F_isError(code) != 0) throw new Exception();")]
    [InlineData("if (N.LZ4F_isError(code) == 1) return;")]
    [InlineData("if (N.LZ4F_isError(code) > 0) return;")]
    [InlineData("if (N.LZ4F_isOk(code) < 1) return;")]
    [InlineData("if (N.IsLz4Error(code)) return;")]
    [InlineData("if (N.LZ4F_isOk(code) == 0) return;")]
    [InlineData("var isError = N.IsLz4Error(code); if (isError) return;")]
    public Task A_status_that_the_library_itself_judges(string test) => CSharpAnalyzerVerifier<FFI1003NativeResourceNotReleased, DefaultVerifier>.VerifyAnalyzerAsync(
        Lz4 + "unsafe class C { void M() { void* p; var code = N.LZ4F_createCompressionContext(&p, 100); " + test + " try { N.LZ4F_use(p); } finally { N.LZ4F_freeCompressionContext(p); } } }");

    [Theory]
    [InlineData("if (N.LZ4F_isError(code) != 0) return; N.LZ4F_use(p);")]
    [InlineData("if (N.IsLz4Error(code)) { N.LZ4F_freeCompressionContext(p); return; } N.LZ4F_use(p);")]
    [InlineData("if (N.LZ4F_isOk(code) == 1) return; N.LZ4F_freeCompressionContext(p);")]
    public Task What_is_lost_where_the_library_said_that_it_is_there(string body) => CSharpAnalyzerVerifier<FFI1003NativeResourceNotReleased, DefaultVerifier>.VerifyAnalyzerAsync(
        Lz4 + "unsafe class C { void M() { void* p; var code = [|N.LZ4F_createCompressionContext(&p, 100)|]; " + body + " } }");

    public static TheoryData<string, string, string, string, string> Pairs => new()
    {
        { "usb-1.0", "int libusb_open(IntPtr device, out IntPtr h)", "void libusb_close(IntPtr h)", "if ([|N.libusb_open(p, out var h)|] != 0) return;", "N.libusb_close(h);" },
        { "usb-1.0", "IntPtr libusb_alloc_transfer(int packets)", "void libusb_free_transfer(IntPtr h)", "var h = [|N.libusb_alloc_transfer(0)|];", "N.libusb_free_transfer(h);" },
        { "hidapi", "IntPtr hid_open(ushort v, ushort d, IntPtr s)", "void hid_close(IntPtr h)", "var h = [|N.hid_open(1, 2, p)|]; if (h == IntPtr.Zero) return;", "N.hid_close(h);" },
        { "curl", "IntPtr curl_easy_init()", "void curl_easy_cleanup(IntPtr h)", "var h = [|N.curl_easy_init()|]; if (h == IntPtr.Zero) return;", "N.curl_easy_cleanup(h);" },
        { "SDL2", "IntPtr SDL_CreateRGBSurface(uint f, int w, int h, int d, uint r, uint g, uint b, uint a)", "void SDL_FreeSurface(IntPtr h)", "var h = [|N.SDL_CreateRGBSurface(0, 1, 1, 32, 0, 0, 0, 0)|]; if (h == IntPtr.Zero) return;", "N.SDL_FreeSurface(h);" },
        { "zmq", "IntPtr zmq_ctx_new()", "int zmq_ctx_term(IntPtr h)", "var h = [|N.zmq_ctx_new()|];", "N.zmq_ctx_term(h);" },
        { "lmdb", "int mdb_env_create(out IntPtr h)", "void mdb_env_close(IntPtr h)", "if ([|N.mdb_env_create(out var h)|] != 0) return;", "N.mdb_env_close(h);" },
        { "lmdb", "int mdb_txn_begin(IntPtr e, IntPtr t, uint f, out IntPtr h)", "void mdb_txn_abort(IntPtr h)", "if ([|N.mdb_txn_begin(p, IntPtr.Zero, 0, out var h)|] != 0) return;", "N.mdb_txn_abort(h);" },
        { "leveldb", "IntPtr leveldb_options_create()", "void leveldb_options_destroy(IntPtr h)", "var h = [|N.leveldb_options_create()|];", "N.leveldb_options_destroy(h);" },
        { "leveldb", "IntPtr leveldb_open(IntPtr o, IntPtr n, out IntPtr e)", "void leveldb_close(IntPtr h)", "var h = [|N.leveldb_open(p, p, out var e)|]; if (e != IntPtr.Zero) return;", "N.leveldb_close(h);" },
        { "leveldb", "IntPtr leveldb_get(IntPtr d, IntPtr o, IntPtr k, nuint l, out nuint v, out IntPtr e)", "void leveldb_free(IntPtr h)", "var h = [|N.leveldb_get(p, p, p, 1, out _, out var e)|]; if (e != IntPtr.Zero || h == IntPtr.Zero) return;", "N.leveldb_free(h);" },
        { "rocksdb", "IntPtr rocksdb_open(IntPtr o, IntPtr n, ref IntPtr e)", "void rocksdb_close(IntPtr h)", "var e = IntPtr.Zero; var h = [|N.rocksdb_open(p, p, ref e)|]; if (e != IntPtr.Zero) throw new Exception();", "N.rocksdb_close(h);" },
        { "rocksdb", "IntPtr rocksdb_checkpoint_object_create(IntPtr d, out IntPtr e)", "void rocksdb_checkpoint_object_destroy(IntPtr h)", "var h = [|N.rocksdb_checkpoint_object_create(p, out var e)|]; if (h == IntPtr.Zero) return;", "N.rocksdb_checkpoint_object_destroy(h);" },
        { "opus", "IntPtr opus_encoder_create(int r, int c, int a, out int e)", "void opus_encoder_destroy(IntPtr h)", "var h = [|N.opus_encoder_create(48000, 2, 2048, out var e)|]; if (e != 0) return;", "N.opus_encoder_destroy(h);" },
        { "rocksdb", "IntPtr rocksdb_create_iterator(IntPtr d, IntPtr o)", "void rocksdb_iter_destroy(IntPtr h)", "var h = [|N.rocksdb_create_iterator(p, p)|];", "N.rocksdb_iter_destroy(h);" },
        { "lua54", "IntPtr luaL_newstate()", "void lua_close(IntPtr h)", "var h = [|N.luaL_newstate()|]; if (h == IntPtr.Zero) return;", "N.lua_close(h);" },
        { "archive", "IntPtr archive_read_new()", "int archive_read_free(IntPtr h)", "var h = [|N.archive_read_new()|];", "N.archive_read_free(h);" },
        { "xml2", "IntPtr xmlReadFile(IntPtr n, IntPtr e, int o)", "void xmlFreeDoc(IntPtr h)", "var h = [|N.xmlReadFile(p, p, 0)|]; if (h == IntPtr.Zero) return;", "N.xmlFreeDoc(h);" },
        { "wpcap", "IntPtr pcap_open_live(IntPtr d, int s, int m, int t, IntPtr e)", "void pcap_close(IntPtr h)", "var h = [|N.pcap_open_live(p, 1, 1, 1, p)|]; if (h == IntPtr.Zero) return;", "N.pcap_close(h);" },
        { "avutil-57", "IntPtr av_frame_alloc()", "void av_frame_free(ref IntPtr h)", "var h = [|N.av_frame_alloc()|];", "N.av_frame_free(ref h);" },
        { "avcodec", "IntPtr avcodec_alloc_context3(IntPtr c)", "void avcodec_free_context(ref IntPtr h)", "var h = [|N.avcodec_alloc_context3(p)|]; if (h == IntPtr.Zero) return;", "N.avcodec_free_context(ref h);" },
        { "libglib-2.0.so.0", "IntPtr g_strdup(IntPtr t)", "void g_free(IntPtr h)", "var h = [|N.g_strdup(p)|];", "N.g_free(h);" },
        { "libgio-2.0.so.0", "IntPtr g_file_new_for_path(IntPtr t)", "void g_object_unref(IntPtr h)", "var h = [|N.g_file_new_for_path(p)|];", "N.g_object_unref(h);" },
        { "cairo", "IntPtr cairo_create(IntPtr s)", "void cairo_destroy(IntPtr h)", "var h = [|N.cairo_create(p)|];", "N.cairo_destroy(h);" },
        { "freetype", "int FT_Init_FreeType(out IntPtr h)", "int FT_Done_FreeType(IntPtr h)", "if ([|N.FT_Init_FreeType(out var h)|] != 0) return;", "N.FT_Done_FreeType(h);" },
        { "harfbuzz", "IntPtr hb_buffer_create()", "void hb_buffer_destroy(IntPtr h)", "var h = [|N.hb_buffer_create()|];", "N.hb_buffer_destroy(h);" },
        { "libX11.so.6", "IntPtr XOpenDisplay(IntPtr n)", "int XCloseDisplay(IntPtr h)", "var h = [|N.XOpenDisplay(IntPtr.Zero)|]; if (h == IntPtr.Zero) return;", "N.XCloseDisplay(h);" },
        { "libX11.so.6", "IntPtr XCreateGC(IntPtr d, nuint w, nuint m, IntPtr v)", "int XFreeGC(IntPtr d, IntPtr h)", "var h = [|N.XCreateGC(p, 1, 0, IntPtr.Zero)|];", "N.XFreeGC(p, h);" },
        { "xcb", "IntPtr xcb_connect(IntPtr n, IntPtr s)", "void xcb_disconnect(IntPtr h)", "var h = [|N.xcb_connect(p, p)|];", "N.xcb_disconnect(h);" },
        { "libudev.so.1", "IntPtr udev_new()", "IntPtr udev_unref(IntPtr h)", "var h = [|N.udev_new()|]; if (h == IntPtr.Zero) return;", "N.udev_unref(h);" },
        { "libdbus-1.so.3", "IntPtr dbus_message_new_signal(IntPtr o, IntPtr i, IntPtr n)", "void dbus_message_unref(IntPtr h)", "var h = [|N.dbus_message_new_signal(p, p, p)|];", "N.dbus_message_unref(h);" },
        { "libvlc", "IntPtr libvlc_media_new_path(IntPtr i, IntPtr n)", "void libvlc_media_release(IntPtr h)", "var h = [|N.libvlc_media_new_path(p, p)|]; if (h == IntPtr.Zero) return;", "N.libvlc_media_release(h);" },
        { "mpv-2", "IntPtr mpv_create()", "void mpv_terminate_destroy(IntPtr h)", "var h = [|N.mpv_create()|]; if (h == IntPtr.Zero) return;", "N.mpv_terminate_destroy(h);" },
        { "opus", "IntPtr opus_repacketizer_create()", "void opus_repacketizer_destroy(IntPtr h)", "var h = [|N.opus_repacketizer_create()|];", "N.opus_repacketizer_destroy(h);" },
        { "ssh2", "IntPtr libssh2_agent_init(IntPtr s)", "void libssh2_agent_free(IntPtr h)", "var h = [|N.libssh2_agent_init(p)|]; if (h == IntPtr.Zero) return;", "N.libssh2_agent_free(h);" },
        { "tesseract50", "IntPtr TessBaseAPICreate()", "void TessBaseAPIDelete(IntPtr h)", "var h = [|N.TessBaseAPICreate()|];", "N.TessBaseAPIDelete(h);" },
        { "lept", "IntPtr pixRead(IntPtr n)", "void pixDestroy(ref IntPtr h)", "var h = [|N.pixRead(p)|]; if (h == IntPtr.Zero) return;", "N.pixDestroy(ref h);" },
        { "gpgme", "int gpgme_new(out IntPtr h)", "void gpgme_release(IntPtr h)", "if ([|N.gpgme_new(out var h)|] != 0) return;", "N.gpgme_release(h);" },
        { "asound", "int snd_pcm_open(out IntPtr h, IntPtr n, int s, int m)", "int snd_pcm_close(IntPtr h)", "if ([|N.snd_pcm_open(out var h, p, 0, 0)|] < 0) return;", "N.snd_pcm_close(h);" },
        { "portaudio", "int Pa_OpenDefaultStream(out IntPtr h, int i, int o, nuint f, double r, nuint n, IntPtr c, IntPtr d)", "int Pa_CloseStream(IntPtr h)", "if ([|N.Pa_OpenDefaultStream(out var h, 0, 2, 1, 44100, 0, p, p)|] != 0) return;", "N.Pa_CloseStream(h);" },
        { "openal32", "IntPtr alcOpenDevice(IntPtr n)", "byte alcCloseDevice(IntPtr h)", "var h = [|N.alcOpenDevice(IntPtr.Zero)|]; if (h == IntPtr.Zero) return;", "N.alcCloseDevice(h);" },
        { "turbojpeg", "IntPtr tjInitCompress()", "int tjDestroy(IntPtr h)", "var h = [|N.tjInitCompress()|]; if (h == IntPtr.Zero) return;", "N.tjDestroy(h);" },
        { "webp", "nuint WebPEncodeRGBA(IntPtr d, int w, int r, int s, float q, out IntPtr h)", "void WebPFree(IntPtr h)", "if ([|N.WebPEncodeRGBA(p, 1, 1, 4, 80, out var h)|] == 0) return;", "N.WebPFree(h);" },
        { "crypto", "IntPtr X509_STORE_new()", "void X509_STORE_free(IntPtr h)", "var h = [|N.X509_STORE_new()|]; if (h == IntPtr.Zero) return;", "N.X509_STORE_free(h);" },
        { "git2", "int git_branch_lookup(out IntPtr h, IntPtr r, IntPtr n, int k)", "void git_reference_free(IntPtr h)", "if ([|N.git_branch_lookup(out var h, p, p, 1)|] != 0) return;", "N.git_reference_free(h);" },
        { "pdfium", "IntPtr FPDF_LoadPage(IntPtr d, int i)", "void FPDF_ClosePage(IntPtr h)", "var h = [|N.FPDF_LoadPage(p, 0)|]; if (h == IntPtr.Zero) return;", "N.FPDF_ClosePage(h);" },
        { "iec61850", "IntPtr ClientReportControlBlock_create(IntPtr r)", "void ClientReportControlBlock_destroy(IntPtr h)", "var h = [|N.ClientReportControlBlock_create(p)|];", "N.ClientReportControlBlock_destroy(h);" },
        { "SDL3", "IntPtr SDL_CreateWindow(IntPtr t, int w, int h, ulong f)", "void SDL_DestroyWindow(IntPtr h)", "var h = [|N.SDL_CreateWindow(p, 1, 1, 0)|]; if (h == IntPtr.Zero) return;", "N.SDL_DestroyWindow(h);" },
        { "SDL3", "IntPtr SDL_GetJoysticks(out int n)", "void SDL_free(IntPtr h)", "var h = [|N.SDL_GetJoysticks(out _)|]; if (h == IntPtr.Zero) return;", "N.SDL_free(h);" },
        { "SDL3_ttf", "IntPtr TTF_OpenFont(IntPtr f, float s)", "void TTF_CloseFont(IntPtr h)", "var h = [|N.TTF_OpenFont(p, 12)|]; if (h == IntPtr.Zero) return;", "N.TTF_CloseFont(h);" },
        { "raylib", "IntPtr LoadFileData(IntPtr f, out int n)", "void UnloadFileData(IntPtr h)", "var h = [|N.LoadFileData(p, out _)|]; if (h == IntPtr.Zero) return;", "N.UnloadFileData(h);" },
        { "csfml-graphics", "IntPtr sfTexture_createFromFile(IntPtr f, IntPtr a)", "void sfTexture_destroy(IntPtr h)", "var h = [|N.sfTexture_createFromFile(p, p)|]; if (h == IntPtr.Zero) return;", "N.sfTexture_destroy(h);" },
        { "llama", "IntPtr llama_sampler_clone(IntPtr s)", "void llama_sampler_free(IntPtr h)", "var h = [|N.llama_sampler_clone(p)|]; if (h == IntPtr.Zero) return;", "N.llama_sampler_free(h);" },
        { "whisper", "IntPtr whisper_init_state(IntPtr c)", "void whisper_free_state(IntPtr h)", "var h = [|N.whisper_init_state(p)|]; if (h == IntPtr.Zero) return;", "N.whisper_free_state(h);" },
        { "wasmtime", "IntPtr wasmtime_linker_new(IntPtr e)", "void wasmtime_linker_delete(IntPtr h)", "var h = [|N.wasmtime_linker_new(p)|];", "N.wasmtime_linker_delete(h);" },
        { "duckdb", "int duckdb_connect(IntPtr d, out IntPtr h)", "void duckdb_disconnect(ref IntPtr h)", "if ([|N.duckdb_connect(p, out var h)|] != 0) return;", "N.duckdb_disconnect(ref h);" },
        { "duckdb", "IntPtr duckdb_value_varchar(IntPtr r, ulong c, ulong l)", "void duckdb_free(IntPtr h)", "var h = [|N.duckdb_value_varchar(p, 0, 0)|]; if (h == IntPtr.Zero) return;", "N.duckdb_free(h);" },
        { "tree-sitter", "IntPtr ts_parser_parse_string(IntPtr s, IntPtr o, IntPtr t, uint l)", "void ts_tree_delete(IntPtr h)", "var h = [|N.ts_parser_parse_string(p, IntPtr.Zero, p, 1)|]; if (h == IntPtr.Zero) return;", "N.ts_tree_delete(h);" },
        { "libpq.so.5", "IntPtr PQexec(IntPtr c, IntPtr q)", "void PQclear(IntPtr h)", "var h = [|N.PQexec(p, p)|];", "N.PQclear(h);" },
        { "libmysql", "IntPtr mysql_store_result(IntPtr m)", "void mysql_free_result(IntPtr h)", "var h = [|N.mysql_store_result(p)|]; if (h == IntPtr.Zero) return;", "N.mysql_free_result(h);" },
        { "nng", "int nng_msg_alloc(out IntPtr h, nuint s)", "void nng_msg_free(IntPtr h)", "if ([|N.nng_msg_alloc(out var h, 1)|] != 0) return;", "N.nng_msg_free(h);" },
        { "nanomsg", "int nn_socket(int d, int k)", "int nn_close(int h)", "var h = [|N.nn_socket(1, 1)|]; if (h < 0) return;", "N.nn_close(h);" },
        { "fluidsynth", "IntPtr new_fluid_settings()", "void delete_fluid_settings(IntPtr h)", "var h = [|N.new_fluid_settings()|];", "N.delete_fluid_settings(h);" },
        { "sndfile", "IntPtr sf_open(IntPtr f, int m, IntPtr i)", "int sf_close(IntPtr h)", "var h = [|N.sf_open(p, 1, p)|]; if (h == IntPtr.Zero) return;", "N.sf_close(h);" },
        { "portmidi", "int Pm_OpenInput(out IntPtr h, int d, IntPtr i, int b, IntPtr t, IntPtr n)", "int Pm_Close(IntPtr h)", "if ([|N.Pm_OpenInput(out var h, 0, IntPtr.Zero, 1, IntPtr.Zero, IntPtr.Zero)|] != 0) return;", "N.Pm_Close(h);" },
        { "rtmidi", "IntPtr rtmidi_in_create_default()", "void rtmidi_in_free(IntPtr h)", "var h = [|N.rtmidi_in_create_default()|];", "N.rtmidi_in_free(h);" },
        { "soundio", "IntPtr soundio_get_input_device(IntPtr s, int i)", "void soundio_device_unref(IntPtr h)", "var h = [|N.soundio_get_input_device(p, 0)|]; if (h == IntPtr.Zero) return;", "N.soundio_device_unref(h);" },
        { "mp3lame", "IntPtr lame_init()", "int lame_close(IntPtr h)", "var h = [|N.lame_init()|];", "N.lame_close(h);" },
        { "FLAC", "IntPtr FLAC__metadata_object_clone(IntPtr o)", "void FLAC__metadata_object_delete(IntPtr h)", "var h = [|N.FLAC__metadata_object_clone(p)|]; if (h == IntPtr.Zero) return;", "N.FLAC__metadata_object_delete(h);" },
        { "gpiod", "IntPtr gpiod_chip_request_lines(IntPtr c, IntPtr r, IntPtr l)", "void gpiod_line_request_release(IntPtr h)", "var h = [|N.gpiod_chip_request_lines(p, p, p)|]; if (h == IntPtr.Zero) return;", "N.gpiod_line_request_release(h);" },
        { "serialport", "int sp_list_ports(out IntPtr h)", "void sp_free_port_list(IntPtr h)", "if ([|N.sp_list_ports(out var h)|] != 0) return;", "N.sp_free_port_list(h);" },
        { "modbus", "IntPtr modbus_new_tcp(IntPtr a, int n)", "void modbus_free(IntPtr h)", "var h = [|N.modbus_new_tcp(p, 502)|]; if (h == IntPtr.Zero) return;", "N.modbus_free(h);" },
        { "ftdi1", "int ftdi_usb_find_all(IntPtr c, out IntPtr h, int v, int d)", "void ftdi_list_free(ref IntPtr h)", "if ([|N.ftdi_usb_find_all(p, out var h, 0, 0)|] < 0) return;", "N.ftdi_list_free(ref h);" },
        { "gdal304", "IntPtr OGR_L_GetNextFeature(IntPtr l)", "void OGR_F_Destroy(IntPtr h)", "var h = [|N.OGR_L_GetNextFeature(p)|]; if (h == IntPtr.Zero) return;", "N.OGR_F_Destroy(h);" },
        { "geos_c", "IntPtr GEOSWKTReader_read_r(IntPtr c, IntPtr r, IntPtr t)", "void GEOSGeom_destroy_r(IntPtr c, IntPtr h)", "var h = [|N.GEOSWKTReader_read_r(p, p, p)|]; if (h == IntPtr.Zero) return;", "N.GEOSGeom_destroy_r(p, h);" },
        { "proj_9_1", "IntPtr proj_create(IntPtr c, IntPtr d)", "IntPtr proj_destroy(IntPtr h)", "var h = [|N.proj_create(p, p)|]; if (h == IntPtr.Zero) return;", "N.proj_destroy(h);" },
        { "libgtk-3.so.0", "IntPtr gtk_tree_model_get_path(IntPtr m, IntPtr i)", "void gtk_tree_path_free(IntPtr h)", "var h = [|N.gtk_tree_model_get_path(p, p)|]; if (h == IntPtr.Zero) return;", "N.gtk_tree_path_free(h);" },
        { "libsecret-1.so.0", "IntPtr secret_password_lookupv_sync(IntPtr s, IntPtr a, IntPtr c, IntPtr e)", "void secret_password_free(IntPtr h)", "var h = [|N.secret_password_lookupv_sync(p, p, p, p)|]; if (h == IntPtr.Zero) return;", "N.secret_password_free(h);" },
        { "libgstreamer-1.0.so.0", "IntPtr gst_bus_timed_pop(IntPtr b, ulong t)", "void gst_message_unref(IntPtr h)", "var h = [|N.gst_bus_timed_pop(p, 1)|]; if (h == IntPtr.Zero) return;", "N.gst_message_unref(h);" },
        { "libpulse.so.0", "IntPtr pa_context_get_sink_info_list(IntPtr c, IntPtr f, IntPtr d)", "void pa_operation_unref(IntPtr h)", "var h = [|N.pa_context_get_sink_info_list(p, p, p)|]; if (h == IntPtr.Zero) return;", "N.pa_operation_unref(h);" },
        { "cups", "IntPtr cupsCopyDestInfo(IntPtr a, IntPtr d)", "void cupsFreeDestInfo(IntPtr h)", "var h = [|N.cupsCopyDestInfo(p, p)|]; if (h == IntPtr.Zero) return;", "N.cupsFreeDestInfo(h);" },
        { "libsystemd.so.0", "int sd_journal_open(out IntPtr h, int f)", "void sd_journal_close(IntPtr h)", "if ([|N.sd_journal_open(out var h, 0)|] < 0) return;", "N.sd_journal_close(h);" },
        { "libkrb5.so.3", "int krb5_cc_default(IntPtr c, out IntPtr h)", "int krb5_cc_close(IntPtr c, IntPtr h)", "if ([|N.krb5_cc_default(p, out var h)|] != 0) return;", "N.krb5_cc_close(p, h);" },
        { "libldap-2.5.so.0", "IntPtr ldap_get_dn(IntPtr l, IntPtr e)", "void ldap_memfree(IntPtr h)", "var h = [|N.ldap_get_dn(p, p)|]; if (h == IntPtr.Zero) return;", "N.ldap_memfree(h);" },
        { "lz4", "nint LZ4F_createDecompressionContext(out IntPtr h, uint v)", "nint LZ4F_freeDecompressionContext(IntPtr h)", "if ([|N.LZ4F_createDecompressionContext(out var h, 100)|] != 0) return;", "N.LZ4F_freeDecompressionContext(h);" },
        { "secp256k1", "IntPtr secp256k1_context_clone(IntPtr c)", "void secp256k1_context_destroy(IntPtr h)", "var h = [|N.secp256k1_context_clone(p)|];", "N.secp256k1_context_destroy(h);" },
        { "gnutls", "int gnutls_x509_crt_init(out IntPtr h)", "void gnutls_x509_crt_deinit(IntPtr h)", "if ([|N.gnutls_x509_crt_init(out var h)|] != 0) return;", "N.gnutls_x509_crt_deinit(h);" },
        { "hunspell-1.7", "IntPtr Hunspell_create(IntPtr a, IntPtr d)", "void Hunspell_destroy(IntPtr h)", "var h = [|N.Hunspell_create(p, p)|];", "N.Hunspell_destroy(h);" },
        { "enchant-2", "IntPtr enchant_broker_request_dict(IntPtr b, IntPtr t)", "void enchant_broker_free_dict(IntPtr b, IntPtr h)", "var h = [|N.enchant_broker_request_dict(p, p)|]; if (h == IntPtr.Zero) return;", "N.enchant_broker_free_dict(p, h);" },
        { "duktape", "IntPtr duk_create_heap(IntPtr a, IntPtr r, IntPtr f, IntPtr u, IntPtr e)", "void duk_destroy_heap(IntPtr h)", "var h = [|N.duk_create_heap(p, p, p, p, p)|]; if (h == IntPtr.Zero) return;", "N.duk_destroy_heap(h);" },
        { "OpenCL", "IntPtr clCreateKernel(IntPtr k, IntPtr n, out int e)", "int clReleaseKernel(IntPtr h)", "var h = [|N.clCreateKernel(p, p, out var e)|]; if (e != 0) return;", "N.clReleaseKernel(h);" },
        { "libpoppler-glib.so.8", "IntPtr poppler_document_get_page(IntPtr d, int n)", "void g_object_unref(IntPtr h)", "var h = [|N.poppler_document_get_page(p, 0)|]; if (h == IntPtr.Zero) return;", "N.g_object_unref(h);" },
        { "libvips-42.dll", "IntPtr vips_source_new_from_file(IntPtr f)", "void g_object_unref(IntPtr h)", "var h = [|N.vips_source_new_from_file(p)|]; if (h == IntPtr.Zero) return;", "N.g_object_unref(h);" },
        { "libMagickWand-6.Q16.so.6", "IntPtr NewPixelWand()", "IntPtr DestroyPixelWand(IntPtr h)", "var h = [|N.NewPixelWand()|];", "N.DestroyPixelWand(h);" },
        { "heif", "IntPtr heif_decoding_options_alloc()", "void heif_decoding_options_free(IntPtr h)", "var h = [|N.heif_decoding_options_alloc()|];", "N.heif_decoding_options_free(h);" },
        { "avif", "IntPtr avifImageCreateEmpty()", "void avifImageDestroy(IntPtr h)", "var h = [|N.avifImageCreateEmpty()|];", "N.avifImageDestroy(h);" },
        { "jxl_threads", "IntPtr JxlThreadParallelRunnerCreate(IntPtr m, nuint n)", "void JxlThreadParallelRunnerDestroy(IntPtr h)", "var h = [|N.JxlThreadParallelRunnerCreate(p, 1)|];", "N.JxlThreadParallelRunnerDestroy(h);" },
        { "openjp2", "IntPtr opj_stream_create_default_file_stream(IntPtr f, int r)", "void opj_stream_destroy(IntPtr h)", "var h = [|N.opj_stream_create_default_file_stream(p, 1)|]; if (h == IntPtr.Zero) return;", "N.opj_stream_destroy(h);" },
        { "tiff", "IntPtr TIFFOpen(IntPtr f, IntPtr m)", "void TIFFClose(IntPtr h)", "var h = [|N.TIFFOpen(p, p)|]; if (h == IntPtr.Zero) return;", "N.TIFFClose(h);" },
        { "png16", "IntPtr png_create_read_struct(IntPtr v, IntPtr p, IntPtr e, IntPtr w)", "void png_destroy_read_struct(ref IntPtr h, IntPtr i, IntPtr e)", "var h = [|N.png_create_read_struct(p, p, p, p)|]; if (h == IntPtr.Zero) return;", "N.png_destroy_read_struct(ref h, p, p);" },
        { "lcms2", "IntPtr cmsOpenProfileFromMem(IntPtr m, uint n)", "int cmsCloseProfile(IntPtr h)", "var h = [|N.cmsOpenProfileFromMem(p, 1)|]; if (h == IntPtr.Zero) return;", "N.cmsCloseProfile(h);" },
        { "python311", "IntPtr PyObject_Str(IntPtr o)", "void Py_DecRef(IntPtr h)", "var h = [|N.PyObject_Str(p)|]; if (h == IntPtr.Zero) return;", "N.Py_DecRef(h);" },
        { "icuuc", "IntPtr ucnv_open(IntPtr n, out int e)", "void ucnv_close(IntPtr h)", "var h = [|N.ucnv_open(p, out _)|];", "N.ucnv_close(h);" },
        { "libxkbcommon.so.0", "IntPtr xkb_context_new(int f)", "void xkb_context_unref(IntPtr h)", "var h = [|N.xkb_context_new(0)|]; if (h == IntPtr.Zero) return;", "N.xkb_context_unref(h);" },
        { "libwayland-client.so.0", "IntPtr wl_display_connect(IntPtr n)", "void wl_display_disconnect(IntPtr h)", "var h = [|N.wl_display_connect(p)|]; if (h == IntPtr.Zero) return;", "N.wl_display_disconnect(h);" },
        { "libdrm.so.2", "IntPtr drmModeGetConnector(int f, uint c)", "void drmModeFreeConnector(IntPtr h)", "var h = [|N.drmModeGetConnector(3, 1)|]; if (h == IntPtr.Zero) return;", "N.drmModeFreeConnector(h);" },
        { "xgboost", "int XGBoosterCreate(IntPtr d, ulong n, out IntPtr h)", "int XGBoosterFree(IntPtr h)", "if ([|N.XGBoosterCreate(p, 0, out var h)|] != 0) return;", "N.XGBoosterFree(h);" },
        { "lib_lightgbm", "int LGBM_BoosterLoadModelFromString(IntPtr s, out int n, out IntPtr h)", "int LGBM_BoosterFree(IntPtr h)", "if ([|N.LGBM_BoosterLoadModelFromString(p, out _, out var h)|] != 0) return;", "N.LGBM_BoosterFree(h);" },
        { "tensorflow", "IntPtr TF_NewStatus()", "void TF_DeleteStatus(IntPtr h)", "var h = [|N.TF_NewStatus()|];", "N.TF_DeleteStatus(h);" },
        { "mongocrypt", "IntPtr mongocrypt_binary_new()", "void mongocrypt_binary_destroy(IntPtr h)", "var h = [|N.mongocrypt_binary_new()|];", "N.mongocrypt_binary_destroy(h);" },
        { "libpcsclite.so.1", "nint SCardEstablishContext(nint s, IntPtr a, IntPtr b, out nint h)", "nint SCardReleaseContext(nint h)", "if ([|N.SCardEstablishContext(0, p, p, out var h)|] != 0) return;", "N.SCardReleaseContext(h);" },
        { "z3", "IntPtr Z3_mk_config()", "void Z3_del_config(IntPtr h)", "var h = [|N.Z3_mk_config()|];", "N.Z3_del_config(h);" },
        { "fuse3", "IntPtr fuse_new(IntPtr a, IntPtr o, nuint n, IntPtr d)", "void fuse_destroy(IntPtr h)", "var h = [|N.fuse_new(p, p, 1, p)|]; if (h == IntPtr.Zero) return;", "N.fuse_destroy(h);" },
        { "libavahi-client.so.3", "IntPtr avahi_client_new(IntPtr l, int f, IntPtr c, IntPtr d, out int e)", "void avahi_client_free(IntPtr h)", "var h = [|N.avahi_client_new(p, 0, p, p, out _)|]; if (h == IntPtr.Zero) return;", "N.avahi_client_free(h);" },
        { "ChakraCore", "int JsCreateRuntime(int a, IntPtr t, out IntPtr h)", "int JsDisposeRuntime(IntPtr h)", "if ([|N.JsCreateRuntime(0, p, out var h)|] != 0) return;", "N.JsDisposeRuntime(h);" },
        { "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation", "IntPtr CFStringCreateWithCString(IntPtr a, IntPtr t, uint e)", "void CFRelease(IntPtr h)", "var h = [|N.CFStringCreateWithCString(p, p, 1)|];", "N.CFRelease(h);" },
        { "e_sqlite3", "IntPtr sqlite3_value_dup(IntPtr v)", "void sqlite3_value_free(IntPtr h)", "var h = [|N.sqlite3_value_dup(p)|]; if (h == IntPtr.Zero) return;", "N.sqlite3_value_free(h);" },
    };

    [Theory]
    [InlineData("var h = [|image.GetHbitmap()|];", "N.DeleteObject(h);")]
    [InlineData("var h = [|image.GetHicon()|];", "N.DestroyIcon(h);")]
    [InlineData("var h = [|font.ToHfont()|];", "N.DeleteObject(h);")]
    [InlineData("var h = [|region.GetHrgn(null)|];", "region.ReleaseHrgn(h);")]
    [InlineData("var h = [|region.GetHrgn(null)|];", "N.DeleteObject(h);")]
    public async Task A_GDI_object_that_System_Drawing_makes_is_leaked_by_an_early_return(string creation, string end)
    {
        const string Drawing = """
            namespace System.Drawing
            {
                sealed class Bitmap { public extern IntPtr GetHbitmap(); public extern IntPtr GetHicon(); }
                sealed class Font { public extern IntPtr ToHfont(); }
                sealed class Region { public extern IntPtr GetHrgn(object graphics); public extern void ReleaseHrgn(IntPtr handle); }
            }
            """;
        string Body(string code) => "using System; using System.Drawing; using System.Runtime.InteropServices; "
            + "static class N { [DllImport(\"gdi32\")] public static extern bool DeleteObject(IntPtr h); [DllImport(\"user32\")] public static extern bool DestroyIcon(IntPtr h); [DllImport(\"gdi32\")] public static extern int GetObjectType(IntPtr h); } "
            + "class C { static int M(Bitmap image, Font font, Region region, int n) { " + code + " return 0; } }\n" + Drawing;

        await new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier> { TestCode = Body(creation + " if (n > 3) return N.GetObjectType(h); " + end) }.RunAsync();
        await new CSharpAnalyzerTest<FFI1003NativeResourceNotReleased, DefaultVerifier>
        {
            TestCode = Body((creation + " try { if (n > 3) return N.GetObjectType(h); } finally { " + end + " }").Replace("[|", "").Replace("|]", "")),
        }.RunAsync();
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task An_early_return_leaks_it(string library, string create, string release, string creation, string end) =>
        Run(library, create, release, creation + " if (n > 3) return; " + end);

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task A_release_before_each_return_is_enough(string library, string create, string release, string creation, string end) =>
        Run(library, create, release, creation.Replace("[|", "").Replace("|]", "") + " if (n > 3) { " + end + " return; } " + end);

    private static Task Run(string library, string create, string release, string body) => CSharpAnalyzerVerifier<FFI1003NativeResourceNotReleased, DefaultVerifier>.VerifyAnalyzerAsync(
        $$"""
        using System;
        using System.Runtime.InteropServices;
        static class N
        {
            [DllImport("{{library}}")] public static extern {{create}};
            [DllImport("{{library}}")] public static extern {{release}};
        }
        class C
        {
            void M(int n, IntPtr p) { {{body}} }
        }
        """);
}
