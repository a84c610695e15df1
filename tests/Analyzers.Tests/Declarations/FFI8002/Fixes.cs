using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Declarations;
using BoundaryLint.Rules.Declarations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Declarations.FFI8002;

public sealed class Fixes
{
    [Fact]
    public Task The_member_becomes_internal() => new CSharpCodeFixTest<FFI8002NativeDetailIsPublic, FFI8002MakeInternal, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] internal static extern IntPtr kv_open(int mode);
                [DllImport("kv")] internal static extern void kv_close(IntPtr store);
            }
            public class Store
            {
                // Opens.
                public static IntPtr [|Open|](int mode) => Native.kv_open(mode);

                /* closes */ public static void [|Close|](IntPtr store) => Native.kv_close(store);
            }
            """,
        FixedCode = """
            using System;
            using System.Runtime.InteropServices;
            static class Native
            {
                [DllImport("kv")] internal static extern IntPtr kv_open(int mode);
                [DllImport("kv")] internal static extern void kv_close(IntPtr store);
            }
            public class Store
            {
                // Opens.
                internal static IntPtr Open(int mode) => Native.kv_open(mode);

                /* closes */ internal static void Close(IntPtr store) => Native.kv_close(store);
            }
            """,
        NumberOfIncrementalIterations = 2,
    }.RunAsync();
}
