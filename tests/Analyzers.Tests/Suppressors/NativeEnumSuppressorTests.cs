using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Suppressors;

public sealed class NativeEnumSuppressorTests
{
    [Fact]
    public Task Aliases_and_widths_of_native_enums() => SdkRules.VerifyAsync(
        """
        using System.Runtime.InteropServices;
        public enum Status : byte // silenced: CA1028
        {
            Ok = 0,
            Fine = 0, // silenced: CA1069
        }
        public enum Mode : ushort // silenced: CA1028
        {
            Read,
        }
        public enum Managed : byte // stays: CA1028
        {
            One = 1,
            Other = 1, // stays: CA1069
        }
        public struct Options { public Mode Mode; }
        delegate void Changed(Options options);
        static class Native
        {
            [DllImport("kv")] static extern Status kv_open(Changed changed);
        }
        """,
        "CA1028 CA1069");
}
