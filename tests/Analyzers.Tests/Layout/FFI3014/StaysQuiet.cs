using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3014NativeValueTrusted, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3014;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task What_is_tested_first() => Verify.VerifyAnalyzerAsync(Usings + """
        enum Kind { None, Some }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_size();
            [DllImport("kv")] static extern Kind kv_kind();
            [DllImport("kv")] static extern byte* kv_data(out nuint length);
            static void A() { int size = kv_size(); if (size > 256) { return; } byte* p = stackalloc byte[size]; }
            static void B() { int size = kv_size(); Span<byte> p = size <= 256 ? stackalloc byte[size] : new byte[size]; }
            static void C() { int size = kv_size(); ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 256); byte* p = stackalloc byte[size]; }
            static void D() { int size = Math.Min(kv_size(), 256); byte* p = stackalloc byte[size]; }
            static byte[] E() { int size = kv_size(); return size is > 0 and < 100 ? new byte[size] : Array.Empty<byte>(); }
            static Span<byte> F() { byte* p = kv_data(out nuint length); if (length > 10) { throw new Exception(); } return new Span<byte>(p, (int)length); }
            static int G() { switch (kv_kind()) { case Kind.None: return 1; default: throw new Exception(); } }
        }
        """);

    [Fact]
    public Task What_does_not_come_from_native_code() => Verify.VerifyAnalyzerAsync(Usings + """
        enum Kind { None, Some }
        static unsafe class Native
        {
            [DllImport("kv")] static extern int kv_fill(byte* p, int size);
            static int Size() => 4;
            static void A(int size) { byte* p = stackalloc byte[size]; kv_fill(p, size); }
            static void B() { int size = Size(); byte* p = stackalloc byte[size]; int other = 4; byte[] all = new byte[other]; all[other - 1] = 1; kv_fill(p, size); }
            static int C(Kind kind) { switch (kind) { case Kind.None: return 1; } return 2; }
        }
        """);
}
