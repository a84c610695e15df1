using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BoundaryLint.CodeFixes.Errors;
using BoundaryLint.Contracts;
using BoundaryLint.Rules.Errors;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace BoundaryLint.Tests.Errors.FFI4009;

/// <summary>FFI4009's fix adds arms in the form of those that are there.</summary>
public sealed class Fixes
{
    [Theory]
    [InlineData(
        """
            Exception Map(KvStatus s) => [|s|] switch
            {
                // Expected.
                KvStatus.NotFound => new KeyNotFoundException(),
                KvStatus.Busy => new KvException("busy"),
                _ => new KvException("failed"), // Others.
            };
        """,
        """
            Exception Map(KvStatus s) => s switch
            {
                // Expected.
                KvStatus.NotFound => new KeyNotFoundException(),
                KvStatus.Busy => new KvException("busy"),
                KvStatus.Full => new KvException(KvStatus.Full),
                _ => new KvException("failed"), // Others.
            };
        """)]
    [InlineData(
        """
            Exception Map(KvStatus s) => [|s|] switch
            {
                KvStatus.NotFound => throw new KeyNotFoundException(),
                KvStatus.Ok => throw new ArgumentException("no failure")
            };
        """,
        """
            Exception Map(KvStatus s) => s switch
            {
                KvStatus.NotFound => throw new KeyNotFoundException(),
                KvStatus.Ok => throw new ArgumentException("no failure"),
                KvStatus.Busy => throw new InvalidOperationException("The native call failed with status Busy."),
                KvStatus.Full => throw new InvalidOperationException("The native call failed with status Full.")
            };
        """)]
    [InlineData(
        """
            void Check(KvStatus s)
            {
                switch ([|s|])
                {
                    case KvStatus.NotFound:
                        throw new TimeoutException("not found");
                    case KvStatus.Busy:
                        throw new TimeoutException("busy");
                    case KvStatus.Ok:
                        break;
                }
            }
        """,
        """
            void Check(KvStatus s)
            {
                switch (s)
                {
                    case KvStatus.NotFound:
                        throw new TimeoutException("not found");
                    case KvStatus.Busy:
                        throw new TimeoutException("busy");
                    case KvStatus.Ok:
                        break;
                    case KvStatus.Full:
                        throw new TimeoutException("The native call failed with status Full.");
                }
            }
        """)]
    [InlineData(
        """
            KvException Map(KvStatus s)
            {
                switch ([|s|])
                {
                    case KvStatus.NotFound:
                    case KvStatus.Full:
                        return new KvException("a");
                    case KvStatus.Ok:
                        return new KvException("b");
                    default:
                        return new KvException("c");
                }
            }
        """,
        """
            KvException Map(KvStatus s)
            {
                switch (s)
                {
                    case KvStatus.NotFound:
                    case KvStatus.Full:
                        return new KvException("a");
                    case KvStatus.Ok:
                        return new KvException("b");
                    case KvStatus.Busy:
                        return new KvException(KvStatus.Busy);
                    default:
                        return new KvException("c");
                }
            }
        """)]
    public Task By_the_missing_arms(string before, string after) => new Test { TestCode = Code(before), FixedCode = Code(after) }.RunAsync();

    internal static string Code(string member) => Reports.Imports + "class C\n{\n" + member + "\n}\n";

    internal sealed class Test : CSharpCodeFixTest<FFI4009ErrorMappingIsNotExhaustive, FFI4009AddArms, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ContractAttributesGenerator)];
    }
}
