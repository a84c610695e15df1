using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5023;

public sealed class Fixes
{
    [Fact]
    public Task A_version_that_the_header_states() => HeaderTest.FixAsync<FFI5023VersionIsNotChecked, FFI5023CheckVersion>(
        """
        static class Native
        {
            // What the library has.
            [DllImport("kv")]
            static extern uint [|kv_generation|]();

            [DllImport("kv")]
            static extern int kv_put(int key);
        }
        """,
        """
        static class Native
        {
            // What the library has.
            [DllImport("kv")]
            static extern uint kv_generation();

            /// <summary>These declarations are of one version of the native library; one of another version must not be called.</summary>
            [ModuleInitializer]
            internal static void CheckNativeVersion()
            {
                uint version = kv_generation();
                if (version != 7)
                {
                    throw new InvalidOperationException("The native library kv has version " + version + "; these declarations are of version " + 7 + ".");
                }
            }

            [DllImport("kv")]
            static extern int kv_put(int key);
        }
        """,
        """
        // @boundary version(kv_generation, 7)
        int kv_put(int key);
        unsigned kv_generation(void);
        """);

    [Fact]
    public Task A_constant_of_the_header_that_is_named_like_the_function() => HeaderTest.FixAsync<FFI5023VersionIsNotChecked, FFI5023CheckVersion>(
        """
        public class Store
        {
            [DllImport("kv")]
            private static extern int [|kv_abi_version|]();
        }
        """,
        """
        public class Store
        {
            [DllImport("kv")]
            private static extern int kv_abi_version();

            /// <summary>These declarations are of one version of the native library; one of another version must not be called.</summary>
            [ModuleInitializer]
            internal static void CheckNativeVersion()
            {
                int version = kv_abi_version();
                if (version != 3)
                {
                    throw new InvalidOperationException("The native library kv has version " + version + "; these declarations are of version " + 3 + ".");
                }
            }
        }
        """,
        "#define KV_ABI_VERSION 3\nint kv_abi_version(void);");

    [Fact]
    public Task A_constant_beside_the_import() => new CSharpCodeFixTest<FFI5023VersionIsNotChecked, FFI5023CheckVersion, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;

            internal static partial class Native
            {
                private const uint Version = 3;

                [LibraryImport("kv")]
                internal static partial uint [|kv_version|]();
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;

            internal static partial class Native
            {
                private const uint Version = 3;

                [LibraryImport("kv")]
                internal static partial uint kv_version();

                /// <summary>These declarations are of one version of the native library; one of another version must not be called.</summary>
                [System.Runtime.CompilerServices.ModuleInitializer]
                internal static void CheckNativeVersion()
                {
                    uint version = kv_version();
                    if (version != Version)
                    {
                        throw new System.InvalidOperationException("The native library kv has version " + version + "; these declarations are of version " + Version + ".");
                    }
                }
            }
            """,
    }.RunAsync();
}
