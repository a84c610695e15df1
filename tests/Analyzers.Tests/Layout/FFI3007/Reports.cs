using System.Threading.Tasks;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3007StructureSizeIsNotSet, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3007;

public sealed class Reports
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Variables_by_reference_and_by_address() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct WINDOWINFO { public uint cbSize; public int X; }
        struct MEMORYSTATUSEX { public uint dwLength; public uint dwMemoryLoad; }
        [StructLayout(LayoutKind.Sequential)] class Startup { public int cbSize; public int Flags; }
        struct kv_options { public nuint struct_size; public int Flags; }
        static unsafe class Native
        {
            [DllImport("user32")] static extern int GetWindowInfo(nint window, ref WINDOWINFO info);
            [DllImport("kernel32")] static extern int GlobalMemoryStatusEx(MEMORYSTATUSEX* status);
            [DllImport("kv")] static extern int kv_start(Startup startup);
            [DllImport("kv")] static extern int kv_open(in kv_options options);
            static void M()
            {
                WINDOWINFO info = new WINDOWINFO();
                GetWindowInfo(0, ref {|#0:info|});
                MEMORYSTATUSEX status;
                GlobalMemoryStatusEx({|#1:&status|});
                var startup = new Startup { Flags = 1 };
                kv_start({|#2:startup|});
                kv_options options = default;
                options.Flags = 3;
                kv_open({|#3:options|});
                kv_open({|#4:new kv_options { Flags = 4 }|});
            }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithMessage(
            "`info` is passed to `GetWindowInfo` without `WINDOWINFO.cbSize`, by which native code knows the size of the structure (by its name); set it to `Marshal.SizeOf<WINDOWINFO>()`"),
        Verify.Diagnostic().WithLocation(1).WithMessage(
            "`status` is passed to `GlobalMemoryStatusEx` without `MEMORYSTATUSEX.dwLength`, by which native code knows the size of the structure (by its name); set it to `sizeof(MEMORYSTATUSEX)`"),
        Verify.Diagnostic().WithLocation(2),
        Verify.Diagnostic().WithLocation(3),
        Verify.Diagnostic().WithLocation(4));

    [Fact]
    public Task A_field_called_size_is_a_suggestion() => Verify.VerifyAnalyzerAsync(
        Usings + """
        struct Options { public int size; public int Flags; }
        static class Native
        {
            [DllImport("kv")] static extern int kv_open(ref Options options);
            static int M() { var options = new Options { Flags = 1 }; return kv_open(ref {|#0:options|}); }
        }
        """,
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task A_field_that_the_header_states() => new CSharpAnalyzerTest<FFI3007StructureSizeIsNotSet, DefaultVerifier>
    {
        TestCode = Usings + """
            struct kv_options { public int Flags; public int Length; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(ref kv_options options);
                static int M() { kv_options options = default; return kv_open(ref {|#0:options|}); }
            }
            """,
        ExpectedDiagnostics =
        {
            new DiagnosticResult("FFI3007", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
                "`options` is passed to `kv_open` without `kv_options.Length`, by which native code knows the size of the structure (sizefield in kv.h); set it to `Marshal.SizeOf<kv_options>()`"),
        },
    }.WithHeader("/** @boundary sizefield(length) */\ntypedef struct kv_options { int flags; int length; } kv_options;\nint kv_open(const kv_options *options);\n").RunAsync();

    [Fact]
    public Task In_every_kind_of_body() => new CSharpAnalyzerTest<FFI3007StructureSizeIsNotSet, DefaultVerifier>
    {
        TestState = { OutputKind = OutputKind.ConsoleApplication },
        TestCode = """
            using System;
            using System.Collections.Generic;
            using System.Runtime.InteropServices;

            Options top = new();
            Native.kv_open(ref [|top|]);
            Action open = () => { Options inner = new(); Native.kv_open(ref [|inner|]); };
            open();

            struct Options { public int cbSize; public int Flags; }
            static class Native
            {
                [DllImport("kv")] internal static extern int kv_open(ref Options options);
                static int Property { get { Options options = new(); return kv_open(ref [|options|]); } }
                static IEnumerable<int> All() { yield return Local(); int Local() { Options options = new(); return kv_open(ref [|options|]); } }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Half_typed_code() => new CSharpAnalyzerTest<FFI3007StructureSizeIsNotSet, DefaultVerifier>
    {
        TestCode = Usings + """
            struct Options { public int cbSize; public int Flags; public Unknown U; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(ref Options options);
                static int M() { Options options = new(); return kv_open(ref [|options|]) + kv_open(ref ) + kv_open(
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
