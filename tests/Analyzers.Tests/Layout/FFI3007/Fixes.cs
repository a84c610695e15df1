using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Layout;
using BoundaryLint.Rules.Layout;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Layout.FFI3007;

public sealed class Fixes
{
    [Fact]
    public Task In_the_initializer_or_behind_the_declaration() => new CSharpCodeFixTest<FFI3007StructureSizeIsNotSet, FFI3007SetStructureSize, DefaultVerifier>
    {
        TestCode = """
            using System.Runtime.InteropServices;
            struct Options { public uint cbSize; public int Flags; }
            struct Raw { public int cbSize; public int Flags; }
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_open(in Options options);
                [DllImport("kv")] static extern int kv_raw(Raw* raw);
                static void M()
                {
                    var first = new Options(); // none
                    kv_open([|first|]);
                    Options second = new() { Flags = 1 };
                    kv_open([|second|]);
                    Options third = default;
                    third.Flags = 1;
                    kv_open([|third|]);
                    Raw raw;
                    raw.Flags = 2;
                    kv_raw([|&raw|]);
                    kv_open([|new Options { Flags = 4 }|]);
                    Options last = new Options
                    {
                        Flags = 5,
                    };
                    kv_open([|last|]);
                }
            }
            """,
        FixedCode = """
            using System.Runtime.InteropServices;
            struct Options { public uint cbSize; public int Flags; }
            struct Raw { public int cbSize; public int Flags; }
            static unsafe class Native
            {
                [DllImport("kv")] static extern int kv_open(in Options options);
                [DllImport("kv")] static extern int kv_raw(Raw* raw);
                static void M()
                {
                    var first = new Options { cbSize = (uint)Marshal.SizeOf<Options>() }; // none
                    kv_open(first);
                    Options second = new() { cbSize = (uint)Marshal.SizeOf<Options>(), Flags = 1 };
                    kv_open(second);
                    Options third = default;
                    third.cbSize = (uint)Marshal.SizeOf<Options>();
                    third.Flags = 1;
                    kv_open(third);
                    Raw raw;
                    raw.cbSize = sizeof(Raw);
                    raw.Flags = 2;
                    kv_raw(&raw);
                    kv_open(new Options { cbSize = (uint)Marshal.SizeOf<Options>(), Flags = 4 });
                    Options last = new Options
                    {
                        cbSize = (uint)Marshal.SizeOf<Options>(),
                        Flags = 5,
                    };
                    kv_open(last);
                }
            }
            """,
    }.RunAsync();
}
