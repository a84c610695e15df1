using System.Threading.Tasks;
using Xunit;
using Verify = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    BoundaryLint.Rules.Declarations.FFI8001RawCallOutsideBoundary, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace BoundaryLint.Tests.Declarations.FFI8001;

public sealed class StaysQuiet
{
    private const string Attribute = """
        namespace BoundaryLint
        {
            [System.AttributeUsage(System.AttributeTargets.Class | System.AttributeTargets.Struct)]
            internal sealed class NativeBoundaryAttribute : System.Attribute { public NativeBoundaryAttribute(string library = null) { } }
        }
        """;

    [Fact]
    public Task The_declaring_type_marked_types_and_handles() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        using BoundaryLint;
        using Microsoft.Win32.SafeHandles;
        static class Native
        {
            [DllImport("kv")] internal static extern int kv_count(IntPtr store);
            [DllImport("kv")] internal static extern int kv_close(IntPtr store);
            internal static int Count(IntPtr store) => kv_count(store);
            internal static class Inner { internal static int Count(IntPtr store) => kv_count(store); }
        }
        [NativeBoundary("kv")] class Store { public int Count => Native.kv_count(0); class Part { int Count => Native.kv_count(0); } }
        class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
        {
            public StoreHandle() : base(true) { }
            protected override bool ReleaseHandle() => Native.kv_close(handle) == 0;
        }
        class User
        {
            public int Count => Native.Count(0);
            public int Own() { return own(); [DllImport("kv")] static extern int own(); }
        }
        """ + "\n" + Attribute);

    [Fact]
    public Task Outer_type_of_a_nested_class_with_the_imports() => Verify.VerifyAnalyzerAsync("""
        using System;
        using System.Runtime.InteropServices;
        class Store
        {
            public int Count => Native.kv_count(0);
            private static class Native { [DllImport("kv")] internal static extern int kv_count(IntPtr store); }
        }
        """);
}
