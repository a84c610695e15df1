using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Layout.FFI3006BytesAndElementsConfused, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Layout.FFI3006;

public sealed class StaysQuiet
{
    private const string Usings = "using System;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Elements_of_one_byte_and_numbers_in_the_right_unit() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Copier
        {
            [DllImport("libc")] static extern nint write(int file, byte[] buffer, nuint size);
            static void A(byte[] from, byte* to) { fixed (byte* p = from) Buffer.MemoryCopy(p, to, from.Length, from.Length); write(1, from, (nuint)from.Length); }
            static void B(int[] from, int* to) { fixed (int* p = from) NativeMemory.Copy(p, to, (nuint)(from.Length * sizeof(int))); }
            static void C(int[] values, nint memory) => Marshal.Copy(values, 0, memory, values.Length);
            static Span<int> D(void* p, int bytes) => new Span<int>(p, bytes / sizeof(int));
            static Span<byte> E(void* p, int count) => new Span<byte>(p, count * sizeof(int));
            static Span<T> F<T>(T* p, int count) where T : unmanaged => new Span<T>(p, count * sizeof(T));
        }
        """);

    [Fact]
    public Task Lengths_of_something_else() => Verify.VerifyAnalyzerAsync(Usings + """
        static unsafe class Copier
        {
            static void A(int[] lines, byte* from, byte* to) => Buffer.MemoryCopy(from, to, lines.Length, lines.Length);
            static nint B(int[] lines) => Marshal.AllocHGlobal(lines.Length);
            static Span<int> C(int* p, int width) => new Span<int>(p, width * 4);
            static Span<int> D(int* p, int width, int height) => new Span<int>(p, width * height);
            static nint E(string[] names) { nint p = Marshal.AllocHGlobal(names.Length); Marshal.FreeHGlobal(p); return p; }
        }
        """);

    [Fact]
    public Task Block_copies_which_the_SDK_checks_and_methods_of_others() => Verify.VerifyAnalyzerAsync(Usings + """
        static class Memory { public static void MemoryCopy(int[] from, int byteCount) { } }
        static class Copier
        {
            [DllImport("kv")] static extern void kv_sum(int[] values, int count);
            static void A(int[] from, int[] to) { Buffer.BlockCopy(from, 0, to, 0, from.Length); Memory.MemoryCopy(from, from.Length); kv_sum(from, from.Length * sizeof(int)); }
        }
        """);
}
