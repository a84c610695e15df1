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
