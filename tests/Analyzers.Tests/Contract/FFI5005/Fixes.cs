using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Contract;
using BoundaryLint.Rules.Contract;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Contract.FFI5005;

public sealed class Fixes
{
    [Fact]
    public Task Gives_a_field_the_type_of_the_header() => VerifyAsync(
        """
        struct Options
        {
            public int Size;
            public uint [|Limit|]; // bytes
        }
        """,
        """
        struct Options
        {
            public int Size;
            public nuint Limit; // bytes
        }
        """,
        "int size; size_t limit;");

    [Fact]
    public Task Inserts_what_the_header_has_before_a_field() => VerifyAsync(
        """
        struct Options
        {
            public int Version;
            internal nint [|Callback|];
        }
        """,
        """
        struct Options
        {
            public int Version;
            internal nint OnFilter;
            internal nint Callback;
        }
        """,
        "int version; void (*on_filter)(void); void (*callback)(void);");

    [Fact]
    public Task Adds_what_the_header_has_behind_the_last() => VerifyAsync(
        """
        struct [|Options|]
        {
            public int a;

            public readonly int Sum() => a;
        }
        """,
        """
        struct Options
        {
            public int a;
            public double ratio;
            public byte @lock;

            public readonly int Sum() => a;
        }
        """,
        "int a; double ratio; bool lock;");

    internal static Task VerifyAsync(string code, string expected, string members)
    {
        const string Start = "using System.Runtime.InteropServices;\nstatic class Native { [DllImport(\"kv\")] static extern void kv_set(ref Options options); }\n";
        var test = new CSharpCodeFixTest<FFI5005StructLayoutDiffers, FFI5005MatchLayout, DefaultVerifier> { TestCode = Start + code, FixedCode = Start + expected };
        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.AddHeader("#include <stdbool.h>\nstruct kv_options { " + members + " };\nvoid kv_set(struct kv_options *options);");
        }

        return test.RunAsync();
    }
}
