using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2006;

/// <summary>FFI2006's fix pins what the address is taken of, for as long as the pointer is used.</summary>
public sealed class Fixes
{
    private static string Class(string body) => Reports.Imports + $$"""
        unsafe class Program
        {
        {{body}}
        }
        """;

    private static Task Run(string before, string after) => new CSharpCodeFixTest<FFI2006AddressOfUnpinnedManagedMemory, FFI2006Pin, DefaultVerifier>
    {
        TestCode = Class(before),
        FixedCode = Class(after),
    }.RunAsync();

    [Fact]
    public Task A_pointer_variable_and_the_rest_of_its_block() => Run(
        """
            int M()
            {
                var data = new byte[4];

                // Native code reads it.
                var p = (byte*)[|Unsafe.AsPointer(ref data[0])|];

                // All of it.
                var result = N.kv_write(p, 4);
                return result;
            }
        """,
        """
            int M()
            {
                var data = new byte[4];

                // Native code reads it.
                fixed (byte* p = &data[0])
                {
                    // All of it.
                    var result = N.kv_write(p, 4);
                    return result;
                }
            }
        """);

    [Fact]
    public Task An_argument_of_a_statement() => Run(
        """
            void M()
            {
                Span<byte> data = new byte[4];
                N.kv_write((byte*)[|Unsafe.AsPointer(ref MemoryMarshal.GetReference(data))|], data.Length);
            }
        """,
        """
            void M()
            {
                Span<byte> data = new byte[4];
                fixed (byte* pointer = &MemoryMarshal.GetReference(data))
                {
                    N.kv_write(pointer, data.Length);
                }
            }
        """);

    [Fact]
    public Task An_address_of_an_array_element_that_is_returned_through_a_call() => Run(
        """
            int M()
            {
                var data = new int[4];
                return N.kv_write([|Marshal.UnsafeAddrOfPinnedArrayElement(data, 1)|], 4);
            }
        """,
        """
            int M()
            {
                var data = new int[4];
                fixed (int* pointer = &data[1])
                {
                    return N.kv_write((nint)pointer, 4);
                }
            }
        """);

    [Fact]
    public Task A_cast_to_another_pointer_stays() => Run(
        """
            void M()
            {
                var data = new Point[4];
                N.kv_write((byte*)[|Unsafe.AsPointer(ref data[0])|], 4);
            }
        """,
        """
            void M()
            {
                var data = new Point[4];
                fixed (Point* pointer = &data[0])
                {
                    N.kv_write((byte*)pointer, 4);
                }
            }
        """);
}
