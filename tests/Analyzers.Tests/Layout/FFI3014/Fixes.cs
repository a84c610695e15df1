using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3014;

public sealed class Fixes
{
    [Fact]
    public Task A_test_before_the_use() => new CSharpCodeFixTest<FFI3014NativeValueTrusted, FFI3014GuardValue, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_size();
                [DllImport("kv")] static extern byte* kv_data(out int length);
                static void A()
                {
                    int size = kv_size();
                    byte* p = stackalloc byte[[|size|]]; // room
                }
                static Span<byte> B()
                {
                    byte* p = kv_data(out int length);
                    return new Span<byte>(p, [|length|]);
                }
            }
            """,
        FixedCode = """
            using System;
            using System.Runtime.InteropServices;
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_size();
                [DllImport("kv")] static extern byte* kv_data(out int length);
                static void A()
                {
                    int size = kv_size();
                    if (size < 0 || size > 1024)
                    {
                        throw new InvalidOperationException($"size is {size}");
                    }

                    byte* p = stackalloc byte[size]; // room
                }
                static Span<byte> B()
                {
                    byte* p = kv_data(out int length);
                    if (length < 0)
                    {
                        throw new InvalidOperationException($"length is {length}");
                    }

                    return new Span<byte>(p, length);
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_section_for_what_is_not_known() => new CSharpCodeFixTest<FFI3014NativeValueTrusted, FFI3014GuardValue, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            enum Kind { None, Some }
            static class Native
            {
                [DllImport("kv")] static extern Kind kv_kind();
                static int A()
                {
                    Kind kind = kv_kind();
                    switch ([|kind|])
                    {
                        case Kind.None:
                            return 0;
                    }

                    return 1;
                }
            }
            """,
        FixedCode = """
            using System;
            using System.Runtime.InteropServices;
            enum Kind { None, Some }
            static class Native
            {
                [DllImport("kv")] static extern Kind kv_kind();
                static int A()
                {
                    Kind kind = kv_kind();
                    switch (kind)
                    {
                        case Kind.None:
                            return 0;
                        default:
                            throw new InvalidOperationException($"{kind} is not known");
                    }

                    return 1;
                }
            }
            """,
    }.RunAsync();
}
