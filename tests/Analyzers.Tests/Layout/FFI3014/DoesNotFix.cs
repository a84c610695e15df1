using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3014;

public sealed class DoesNotFix
{
    [Fact]
    public Task Values_without_a_name_and_unsigned_lengths_without_a_limit() => new CSharpCodeFixTest<FFI3014NativeValueTrusted, FFI3014GuardValue, DefaultVerifier>
    {
        TestCode = """
            using System;
            using System.Runtime.InteropServices;
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_size();
                [DllImport("kv")] static extern byte* kv_data(out nuint length);
                static ReadOnlySpan<int> A(int* p) => new ReadOnlySpan<int>(p, [|kv_size()|]);
                static Span<byte> B() { byte* p = kv_data(out nuint length); return new Span<byte>(p, [|(int)length|]); }
            }
            """,
    }.RunAsync();
}
