using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4005;

/// <summary>FFI4005's fix catches everything, records it and returns a failure value.</summary>
public sealed class Fixes
{
    [Fact]
    public Task A_method_with_a_block() => Run(
        """
        using System;
        using System.Diagnostics;
        using System.Runtime.InteropServices;

        class C
        {
            // Called for every key.
            [UnmanagedCallersOnly]
            static int [|OnKey|](int key)
            {
                // Shows it.
                Console.WriteLine(key);
                return 0; // go on
            }
        }
        """,
        """
        using System;
        using System.Diagnostics;
        using System.Runtime.InteropServices;

        class C
        {
            // Called for every key.
            [UnmanagedCallersOnly]
            static int OnKey(int key)
            {
                try
                {
                    // Shows it.
                    Console.WriteLine(key);
                    return 0; // go on
                }
                catch (Exception exception)
                {
                    Trace.TraceError("OnKey failed: {0}", exception);
                    return -1;
                }
            }
        }
        """);

    [Fact]
    public Task An_expression_body_and_a_status_enumeration() => Run(
        """
        using System.Runtime.InteropServices;

        enum Result { Ok, NotFound, Error }

        class C
        {
            [UnmanagedCallersOnly]
            static Result [|OnKey|](int key) => Parse(key.ToString());

            static Result Parse(string text) => throw new System.Exception(text);
        }
        """,
        """
        using System.Runtime.InteropServices;

        enum Result { Ok, NotFound, Error }

        class C
        {
            [UnmanagedCallersOnly]
            static Result OnKey(int key)
            {
                try
                {
                    return Parse(key.ToString());
                }
                catch (System.Exception exception)
                {
                    System.Diagnostics.Trace.TraceError("OnKey failed: {0}", exception);
                    return Result.Error;
                }
            }

            static Result Parse(string text) => throw new System.Exception(text);
        }
        """);

    [Fact]
    public Task The_other_value_for_a_result_whose_meaning_is_not_known() => new CSharpCodeFixTest<FFI4005ExceptionEscapes, FFI4005CatchEverything, DefaultVerifier>
    {
        CodeActionIndex = 1,
        TestCode = """
            using System;
            using System.Diagnostics;
            using System.Runtime.InteropServices;

            class C
            {
                [UnmanagedCallersOnly]
                static int [|OnKey|](int key)
                {
                    Console.WriteLine(key);
                    return 1;
                }
            }
            """,
        FixedCode = """
            using System;
            using System.Diagnostics;
            using System.Runtime.InteropServices;

            class C
            {
                [UnmanagedCallersOnly]
                static int OnKey(int key)
                {
                    try
                    {
                        Console.WriteLine(key);
                        return 1;
                    }
                    catch (Exception exception)
                    {
                        Trace.TraceError("OnKey failed: {0}", exception);
                        return 0;
                    }
                }
            }
            """,
    }.RunAsync();

#if ROSLYN_4_14_OR_GREATER // The formatter of Roslyn 4.5 leaves the brace of a lambda on the line of its arrow.
    [Fact]
    public Task Two_lambdas_in_one_statement() => Run(
        """
        using System;
        using System.Runtime.InteropServices;

        delegate void Visit(int key);
        delegate bool Want(int key);

        static class N
        {
            [DllImport("kv")]
            public static extern int kv_each(Want want, Visit visit);
        }

        class C
        {
            void M(string exception)
            {
                N.kv_each(key [|=>|] exception.Contains(key.ToString()), key [|=>|] Console.WriteLine(key));
            }
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;

        delegate void Visit(int key);
        delegate bool Want(int key);

        static class N
        {
            [DllImport("kv")]
            public static extern int kv_each(Want want, Visit visit);
        }

        class C
        {
            void M(string exception)
            {
                N.kv_each(key =>
                {
                    try
                    {
                        return exception.Contains(key.ToString());
                    }
                    catch (Exception exception2)
                    {
                        System.Diagnostics.Trace.TraceError("A native callback failed: {0}", exception2);
                        return false;
                    }
                }, key =>
                {
                    try
                    {
                        Console.WriteLine(key);
                    }
                    catch (Exception exception2)
                    {
                        System.Diagnostics.Trace.TraceError("A native callback failed: {0}", exception2);
                    }
                });
            }
        }
        """);
#endif

    internal static Task Run(string before, string after) =>
        new CSharpCodeFixTest<FFI4005ExceptionEscapes, FFI4005CatchEverything, DefaultVerifier> { TestCode = before, FixedCode = after }.RunAsync();
}
