using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3007StructureSizeIsNotSet, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3007;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Set_somewhere() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Options { public int cbSize; public int Flags; }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_open(ref Options options);
            [DllImport("kv")] static extern int kv_raw(Options* options);
            static void A() { var options = new Options { cbSize = Marshal.SizeOf<Options>() }; kv_open(ref options); }
            static void B(bool deep) { Options options = default; if (deep) { options.cbSize = 8; } kv_open(ref options); }
            static void C() { Options options; Initialize(out options); kv_open(ref options); }
            static void D() { var options = Create(); kv_open(ref options); }
            static void E(Options options) => kv_open(ref options);
            static void F() { Options options = default; Initialize(ref options, 1); kv_open(ref options); }
            static void G() { Options options = default; Options* p = &options; p->cbSize = 8; kv_raw(p); kv_open(ref options); }
            static void H() { Options options = default; options = Create(); kv_open(ref options); }
            static void I() { Options options = default; (options.cbSize, options.Flags) = (8, 1); kv_open(ref options); }
            static void J() { var options = Create() with { Flags = 1 }; kv_open(ref options); }
            static Options Create() => new() { cbSize = 8 };
            static void Initialize(out Options options) => options = Create();
            static void Initialize(ref Options options, int flags) => options = Create();
        }
        """);

    [Fact]
    public Task Types_that_set_it_themselves_and_values_that_native_code_fills() => Verify.VerifyAnalyzerAsync(Usings + """
        [StructLayout(LayoutKind.Sequential)] class Startup { public int cbSize = 8; public int Flags; }
        [StructLayout(LayoutKind.Sequential)] class Other { public int cbSize; public Other() { cbSize = 8; } }
        struct Made { public int cbSize; public int Flags; public static Made New() { Made made = default; made.cbSize = 8; return made; } }
        struct Filled { public int cbSize; public int Flags; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_start(Startup startup, Other other, ref Made made);
            [DllImport("kv")] static extern int kv_fill(out Filled filled);
            static void A() { Made made = Made.New(); kv_start(new Startup(), new Other(), ref made); }
            static void B() { Filled filled; kv_fill(out filled); }
        }
        """);

    [Fact]
    public Task First_fields_that_are_no_size_of_the_structure() => Verify.VerifyAnalyzerAsync(Usings + """
        struct CONSOLE_CURSOR_INFO { public uint dwSize; public int bVisible; }
        struct Buffer { public nint data; public nint size; }
        struct Only { public int size; }
        struct Named { public double cbSize; public int Flags; }
        struct Cb { public int cb; public int Flags; }
        static class Native
        {
            [DllImport("kernel32")] static extern int SetConsoleCursorInfo(nint console, ref CONSOLE_CURSOR_INFO info);
            [DllImport("kv")] static extern int kv_open(ref Buffer buffer, ref Only only, ref Named named, ref Cb cb);
            static void M() { CONSOLE_CURSOR_INFO info = default; Buffer b = default; Only o = default; Named n = default; Cb c = default; SetConsoleCursorInfo(0, ref info); kv_open(ref b, ref o, ref n, ref c); }
        }
        """);

    [Fact]
    public Task Managed_methods() => Verify.VerifyAnalyzerAsync(Usings + """
        struct Options { public int cbSize; public int Flags; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(ref Options options);
            static void Managed(ref Options options) { options.cbSize = 8; kv_open(ref options); }
            static void M() { Options options = default; Managed(ref options); }
        }
        """);

    [Fact]
    public Task A_function_that_reads_no_size() => Verify.VerifyAnalyzerAsync(Usings + """
        struct OSVERSIONINFO { public int dwOSVersionInfoSize; public int dwMajorVersion; }
        static class Native
        {
            [DllImport("ntdll")] static extern int RtlGetVersion(ref OSVERSIONINFO info);
            static void M() { OSVERSIONINFO info = default; RtlGetVersion(ref info); }
        }
        """);
}
