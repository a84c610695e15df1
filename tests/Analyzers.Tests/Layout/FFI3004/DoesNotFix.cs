using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3004;

public sealed class DoesNotFix
{
    [Fact]
    public Task References_to_the_field_read_only_fields_and_automatic_properties() => new CSharpCodeFixTest<FFI3004StructMustBeBlittable, FFI3004DeclareBlittableField, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Options
            {
                [MarshalAs(UnmanagedType.Bool)] public bool [|Deep|];
                [MarshalAs(UnmanagedType.Bool)] public readonly bool [|Fixed|];
                [MarshalAs(UnmanagedType.Bool)] public bool [|A|], [|B|];
                [field: MarshalAs(UnmanagedType.Bool)] public bool [|Shared|] { get; set; }
            }
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_open(Options* options);
                static void Change(ref bool value) => value = true;
                static void M(Options* options) => Change(ref options->Deep);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_reference_inside() => new CSharpCodeFixTest<FFI3004StructMustBeBlittable, FFI3004DeclareBlittableField, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            struct Named { public string Name; }
            static class Native
            {
                [DllImport("kv")] static extern int kv_open(ref Named named);
                static int M(Named[] names) => [|MemoryMarshal.AsBytes(names.AsSpan())|].Length;
            }
            """,
    }.RunAsync();
}
