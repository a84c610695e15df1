using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1009;

/// <summary>FFI1009's fix returns the result of the release, catches what it throws, and removes a finalizer that repeats the base class's.</summary>
public sealed class Fixes
{
    private static string Class(string members) => $$"""
        using System;
        using System.Runtime.InteropServices;
        using Microsoft.Win32.SafeHandles;

        namespace Kv.Native
        {
            enum Status { Ok, Failed }

            static class N
            {
                [DllImport("kv")] [return: MarshalAs(UnmanagedType.Bool)] public static extern bool kv_drop(IntPtr store);
                [DllImport("kv")] public static extern Status kv_destroy(IntPtr store);
                [DllImport("kv", PreserveSig = false)] public static extern void kv_release(IntPtr store);
            }
        }

        namespace Kv
        {
            sealed class StoreHandle : SafeHandleZeroOrMinusOneIsInvalid
            {
                public StoreHandle() : base(true) { }

        {{members}}
            }
        }
        """;

    private static Task Run(string before, string after) => new CSharpCodeFixTest<FFI1009ReleaseHandleIsUnsafe, FFI1009ReleaseSafely, DefaultVerifier>
    {
        TestCode = Class(before),
        FixedCode = Class(after),
    }.RunAsync();

    [Fact]
    public Task A_dropped_Boolean() => Run(
        """
                protected override bool ReleaseHandle()
                {
                    // Gives the store back.
                    [|Native.N.kv_drop(handle)|];
                    return true;
                }
        """,
        """
                protected override bool ReleaseHandle()
                {
                    // Gives the store back.
                    return Native.N.kv_drop(handle);
                }
        """);

    [Fact]
    public Task A_dropped_status_and_the_remarks_around_it() => Run(
        """
                protected override bool ReleaseHandle()
                {
                    if (IsClosed)
                    {
                        [|Native.N.kv_destroy(handle)|]; // may fail
                        // nobody asks
                        return true;
                    }

                    return false;
                }
        """,
        """
                protected override bool ReleaseHandle()
                {
                    if (IsClosed)
                    {
                        // may fail
                        // nobody asks
                        return Native.N.kv_destroy(handle) == Native.Status.Ok;
                    }

                    return false;
                }
        """);

    [Fact]
    public Task A_release_that_throws() => Run(
        """
                protected override bool ReleaseHandle()
                {
                    // Throws for a failing HRESULT.
                    [|Native.N.kv_release(handle)|];
                    return true;
                }
        """,
        """
                protected override bool ReleaseHandle()
                {
                    try
                    {
                        // Throws for a failing HRESULT.
                        Native.N.kv_release(handle);
                        return true;
                    }
                    catch (Exception)
                    {
                        return false;
                    }
                }
        """);

    [Fact]
    public Task Two_calls_that_throw_are_caught_together() => new CSharpCodeFixTest<FFI1009ReleaseHandleIsUnsafe, FFI1009ReleaseSafely, DefaultVerifier>
    {
        TestCode = Class("""
                protected override bool ReleaseHandle()
                {
                    [|Native.N.kv_release(handle)|];
                    [|Marshal.ThrowExceptionForHR(0)|];
                    return true;
                }
        """),
        FixedCode = Class("""
                protected override bool ReleaseHandle()
                {
                    try
                    {
                        Native.N.kv_release(handle);
                        Marshal.ThrowExceptionForHR(0);
                        return true;
                    }
                    catch (Exception)
                    {
                        return false;
                    }
                }
        """),
        NumberOfIncrementalIterations = 1,
    }.RunAsync();

    [Fact]
    public Task A_finalizer_that_repeats_the_base_class() => Run(
        """
                ~[|StoreHandle|]()
                {
                    Dispose(false);
                }

                protected override bool ReleaseHandle() => Native.N.kv_drop(handle);
        """,
        """
                protected override bool ReleaseHandle() => Native.N.kv_drop(handle);
        """);
}
