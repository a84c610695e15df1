using System.Threading.Tasks;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2001;

/// <summary>Which callbacks a widely bound library keeps, by the catalogue's word for it: none of these names says so by itself.</summary>
public sealed class KnownLibraries
{
    public static TheoryData<string, string, string> Kept => new()
    {
        { "bass", "uint BASS_StreamCreate(uint f, uint c, uint g, Callback proc, IntPtr user)", "N.BASS_StreamCreate(44100, 2, 0, CALLBACK, p);" },
        { "bass", "int BASS_RecordStart(uint f, uint c, uint g, Callback proc, IntPtr user)", "N.BASS_RecordStart(44100, 2, 0, CALLBACK, p);" },
        { "SDL3", "IntPtr SDL_OpenAudioDeviceStream(uint d, IntPtr s, Callback callback, IntPtr u)", "N.SDL_OpenAudioDeviceStream(0, p, CALLBACK, p);" },
        { "SDL3", "void SDL_ShowOpenFileDialog(Callback callback, IntPtr u, IntPtr w, IntPtr f, int n, IntPtr l, bool m)", "N.SDL_ShowOpenFileDialog(CALLBACK, p, p, p, 0, p, false);" },
        { "csfml-audio", "IntPtr sfSoundStream_create(Callback a, Callback b, uint c, uint s, IntPtr u)", "N.sfSoundStream_create(CALLBACK, null, 2, 1, p);" },
        { "wasmtime", "void wasmtime_func_new(IntPtr c, IntPtr t, Callback f, IntPtr e, IntPtr z, IntPtr r)", "N.wasmtime_func_new(p, p, CALLBACK, p, p, p);" },
        { "fluidsynth", "IntPtr new_fluid_midi_driver(IntPtr s, Callback f, IntPtr d)", "N.new_fluid_midi_driver(p, CALLBACK, p);" },
        { "portmidi", "int Pt_Start(int r, Callback f, IntPtr d)", "N.Pt_Start(1, CALLBACK, p);" },
        { "FLAC", "int FLAC__stream_decoder_init_file(IntPtr d, IntPtr f, Callback w, IntPtr m, IntPtr e, IntPtr c)", "N.FLAC__stream_decoder_init_file(p, p, CALLBACK, p, p, p);" },
        { "nng", "int nng_aio_alloc(out IntPtr a, Callback f, IntPtr d)", "N.nng_aio_alloc(out _, CALLBACK, p);" },
        { "gdal", "IntPtr CPLSetErrorHandler(Callback f)", "N.CPLSetErrorHandler(CALLBACK);" },
        { "geos_c", "void initGEOS(Callback n, IntPtr e)", "N.initGEOS(CALLBACK, p);" },
        { "proj", "void proj_log_func(IntPtr c, IntPtr d, Callback f)", "N.proj_log_func(p, p, CALLBACK);" },
        { "libgtk-3.so.0", "void gtk_tree_view_column_set_cell_data_func(IntPtr t, IntPtr r, Callback f, IntPtr d, IntPtr n)", "N.gtk_tree_view_column_set_cell_data_func(p, p, CALLBACK, p, p);" },
        { "gstreamer-1.0", "uint gst_bus_add_watch(IntPtr b, Callback f, IntPtr d)", "N.gst_bus_add_watch(p, CALLBACK, p);" },
        { "pulse", "IntPtr pa_stream_drain(IntPtr s, Callback f, IntPtr d)", "N.pa_stream_drain(p, CALLBACK, p);" },
        { "systemd", "int sd_bus_call_async(IntPtr b, IntPtr s, IntPtr m, Callback f, IntPtr d, ulong u)", "N.sd_bus_call_async(p, p, p, CALLBACK, p, 0);" },
        { "duktape", "int duk_push_c_function(IntPtr c, Callback f, int n)", "N.duk_push_c_function(p, CALLBACK, 0);" },
        { "OpenCL", "IntPtr clCreateContext(IntPtr o, uint n, IntPtr d, Callback f, IntPtr u, IntPtr e)", "N.clCreateContext(p, 1, p, CALLBACK, p, p);" },
        { "tiff", "IntPtr TIFFSetErrorHandler(Callback f)", "N.TIFFSetErrorHandler(CALLBACK);" },
        { "chakra", "int JsCreateFunction(Callback f, IntPtr s, out IntPtr o)", "N.JsCreateFunction(CALLBACK, p, out _);" },
        { "CoreGraphics", "IntPtr CGEventTapCreate(uint t, uint q, uint o, ulong e, Callback f, IntPtr d)", "N.CGEventTapCreate(0, 0, 0, 1, CALLBACK, p);" },
        { "CoreMIDI", "int MIDIInputPortCreate(uint c, IntPtr n, Callback f, IntPtr d, out uint r)", "N.MIDIInputPortCreate(1, p, CALLBACK, p, out _);" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public Task A_lambda_that_nothing_keeps(string library, string function, string call) => Run(library, function, call.Replace("CALLBACK", "[|() => Console.WriteLine(n)|]"));

    [Theory]
    [MemberData(nameof(Kept))]
    public Task A_delegate_in_a_static_field(string library, string function, string call) => Run(library, function, call.Replace("CALLBACK", "Always"));

    private static Task Run(string library, string function, string body) => CSharpAnalyzerVerifier<FFI2001DelegateCollectedWhileNativeCodeHoldsIt, DefaultVerifier>.VerifyAnalyzerAsync(
        $$"""
        using System;
        using System.Runtime.InteropServices;
        delegate void Callback();
        static class N
        {
            [DllImport("{{library}}")] public static extern {{function}};
        }
        class C
        {
            static readonly Callback Always = () => { };
            void M(int n, IntPtr p) { {{body}} }
        }
        """);
}
