using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Ownership;
using BoundaryLint.Rules.Ownership;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Ownership.FFI1012;

/// <summary>FFI1012's fixes release in a finally block, or ask the flag.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
                bool ok = false;
                try
                {
                    h.DangerousAddRef(ref ok);
                    N.kv_size(h.DangerousGetHandle());
                }
                finally
                {
                    // Given back.
                    [|h.DangerousRelease()|]; // once
                }
        """,
        """
                bool ok = false;
                try
                {
                    h.DangerousAddRef(ref ok);
                    N.kv_size(h.DangerousGetHandle());
                }
                finally
                {
                    // Given back.
                    if (ok)
                    {
                        h.DangerousRelease();
                    } // once
                }
        """)]
    [InlineData(
        """
                bool ok = false;
                [|h.DangerousAddRef(ref ok)|];
                // Native code logs.
                N.Log("x");
                N.kv_size(h.DangerousGetHandle());
                h.DangerousRelease();
                N.Log("y");
        """,
        """
                bool ok = false;
                h.DangerousAddRef(ref ok);
                // Native code logs.
                try
                {
                    N.Log("x");
                    N.kv_size(h.DangerousGetHandle());
                }
                finally
                {
                    if (ok)
                    {
                        h.DangerousRelease();
                    }
                }
                N.Log("y");
        """)]
    [InlineData(
        """
                bool ok = false;
                [|h.DangerousAddRef(ref ok)|];
                N.kv_size(h.DangerousGetHandle());
        """,
        """
                bool ok = false;
                h.DangerousAddRef(ref ok);
                try
                {
                    N.kv_size(h.DangerousGetHandle());
                }
                finally
                {
                    if (ok)
                    {
                        h.DangerousRelease();
                    }
                }
        """)]
    [InlineData(
        """
                bool ok = false;
                if (h.IsClosed)
                {
                    [|h.DangerousAddRef(ref ok)|];
                }
                N.Log("x");
                if (ok)
                {
                    h.DangerousRelease();
                }
        """,
        """
                bool ok = false;
                try
                {
                    if (h.IsClosed)
                    {
                        h.DangerousAddRef(ref ok);
                    }
                    N.Log("x");
                }
                finally
                {
                    if (ok)
                    {
                        h.DangerousRelease();
                    }
                }
        """)]
    [InlineData(
        """
                bool ok = false;
                h.DangerousAddRef(ref ok);
                try
                {
                    N.kv_size(h.DangerousGetHandle());
                    h.DangerousRelease();
                }
                finally
                {
                    [|h.DangerousRelease()|];
                }
        """,
        """
                bool ok = false;
                h.DangerousAddRef(ref ok);
                try
                {
                    N.kv_size(h.DangerousGetHandle());
                }
                finally
                {
                    if (ok)
                    {
                        h.DangerousRelease();
                    }
                }
        """)]
    [InlineData(
        """
                bool ok = false;
                [|h.DangerousAddRef(ref ok)|];
                try { N.Log("x"); h.DangerousRelease(); ok = false; } catch (Exception) { }
        """,
        """
                bool ok = false;
                h.DangerousAddRef(ref ok);
                try
                {
                    try { N.Log("x"); } catch (Exception) { }
                }
                finally
                {
                    if (ok)
                    {
                        h.DangerousRelease();
                    }
                }
        """)]
    [InlineData(
        """
                bool ok = false;
                for (var i = 0; i < 3; i++)
                {
                    try
                    {
                        h.DangerousAddRef(ref ok);
                        h.DangerousRelease();
                    }
                    finally
                    {
                        if (ok) [|h.DangerousRelease()|];
                    }
                }
        """,
        """
                bool ok = false;
                for (var i = 0; i < 3; i++)
                {
                    ok = false;
                    try
                    {
                        h.DangerousAddRef(ref ok);
                    }
                    finally
                    {
                        if (ok)
                        {
                            h.DangerousRelease();
                        }
                    }
                }
        """)]
    public Task Balance_the_references(string before, string after) =>
        new CSharpCodeFixTest<FFI1012ReferencesNotBalanced, FFI1012BalanceReferences, DefaultVerifier> { TestCode = Class(before), FixedCode = Class(after) }.RunAsync();

    private static string Class(string body) => Reports.Declarations + $$"""
        class C
        {
            static void M(SafeHandle h)
            {
        {{body}}
            }
        }
        """;
}
