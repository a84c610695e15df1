using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1015;

/// <summary>FFI1015's fixes free the handle in a finally block, or pin its object.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
                var h = [|GCHandle.Alloc(b, GCHandleType.Pinned)|];

                // Native code copies the bytes.
                N.kv_put(h.AddrOfPinnedObject()); // at once
        """,
        """
                var h = GCHandle.Alloc(b, GCHandleType.Pinned);

                // Native code copies the bytes.
                try
                {
                    N.kv_put(h.AddrOfPinnedObject()); // at once
                }
                finally
                {
                    h.Free();
                }
        """)]
    [InlineData(
        """
                var h = GCHandle.Alloc(b /* bytes */);
                N.kv_put([|h.AddrOfPinnedObject()|]);
                h.Free();
        """,
        """
                var h = GCHandle.Alloc(b /* bytes */, GCHandleType.Pinned);
                N.kv_put(h.AddrOfPinnedObject());
                h.Free();
        """)]
    [InlineData(
        """
                var h = GCHandle.Alloc(b, GCHandleType.Normal);
                N.kv_put([|h.AddrOfPinnedObject()|]);
                h.Free();
        """,
        """
                var h = GCHandle.Alloc(b, GCHandleType.Pinned);
                N.kv_put(h.AddrOfPinnedObject());
                h.Free();
        """)]
    public Task Free_or_pin(string before, string after) =>
        new CSharpCodeFixTest<FFI1015GCHandleMisused, FFI1015FreeOrPin, DefaultVerifier> { TestCode = Class(before), FixedCode = Class(after) }.RunAsync();

    private static string Class(string body) => Reports.Declarations + $$"""
        class C
        {
            static void M(byte[] b)
            {
        {{body}}
            }
        }
        """;
}
