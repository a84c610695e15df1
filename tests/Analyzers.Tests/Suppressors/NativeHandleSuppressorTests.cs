using System.Threading.Tasks;
using Xunit;

namespace BoundaryLint.Tests.Suppressors;

public sealed class NativeHandleSuppressorTests
{
    private const string Usings = "using System;\nusing System.Runtime.InteropServices;\nusing Microsoft.Win32.SafeHandles;\n";

    [Fact]
    public Task Handles_that_no_marshaller_makes() => SdkRules.VerifyAsync(
        Usings + """
        internal sealed class Wrapped : SafeHandleZeroOrMinusOneIsInvalid
        {
            private Wrapped() : base(true) { } // silenced: CA1419
            protected override bool ReleaseHandle() => true;
            internal static Wrapped Of(IntPtr value) { var made = new Wrapped(); made.SetHandle(value); return made; }
        }
        internal sealed class Returned : SafeHandleZeroOrMinusOneIsInvalid
        {
            private Returned() : base(true) { } // stays: CA1419
            protected override bool ReleaseHandle() => true;
        }
        internal sealed class Local : SafeHandleZeroOrMinusOneIsInvalid
        {
            private Local() : base(true) { } // stays: CA1419
            protected override bool ReleaseHandle() => true;
        }
        public sealed class Visible : SafeHandleZeroOrMinusOneIsInvalid
        {
            private Visible() : base(true) { } // stays: CA1419
            protected override bool ReleaseHandle() => true;
        }
        static class Native
        {
            [DllImport("kv")] internal static extern Returned kv_open();
            [DllImport("kv")] internal static extern int kv_use(Wrapped handle);
            internal static void M()
            {
                open(out _);
                [DllImport("kv")] static extern int open(out Local handle);
            }
        }
        """,
        "CA1419");

    [Fact]
    public Task Borrowed_pointers_need_no_finalizer() => SdkRules.VerifyAsync(
        Usings + """
        public class Module : IDisposable // silenced: CA2216
        {
            private readonly IntPtr _module = IntPtr.Zero;
            public Module() { _module = Native.GetModuleHandle(null); }
            public void Dispose() { }
        }
        public class Library : IDisposable // stays: CA2216
        {
            private readonly IntPtr _module = IntPtr.Zero;
            public Library() { _module = Native.LoadLibrary(null); }
            public void Dispose() { }
        }
        static class Native
        {
            [DllImport("kernel32", CharSet = CharSet.Unicode)] internal static extern IntPtr GetModuleHandle(string name);
            [DllImport("kernel32", CharSet = CharSet.Unicode)] internal static extern IntPtr LoadLibrary(string name);
        }
        """,
        "CA2216");
}
