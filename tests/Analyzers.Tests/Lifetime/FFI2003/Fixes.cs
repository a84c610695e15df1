using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Lifetime;
using BoundaryLint.Rules.Lifetime;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Lifetime.FFI2003;

/// <summary>FFI2003's fix keeps the object alive in a finally block.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
            // How large it is.
            public int Size => N.kv_size([|_h|]); // bytes
        """,
        """
            // How large it is.
            public int Size
            {
                get
                {
                    try
                    {
                        return N.kv_size(_h);
                    }
                    finally
                    {
                        GC.KeepAlive(this);
                    }
                }
            } // bytes
        """)]
    [InlineData(
        """
            public int Size() => N.kv_size([|_h|]);
        """,
        """
            public int Size()
            {
                try
                {
                    return N.kv_size(_h);
                }
                finally
                {
                    GC.KeepAlive(this);
                }
            }
        """)]
    [InlineData(
        """
            public void Touch()
            {
                // Native code counts.
                N.kv_size([|_h|]); // twice
            }
        """,
        """
            public void Touch()
            {
                // Native code counts.
                try
                {
                    N.kv_size(_h); // twice
                }
                finally
                {
                    GC.KeepAlive(this);
                }
            }
        """)]
    [InlineData(
        """
            public int Put(Options options)
            {
                int result = N.kv_put([|_h|], [|options.Handle|]);
                return result;
            }
        """,
        """
            public int Put(Options options)
            {
                int result;
                try
                {
                    result = N.kv_put(_h, options.Handle);
                }
                finally
                {
                    GC.KeepAlive(this);
                    GC.KeepAlive(options);
                }
                return result;
            }
        """)]
    [InlineData(
        """
            public int Put(Options options) => N.kv_put([|_h|], [|options.Handle|]);
        """,
        """
            public int Put(Options options)
            {
                try
                {
                    return N.kv_put(_h, options.Handle);
                }
                finally
                {
                    GC.KeepAlive(this);
                    GC.KeepAlive(options);
                }
            }
        """)]
    [InlineData(
        """
            public void Put(Options options, bool really)
            {
                if (really)
                    N.kv_put([|_h|], [|options.Handle|]);
            }
        """,
        """
            public void Put(Options options, bool really)
            {
                if (really)
                {
                    try
                    {
                        N.kv_put(_h, options.Handle);
                    }
                    finally
                    {
                        GC.KeepAlive(this);
                        GC.KeepAlive(options);
                    }
                }
            }
        """)]
    [InlineData(
        """
            public void Touch(bool really)
            {
                if (really)
                    N.kv_size([|_h|]);
            }
        """,
        """
            public void Touch(bool really)
            {
                if (really)
                {
                    try
                    {
                        N.kv_size(_h);
                    }
                    finally
                    {
                        GC.KeepAlive(this);
                    }
                }
            }
        """)]
    public Task With_keep_alive(string before, string after) =>
        new CSharpCodeFixTest<FFI2003ObjectFinalizedDuringCall, FFI2003KeepAlive, DefaultVerifier> { TestCode = Class(before), FixedCode = Class(after) }.RunAsync();

    private static string Class(string members) => Reports.Declarations + $$"""
        class C
        {
            private IntPtr _h = N.kv_open();
            ~C() { N.kv_close(_h); }

        {{members}}
        }
        """;
}
