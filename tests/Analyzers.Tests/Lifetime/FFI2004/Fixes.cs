using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2004;

/// <summary>FFI2004's fix moves KeepAlive to where it protects the call.</summary>
public sealed class Fixes
{
    private static Task Run(string before, string after) => new CSharpCodeFixTest<FFI2004KeepAliveHasNoEffect, FFI2004MoveKeepAlive, DefaultVerifier>
    {
        TestCode = Class(before),
        FixedCode = Class(after),
    }.RunAsync();

    private static string Class(string body) => Reports.Imports + $$"""
        class Program
        {
            private IntPtr _handle;
            ~Program() { }

        {{body}}
        }
        """;

    [Fact]
    public Task Behind_a_statement() => Run(
        """
            void M(Store store)
            {
                // The store has to live.
                [|GC.KeepAlive(store)|]; // until here
                N.kv_get(store.Handle, 1);
                Console.WriteLine();
            }
        """,
        """
            void M(Store store)
            {
                N.kv_get(store.Handle, 1);
                // The store has to live.
                GC.KeepAlive(store); // until here
                Console.WriteLine();
            }
        """);

    [Fact]
    public Task Behind_a_declaration_and_the_last_of_two_calls() => Run(
        """
            int M(Store store)
            {
                var handle = store.Handle;
                [|GC.KeepAlive(store)|];
                N.kv_get(handle, 1);
                var result = N.kv_get(handle, 2);
                return result;
            }
        """,
        """
            int M(Store store)
            {
                var handle = store.Handle;
                N.kv_get(handle, 1);
                var result = N.kv_get(handle, 2);
                GC.KeepAlive(store);
                return result;
            }
        """);

    [Fact]
    public Task Into_a_finally_block_where_the_result_is_returned() => Run(
        """
            int M()
            {
                [|GC.KeepAlive(this)|];
                return N.kv_get(_handle, 1);
            }
        """,
        """
            int M()
            {
                try
                {
                    return N.kv_get(_handle, 1);
                }
                finally
                {
                    GC.KeepAlive(this);
                }
            }
        """);

    [Fact]
    public Task Behind_a_return() => Run(
        """
            int M(Store store)
            {
                // Reads the first key.
                return N.kv_get(store.Handle, 1);
                [|GC.KeepAlive(store)|];
            }
        """,
        """
            int M(Store store)
            {
                // Reads the first key.
                try
                {
                    return N.kv_get(store.Handle, 1);
                }
                finally
                {
                    GC.KeepAlive(store);
                }
            }
        """);
}
