using System.Threading.Tasks;
using BoundaryLint.Rules.Callbacks;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Callbacks.FFI6001;

/// <summary>Stated conventions, callbacks of Windows, and what never crosses.</summary>
public sealed class StaysQuiet
{
    [Theory]
    [InlineData("[UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate void Callback(int code); class C { [DllImport(\"kv\")] static extern void kv_set_log(Callback c); }")]
    [InlineData("[UnmanagedFunctionPointer(CallingConvention.Winapi)] delegate void Callback(int code); class C { [DllImport(\"kv\")] static extern void kv_set_log(Callback c); }")]
    [InlineData("unsafe class C { delegate* unmanaged[Cdecl]<int, void> f; delegate* unmanaged[Stdcall, SuppressGCTransition]<int, void> g; delegate* managed<int> h; delegate*<int> i; }")]
    [InlineData("class C { [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })] static void OnCode(int code) { } }")]
    [InlineData("class C { [DllImport(\"kv\")] static extern void kv_go(); }")]
    [InlineData("partial class C { [LibraryImport(\"kv\")] internal static partial void kv_go(); }")]
    [InlineData("delegate void Managed(int code); class C { Managed m; }")]
    [InlineData("delegate bool Callback(nint w, nint p); class C { [DllImport(\"user32.dll\")] static extern bool EnumWindows(Callback c, nint p); }")]
    [InlineData("delegate nint Callback(nint w); struct WNDCLASS { Callback f; } class C { [DllImport(\"user32\")] static extern short RegisterClass(ref WNDCLASS c); }")]
    [InlineData("unsafe class C { [DllImport(\"user32\")] static extern bool EnumWindows(delegate* unmanaged<nint, nint, int> c, nint p); }")]
    [InlineData("delegate nint WndProc(nint w, uint m, nint p, nint l); class C { nint M(WndProc p) => Marshal.GetFunctionPointerForDelegate(p); }")]
    [InlineData("delegate void Callback(int c); [ComImport, Guid(\"00000000-0000-0000-C000-000000000046\")] interface I { void Advise(Callback c); }")]
    [InlineData("unsafe class C { void M(nint p) { ((delegate* unmanaged<int, void>)p)(1); var f = (delegate* unmanaged<int, void>)p; } }")]
    [InlineData("delegate void Sync(int handle, nint user); class C { [DllImport(\"bass\")] static extern int BASS_ChannelSetSync(int channel, Sync sync, nint user); }")]
    [InlineData("delegate int Read(nint sound, nint data, uint size); struct Info { public Read Pcm; } class C { [DllImport(\"fmodex\")] static extern int FMOD_System_CreateSound(nint system, nint name, uint mode, ref Info info, out nint sound); }")]
    [InlineData("unsafe struct IStreamVtbl { public delegate* unmanaged<void*, int> Read; }")]
    [InlineData("unsafe struct Table { public delegate* unmanaged<void*, void*, void**, int> QueryInterface; public delegate* unmanaged<void*, uint> AddRef, Other; public delegate* unmanaged<void*, uint> Release; }")]
    [InlineData("unsafe class C { delegate* unmanaged<nint, nint*, int> vkCreateInstance_ptr; nint M(PFN_vkVoidFunction f) => Marshal.GetFunctionPointerForDelegate(f); } delegate void PFN_vkVoidFunction();")]
    [InlineData("class UnmanagedCallersOnlyAttribute : System.Attribute { } class C { [UnmanagedCallersOnly] static void OnCode(int code) { } }")]
    public Task Nothing_is_left_to_chance(string source) => new CSharpAnalyzerTest<FFI6001CallbackWithoutCallingConvention, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "using System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n" + source },
            AnalyzerConfigFiles = { ("/.globalconfig", Reports.X86) },
        },
    }.RunAsync();

    [Theory]
    [InlineData("[DllImport(\"winsqlite3\")] static extern int sqlite3_libversion_number();")]
    [InlineData("[DllImport(\"zlibwapi\")] static extern nint zlibVersion();")]
    [InlineData("[DllImport(\"libzstd\", CallingConvention = CallingConvention.Cdecl)] static extern nuint ZSTD_compressBound(nuint size);")]
    public Task Builds_that_are_stdcall_and_what_states_cdecl(string import)
    {
        var test = new CSharpAnalyzerTest<FFI6001CallbackWithoutCallingConvention, DefaultVerifier> { TestCode = "using System.Runtime.InteropServices;\nstatic class N { " + import + " }" };
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", Reports.X86));
        return test.RunAsync();
    }
}
