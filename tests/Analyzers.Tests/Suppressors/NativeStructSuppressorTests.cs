using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Suppressors;

public sealed class NativeStructSuppressorTests
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\n";

    [Fact]
    public Task Fields_and_equality_of_native_structs() => SdkRules.VerifyAsync(
        Usings + """
        public struct Options // silenced: CA1815
        {
            public int Flags; // silenced: CA1051
            public Point Origin; // silenced: CA1051
        }
        public struct Point // silenced: CA1815
        {
            public int X; // silenced: CA1051
        }
        public unsafe struct Raw // silenced: CA1815
        {
            public Raw* Next; // silenced: CA1051
        }
        public struct Managed // stays: CA1815
        {
            public int X; // stays: CA1051
        }
        public class Holder
        {
            public Options Options; // stays: CA1051
        }
        static unsafe class Native
        {
            [DllImport("kv")] internal static extern int kv_open(in Options options);
            [DllImport("kv")] internal static extern Raw* kv_first();
        }
        """,
        "CA1051 CA1815");

    [Fact]
    public Task Fields_that_native_code_fills_or_that_only_take_their_place() => SdkRules.VerifyAsync(
        Usings + """
        struct Info
        {
            public int Size; // silenced: CS0649
            private int reserved; // silenced: CS0169, silenced: CA1823
        }
        struct Input
        {
            public int Size; // stays: CS0649
            private int reserved; // silenced: CS0169, silenced: CA1823
        }
        struct Managed
        {
            public int Size; // stays: CS0649
            private int unused; // stays: CS0169, stays: CA1823
        }
        static unsafe class Native
        {
            [DllImport("kv")] static extern Info* kv_first();
            [DllImport("kv")] static extern int kv_set(Input input);
            internal static int M() => kv_first()->Size + kv_set(default) + default(Input).Size + default(Managed).Size;
        }
        """,
        "CS0649 CS0169 CA1823");

    [Fact]
    public Task The_suppression_is_switched_off_by_its_own_id() => SdkRules.VerifyAsync(
        Usings + """
        public struct Options // silenced: CA1815
        {
            public int Flags; // stays: CA1051
        }
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_open(in Options options);
        }
        """,
        "CA1051 CA1815",
        switchedOff: "FFICA1051");
}
